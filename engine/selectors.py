"""Finds which of our texts a message asks for: a FAQ entry, a follow-up, the situation that first aid fits."""

from __future__ import annotations

from pathlib import Path

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine import heads
from engine.component import LinearComponent, label
from engine.examples import Examples

KEPT = "examples.npz"
SURE_FROM = 0.2
"""Probability from which the first FAQ entry is the answer; below it the bot offers the likeliest as guesses."""
GUESSES = 3
FITS_FROM = 0.5
"""Share among the situations of one topic from which a situation is taken as the teen's; else the general text fits."""


class Selector(LinearComponent):
    """Reads one label by words, and by the training messages that are most like the message."""

    _examples: Examples

    def keep(self, folder: Path, messages: list[Message]) -> None:
        """Keep the training messages: which are most like a new one is told without learning."""
        texts, labels = [one.get(TEXT) for one in messages], [str(label(one, self.LABELS[0])) for one in messages]
        self._examples = Examples.of(texts, labels, heads.embeddings(messages))
        self._examples.save(folder / KEPT)

    def recall(self, folder: Path) -> None:
        """Load them."""
        self._examples = Examples.load(folder / KEPT)

    def opinion(self, name: str, vector: heads.Floats) -> dict[str, float]:
        """A probability per text, by the messages that are most like this one."""
        return self._examples.shares(vector)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FaqSelector(Selector):
    """Adds `faq: {id, confidence, guesses}` to the parse; `id` is None when it is not sure."""

    LABELS = ("faq",)

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


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FollowUpSelector(Selector):
    """Adds `follow_up: {id, confidence}`, the likeliest follow-up. `engine/decisions.py` says whether it is one."""

    LABELS = ("follow_up",)

    def read(self, message: Message, *shares: dict[str, float]) -> None:
        """Choose it."""
        best = max(shares[0], key=shares[0].__getitem__)
        message.set("follow_up", {"id": best, "confidence": round(shares[0][best], 4)}, add_to_output=True)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SituationSelector(Selector):
    """Adds `situations`, per harm topic the one that fits, where one does. A label is "<topic>/<situation>"."""

    LABELS = ("situation",)

    def read(self, message: Message, *shares: dict[str, float]) -> None:
        """Choose one per topic: the topic itself is for triage to say."""
        message.set("situations", fitting(shares[0]), add_to_output=True)


def fitting(shares: dict[str, float]) -> dict[str, str]:
    """Per topic the situation that holds most of the topic's probability, if that is enough of it."""
    found: dict[str, str] = {}
    for topic in sorted({one.partition("/")[0] for one in shares}):
        own = {one: share for one, share in shares.items() if one.startswith(f"{topic}/")}
        best = max(own, key=own.__getitem__)
        if own[best] >= FITS_FROM * sum(own.values()):
            found[topic] = best.partition("/")[2]
    return found
