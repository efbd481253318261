"""Finds the FAQ entry that a message asks for."""

from __future__ import annotations

from pathlib import Path

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine import heads
from engine.component import LinearComponent, label
from engine.examples import Examples

QUESTIONS = "questions.npz"
SURE_FROM = 0.2
"""Probability from which the first entry is the answer; below it the bot offers the likeliest as guesses."""
GUESSES = 3


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FaqSelector(LinearComponent):
    """Adds `faq: {id, confidence, guesses}` to the parse; `id` is None when it is not sure."""

    LABELS = ("faq",)
    _questions: Examples

    def keep(self, folder: Path, messages: list[Message]) -> None:
        """Keep the questions: which are most like a new one is told without learning."""
        texts, labels = [one.get(TEXT) for one in messages], [str(label(one, "faq")) for one in messages]
        self._questions = Examples.of(texts, labels, heads.embeddings(messages))
        self._questions.save(folder / QUESTIONS)

    def recall(self, folder: Path) -> None:
        """Load them."""
        self._questions = Examples.load(folder / QUESTIONS)

    def opinion(self, name: str, vector: heads.Floats) -> dict[str, float]:
        """A probability per entry, by its questions that are most like the message."""
        return self._questions.shares(vector)

    def read(self, message: Message, *shares: dict[str, float]) -> None:
        """Choose the entry, and the likeliest in case it is not sure."""
        guesses = sorted(shares[0], key=shares[0].__getitem__, reverse=True)[:GUESSES]
        sure = shares[0][guesses[0]]
        found = {
            "id": guesses[0] if sure >= SURE_FROM else None,
            "confidence": round(sure, 4),
            "guesses": guesses,
        }
        message.set("faq", found, add_to_output=True)
