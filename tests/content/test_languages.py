"""What is said in other languages: help lines in each, danger first, and nothing against the house rules."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from weerwoord.content.library import Library

LANGUAGES = ("en", "tr", "ar", "pl", "uk")
WANTED = {
    "language",
    "name",
    "checked",
    "emergency",
    "other",
    "again",
    "ask_person",
    "yes",
    "no",
    "said_yes",
    "said_no",
}
LONGEST = 25
"""Words in a sentence."""


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    return Library(root / "data")


def test_exactly_these_languages_have_texts(root: Path) -> None:
    found = yaml.safe_load((root / "data/texts/languages.yml").read_text("utf-8"))
    assert tuple(one["language"] for one in found) == LANGUAGES


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_all_it_needs(code: str, library: Library) -> None:
    texts = library.language(code)
    assert texts.keys() >= WANTED
    assert texts["language"] == code
    assert texts.keys() - WANTED <= {"urgent", "topics"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_help_lines_stand_in_every_language(code: str, library: Library) -> None:
    texts, phone = library.language(code), library.directory.phone
    assert phone("112") in texts["emergency"].splitlines()[0]
    assert all(phone(one) in texts["other"] for one in ("112", "113", "kindertelefoon"))


def test_english_has_safety_texts_for_emergency_and_urgent(library: Library) -> None:
    english, phone = library.language("en"), library.directory.phone
    assert english.keys() >= {"emergency", "urgent"}
    assert english["topics"].keys() <= library.first_aid.keys()
    assert phone("113") in english["topics"]["suicide"]["emergency"].splitlines()[0]
    assert "Do not pay" in english["topics"]["sextortion"]["urgent"]
    assert phone("csg") in english["topics"]["sexual_violence"]["urgent"]
    assert all("your fault" not in text for text in english["topics"]["own_behaviour"].values())


def test_a_language_without_texts_gets_english(library: Library) -> None:
    assert library.language("de") == library.language("en")


def said(value: Any) -> list[str]:
    """All texts inside the content of a language."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in said(inner)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_house_rules_hold_in_every_language(code: str, library: Library) -> None:
    for text in said(library.language(code)):
        assert not re.search(r"[!¡]|lover ?boy|\bwhy\b|[\u2600-\u27bf\U0001f000-\U0001faff]", text, re.IGNORECASE), text
        assert max(len(line.split()) for line in re.split(r"[.?\n؟]", text)) <= LONGEST
