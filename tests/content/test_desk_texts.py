"""What counsellors find at the desk: suggestions in the spirit of motivational interviewing, a complete checklist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from weerwoord.cases.states import Move
from weerwoord.content.library import Library

NEVER = {
    "a question for a reason": re.compile(r"\bwaarom\b", re.IGNORECASE),
    "a promise": re.compile(r"\bbeloof|\bbeloven|komt (?:wel )?goed|\bgarand|\bzeker weten\b", re.IGNORECASE),
    "blame": re.compile(r"\bjouw fout|\bhad je\b|\bje moet\b|\bmoest je\b", re.IGNORECASE),
    "an order": re.compile(r"^(?:Doe|Ga|Blokkeer|Vertel het) ", re.IGNORECASE),
}


@pytest.fixture(scope="module")
def desk(root: Path) -> dict[str, Any]:
    return Library(root / "data").desk


@pytest.mark.parametrize("rule", NEVER)
def test_no_suggestion_goes_against_the_spirit(rule: str, desk: dict[str, Any]) -> None:
    texts = [text for group in desk["suggestions"] for text in group["texts"]]
    assert len(texts) > 12
    assert [text for text in texts if NEVER[rule].search(text)] == []


def test_there_is_something_for_each_part_of_a_talk(desk: dict[str, Any]) -> None:
    titles = [group["title"] for group in desk["suggestions"]]
    assert titles == ["Openen", "Bevestigen", "Open vragen", "Afronden"]
    questions = next(group["texts"] for group in desk["suggestions"] if group["title"] == "Open vragen")
    assert all(text.endswith("?") for text in questions)
    assert [text for text in questions if re.match(r"(?:Is|Ben|Heb|Kan|Wil) ", text)] == []  # yes or no is not open


def test_the_checklist_names_what_must_be_asked(desk: dict[str, Any]) -> None:
    ids = [one["id"] for one in desk["checklist"]]
    assert ids == ["safe_now", "place", "company", "numbers", "who_is_told", "agreed"]
    numbers = next(one["text"] for one in desk["checklist"] if one["id"] == "numbers")
    assert "112" in numbers
    assert "113" in numbers


def test_every_move_and_outcome_has_words(desk: dict[str, Any]) -> None:
    assert set(desk["moves"]) == {move.value for move in Move}
    assert set(desk["outcomes"]) == {"helped", "referred", "teen_left", "no_contact", "other"}
    assert all(len(code) <= 12 for code in desk["outcomes"])  # what its column holds
