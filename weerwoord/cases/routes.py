"""The desk's queue; the pages of one case stand in `case_routes.py`, what moves it in `move_routes.py`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from fastapi import Request, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from weerwoord.accounts.guard import LoggedIn
from weerwoord.accounts.service import PRESENT_FOR
from weerwoord.cases.desk import AccountId, StateNow, desk_router, still, who
from weerwoord.cases.pulse import QUESTION, Pulse
from weerwoord.cases.queue import queue
from weerwoord.db import now
from weerwoord.live import DESK
from weerwoord.pages import page
from weerwoord.state import State

router = desk_router("/desk")


@router.get("")
def desk(request: Request, state: StateNow, logged_in: AccountId) -> Response:
    """The queue."""
    return _queue(request, state, logged_in, "queue.html")


@router.get("/queue")
def queue_rows(request: Request, state: StateNow, logged_in: AccountId) -> Response:
    """The rows of the queue, for when it changed; asking for them is a sign of life."""
    return _queue(request, state, logged_in, "queue_rows.html")


@router.get("/stream")
async def queue_stream(state: StateNow, logged_in: AccountId) -> EventSourceResponse:
    """Tells an open queue page that the queue changed, and asks it for signs of life. Ends when none come."""

    def begin() -> None:
        with state.database.transaction() as session:
            who(session, logged_in)

    def alive() -> bool:
        with state.database.transaction() as session:
            account = still(session, logged_in)
            return account is not None and account.seen_at is not None and account.seen_at > now() - PRESENT_FOR

    async def events() -> AsyncIterator[ServerSentEvent]:
        with state.hub.listen(DESK) as news:
            pulse = Pulse(news)
            while await asyncio.to_thread(alive):
                changed = await pulse.next() is not None
                yield ServerSentEvent("changed", event="queue") if changed else QUESTION

    await asyncio.to_thread(begin)
    return EventSourceResponse(events(), ping=15)


def _queue(request: Request, state: State, logged_in: LoggedIn, template: str) -> Response:
    with state.database.transaction() as session:
        account = who(session, logged_in)
        return page(request, template, account=account, rows=queue(session))
