"""Which language a message is in. Dutch unless another is plain: street Dutch is full of other languages' words."""

from __future__ import annotations

from functools import cache
from typing import Any

from lingua import Language, LanguageDetector, LanguageDetectorBuilder
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.decisions import DUTCH

LANGUAGES = {
    Language.DUTCH: DUTCH,
    Language.ENGLISH: "en",
    Language.TURKISH: "tr",
    Language.ARABIC: "ar",
    Language.POLISH: "pl",
    Language.UKRAINIAN: "uk",
    Language.RUSSIAN: "ru",
    Language.GERMAN: "de",
    Language.FRENCH: "fr",
    Language.SPANISH: "es",
}
OTHER_ALPHABET = {"ar", "uk", "ru"}
SURE = 0.9
"""Share of certainty from which a message counts as not Dutch; see docs/model-card.md."""
WORDS = 3
"""A shorter message counts as Dutch: "help me" and "ok thanks" are Dutch too. One in another alphabet does not."""


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*LANGUAGES).build()


def language_of(text: str) -> tuple[str, str]:
    """The language that a message counts as, and the likeliest one, which may be a mere guess: ISO 639-1 codes."""
    best = _detector().compute_language_confidence_values(text)[0]
    guess = LANGUAGES[best.language]
    if guess in OTHER_ALPHABET:
        sure = any(one.isalpha() and ord(one) >= 0x400 for one in text)
    else:
        sure = best.value >= SURE and len(text.split()) >= WORDS
    return (guess if sure else DUTCH), guess


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class LanguageReader(GraphComponent):
    """Adds `language` and `language_guess` to the parse."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageReader:
        """Make the component; it has no settings and nothing to load, the wheel holds its tables."""
        return cls()

    def process_training_data(self, training_data: Any) -> Any:
        """Nothing: no language is learned from the training messages."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Tell the language of each message that has a text."""
        for message in messages:
            if message.get(TEXT):
                language, guess = language_of(message.get(TEXT))
                message.set("language", language, add_to_output=True)
                message.set("language_guess", guess, add_to_output=True)
        return messages
