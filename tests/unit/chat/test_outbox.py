"""The outbox: one order for everybody."""

from __future__ import annotations

import threading

from tests.people import Teen
from weerwoord.chat import outbox
from weerwoord.state import State


def test_writers_at_the_same_moment_get_numbers_one_after_the_other(teen: Teen, state: State) -> None:
    start = threading.Barrier(4)

    def write(author: str) -> None:
        start.wait()
        for number in range(10):
            with state.database.transaction() as session:
                outbox.append(session, teen.conversation, author, text=f"{author} {number}")

    threads = [threading.Thread(target=write, args=(author,)) for author in ("bot", "counsellor", "system", "bot")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with state.database.transaction() as session:
        found = outbox.since(session, teen.conversation, 3)  # three of the opening
        assert [one.seq for one in found] == list(range(4, 44))
        mine = [one.text for one in found if one.author == "counsellor"]
        assert mine == [f"counsellor {number}" for number in range(10)]


def test_what_is_rolled_back_leaves_no_gap_and_is_not_announced(teen: Teen, state: State) -> None:
    class MindChangedError(Exception):
        pass

    heard: list[str] = []
    state.hub.publish = lambda channel, event, **data: heard.append(event)  # type: ignore[method-assign]
    try:
        with state.database.transaction() as session:
            outbox.append(session, teen.conversation, "bot", text="toch niet")
            raise MindChangedError
    except MindChangedError:
        pass
    assert heard == []
    with state.database.transaction() as session:
        assert outbox.append(session, teen.conversation, "bot", text="wel").seq == 4
    assert heard == ["message"]


def test_what_is_public_of_a_message(teen: Teen, state: State) -> None:
    with state.database.transaction() as session:
        message = outbox.append(session, teen.conversation, "bot", text="hoi", triage={"level": "urgent"})
        assert set(outbox.public(message)) == {"seq", "author", "text", "at"}  # never what triage read
