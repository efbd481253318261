"""The sentences that come back: enough variants of each, and each one that actions name exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from weerwoord.content.library import Library

SAID_ONCE = re.compile(r"^(ask_place|calling_works|emergency|age_|for_other|no_help_cards|still_danger)")
"""Sentences that a talk hardly needs twice, or that must be the same each time."""


@pytest.fixture(scope="module")
def talk(root: Path) -> dict[str, list[str]]:
    return Library(root / "data").talk


def named_in_actions(root: Path) -> set[str]:
    """Every text literal that an action hands to the voice, or could."""
    found: set[str] = set()
    for path in (root / "actions").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_a_frequent_sentence_has_variants(talk: dict[str, list[str]]) -> None:
    for name, variants in talk.items():
        assert len(set(variants)) == len(variants), name
        assert len(variants) >= (1 if SAID_ONCE.match(name) else 2), name
    for name in ("ask_person", "ask_listen_or_know", "ask_to_go_on", "told_more", "told_more_other", "told_more_own",
                 "schelden", "praatje", "emergency_again", "not_known_grave", "ask_what_next", "heard"):  # fmt: skip
        assert len(talk[name]) >= 3, name


def test_every_small_talk_intent_has_words_for_a_light_and_a_grave_talk(talk: dict[str, list[str]], root: Path) -> None:
    rules = "".join(path.read_text("utf-8") for path in (root / "data/rules").glob("*.yml"))
    intents = re.findall(r"intent: (\w+)\n      - action: action_(?:praten|terugnemen)", rules)
    assert len(intents) >= 9
    for intent in intents:
        assert {intent, f"{intent}_grave"} <= talk.keys(), intent


def test_no_sentence_is_written_for_nothing(talk: dict[str, list[str]], root: Path) -> None:
    named = named_in_actions(root)
    rules = "".join(path.read_text("utf-8") for path in (root / "data/rules").glob("*.yml"))
    unused = {name for name in talk if name not in named and name.removesuffix("_grave") not in rules}
    assert unused == set()
