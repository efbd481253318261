"""Rasa's tracker in SQL, with short sessions: Rasa loads the last one only, so a long talk costs what a short one does.

All that a talk must remember stands in slots, and every slot goes along.
"""

from __future__ import annotations

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

LONGEST = 60
"""Events in a session, some five messages with their answers. Rasa's own expiry carries over every value that a slot
ever had, which grows with each message."""


class ShortSessions(SQLTrackerStore):
    """Begins a new session whenever the present one has become long; endpoints.yml names it."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new, and if that was much, where the next load begins."""
        if len(tracker.events) > LONGEST:
            tracker.update_with_events(new_session(tracker.current_slot_values()), self.domain)
        await super().save(tracker)


def new_session(slots: dict[str, object]) -> list[Event]:
    """The events that begin a session with these slots, as Rasa's own action for it makes them."""
    known = [SlotSet(name, value) for name, value in slots.items() if value is not None]
    return [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), *known, ActionExecuted(ACTION_LISTEN_NAME)]
