"""Finds the FAQ entry that a message asks for."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from engine.component import LinearComponent

SURE_FROM = 0.3
"""Probability from which the first entry is the answer; below it the bot offers the first two as guesses."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FaqSelector(LinearComponent):
    """Adds `faq: {id, confidence, guesses}` to the parse; `id` is None when it is not sure."""

    LABELS = ("faq",)

    def read(self, message: Message, *shares: dict[str, float]) -> None:
        """Choose the entry, and the two likeliest in case it is not sure."""
        first, second = sorted(shares[0], key=shares[0].__getitem__, reverse=True)[:2]
        sure = shares[0][first]
        found = {
            "id": first if sure >= SURE_FROM else None,
            "confidence": round(sure, 4),
            "guesses": [first, second],
        }
        message.set("faq", found, add_to_output=True)
