"""The stream of an open page: what is new comes once and in order, signs of life are asked for, and it ends without."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import update

from tests.people import Counsellor, Teen, log_in, new_teen, wait_for
from tests.unit.conftest import PASSWORD, FakeRasa
from weerwoord.accounts import service as accounts
from weerwoord.accounts.models import Account
from weerwoord.cases import pulse
from weerwoord.cases.models import OpenPage
from weerwoord.cases.presence import LOST_AFTER
from weerwoord.db import now
from weerwoord.state import State

LONG_AGO = LOST_AFTER + timedelta(seconds=1)


class Page:
    """The stream of an open page, read by a thread of its own: `heard` holds (event, data)."""

    def __init__(self, counsellor: Counsellor, path: str) -> None:
        self.heard: list[tuple[str, str]] = []
        self.ended = threading.Event()
        self._stream = counsellor.client.stream("GET", path)
        self._response = self._stream.__enter__()
        assert self._response.status_code == 200
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        name, data = "", []
        with suppress(httpx2.HTTPError):  # closed below
            for line in self._response.iter_lines():
                key, _, value = line.partition(": ")
                if key == "event":
                    name = value
                elif key == "data":
                    data.append(value)
                elif not line and name:
                    self.heard.append((name, "\n".join(data)))
                    name, data = "", []
        self.ended.set()

    def all(self, name: str) -> list[str]:
        """The data of all events of this name."""
        return [data for event, data in self.heard if event == name]

    def close(self) -> None:
        self._response.close()


Log = Callable[[str], Counsellor]


@pytest.fixture
def desk(served: str, state: State) -> Iterator[Log]:
    """Log in by alias at the running front door."""
    with state.database.transaction() as session:
        for alias in ("Noor", "Sam"):
            accounts.create(session, alias.lower(), alias, PASSWORD)
    clients: list[httpx2.Client] = []

    def open_desk(login: str) -> Counsellor:
        clients.append(httpx2.Client(base_url=served, timeout=30))
        return log_in(clients[-1], login, PASSWORD)

    yield open_desk
    for client in clients:
        client.close()


@pytest.fixture
def noor(desk: Log) -> Counsellor:
    return desk("noor")


@pytest.fixture
def teen(served: str, rasa: FakeRasa) -> Iterator[Teen]:
    """A teen who waits for a person."""
    rasa.says(level="urgent", topic="sextortion", custom=[{"custom": {"type": "escalation"}}])
    with httpx2.Client(base_url=served, timeout=10) as client:
        waits = new_teen(client)
        waits.tell("hij heeft een foto van mij")
        yield waits


@pytest.fixture
def case(teen: Teen, noor: Counsellor) -> str:
    """A case that Noor holds."""
    (found,) = noor.cases()
    noor.do(found, "claim")
    return found


def test_each_piece_comes_when_it_changes_and_no_other_time(case: str, teen: Teen, noor: Counsellor) -> None:
    page = Page(noor, f"/desk/cases/{case}/stream?stamp=oud")
    wait_for(lambda: page.all("changed"))  # the page was made before the claim
    assert (len(page.all("status")), len(page.all("checklist")), len(page.all("entry"))) == (1, 1, 1)
    messages = len(page.all("message"))
    noor.do(case, "messages", text="Hoi.")
    wait_for(lambda: page.all("message"), messages + 1)
    noor.do(case, "notes", note="let op de toon")
    wait_for(lambda: page.all("entry"), 2)
    noor.do(case, "checks/safe_now", done="true")
    wait_for(lambda: page.all("checklist"), 2)
    teen.client.post("/api/chat/left", content=teen.token)
    wait_for(lambda: page.all("status"), 2)
    assert "De jongere is weggegaan" in page.all("status")[-1]
    teen.send("ik ben er weer")
    wait_for(lambda: page.all("status"), 3)
    assert "weggegaan" not in page.all("status")[-1]
    assert (len(page.all("checklist")), len(page.all("entry")), len(page.all("changed"))) == (2, 2, 1)
    assert "let op de toon" not in "".join(page.all("message"))
    page.close()


def test_the_stream_goes_on_where_the_page_is(case: str, teen: Teen, noor: Counsellor, state: State) -> None:
    noor.do(case, "messages", text="Hoi.")
    last = teen.read()[-1]["seq"]
    page = Page(noor, f"/desk/cases/{case}/stream?after={last - 1}")
    wait_for(lambda: page.all("status"))
    assert len(page.all("message")) == 1
    page.close()


def test_typing_is_seen_by_the_other_only(case: str, teen: Teen, noor: Counsellor) -> None:
    page = Page(noor, f"/desk/cases/{case}/stream")
    wait_for(lambda: page.all("status"))
    noor.do(case, "typing")
    assert teen.client.post("/api/chat/typing", json={}, headers=teen.headers).status_code == 204
    wait_for(lambda: page.all("typing"))
    noor.do(case, "notes", note="klaar")
    wait_for(lambda: page.all("entry"), 2)
    assert len(page.all("typing")) == 1
    page.close()


def test_who_looks_on_appears_at_once(case: str, desk: Log, noor: Counsellor) -> None:
    page = Page(noor, f"/desk/cases/{case}/stream")
    wait_for(lambda: page.all("status"))
    desk("sam").client.get(f"/desk/cases/{case}")
    wait_for(lambda: [html for html in page.all("status") if "Sam kijkt mee" in html])
    page.close()


def test_every_window_hears_that_the_case_changed_hands(case: str, desk: Log, noor: Counsellor) -> None:
    first, second = (Page(noor, f"/desk/cases/{case}/stream") for _ in range(2))
    theirs = Page(desk("sam"), f"/desk/cases/{case}/stream")
    for page in (first, second, theirs):
        wait_for(lambda page=page: page.all("changed"))
    noor.do(case, "put-back")
    for page in (first, second, theirs):
        wait_for(lambda page=page: page.all("changed"), 2)
        page.close()


def test_a_stream_ends_when_its_page_gives_no_signs_of_life(
    case: str, teen: Teen, noor: Counsellor, state: State
) -> None:
    page = Page(noor, f"/desk/cases/{case}/stream")
    wait_for(lambda: page.all("status"))
    with state.database.transaction() as session:
        session.execute(update(OpenPage).values(seen_at=now() - LONG_AGO))
    state.hub.publish(teen.conversation, "message")  # wakes the stream
    assert page.ended.wait(10)


def test_the_queues_stream_ends_when_its_page_gives_no_signs_of_life(
    noor: Counsellor, served: str, state: State
) -> None:
    page = Page(noor, "/desk/stream")
    with httpx2.Client(base_url=served) as client:
        new_teen(client)
    with state.database.transaction() as session:
        session.execute(update(Account).values(seen_at=now() - LONG_AGO))
    state.hub.publish("desk", "queue")
    assert page.ended.wait(10)


def test_an_erased_conversation_closes_its_page(case: str, teen: Teen, noor: Counsellor) -> None:
    page = Page(noor, f"/desk/cases/{case}/stream")
    wait_for(lambda: page.all("status"))
    teen.client.delete("/api/chat", headers=teen.headers)
    wait_for(lambda: page.all("gone"))
    page.close()


def test_a_question_for_life_comes_by_the_clock_however_much_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "SIGN_OF_LIFE", 0.05)

    async def busy() -> list[dict[str, Any] | None]:
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        waits = pulse.Pulse(queue)
        found: list[dict[str, Any] | None] = []
        while None not in found:
            queue.put_nowait({"event": "message"})
            found.append(await waits.next())
            await asyncio.sleep(0.01)
        return found

    found = asyncio.run(asyncio.wait_for(busy(), 5))
    assert found[0] == {"event": "message"}
    assert found[-1] is None
