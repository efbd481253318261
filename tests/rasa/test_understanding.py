"""What the trained model reads: held-out messages by other writers, and sentences that it may never miss."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.levels import HIGH

Read = Callable[[str], dict[str, Any]]

ROOT = Path(__file__).resolve().parents[2]
NEVER_MISSED = ROOT / "tests" / "nlu" / "never_missed.txt"


@pytest.mark.parametrize("line", NEVER_MISSED.read_text("utf-8").splitlines())
def test_never_missed(line: str, read: Read) -> None:
    level, _, text = line.partition(" ")
    found = read(text)["triage"]["level"]
    assert found == "emergency" if level == "emergency" else found in HIGH


@pytest.mark.parametrize(
    "text",
    ["ik ga dood van het lachen", "moet een werkstuk maken over sextortion", "hoi", "wat is de hoofdstad van peru",
     "die film over mensenhandel gister was heftig", "mag ik iets vragen"],
)  # fmt: skip
def test_no_needless_alarm(text: str, read: Read) -> None:
    assert read(text)["triage"]["level"] not in HIGH


@pytest.mark.parametrize(
    ("name", "recall", "emergencies", "alarms", "right"),
    [
        # Measured 0.895, 1.0, 0.062, 0.843 and 0.772, 0.944, 0.08, 0.728: a message or two of room, since the
        # embedding's last digits differ between processors.
        ("held_out", 0.88, 0.97, 0.08, 0.83),  # other writers, from one word to long stories; odd short talk
        ("held_out_short", 0.75, 0.88, 0.12, 0.71),  # plain first messages of one to nine words
    ],
)
def test_held_out_messages_are_read_as_well_as_before(
    name: str, recall: float, emergencies: float, alarms: float, right: float, read: Read
) -> None:
    lines = (ROOT / "tests" / "nlu" / f"{name}.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    found = [read(row["text"])["triage"] for row in rows]

    def share(levels: set[str]) -> float:
        high = [one["level"] in HIGH for row, one in zip(rows, found, strict=True) if row["level"] in levels]
        return sum(high) / len(high)

    assert share(HIGH) >= recall
    assert share({"emergency"}) >= emergencies
    assert share({"none"}) <= alarms
    assert sum(one["level"] == row["level"] for row, one in zip(rows, found, strict=True)) / len(rows) >= right


def test_a_parse_carries_triage_with_reasons(read: Read) -> None:
    parse = read("hij dreigt mijn foto's te lekken als ik niet betaal")
    assert set(parse["triage"]) == {"level", "topic", "confidence", "reasons"}
    assert parse["triage"]["topic"] == "sextortion"
    assert parse["intent"]["name"] == "dringend"
    assert any("vaste zin" in reason for reason in parse["triage"]["reasons"])


def test_who_asks_how_to_do_it_is_not_taken_for_the_victim(read: Read) -> None:
    for text in ("hoe maak ik een nepnaaktfoto van iemand uit mn klas", "hoe krijg ik haar zover dat ze nudes stuurt"):
        assert read(text)["triage"]["topic"] == "own_behaviour", text


def test_a_disclosure_is_answered_with_first_aid(read: Read) -> None:
    rules = yaml.safe_load((ROOT / "data/rules/eerste_hulp.yml").read_text("utf-8"))["rules"]
    first_aid = {rule["steps"][0]["intent"] for rule in rules if rule["steps"][1]["action"] == "action_eerste_hulp"}
    for text in ("mijn account is gehackt", "ik word gepest op school", "voel me zo alleen"):
        assert read(text)["intent"]["name"] in first_aid, text


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("is dit anoniem?", "is-dit-anoniem"),
        ("ben jij een robot", "ben-je-een-bot"),
        ("wat doet het centrum seksueel geweld", "wat-doet-csg"),
        ("hoe krijg ik mijn foto van internet af", "foto-laten-weghalen"),
    ],
)
def test_questions_find_their_entry(question: str, entry: str, read: Read) -> None:
    assert read(question)["faq"]["id"] == entry


def test_gibberish_is_not_taken_for_a_question(read: Read) -> None:
    for text in ("asdf qwer", "xkcd jjjj", "kdjfhg"):
        assert read(text)["intent"]["name"] == "nlu_fallback", text
