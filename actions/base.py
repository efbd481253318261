"""What every action shares: it never leaves a teen without an answer, and it remembers the talk in slots."""

from __future__ import annotations

import abc
import asyncio
import logging
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.voice import SLOT, Voice
from engine.levels import highest

log = logging.getLogger(__name__)

Events = list[dict[str, Any]]

WITH_PERSON = {"title": "Met een mens praten", "payload": "/wil_mens"}
YES = {"title": "Ja", "payload": "/ja"}
NO = {"title": "Nee", "payload": "/nee"}


TROUBLE = (
    "Er gaat iets mis bij mij. Dat ligt niet aan jou.\n"
    "Ben je in gevaar? Bel 112. Wil je niet meer leven? Bel 113, dag en nacht.\n"
    "Je kunt hier ook om een mens vragen."
)
"""Stands here because it must not need the front door, which may be what is broken."""


class KindAction(Action, abc.ABC):
    """An action that says something kind, with a number, when it fails. `NAME` is its name in the domain."""

    NAME: str

    def name(self) -> str:
        """The name in the domain."""
        return self.NAME

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Respond; waiting for the front door must not hold up other chats."""
        voice = Voice(tracker.get_slot(SLOT))
        try:
            events = await asyncio.to_thread(self.respond, voice, tracker)
        except Exception as error:  # whatever it is, silence would be worse
            # Only the kind of error: its text may hold what the teen wrote.
            log.error("%s failed: %s", self.NAME, type(error).__name__)
            dispatcher.utter_message(text=TROUBLE)
            return []
        dispatcher.messages.extend(voice.messages)
        return [*events, *voice.events]

    @abc.abstractmethod
    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """Say it, and return the events."""


def entity(tracker: Tracker, name: str) -> str | None:
    """The value of an entity in the last message, or None."""
    return next(iter(tracker.get_latest_entity_values(name)), None)


def given(tracker: Tracker) -> list[str]:
    """What was already given in this talk, as "topic:level" or "check:topic"."""
    return list(tracker.get_slot("gezegd") or [])


def asker(tracker: Tracker) -> str:
    """Who asks: whom triage heard, else whom it heard before in this talk, else the teen about themself."""
    heard = (tracker.latest_message.get("triage") or {}).get("asker", "self")
    return heard if heard != "self" else str(tracker.get_slot("vrager") or "self")


def easy(tracker: Tracker) -> bool:
    """Whether the teen wants simpler words; the front door knows, and says so with every message."""
    return bool((tracker.latest_message.get("metadata") or {}).get("easy"))


def remember(tracker: Tracker, topic: str, level: str, mark: str | None = None) -> Events:
    """The events that the talk is about this topic, is at least as bad as this level, and that `mark` was said."""
    events = [
        SlotSet("onderwerp", topic),
        SlotSet("niveau", highest(level, tracker.get_slot("niveau") or "none")),
    ]
    if mark is not None:
        events.append(SlotSet("gezegd", [*given(tracker), mark]))
    return events
