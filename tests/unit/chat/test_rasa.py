"""The line to Rasa: no more messages at once than it can do in time, and a quick no for the others."""

from __future__ import annotations

import asyncio

import httpx2
import pytest

from engine.context import Context
from weerwoord.chat import rasa
from weerwoord.chat.rasa import PLACES, Rasa, RasaUnavailable


class Slow:
    """A Rasa that answers when it is told to, and counts how much it has to do at once."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.now = self.most = 0

    async def __call__(self, _request: httpx2.Request) -> httpx2.Response:
        """Take a request."""
        self.now += 1
        self.most = max(self.most, self.now)
        await self.go_on.wait()
        self.now -= 1
        return httpx2.Response(200, json={"intent": "x"})


def test_rasa_gets_no_more_at_once_than_it_can_do_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasa, "QUEUE_SECONDS", 0.05)

    async def many() -> list[object]:
        slow = Slow()
        line = Rasa("http://rasa", "token", httpx2.MockTransport(slow))
        asked = [asyncio.create_task(line.read("hoi", Context(), 4.0)) for _ in range(PLACES + 2)]
        await asyncio.sleep(0.2)
        slow.go_on.set()
        found = await asyncio.gather(*asked, return_exceptions=True)
        later = await line.read("nog eens", Context(), 4.0)  # places are given back
        assert slow.most == PLACES
        return [*found, later]

    found = asyncio.run(many())
    assert [isinstance(one, RasaUnavailable) for one in found] == [False] * PLACES + [True] * 2 + [False]
