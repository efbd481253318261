"""A message is read alone and after the ones before it; what counts of the two, at every edge."""

from __future__ import annotations

import asyncio
from itertools import product
from typing import Any

import pytest

from engine.context import MESSAGES, Context, language_in_context, parse_in_context, read_in_context
from engine.levels import HIGH, LEVELS, highest


def triage(level: str, topic: str = "grooming") -> dict[str, Any]:
    return {"level": level, "topic": topic, "asker": "self", "confidence": 0.9, "reasons": [f"model: {level}"]}


@pytest.mark.parametrize(
    ("alone", "together", "before", "read"),
    [
        ("none", "none", "none", "none"),
        ("none", "urgent", "none", "urgent"),  # a run of small signals
        ("none", "emergency", "urgent", "emergency"),  # it got worse
        ("none", "urgent", "urgent", "none"),  # thanks after a disclosure: what is worse was said before
        ("none", "urgent", "emergency", "none"),
        ("none", "concern", "none", "concern"),
        ("none", "concern", "concern", "none"),
        ("concern", "urgent", "urgent", "urgent"),  # a small signal in a talk about worse
        ("concern", "urgent", "emergency", "urgent"),
        ("concern", "urgent", "concern", "urgent"),
        ("concern", "concern", "urgent", "concern"),
        ("urgent", "none", "none", "urgent"),  # what stands before never lowers
        ("urgent", "emergency", "urgent", "emergency"),
        ("emergency", "none", "none", "emergency"),
    ],
)
def test_what_is_read(alone: str, together: str, before: str, read: str) -> None:
    assert read_in_context(triage(alone), triage(together), before)["level"] == read


@pytest.mark.parametrize(("alone", "together", "before"), product(LEVELS, LEVELS, LEVELS))
def test_reading_together_never_lowers_and_never_invents(alone: str, together: str, before: str) -> None:
    found = read_in_context(triage(alone), triage(together), before)["level"]
    assert LEVELS.index(found) >= LEVELS.index(alone)
    assert found in {alone, together}
    assert highest(before, found) in {before, found}


@pytest.mark.parametrize("before", sorted(HIGH))
def test_reading_small_talk_raises_no_alarm_that_was_not_there(before: str) -> None:
    assert read_in_context(triage("none"), triage(before), before)["level"] == "none"


def test_a_counsellor_sees_that_earlier_messages_counted() -> None:
    found = read_in_context(triage("none", "smalltalk"), triage("urgent", "bullying"), "none")
    assert found["topic"] == "bullying"
    assert found["reasons"] == ["gelezen samen met de berichten ervoor", "model: urgent"]


@pytest.mark.parametrize(
    ("alone", "guess", "together", "language"),
    [
        ("nl", "en", "en", "en"),  # "i paid him" in an English talk
        ("nl", "en", "nl", "nl"),
        ("nl", "nl", "en", "nl"),  # back to Dutch
        ("nl", "tr", "en", "nl"),
        ("en", "en", "nl", "en"),
        ("nl", "nl", "nl", "nl"),
    ],
)
def test_a_guess_counts_in_a_talk_in_that_language(alone: str, guess: str, together: str, language: str) -> None:
    assert language_in_context(alone, guess, together) == language


def test_only_the_last_messages_are_read_again_in_their_order() -> None:
    before = tuple(f"bericht {number}" for number in range(MESSAGES + 2))
    assert Context("none", before).together("nu") == "\n".join([*before[-MESSAGES:], "nu"])
    assert Context().together("nu") == "nu"


@pytest.mark.parametrize(
    ("alone", "together", "asker"),
    [
        ("self", "friend", "friend"),
        ("friend", "self", "friend"),
        ("parent", "friend", "parent"),
        ("self", "self", "self"),
    ],
)
def test_whom_it_is_about_may_have_been_said_before(alone: str, together: str, asker: str) -> None:
    found = read_in_context({**triage("urgent"), "asker": alone}, {**triage("urgent"), "asker": together}, "urgent")
    assert found["asker"] == asker


def parsed(heard: str, confidence: float, level: str = "none") -> dict[str, Any]:
    return {
        "heard": {"name": heard, "confidence": confidence},
        "triage": triage(level),
        "follow_up": {"id": "durf_niet", "confidence": 0.0},
        "language": "nl",
        "language_guess": "nl",
    }


@pytest.mark.parametrize(
    ("heard", "confidence", "level", "alarmed"),
    [
        ("nee", 0.9, "none", False),  # an answer to the bot brings no news
        ("snap_niet", 0.5, "none", False),
        ("nee", 0.4, "none", True),  # hardly one
        ("gevaar", 0.9, "none", True),
        ("nee", 0.9, "concern", True),  # one that says more
    ],
)
def test_an_answer_to_the_bot_is_not_read_as_the_disclosure_once_more(
    heard: str, confidence: float, level: str, alarmed: bool
) -> None:
    async def parse(text: str) -> dict[str, Any]:
        return parsed(heard, confidence, level) if "\n" not in text else parsed("gevaar", 0.9, "emergency")

    found = asyncio.run(parse_in_context(parse, "nee", Context("urgent", ("hij dreigt vanavond te komen",))))
    assert (found["triage"]["level"] == "emergency") == alarmed
    assert (found["intent"]["name"] == "nood") == alarmed
