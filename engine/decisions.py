"""From probabilities to a level, and from a level to an intent. Plain functions, without Rasa.

The thresholds were chosen with `bench/understanding.py` on messages by writers that the model had not seen;
ARCHITECTURE.md states the figures that came out.
"""

from __future__ import annotations

HIGH_FROM = 0.45
"""Urgent and emergency together count from this probability on: a missed teen is worse than a needless offer."""
EMERGENCY_FROM = 0.4
"""Share of that probability from which a high message is read as an emergency."""
FAQ_SURE = 0.4
"""Confidence of the `faq` intent from which a question about the subject outweighs a mere concern."""

OVERRIDE = {"emergency": "nood", "urgent": "dringend"}
"""The intents that win over whatever the classifier thought, as Rasa's FallbackClassifier does."""


def decide_level(probability: dict[str, float]) -> str:
    """The level, from a probability per level. In doubt the higher one."""
    high = probability.get("urgent", 0.0) + probability.get("emergency", 0.0)
    if high >= HIGH_FROM:
        return "emergency" if probability.get("emergency", 0.0) >= EMERGENCY_FROM * high else "urgent"
    return "concern" if probability.get("concern", 0.0) >= probability.get("none", 0.0) else "none"


def decide_intent(level: str, intent: str, confidence: float) -> str:
    """The intent that the rules act on.

    Args:
        level: what triage decided.
        intent: what the intent classifier thought, after the fallback.
        confidence: how sure it was.
    """
    if level in OVERRIDE:
        return OVERRIDE[level]
    if level == "concern" and (intent != "faq" or confidence < FAQ_SURE):
        return "zorg"
    return intent
