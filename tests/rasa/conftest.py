"""The trained model, and a front door for actions that answers from the real content without a network."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent, load_agent
from rasa.utils.log_utils import configure_structlog
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import base, front_door
from weerwoord.content.library import Library
from weerwoord.model import current_model

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def agent() -> Agent:
    """The current model."""
    configure_structlog(logging.WARNING)  # without it Rasa prints every text that it parses
    return asyncio.run(load_agent(model_path=str(current_model())))


@pytest.fixture(scope="session")
def read(agent: Agent) -> Callable[[str], dict[str, Any]]:
    """Parse one text."""
    return lambda text: asyncio.run(agent.parse_message(text))


@pytest.fixture(scope="session")
def library() -> Library:
    """The real content."""
    return Library(ROOT / "data")


@pytest.fixture(scope="session", autouse=True)
def content(library: Library) -> Iterator[None]:
    """Let actions ask the real content, without HTTP."""

    def get(path: str, **query: str | None) -> dict[str, Any]:
        kind, _, name = path.partition("/")
        if kind == "faq":
            entry = library.faq[name]
            nexts = [{"id": one, "title": library.faq[one].title} for one in entry.next]
            cards = [{"id": one, "name": library.directory[one].name} for one in entry.organisations]
            return {"id": name, "title": entry.title, "answer": entry.answer, "easier": entry.easier,
                    "next": nexts, "cards": cards}  # fmt: skip
        if kind == "first-aid":
            return library.first_aid[name].for_actions(library.directory.phone)
        if kind == "follow-ups":
            return library.follow_ups[name].for_actions()
        if kind == "talk":
            return dict(library.talk)
        if kind == "languages":
            return library.language(name)
        return {"region": query.get("place") and "amsterdam", "cards": [{"id": "113", "name": "113"}]}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(front_door, "get", get)
        yield


@dataclass
class Talk:
    """A talk with one action at a time: slots live on between them, as in Rasa."""

    slots: dict[str, Any] = field(default_factory=dict)
    said: list[dict[str, Any]] = field(default_factory=list)
    easy: bool = False

    def run(self, action: base.KindAction, text: str = "", **latest: Any) -> list[dict[str, Any]]:
        """Run an action after a message; gives what it said, and keeps the slots that it set."""
        dispatcher = CollectingDispatcher()
        message = {"text": text, "intent": {}, "entities": [], "metadata": {"easy": self.easy}, **latest}
        tracker = Tracker("t", dict(self.slots), message, [], False, None, {}, "action_listen")
        events = asyncio.run(action.run(dispatcher, tracker, {}))
        self.slots |= {event["name"]: event["value"] for event in events if event["event"] == "slot"}
        self.said = dispatcher.messages
        self.easy = self.easy or {"type": "easy"} in self.signals  # as the front door does
        return self.said

    @property
    def words(self) -> str:
        """All that was said, in one text."""
        found = [one.get("text") or (one.get("custom") or {}).get("text") for one in self.said]
        return "\n".join(text for text in found if text)

    @property
    def signals(self) -> list[dict[str, Any]]:
        """The data that was sent instead of sentences."""
        return [one["custom"] for one in self.said if one.get("custom")]


@pytest.fixture
def talk() -> Talk:
    """A new talk."""
    return Talk()
