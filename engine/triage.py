"""Triage: reads level and topic in every message, beside and independent of the intent."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.component import LinearComponent
from engine.decisions import decide_intent, decide_level
from engine.levels import highest
from engine.phrases import unmistakable


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Triage(LinearComponent):
    """Adds `triage: {level, topic, confidence, reasons}` to the parse, and lets high levels win the intent."""

    LABELS = ("level", "topic")

    def read(self, message: Message, *shares: dict[str, float]) -> None:
        """Level and topic by the model; an unmistakable phrase wins unless the model heard worse."""
        levels, topics = shares
        level, topic = decide_level(levels), max(topics, key=topics.__getitem__)
        confidence = levels[level]
        reasons = [f"model: {level} {levels[level]:.2f}, {topic} {topics[topic]:.2f}"]
        phrase_level, phrase_topic = unmistakable(message.get(TEXT))
        if phrase_level is not None:
            reasons.append(f"vaste zin: {phrase_level}, {phrase_topic}")
            if highest(level, phrase_level) == phrase_level:
                level, topic, confidence = phrase_level, str(phrase_topic), 1.0
        triage = {"level": level, "topic": topic, "confidence": round(confidence, 4), "reasons": reasons}
        message.set("triage", triage, add_to_output=True)
        rule_intent(message, level)


def rule_intent(message: Message, level: str) -> None:
    """Set the intent that the rules act on, at the top of the ranking."""
    heard = message.get(INTENT) or {"name": None, "confidence": 0.0}
    name = decide_intent(level, heard["name"], heard["confidence"])
    if name != heard["name"]:
        intent = {"name": name, "confidence": 1.0}
        message.set(INTENT, intent, add_to_output=True)
        message.set("intent_ranking", [intent, *(message.get("intent_ranking") or [])], add_to_output=True)
