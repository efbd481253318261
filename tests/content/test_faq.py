"""The FAQ: every entry complete, short, sourced, and leading somewhere."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from rapidfuzz import fuzz, process

from weerwoord.content.library import FaqEntry, Library
from weerwoord.pages import TOPICS

KEYS = {"id", "topic", "title", "also_asked", "answer", "easier", "next", "organisations", "source", "checked",
        "doubt", "owner"}  # fmt: skip
ASKED_AT_LEAST = 8
LONGEST_ANSWER, LONGEST_EASIER = 90, 60
"""Words."""
DATE = re.compile(r"undated(?: \(.+\))?|\d{4}(?:-\d\d){0,2}")

Entries = list[dict[str, Any]]


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, Entries]:
    """The entries of each file, as written."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (root / "data/faq").glob("*.yml")}


@pytest.fixture(scope="module")
def entries(files: dict[str, Entries]) -> Entries:
    """All entries, as written."""
    return [entry for found in files.values() for entry in found]


@pytest.fixture(scope="module")
def filled(root: Path) -> list[FaqEntry]:
    """All entries, as a teen reads them."""
    return list(Library(root / "data").faq.values())


def test_every_entry_has_every_key_and_no_other(entries: Entries) -> None:
    assert len(entries) > 30
    for entry in entries:
        assert entry.keys() == KEYS, entry["id"]


def test_an_id_is_used_once_and_readable(entries: Entries) -> None:
    assert [one for one, count in Counter(entry["id"] for entry in entries).items() if count > 1] == []
    assert [entry["id"] for entry in entries if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"])] == []


def test_an_entry_stands_in_the_file_of_its_topic(files: dict[str, Entries]) -> None:
    for name, found in files.items():
        assert name in TOPICS
        assert {entry["topic"] for entry in found} == {name}


def test_a_title_is_one_question_and_used_once(entries: Entries) -> None:
    titles = [entry["title"] for entry in entries]
    assert len(set(titles)) == len(titles)
    for title in titles:
        assert title[0].isupper(), title
        assert title.count("?") == 1, title
        assert title.endswith("?"), title


def test_every_entry_knows_many_ways_to_ask_it(entries: Entries) -> None:
    for entry in entries:
        assert len(entry["also_asked"]) >= ASKED_AT_LEAST, entry["id"]
        assert all(isinstance(one, str) and one.strip() for one in entry["also_asked"]), entry["id"]


def test_no_two_entries_are_asked_in_the_same_words(entries: Entries) -> None:
    asked = [
        (one.lower().strip(" ?."), entry["id"]) for entry in entries for one in [entry["title"], *entry["also_asked"]]
    ]
    assert [one for one, count in Counter(text for text, _ in asked).items() if count > 1] == []
    for text, owner in asked:
        others = [other for other, whose in asked if whose != owner]
        close = process.extractOne(text, others, scorer=fuzz.ratio, score_cutoff=95)
        assert close is None or len(text) <= 15, (text, close)


def test_an_answer_is_short_and_the_easier_one_shorter(filled: list[FaqEntry]) -> None:
    for entry in filled:
        assert 5 <= len(entry.answer.split()) <= LONGEST_ANSWER, (entry.id, len(entry.answer.split()))
        assert 5 <= len(entry.easier.split()) <= min(LONGEST_EASIER, len(entry.answer.split())), entry.id


def test_an_entry_leads_to_others_and_never_to_itself(entries: Entries) -> None:
    ids = {entry["id"] for entry in entries}
    for entry in entries:
        assert entry["next"], entry["id"]
        assert set(entry["next"]) <= ids - {entry["id"]}, entry["id"]
        assert len(entry["next"]) == len(set(entry["next"])) <= 3, entry["id"]


def test_an_organisation_named_in_an_entry_may_be_shown(entries: Entries, root: Path) -> None:
    directory = Library(root / "data").directory
    for entry in entries:
        for one in entry["organisations"]:
            assert directory[one].show != "no", (entry["id"], one)
        assert len(entry["organisations"]) <= 3, entry["id"]


def test_an_answer_names_its_source_and_when_that_was_written(entries: Entries) -> None:
    for entry in entries:
        source = entry["source"]
        assert source.keys() == {"url", "date"}, entry["id"]
        about_itself = source["url"] == "weerwoord" and entry["topic"] in {"bot", "privacy"}
        assert about_itself or re.fullmatch(r"https?://\S+", source["url"]), (entry["id"], source)
        assert DATE.fullmatch(str(source["date"])), (entry["id"], source)


def test_an_entry_has_an_owner_and_says_who_checked_it(entries: Entries) -> None:
    for entry in entries:
        assert entry["owner"], entry["id"]
        assert entry["checked"] is None or DATE.fullmatch(str(entry["checked"])), entry["id"]
        assert entry["doubt"] is None or entry["doubt"].endswith("."), entry["id"]
