"""Triage: reads level, topic and who asks in every message, beside and independent of the intent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine import heads
from engine.component import LinearComponent, label
from engine.decisions import decide_asker, decide_level, is_talk, rule_intent
from engine.examples import Examples
from engine.levels import highest
from engine.phrases import unmistakable

EXAMPLES = "examples.npz"
LIKE = "lijkt op: "


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Triage(LinearComponent):
    """Adds `triage: {level, topic, asker, confidence, reasons}` to the parse, and lets high levels win the intent."""

    LABELS = ("level", "topic", "asker")
    _examples: Examples

    def keep(self, folder: Path, messages: list[Message]) -> None:
        """Keep the training messages, to show which one a new message is like."""
        messages = [one for one in messages if label(one, "topic")]
        labels = [f"{label(one, 'level')} {label(one, 'topic')}" for one in messages]
        self._examples = Examples.of([one.get(TEXT) for one in messages], labels, heads.embeddings(messages))
        self._examples.save(folder / EXAMPLES)

    def recall(self, folder: Path) -> None:
        """Load them."""
        self._examples = Examples.load(folder / EXAMPLES)

    def read(self, message: Message, *shares: dict[str, float]) -> None:
        """The levels and topics that were heard; an unmistakable phrase wins unless they are worse."""
        levels, topics, askers = shares
        heard = message.get(INTENT) or {"name": None, "confidence": 0.0}
        level = "none" if is_talk(heard, topics) else decide_level(levels)
        topic = max(topics, key=topics.__getitem__)
        confidence = levels[level]
        reasons = [f"het model is {levels[level]:.0%} zeker van het niveau en {topics[topic]:.0%} van het onderwerp"]
        vector = heads.embeddings([message])[0]
        if level != "none" and (alike := self._examples.nearest(f"{level} {topic}", vector)):
            reasons.append(f"{LIKE}{alike}")
        if phrase := unmistakable(message.get(TEXT)):
            reasons.append(f"vaste zin: {phrase.words}")
            if highest(level, phrase.level) == phrase.level:
                level, topic, confidence = phrase.level, phrase.topic, 1.0
        triage = {
            "level": level,
            "topic": topic,
            "asker": decide_asker(askers),
            "confidence": round(confidence, 4),
            "reasons": reasons,
        }
        message.set("triage", triage, add_to_output=True)
        set_intent(message, heard, level)


def set_intent(message: Message, heard: dict[str, Any], level: str) -> None:
    """Set the intent that the rules act on, at the top of the ranking; `heard` keeps what the words alone mean."""
    message.set("heard", heard, add_to_output=True)
    intent = rule_intent(heard, level, message.get("language"))
    if intent is not heard:
        message.set(INTENT, intent, add_to_output=True)
        message.set("intent_ranking", [intent, *(message.get("intent_ranking") or [])], add_to_output=True)
