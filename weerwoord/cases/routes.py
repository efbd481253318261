"""The desk: the queue, one case, and what a counsellor does in it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session
from sse_starlette import EventSourceResponse, ServerSentEvent

from weerwoord.accounts.guard import LoggedIn, LoginNeeded, current, require, same_origin
from weerwoord.accounts.log import note_look
from weerwoord.accounts.models import Account
from weerwoord.accounts.roles import HULPVERLENER
from weerwoord.cases import service
from weerwoord.cases.models import Case
from weerwoord.chat import outbox
from weerwoord.chat.incoming import clean
from weerwoord.chat.models import Conversation
from weerwoord.chat.owner import Owner
from weerwoord.chat.rasa import RasaUnavailable
from weerwoord.db import LARGEST_NUMBER
from weerwoord.live import DESK
from weerwoord.pages import fragment, page
from weerwoord.problems import Problem
from weerwoord.state import State, get_state

router = APIRouter(prefix="/desk", include_in_schema=False, dependencies=[Depends(same_origin)])

StateNow = Annotated[State, Depends(get_state)]
AccountId = Annotated[LoggedIn, Depends(require(HULPVERLENER))]
CaseId = Annotated[int, Path(le=LARGEST_NUMBER)]

SIGN_OF_LIFE = 15.0
"""Seconds between two signs of life of an open desk page; a counsellor is present for three of them."""


@router.get("")
def desk(request: Request, state: StateNow, logged_in: AccountId) -> Response:
    """The queue."""
    with state.database.transaction() as session:
        account = current(session, logged_in)
        return page(request, "queue.html", account=account, rows=service.queue(session))


@router.get("/queue")
def queue_rows(request: Request, state: StateNow, logged_in: AccountId) -> Response:
    """The rows of the queue, for when it changed."""
    with state.database.transaction() as session:
        account = current(session, logged_in)
        return page(request, "queue_rows.html", account=account, rows=service.queue(session))


@router.get("/stream")
async def queue_stream(state: StateNow, logged_in: AccountId) -> EventSourceResponse:
    """Tells an open queue page that the queue changed, and tells us that somebody is there."""

    def sign_of_life() -> None:
        with state.database.transaction() as session:
            current(session, logged_in)

    async def events() -> AsyncIterator[ServerSentEvent]:
        with state.hub.listen(DESK) as queue, contextlib.suppress(LoginNeeded):
            while True:
                await asyncio.to_thread(sign_of_life)
                try:
                    await asyncio.wait_for(queue.get(), SIGN_OF_LIFE)
                    yield ServerSentEvent("changed", event="queue")
                except TimeoutError:
                    pass

    return EventSourceResponse(events(), ping=15)


@router.get("/cases/{case_id}")
def case_page(case_id: CaseId, request: Request, state: StateNow, logged_in: AccountId) -> Response:
    """One case with its transcript."""
    with state.database.transaction() as session:
        account, case, conversation = _case(session, case_id, logged_in)
        note_look(session, account, conversation.id, "gesprek geopend")
        holder = session.get(Account, case.account_id) if case.account_id else None
        return page(
            request,
            "case.html",
            account=account,
            case=case,
            conversation=conversation,
            holder=holder,
            mine=case.state == "claimed" and case.account_id == account.id,
            messages=outbox.since(session, conversation.id, 0),
        )


@router.get("/cases/{case_id}/stream")
async def case_stream(
    case_id: CaseId, state: StateNow, logged_in: AccountId, after: Annotated[int, Query(ge=0, le=LARGEST_NUMBER)] = 0
) -> EventSourceResponse:
    """New messages of a case as pieces of page, from number `after` on."""

    def find() -> str:
        with state.database.transaction() as session:
            account, _, conversation = _case(session, case_id, logged_in)
            note_look(session, account, conversation.id, "live meegelezen")
            return conversation.id

    def news(conversation_id: str, seq: int) -> list[tuple[int, str]]:
        with state.database.transaction() as session:
            current(session, logged_in)
            found = outbox.since(session, conversation_id, seq)
            return [(one.seq, fragment("message.html", message=one)) for one in found]

    async def events(conversation_id: str) -> AsyncIterator[ServerSentEvent]:
        seq = after
        with state.hub.listen(conversation_id) as queue, contextlib.suppress(LoginNeeded):
            while True:
                for number, html in await asyncio.to_thread(news, conversation_id, seq):
                    seq = number
                    yield ServerSentEvent(html, event="message", id=str(number))
                try:
                    item = await asyncio.wait_for(queue.get(), SIGN_OF_LIFE)
                except TimeoutError:
                    continue
                if item["event"] in ("owner", "erased"):
                    yield ServerSentEvent("changed", event="owner")

    return EventSourceResponse(events(await asyncio.to_thread(find)), ping=15)


@router.post("/cases/{case_id}/claim")
def claim(case_id: CaseId, state: StateNow, logged_in: AccountId) -> Response:
    """Take the case."""
    with state.database.transaction() as session:
        service.claim(session, case_id, current(session, logged_in), state.library)
    return RedirectResponse(f"/desk/cases/{case_id}", 303)


@router.post("/cases/{case_id}/messages", status_code=204)
def say(case_id: CaseId, state: StateNow, logged_in: AccountId, text: Annotated[str, Form()] = "") -> Response:
    """Write to the teen; the message comes back over the stream."""
    with state.database.transaction() as session:
        account = current(session, logged_in)
        service.say(session, service.claimed_by(session, case_id, account), account, clean(text))
    return Response(status_code=204)


@router.post("/cases/{case_id}/typing", status_code=204)
def typing(case_id: CaseId, state: StateNow, logged_in: AccountId) -> Response:
    """Let the teen see that somebody types."""
    with state.database.transaction() as session:
        case = service.claimed_by(session, case_id, current(session, logged_in))
    state.hub.publish(case.conversation_id, "typing", author="counsellor")
    return Response(status_code=204)


@router.post("/cases/{case_id}/hand-back")
async def hand_back(case_id: CaseId, state: StateNow, logged_in: AccountId) -> Response:
    """Give the conversation back to the bot."""
    conversation_id = await asyncio.to_thread(_finish, state, case_id, logged_in, Owner.BOT)
    # Without it the bot may take a first "ja" for an answer to its old question; nothing else is lost.
    with contextlib.suppress(RasaUnavailable):
        await state.rasa.forget_question(conversation_id, seconds=2)
    return RedirectResponse("/desk", 303)


@router.post("/cases/{case_id}/close")
def close(case_id: CaseId, state: StateNow, logged_in: AccountId) -> Response:
    """Close the conversation."""
    _finish(state, case_id, logged_in, Owner.CLOSED)
    return RedirectResponse("/desk", 303)


def _finish(state: State, case_id: int, logged_in: LoggedIn, owner: Owner) -> str:
    with state.database.transaction() as session:
        account = current(session, logged_in)
        case = service.claimed_by(session, case_id, account)
        service.finish(session, case, account, state.library, owner)
        return case.conversation_id


def _case(session: Session, case_id: int, logged_in: LoggedIn) -> tuple[Account, Case, Conversation]:
    account = current(session, logged_in)
    case = session.get(Case, case_id)
    if case is None:
        raise Problem(404, "Dit gesprek bestaat niet (meer): het kan gewist zijn.")
    return account, case, session.get_one(Conversation, case.conversation_id)
