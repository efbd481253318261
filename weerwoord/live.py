"""Live events inside one front door: who listens hears at once that something is new.

Events say *that* something happened; the truth is read from the database, so a lost event costs a
moment and never a message. Several front doors will share events through Redis.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

DESK = "desk"
"""The channel on which the desk hears that the queue changed."""


class Hub:
    """Passes events to the streams that listen on a channel (a conversation's id, or DESK)."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[asyncio.Queue[dict[str, Any]]]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Name the loop that the streams run on; call once at start-up."""
        self._loop = loop

    def publish(self, channel: str, event: str, **data: Any) -> None:
        """Tell every listener of `channel`; may be called from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._deliver, channel, {"event": event, **data})

    def _deliver(self, channel: str, item: dict[str, Any]) -> None:
        for queue in self._listeners.get(channel, ()):
            queue.put_nowait(item)

    @contextmanager
    def listen(self, channel: str) -> Iterator[asyncio.Queue[dict[str, Any]]]:
        """A queue that receives the channel's events for as long as the block lasts."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._listeners[channel].add(queue)
        try:
            yield queue
        finally:
            self._listeners[channel].discard(queue)
            if not self._listeners[channel]:
                del self._listeners[channel]
