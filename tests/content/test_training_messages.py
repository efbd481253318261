"""The training messages: labelled with existing codes, enough of each, and none twice."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import yaml
from rapidfuzz import fuzz, process

LEVELS = {"emergency", "urgent", "concern", "none"}
HARM = {
    "suicide", "self_harm", "sextortion", "image_sharing", "deepfake", "grooming", "exploitation", "sexual_violence",
    "physical_danger", "criminal_exploitation", "bullying", "account_safety", "relationship_pressure", "wellbeing",
    "own_behaviour",
}  # fmt: skip
TOPICS = HARM | {"law", "help_seeking", "privacy", "bot", "smalltalk", "out_of_scope"}
ASKERS = {"self", "friend", "parent", "professional"}
NO_EMERGENCY = {"account_safety", "wellbeing"}
SHORT = 15  # characters: "ja hoor" and "ja hoorrr" are two messages
ALIKE = 92

Row = dict[str, str]


@pytest.fixture(scope="module")
def messages(root: Path) -> list[Row]:
    found = []
    for path in sorted((root / "data/nlu").glob("*/*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                found.append({"text": line.removeprefix("- "), "intent": block["intent"], **block["metadata"]})
    return found


@pytest.fixture(scope="module")
def held_out(root: Path) -> list[Row]:
    paths = sorted((root / "tests/nlu").glob("held_out*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def test_there_are_enough_of_each_kind(messages: list[Row], root: Path) -> None:
    assert len(messages) >= 4000
    assert len({one["intent"] for one in messages}) >= 25
    assert sum("hard" in one for one in messages) >= 900
    assert len(list((root / "data/nlu/voices").glob("*.yml"))) >= 15
    cells = Counter((one["topic"], one["level"]) for one in messages)
    for topic in HARM:
        wanted = {"urgent", "concern", "none"} | (set() if topic in NO_EMERGENCY else {"emergency"})
        for level in wanted:
            assert cells[topic, level] >= 40, (topic, level)
    for topic in TOPICS - HARM:
        assert cells[topic, "none"] >= 40, topic


def test_labels_exist_and_fit_each_other(messages: list[Row], held_out: list[Row], root: Path) -> None:
    domain = yaml.safe_load((root / "domain.yml").read_text("utf-8"))
    for one in [*messages, *held_out]:
        assert one["level"] in LEVELS, one
        assert one["topic"] in TOPICS, one
        assert one["intent"] in domain["intents"], one
        assert one["level"] == "none" or one["topic"] in HARM, one
        assert one.get("asker", "self") in ASKERS, one
        assert one.get("hard", True) is True, one


def test_a_harm_topic_has_one_intent(messages: list[Row]) -> None:
    intents = {topic: {one["intent"] for one in messages if one["topic"] == topic and one["level"] != "none"}
               for topic in HARM}  # fmt: skip
    assert all(len(found) == 1 for found in intents.values()), intents
    assert len(set.union(*intents.values())) == len(HARM)


def test_nothing_stands_twice_or_nearly(messages: list[Row], held_out: list[Row]) -> None:
    texts = [one["text"].lower() for one in messages]
    assert [text for text, count in Counter(texts).items() if count > 1] == []
    long = [text for text in texts if len(text) > SHORT]
    alike = process.cdist(long, long, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8, workers=-1)
    pairs = [(long[i], long[j]) for i, j in zip(*np.nonzero(alike), strict=True) if i < j]
    assert pairs == []
    assert {one["text"].lower() for one in held_out} & set(texts) == set()
    tested = [one["text"].lower() for one in held_out if len(one["text"]) > SHORT]
    alike = process.cdist(tested, long, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8, workers=-1)
    assert [(tested[i], long[j]) for i, j in zip(*np.nonzero(alike), strict=True)] == []


def test_messages_hold_no_markup_and_no_contact_details(messages: list[Row]) -> None:
    for one in messages:
        assert "](" not in one["text"], one
        assert "@" not in one["text"], one
        assert "http" not in one["text"], one
