"""The talks of tests/dialogue as a teen has them: read with the talk before, answered by the real actions."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.agent import Agent

from tests.rasa.playing import Player
from weerwoord.content.library import Library

ROOT = Path(__file__).resolve().parents[2]
STORIES = [
    story
    for path in sorted((ROOT / "tests/dialogue").glob("*.yml"))
    for story in yaml.safe_load(path.read_text("utf-8"))["stories"]
]


QUESTION = {"action_vervolg", "action_faq"}
MORE_OF_THE_SAME = {"action_eerste_hulp", *QUESTION}
"""In a talk, what is asked or told next may well be answered as a follow-up, as one more thing, or as a question."""
TURNS_RIGHT = 0.94
"""Four turns under what it is on the machine that this was written on: the last digits differ between processors."""


@pytest.fixture(scope="module")
def turns(agent: Agent, library: Library) -> list[dict[str, Any]]:
    """Every turn of every story: what was said, what was expected, and what came of it."""
    found = []
    for story in STORIES:
        player, steps = Player(agent), iter(story["steps"])
        for step, after in zip(steps, steps, strict=True):
            before = player.level
            intent, action = player.says(step["user"])
            found.append(
                {"text": step["user"], "intent": step["intent"], "action": after["action"], "level": before,
                 "did": action, "heard": intent, "said": player.talk.words, "story": story["story"]}
            )  # fmt: skip
    return found


def test_turns_get_their_answer(turns: list[dict[str, Any]]) -> None:
    wrong = [
        (turn["text"], turn["heard"])
        for turn in turns
        if turn["did"] != turn["action"]
        and not {turn["did"], turn["action"]} <= (QUESTION if turn["level"] == "none" else MORE_OF_THE_SAME)
    ]
    assert len(wrong) <= (1 - TURNS_RIGHT) * len(turns), wrong


def test_no_emergency_is_missed_and_none_is_made_up(turns: list[dict[str, Any]]) -> None:
    missed = [turn["text"] for turn in turns if turn["intent"] == "nood" and turn["heard"] not in {"nood", "dringend"}]
    assert missed == []
    made_up = [
        turn["text"] for turn in turns
        if turn["heard"] == "nood" and turn["intent"] not in {"nood", "dringend", "zorg", "vervolg"}
    ]  # fmt: skip
    assert made_up == []


def test_every_turn_says_something_with_at_most_one_question_to_the_teen(turns: list[dict[str, Any]]) -> None:
    for turn in turns:
        assert turn["said"] or turn["did"] in {"action_ja", "action_mens"}, turn
        if turn["did"] in {"action_eerste_hulp", "action_vervolg", "action_volgende_stap", "action_nee"}:
            assert re.sub(r"'[^'\n]*'", "", turn["said"]).count("?") <= 1, turn["said"]


def test_nobody_reads_the_same_answer_three_times(turns: list[dict[str, Any]]) -> None:
    said = Counter((turn["story"], turn["said"]) for turn in turns if turn["said"])
    assert [one for one, count in said.items() if count > 2] == []


def offered_buttons() -> list[dict[str, str]]:
    """The buttons that actions offer by a fixed title."""
    found: dict[str, dict[str, str]] = {}
    for path in (ROOT / "actions").glob("*.py"):
        for title, payload in re.findall(r'"title": "([^"]+)", "payload": "(/[a-z_]+)"', path.read_text("utf-8")):
            found[title] = {"title": title, "payload": payload}
    return list(found.values())


@pytest.mark.parametrize("button", offered_buttons(), ids=lambda button: button["title"])
def test_typing_what_a_button_says_is_tapping_it(button: dict[str, str], agent: Agent) -> None:
    assert len(offered_buttons()) >= 8
    player = Player(agent, level="urgent", before=["hij dreigt mijn foto te delen als ik niet betaal"])
    intent, _action = player.says(button["title"])
    assert f"/{intent}" == button["payload"]


def test_typing_the_title_of_a_question_is_tapping_it(agent: Agent, library: Library) -> None:
    read = agent.parse_message
    other = [entry.title for entry in library.faq.values() if (asyncio.run(read(entry.title))["faq"]["id"]) != entry.id]
    assert other == []
