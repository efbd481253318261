"""From probabilities to a level, and from a level to an intent. Plain functions, without Rasa.

The thresholds were chosen on messages by writers that the model had not seen (`make bench-quality`);
docs/model-card.md states the figures that came out.
"""

from __future__ import annotations

from typing import Any

HIGH_FROM = 0.36
"""Urgent and emergency together count from this probability on: a missed teen is worse than a needless offer."""
EMERGENCY_FROM = 0.4
"""Share of that probability from which a high message is read as an emergency."""
FAQ_SURE = 0.4
"""Confidence of the `faq` intent from which a question about the subject outweighs a mere concern."""

ASKER_SURE = 0.6
"""Probability from which a message counts as somebody else's than the victim's: wrongly said "your friend" hurts."""

OVERRIDE = {"emergency": "nood", "urgent": "dringend"}
"""The intents that win over whatever the classifier thought, as Rasa's FallbackClassifier does."""


OTHER_LANGUAGE = "andere_taal"
"""The intent of a message that is not in Dutch, whatever it says: one action answers in its language."""
DUTCH = "nl"


def decide_level(probability: dict[str, float]) -> str:
    """The level, from a probability per level. In doubt the higher one."""
    high = probability.get("urgent", 0.0) + probability.get("emergency", 0.0)
    if high >= HIGH_FROM:
        return "emergency" if probability.get("emergency", 0.0) >= EMERGENCY_FROM * high else "urgent"
    return "concern" if probability.get("concern", 0.0) >= probability.get("none", 0.0) else "none"


def decide_asker(probability: dict[str, float]) -> str:
    """Who asks, from a probability per asker: the teen about themself unless another is plain."""
    asker = max(probability, key=probability.__getitem__)
    return asker if probability[asker] >= ASKER_SURE else "self"


def decide_intent(level: str, intent: str, confidence: float, language: str) -> str:
    """The intent that the rules act on.

    Args:
        level: what triage decided.
        intent: what the intent classifier thought, after the fallback.
        confidence: how sure it was.
        language: the message's, as an ISO 639-1 code.
    """
    if language != DUTCH:
        return OTHER_LANGUAGE
    if level in OVERRIDE:
        return OVERRIDE[level]
    if level == "concern" and (intent != "faq" or confidence < FAQ_SURE):
        return "zorg"
    return intent


def rule_intent(heard: dict[str, Any], level: str, language: str) -> dict[str, Any]:
    """The intent with its confidence that the rules act on: what was heard, or surely what wins over it."""
    name = decide_intent(level, heard["name"], heard["confidence"], language)
    return heard if name == heard["name"] else {"name": name, "confidence": 1.0}
