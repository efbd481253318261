"""A long talk stays short for Rasa, and loses nothing of what it must remember."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine.tracker_store import LONGEST, ShortSessions

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(tmp_path: Path) -> ShortSessions:
    domain = Domain.load(ROOT / "domain.yml")
    return ShortSessions(host=f"sqlite:///{tmp_path}/rasa.db", domain=domain)


def talk_on(store: ShortSessions, turns: int) -> DialogueStateTracker:
    """So many messages with a slot each, loaded and saved as Rasa does; gives what is loaded after them."""

    async def go() -> DialogueStateTracker:
        for turn in range(turns):
            tracker = await store.get_or_create_tracker("x")
            tracker.update_with_events([UserUttered(f"bericht {turn}"), SlotSet("stap", float(turn))], store.domain)
            if turn == 3:
                tracker.update(SlotSet("niveau", "urgent"))
            await store.save(tracker)
        return await store.get_or_create_tracker("x")

    return asyncio.run(go())


def test_a_long_talk_loads_few_events_and_all_slots(store: ShortSessions) -> None:
    tracker = talk_on(store, 10 * LONGEST)
    assert len(tracker.events) <= LONGEST + 2
    assert tracker.get_slot("niveau") == "urgent"
    assert tracker.get_slot("stap") == 10 * LONGEST - 1.0


def test_a_short_talk_is_one_session(store: ShortSessions) -> None:
    tracker = talk_on(store, 5)
    assert [event.text for event in tracker.events if isinstance(event, UserUttered)] == [
        f"bericht {turn}" for turn in range(5)
    ]


def test_the_database_grows_with_the_talk_and_no_faster(store: ShortSessions) -> None:
    talk_on(store, 4 * LONGEST)
    with store.session_scope() as session:
        count = session.query(store.SQLEvent).count()
    assert count < 4 * LONGEST * 3
