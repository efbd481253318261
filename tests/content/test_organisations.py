"""The directory: every fact with its source, date, confidence, and whether a person checked it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from weerwoord.content.opening import DAYS

FACTS = {"website", "phone", "phone_alternative", "chat_url", "whatsapp", "email", "hours_phone", "hours_chat", "cost",
         "anonymous", "ages", "what_happens"}  # fmt: skip
REGIONS = {"nederland", "wereldwijd", "amsterdam", "utrecht", "flevoland", "vlaanderen", "caribisch-nederland",
           "aruba", "lokaal"}  # fmt: skip

Entries = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def entries(root: Path) -> Entries:
    found = yaml.safe_load((root / "data/organisations.yml").read_text("utf-8"))["organisations"]
    by_id = {entry["id"]: entry for entry in found}
    assert len(by_id) == len(found)
    return by_id


def test_every_fact_says_where_it_comes_from_and_who_checked_it(entries: Entries) -> None:
    for entry in entries.values():
        for name, fact in entry["facts"].items():
            where = (entry["id"], name)
            assert name in FACTS, where
            assert fact["value"], where
            assert fact["confidence"] in {"high", "medium", "low"}, where
            assert fact["source"], where
            assert fact["source_date"], where
            assert bool(fact["verified_by"]) == bool(fact["verified_on"]), where


def test_every_entry_is_complete(entries: Entries) -> None:
    for entry in entries.values():
        assert entry["name"]
        assert entry["does"].endswith("."), entry["id"]
        assert entry["show"] in {"yes", "limited", "after_verification", "no"}, entry["id"]
        assert entry["region"] in REGIONS, entry["id"]
        assert entry["show"] != "limited" or entry["routing_note"], entry["id"]


def test_hours_are_readable_by_a_clock(entries: Entries) -> None:
    for entry in entries.values():
        for name in ("hours_phone", "hours_chat"):
            for span in entry["facts"].get(name, {}).get("value", []):
                assert set(span["days"]) <= set(DAYS), entry["id"]
                for moment in (span["from"], span["to"]):
                    hours, minutes = map(int, moment.split(":"))
                    assert 0 <= hours <= 24, entry["id"]
                    assert 0 <= minutes < 60, entry["id"]


def test_the_three_of_amsterdam_are_there_as_what_they_are(entries: Entries) -> None:
    assert entries["safe_space_club"]["show"] == "after_verification"
    assert "sexual_violence" in entries["safe_space_club"]["topics"]
    assert entries["levvel"]["show"] == "after_verification"
    assert entries["meisa"]["show"] == "no"
    assert not set(entries["meisa"]["facts"]) & {"phone", "website", "chat_url", "email", "whatsapp"}


def test_the_numbers_that_the_bot_says_may_be_shown(entries: Entries) -> None:
    for one in ("112", "113", "kindertelefoon", "csg", "veilig_thuis"):
        assert entries[one]["show"] == "yes"
        assert entries[one]["facts"]["phone"]["confidence"] == "high"
