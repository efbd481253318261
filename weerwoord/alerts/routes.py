"""The page with one's own addresses for alerts, and the stream that keeps the desk's bar up to date."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Form, Path, Request, Response
from fastapi.responses import RedirectResponse
from sse_starlette import EventSourceResponse, ServerSentEvent

from weerwoord.accounts.guard import LoginNeeded
from weerwoord.alerts import addresses
from weerwoord.alerts.bar import bar
from weerwoord.alerts.delivery import notify
from weerwoord.alerts.vault import Vault
from weerwoord.db import LARGEST_NUMBER, now
from weerwoord.duty.guard import AccountId, LoggedIn, StateNow, current, desk_router
from weerwoord.live import DESK
from weerwoord.pages import page

router = desk_router("alerts")

AddressId = Annotated[int, Path(le=LARGEST_NUMBER)]

SIGN_OF_LIFE = 15.0
"""Seconds between two signs of life of an open page; a counsellor is present for three of them."""


@router.get("")
def alerts_page(request: Request, state: StateNow, logged_in: AccountId) -> Response:
    """My addresses."""
    return _page(request, state, logged_in)


@router.get("/stream")
async def bar_stream(state: StateNow, logged_in: AccountId) -> EventSourceResponse:
    """The bar, now and whenever it changed; an open page is a sign of life."""

    def look() -> str:
        with state.database.transaction() as session:
            return bar(session, current(session, logged_in), now())

    async def events(shown: str) -> AsyncIterator[ServerSentEvent]:
        with state.hub.listen(DESK) as queue, contextlib.suppress(LoginNeeded):
            yield ServerSentEvent(shown, event="bar")
            while True:
                # What changed before this look is in it: the queue is listened to already.
                if (fresh := await asyncio.to_thread(look)) != shown:
                    shown = fresh
                    yield ServerSentEvent(shown, event="bar")
                try:
                    await asyncio.wait_for(queue.get(), SIGN_OF_LIFE)
                except TimeoutError:
                    continue

    return EventSourceResponse(events(await asyncio.to_thread(look)), ping=15)


@router.post("/addresses")
def add_address(
    state: StateNow,
    logged_in: AccountId,
    name: Annotated[str, Form()] = "",
    url: Annotated[str, Form()] = "",
) -> Response:
    """Keep one more address."""
    with state.database.transaction() as session:
        addresses.add(session, current(session, logged_in), name, url, Vault(state.settings))
    return RedirectResponse("/desk/alerts", 303)


@router.post("/addresses/{address_id}/test")
def try_address(address_id: AddressId, request: Request, state: StateNow, logged_in: AccountId) -> Response:
    """Send a test to one address, now, and say whether it went."""
    with state.database.transaction() as session:
        address = addresses.one_of(session, current(session, logged_in), address_id)
        name, url = address.name, Vault(state.settings).unlock(address.secret)
    text = f"Dit is een proefmelding. Er wacht niemand.\n{state.settings.public_url}/desk"
    if url is not None and notify(url, "Weerwoord: proefmelding", text):
        return _page(request, state, logged_in, notice=f"De proefmelding naar {name} is verstuurd. Kijk of ze aankomt.")
    return _page(request, state, logged_in, error=f"De proefmelding naar {name} kwam niet aan. Klopt het adres nog?")


@router.post("/addresses/{address_id}/remove")
def remove_address(address_id: AddressId, state: StateNow, logged_in: AccountId) -> Response:
    """Forget an address, and what was still to go there."""
    with state.database.transaction() as session:
        session.delete(addresses.one_of(session, current(session, logged_in), address_id))
    return RedirectResponse("/desk/alerts", 303)


def _page(
    request: Request, state: StateNow, logged_in: LoggedIn, notice: str | None = None, error: str | None = None
) -> Response:
    with state.database.transaction() as session:
        account = current(session, logged_in)
        mine = addresses.of_account(session, account)
        return page(request, "alerts.html", account=account, addresses=mine, notice=notice, error=error)
