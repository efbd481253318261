"""Erasing empties the database and Rasa's tracker, or nothing at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.people import Teen, new_teen, wait_for
from tests.unit.conftest import FakeRasa
from weerwoord.app import create_app
from weerwoord.privacy.erasure import erase, erase_tracker
from weerwoord.state import State


class Tracker:
    """Rasa's tracker store: the one table that matters here, with rows of some conversations."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with closing(sqlite3.connect(path)) as store, store:
            store.execute("CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, sender_id TEXT, data TEXT)")

    def remember(self, *conversations: str) -> None:
        with closing(sqlite3.connect(self.path)) as store, store:
            rows = [(one, "geheim") for one in conversations]
            store.executemany("INSERT INTO events (sender_id, data) VALUES (?, ?)", rows)

    def senders(self) -> list[str]:
        with closing(sqlite3.connect(self.path)) as store:
            return [sender for (sender,) in store.execute("SELECT sender_id FROM events ORDER BY id")]


def tracker_path(state: State) -> Path:
    return Path(state.settings.tracker_database_url.removeprefix("sqlite:///"))


@pytest.fixture
def tracker(state: State) -> Tracker:
    return Tracker(tracker_path(state))


def rows(state: State, conversation: str) -> dict[str, int]:
    """How many rows of a conversation each table holds."""
    queries = {
        "conversations": "SELECT count(*) FROM conversations WHERE id = :id",
        "messages": "SELECT count(*) FROM messages WHERE conversation_id = :id",
        "cases": "SELECT count(*) FROM cases WHERE conversation_id = :id",
    }
    with state.database.transaction() as session:
        return {
            table: session.execute(text(query), {"id": conversation}).scalar_one() for table, query in queries.items()
        }


NOTHING = {"conversations": 0, "messages": 0, "cases": 0}


def ask_to_erase(teen: Teen) -> int:
    return teen.client.delete("/api/chat", headers=teen.headers).status_code


def test_one_conversation_goes_and_another_stays(teen: Teen, state: State, tracker: Tracker, rasa: FakeRasa) -> None:
    rasa.says("Oei.", level="emergency", topic="suicide")
    other = new_teen(teen.client)
    for one in (teen, other):
        one.tell("help", count=2)
    kept = rows(state, other.conversation)
    tracker.remember(teen.conversation, other.conversation, teen.conversation)
    assert rows(state, teen.conversation)["cases"] == 1
    assert ask_to_erase(teen) == 204
    assert rows(state, teen.conversation) == NOTHING
    assert rows(state, other.conversation) == kept
    assert tracker.senders() == [other.conversation]


@pytest.mark.parametrize("made", [False, True])
def test_a_tracker_without_tables_is_fine(made: bool, teen: Teen, state: State) -> None:
    if made:
        tracker_path(state).touch()
    assert ask_to_erase(teen) == 204
    assert rows(state, teen.conversation) == NOTHING


def test_erasing_twice_says_that_it_is_gone(teen: Teen, tracker: Tracker) -> None:
    assert ask_to_erase(teen) == 204
    assert ask_to_erase(teen) == 401


@pytest.mark.parametrize("conversation", ["' OR 1=1 --", "%", ""])
def test_only_exactly_that_conversation_leaves_the_tracker(conversation: str, state: State, tracker: Tracker) -> None:
    tracker.remember("a", "b")
    erase_tracker(state.settings.tracker_database_url, conversation)
    assert tracker.senders() == ["a", "b"]


def test_a_broken_tracker_leaves_everything_and_the_teen_hears_it(state: State) -> None:
    tracker_path(state).write_bytes(b"this is no database, but it is long enough to be read as one" * 20)
    app = create_app(state)
    with TestClient(app, raise_server_exceptions=False) as browser:
        teen = new_teen(browser)
        before = rows(state, teen.conversation)
        refused = browser.delete("/api/chat", headers=teen.headers)
        assert refused.status_code == 500
        assert refused.headers["content-type"] == "application/problem+json"
        assert "112" in refused.json()["detail"]
        assert rows(state, teen.conversation) == before
        assert len(teen.read()) == before["messages"]


def test_erased_while_rasa_answers_leaves_nothing_behind(
    teen: Teen, state: State, tracker: Tracker, rasa: FakeRasa
) -> None:
    done: list[str] = []

    def erased_meanwhile() -> None:
        with state.database.transaction() as session:
            erase(session, teen.conversation, state.settings.tracker_database_url)
        tracker.remember(teen.conversation, "somebody else")  # Rasa saves its tracker when it has its answer
        done.append("erased")

    rasa.says("Dit komt te laat.", level="emergency", topic="suicide")
    rasa.before = erased_meanwhile
    assert teen.send("mijn geheim").status_code == 202
    wait_for(lambda: done)
    wait_for(lambda: [1] if tracker.senders() == ["somebody else"] else [])
    assert rows(state, teen.conversation) == NOTHING
