"""From probabilities to a level, from a level to an intent: every edge."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.decisions import (
    ANSWER_SURE,
    ANSWERS,
    ASKER_SURE,
    EMERGENCY_FROM,
    FAQ_SURE,
    FOLLOW_UP,
    FOLLOW_UP_HEARD,
    FOLLOW_UP_LIKE,
    FOLLOW_UP_PLAIN,
    HARMLESS_FROM,
    HEARD_SURELY,
    HIGH_FROM,
    OTHER_LANGUAGE,
    OVERRIDE,
    TALK_SURE,
    decide_asker,
    decide_intent,
    decide_level,
    is_talk,
    rule_intent,
    rule_intent_in_talk,
)
from engine.levels import HIGH, LEVELS

HAIR = 1e-9


def shares(none: float = 0.0, concern: float = 0.0, urgent: float = 0.0, emergency: float = 0.0) -> dict[str, float]:
    return {"none": none, "concern": concern, "urgent": urgent, "emergency": emergency}


@pytest.mark.parametrize("level", LEVELS)
def test_a_certain_level_is_that_level(level: str) -> None:
    assert decide_level(shares(**{level: 1.0})) == level


def test_urgent_counts_from_the_threshold_on() -> None:
    assert decide_level(shares(none=1 - HIGH_FROM, urgent=HIGH_FROM)) == "urgent"
    assert decide_level(shares(none=1 - HIGH_FROM + HAIR, urgent=HIGH_FROM - HAIR)) == "none"
    assert decide_level(shares(concern=1 - HIGH_FROM + HAIR, urgent=HIGH_FROM - HAIR)) == "concern"


def test_urgent_and_emergency_count_together_and_against_a_likelier_none() -> None:
    half = HIGH_FROM / 2 + HAIR
    assert decide_level(shares(none=1 - 2 * half, urgent=half, emergency=half)) == "emergency"
    less = HIGH_FROM / 2 - HAIR
    assert decide_level(shares(none=1 - 2 * less, urgent=less, emergency=less)) == "none"


@pytest.mark.parametrize("high", [HIGH_FROM + HAIR, 0.7, 1.0])
def test_emergency_wins_from_its_share_of_the_high_ones_on(high: float) -> None:
    enough = (EMERGENCY_FROM + HAIR) * high
    assert decide_level(shares(none=1 - high, urgent=high - enough, emergency=enough)) == "emergency"
    less = (EMERGENCY_FROM - HAIR) * high
    assert decide_level(shares(none=1 - high, urgent=high - less, emergency=less)) == "urgent"


def test_of_none_and_concern_the_likelier_wins_and_a_draw_is_concern() -> None:
    assert decide_level(shares(none=0.5, concern=0.5)) == "concern"
    assert decide_level(shares(none=0.5 + HAIR, concern=0.5 - HAIR)) == "none"
    assert decide_level(shares(none=0.5 - HAIR, concern=0.5 + HAIR)) == "concern"


@pytest.mark.parametrize(
    ("probability", "level"),
    [({"none": 1.0}, "none"), ({"concern": 1.0}, "concern"), ({"emergency": 1.0}, "emergency"), ({}, "concern")],
)
def test_a_level_that_the_model_does_not_know_counts_as_impossible(probability: dict[str, float], level: str) -> None:
    assert decide_level(probability) == level


@pytest.mark.parametrize("intent", ["faq", "groet", "ja", "nlu_fallback", "afpersing", "zorg"])
@pytest.mark.parametrize(("level", "wins"), [("emergency", "nood"), ("urgent", "dringend")])
def test_a_high_level_wins_over_every_intent_however_sure(level: str, wins: str, intent: str) -> None:
    assert decide_intent(level, intent, 1.0, "nl") == wins


@pytest.mark.parametrize("intent", ["groet", "ja", "nlu_fallback", "afpersing"])
def test_concern_wins_over_all_but_a_question(intent: str) -> None:
    assert decide_intent("concern", intent, 1.0, "nl") == "zorg"


@pytest.mark.parametrize(
    ("confidence", "intent"),
    [(0.0, "zorg"), (FAQ_SURE - HAIR, "zorg"), (FAQ_SURE, "faq"), (FAQ_SURE + HAIR, "faq"), (1.0, "faq")],
)
def test_a_sure_question_outweighs_a_concern(confidence: float, intent: str) -> None:
    assert decide_intent("concern", "faq", confidence, "nl") == intent


@pytest.mark.parametrize("intent", ["faq", "groet", "ja", "nlu_fallback", "afpersing"])
def test_without_a_level_the_intent_stays(intent: str) -> None:
    assert decide_intent("none", intent, 0.0, "nl") == intent


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("intent", ["faq", "ja", "nlu_fallback"])
def test_another_language_is_answered_in_that_language_whatever_it_says(level: str, intent: str) -> None:
    assert decide_intent(level, intent, 1.0, "en") == OTHER_LANGUAGE


@pytest.mark.parametrize(
    ("shares", "asker"),
    [
        ({"self": 1 - ASKER_SURE, "friend": ASKER_SURE}, "friend"),
        ({"self": 1 - ASKER_SURE + HAIR, "friend": ASKER_SURE - HAIR}, "self"),
        ({"self": 0.1, "friend": 0.45, "parent": 0.45}, "self"),
        ({"self": 0.0, "professional": 1.0}, "professional"),
        ({"self": 1.0}, "self"),
    ],
)
def test_somebody_else_asks_only_when_that_is_plain(shares: dict[str, float], asker: str) -> None:
    assert decide_asker(shares) == asker


def test_every_intent_that_wins_is_one_that_rasa_knows(root: Path) -> None:
    known = set(yaml.safe_load((root / "domain.yml").read_text("utf-8"))["intents"])
    assert known >= set(OVERRIDE.values()) | {"zorg", "faq", OTHER_LANGUAGE}
    assert OVERRIDE.keys() == HIGH


def test_what_was_heard_stays_as_it_was_unless_something_wins_over_it() -> None:
    heard = {"name": "groet", "confidence": 0.4}
    assert rule_intent(heard, "none", "nl") is heard
    assert rule_intent(heard, "urgent", "nl") == {"name": "dringend", "confidence": 1.0}
    assert rule_intent(heard, "urgent", "en") == {"name": OTHER_LANGUAGE, "confidence": 1.0}


def parse(name: str, confidence: float, level: str, follow_up: float = 0.0, language: str = "nl") -> dict[str, Any]:
    return {
        "heard": {"name": name, "confidence": confidence},
        "triage": {"level": level},
        "follow_up": {"id": "al_betaald", "confidence": follow_up},
        "language": language,
    }


@pytest.mark.parametrize(
    ("heard", "confidence", "follow_up", "level", "before", "intent"),
    [
        (FOLLOW_UP, FOLLOW_UP_HEARD, 0.0, "urgent", "urgent", FOLLOW_UP),
        (FOLLOW_UP, FOLLOW_UP_HEARD - HAIR, 0.0, "urgent", "urgent", "dringend"),
        (FOLLOW_UP, 0.0, FOLLOW_UP_LIKE, "concern", "urgent", FOLLOW_UP),
        ("afpersing", HEARD_SURELY - HAIR, FOLLOW_UP_LIKE, "urgent", "urgent", FOLLOW_UP),
        ("afpersing", HEARD_SURELY - HAIR, FOLLOW_UP_LIKE - HAIR, "urgent", "urgent", "dringend"),
        ("afpersing", HEARD_SURELY, FOLLOW_UP_LIKE, "urgent", "urgent", "dringend"),
        ("afpersing", HEARD_SURELY, FOLLOW_UP_PLAIN, "urgent", "urgent", FOLLOW_UP),
        ("faq", HEARD_SURELY - HAIR, FOLLOW_UP_LIKE, "none", "concern", FOLLOW_UP),
        ("faq", HEARD_SURELY, 1.0, "none", "concern", "faq"),  # a sure question is a question
        ("luisteren", 0.2, FOLLOW_UP_PLAIN - HAIR, "none", "concern", "luisteren"),
        ("luisteren", 0.9, FOLLOW_UP_PLAIN, "none", "concern", FOLLOW_UP),
        ("nlu_fallback", 0.2, FOLLOW_UP_LIKE, "none", "concern", FOLLOW_UP),
        ("ja", 0.9, 1.0, "none", "urgent", "ja"),  # an answer to the bot is none
        ("afpersing", 0.9, 1.0, "urgent", "concern", "dringend"),  # worse than the talk knew
        ("afpersing", 0.9, 1.0, "urgent", "none", "dringend"),  # nothing was told before
        (FOLLOW_UP, 1.0, 1.0, "emergency", "emergency", "nood"),  # an emergency is always answered as one
    ],
)
def test_a_follow_up_is_one_when_the_talk_knew_as_much_already(
    heard: str, confidence: float, follow_up: float, level: str, before: str, intent: str
) -> None:
    assert rule_intent_in_talk(parse(heard, confidence, level, follow_up), before)["name"] == intent


@pytest.mark.parametrize("heard", sorted(ANSWERS))
@pytest.mark.parametrize(
    ("confidence", "level", "before", "kept"),
    [
        (ANSWER_SURE, "concern", "concern", True),
        (ANSWER_SURE - HAIR, "concern", "concern", False),
        (1.0, "concern", "none", False),
        (1.0, "urgent", "urgent", False),
    ],
)
def test_a_plain_answer_outweighs_a_concern_that_is_known(
    heard: str, confidence: float, level: str, before: str, kept: bool
) -> None:
    found = rule_intent_in_talk(parse(heard, confidence, level), before)["name"]
    assert (found == heard) == kept


def test_another_language_is_never_a_follow_up() -> None:
    assert rule_intent_in_talk(parse(FOLLOW_UP, 1.0, "urgent", 1.0, "en"), "urgent")["name"] == OTHER_LANGUAGE


def test_answers_are_intents_that_rasa_knows(root: Path) -> None:
    assert set(yaml.safe_load((root / "domain.yml").read_text("utf-8"))["intents"]) >= ANSWERS | {FOLLOW_UP}


@pytest.mark.parametrize(
    ("intent", "confidence", "topics", "talk"),
    [
        ("afscheid", TALK_SURE, {"smalltalk": HARMLESS_FROM, "suicide": 1 - HARMLESS_FROM}, True),
        ("afscheid", TALK_SURE - HAIR, {"smalltalk": 1.0}, False),
        ("afscheid", 1.0, {"smalltalk": HARMLESS_FROM - HAIR, "suicide": 1 - HARMLESS_FROM + HAIR}, False),
        ("ja", 1.0, {"smalltalk": 0.15, "help_seeking": 0.15, "grooming": 0.7}, True),
        ("gevaar", 1.0, {"smalltalk": 1.0}, False),
        ("al_gedaan", 1.0, {"smalltalk": 1.0}, False),
        ("nlu_fallback", 1.0, {"smalltalk": 1.0}, False),
    ],
)
def test_plain_talk_about_no_harm_is_no_danger(
    intent: str, confidence: float, topics: dict[str, float], talk: bool
) -> None:
    assert is_talk({"name": intent, "confidence": confidence}, topics) == talk
