"""The live stream: nothing lost, nothing doubled."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.people import Teen, new_teen, wait_for
from weerwoord.chat import outbox
from weerwoord.state import State


class Listener:
    """An open stream, read by a thread of its own: `heard` holds (event, id, data)."""

    def __init__(self, url: str, teen: Teen, after: str | None = None) -> None:
        headers = teen.headers | ({"Last-Event-ID": after} if after is not None else {})
        self.heard: list[tuple[str, str, Any]] = []
        self.ended = threading.Event()
        self._client = httpx2.Client(timeout=httpx2.Timeout(10, read=30))
        self._stream = self._client.stream("GET", f"{url}/api/chat/stream", headers=headers)
        self._response = self._stream.__enter__()
        assert self._response.status_code == 200
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        event = {"event": "", "id": "", "data": ""}
        try:
            for line in self._response.iter_lines():
                if line and not line.startswith(":"):
                    name, _, value = line.partition(": ")
                    event[name] = value
                elif event["data"]:
                    self.heard.append((event["event"], event["id"], json.loads(event["data"])))
                    event = {"event": "", "id": "", "data": ""}
        except httpx2.HTTPError:
            pass  # closed below
        self.ended.set()

    def numbers(self) -> list[int]:
        return [data["seq"] for event, _, data in self.heard if event == "message"]

    def close(self) -> None:
        self._response.close()
        self._client.close()


@pytest.fixture
def visitor(served: str) -> Iterator[Teen]:
    with httpx2.Client(base_url=served, timeout=10) as client:
        yield new_teen(client)


def add(state: State, teen: Teen, *texts: str) -> None:
    for text in texts:
        with state.database.transaction() as session:
            outbox.append(session, teen.conversation, "bot", text=text)


def test_first_who_answers_then_every_message_with_its_number(served: str, visitor: Teen, state: State) -> None:
    stream = Listener(served, visitor)
    wait_for(stream.numbers, 3)
    add(state, visitor, "vier")
    wait_for(stream.numbers, 4)
    assert stream.heard[0] == ("owner", "", {"owner": "bot"})
    assert [(identity, data["seq"]) for event, identity, data in stream.heard if event == "message"] == [
        ("1", 1), ("2", 2), ("3", 3), ("4", 4),
    ]  # fmt: skip
    stream.close()


def test_resuming_loses_and_doubles_nothing(served: str, visitor: Teen, state: State) -> None:
    seen: list[int] = []
    for round_ in range(4):
        add(state, visitor, f"tussendoor {round_}")
        stream = Listener(served, visitor, str(seen[-1]) if seen else None)
        add(state, visitor, f"intussen {round_}")
        wait_for(stream.numbers, 5 if round_ == 0 else 2)
        seen += stream.numbers()
        stream.close()
    assert seen == list(range(1, 12))


@pytest.mark.parametrize("after", ["", "x", "-1", "1e3", "3000000000", "9" * 20])
def test_a_wrong_number_to_resume_from_gives_everything(after: str, served: str, visitor: Teen) -> None:
    stream = Listener(served, visitor, after)
    wait_for(stream.numbers, 3)
    stream.close()


def test_typing_is_passed_on_and_erasing_ends_the_stream(served: str, visitor: Teen, state: State) -> None:
    stream = Listener(served, visitor)
    wait_for(stream.numbers, 3)
    state.hub.publish(visitor.conversation, "typing", author="counsellor")
    wait_for(lambda: [one for one in stream.heard if one[0] == "typing"])
    assert visitor.client.delete("/api/chat", headers=visitor.headers).status_code == 204
    assert stream.ended.wait(8)
    stream.close()


def test_two_tabs_hear_the_same(served: str, visitor: Teen, state: State) -> None:
    tabs = [Listener(served, visitor) for _ in range(2)]
    add(state, visitor, "voor allebei")
    for tab in tabs:
        wait_for(tab.numbers, 4)
        assert tab.numbers() == [1, 2, 3, 4]
        tab.close()
