"""A message is read alone and after the ones before it; what counts of the two, at every edge."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from engine.context import MESSAGES, Context, language_in_context, read_in_context
from engine.levels import HIGH, LEVELS, highest


def triage(level: str, topic: str = "grooming") -> dict[str, Any]:
    return {"level": level, "topic": topic, "confidence": 0.9, "reasons": [f"model: {level}"]}


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
