"""Plays a talk with all but the network: the model reads, the talk before it counts, rules choose, actions speak."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent

import actions
from actions.base import KindAction
from engine.context import MESSAGES, Context, parse_in_context
from engine.levels import highest
from tests.rasa.conftest import Talk

ROOT = Path(__file__).resolve().parents[2]


@cache
def action_of_intent() -> dict[str, str]:
    """What the rules do for each intent."""
    rules = [
        rule
        for path in (ROOT / "data/rules").glob("*.yml")
        for rule in yaml.safe_load(path.read_text("utf-8"))["rules"]
    ]
    return {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules}


@cache
def actions_by_name() -> dict[str, KindAction]:
    """Every action of the action server."""
    for module in pkgutil.iter_modules(actions.__path__):
        importlib.import_module(f"actions.{module.name}")
    return {one.NAME: one() for one in KindAction.__subclasses__()}


@dataclass
class Player:
    """One teen's talk."""

    agent: Agent
    talk: Talk = field(default_factory=Talk)
    level: str = "none"
    before: list[str] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=action_of_intent)
    actions: dict[str, KindAction] = field(default_factory=actions_by_name)

    def says(self, text: str) -> tuple[str, str]:
        """The teen writes something; gives the intent and the action that answered it."""
        context = Context(self.level, tuple(self.before[-MESSAGES:]))
        parse = asyncio.run(parse_in_context(self.agent.parse_message, text, context))
        self.before.append(text)
        intent = parse["intent"]["name"]
        self._act(self.rules[intent], text, parse)
        raised = [one["level"] for one in self.talk.signals if one.get("type") == "level"]
        self.level = highest(self.level, parse["triage"]["level"], *raised)
        return intent, self.rules[intent]

    def _act(self, action: str, text: str, parse: dict[str, Any]) -> None:
        self.talk.run(self.actions[action], text, **{key: value for key, value in parse.items() if key != "text"})
