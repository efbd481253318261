"""Asks an open page for a sign of life, by the clock: also while so much happens that its stream never rests."""

from __future__ import annotations

import asyncio
from typing import Any

from sse_starlette import ServerSentEvent

from weerwoord.cases.presence import SIGN_OF_LIFE

QUESTION = ServerSentEvent("here?", event="pulse")
"""The page answers with a request of its own; a connection that only seems to be open cannot."""


class Pulse:
    """Waits for what comes over a channel of the hub, and for the moment of the next question."""

    def __init__(self, queue: asyncio.Queue[dict[str, Any]]) -> None:
        self._queue = queue
        self._due = self._time() + SIGN_OF_LIFE

    async def next(self) -> dict[str, Any] | None:
        """The next event, or None when it is time to ask."""
        if (left := self._due - self._time()) > 0:
            try:
                return await asyncio.wait_for(self._queue.get(), left)
            except TimeoutError:
                pass
        self._due = self._time() + SIGN_OF_LIFE
        return None

    @staticmethod
    def _time() -> float:
        return asyncio.get_running_loop().time()
