"""The buttons that move a case: take it, pass it on, put it back, end it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from weerwoord.accounts.guard import LoggedIn
from weerwoord.accounts.models import Account
from weerwoord.cases import moves
from weerwoord.cases.desk import AccountId, CaseId, StateNow, desk_router, who
from weerwoord.cases.ending import Ending
from weerwoord.cases.states import Move
from weerwoord.chat.incoming import clean
from weerwoord.chat.rasa import RasaUnavailable
from weerwoord.db import LARGEST_NUMBER
from weerwoord.state import State

router = desk_router("/desk/cases/{case_id}")

Make = Callable[[Session, Account], object]


def ending(
    state: StateNow,
    outcome: Annotated[str, Form()] = "",
    referral: Annotated[str, Form()] = "",
    succeeded: Annotated[str, Form()] = "unknown",
    unchecked_reason: Annotated[str, Form()] = "",
) -> Ending:
    """How the case ended, as the form says. The reason is free text: cleaned and masked as all that is kept."""
    reason = state.mask(clean(unchecked_reason)) if unchecked_reason.strip() else ""
    return Ending(outcome, referral, succeeded, reason)


EndingGiven = Annotated[Ending, Depends(ending)]


@router.post("/claim")
def claim(case_id: CaseId, state: StateNow, logged_in: AccountId) -> Response:
    """Take the case."""
    return _move(state, logged_in, case_id, lambda session, me: moves.claim(session, case_id, me, state.library))


@router.post("/offer")
def offer(
    case_id: CaseId, state: StateNow, logged_in: AccountId, colleague: Annotated[int, Form(le=LARGEST_NUMBER)] = 0
) -> Response:
    """Ask a colleague to take over."""

    def make(session: Session, me: Account) -> None:
        moves.offer(session, case_id, me, session.get(Account, colleague))

    return _move(state, logged_in, case_id, make)


@router.post("/withdraw")
def withdraw(case_id: CaseId, state: StateNow, logged_in: AccountId) -> Response:
    """Keep it after all."""
    return _move(state, logged_in, case_id, lambda session, me: moves.withdraw(session, case_id, me))


@router.post("/accept")
def accept(case_id: CaseId, state: StateNow, logged_in: AccountId) -> Response:
    """Take over what a colleague offers."""
    return _move(state, logged_in, case_id, lambda session, me: moves.accept(session, case_id, me, state.library))


@router.post("/decline")
def decline(case_id: CaseId, state: StateNow, logged_in: AccountId) -> Response:
    """Not take over: back into the queue."""
    return _put_back(state, logged_in, case_id, Move.DECLINE)


@router.post("/put-back")
def put_back(case_id: CaseId, state: StateNow, logged_in: AccountId) -> Response:
    """Back into the queue."""
    return _put_back(state, logged_in, case_id, Move.PUT_BACK)


@router.post("/hand-back")
async def hand_back(
    request: Request, case_id: CaseId, state: StateNow, logged_in: AccountId, given: EndingGiven
) -> Response:
    """Give the conversation back to the bot."""
    conversation_id = await asyncio.to_thread(_finish, state, logged_in, case_id, Move.HAND_BACK, given)
    # Without it the bot may take a first "ja" for an answer to its old question; nothing else is lost.
    with contextlib.suppress(RasaUnavailable):
        await state.rasa.forget_question(conversation_id, seconds=2)
    return _to_the_queue(request)


@router.post("/close")
def close(request: Request, case_id: CaseId, state: StateNow, logged_in: AccountId, given: EndingGiven) -> Response:
    """Close the conversation."""
    _finish(state, logged_in, case_id, Move.CLOSE, given)
    return _to_the_queue(request)


def _move(state: State, logged_in: LoggedIn, case_id: int, make: Make) -> Response:
    with state.database.transaction() as session:
        make(session, who(session, logged_in))
    return RedirectResponse(f"/desk/cases/{case_id}", 303)


def _put_back(state: State, logged_in: LoggedIn, case_id: int, move: Move) -> Response:
    return _move(
        state, logged_in, case_id, lambda session, me: moves.put_back(session, case_id, move, me, state.library)
    )


def _finish(state: State, logged_in: LoggedIn, case_id: int, move: Move, given: Ending) -> str:
    with state.database.transaction() as session:
        me = who(session, logged_in)
        return moves.finish(session, case_id, me, state.library, move, given).conversation_id


def _to_the_queue(request: Request) -> Response:
    """To the queue: htmx goes there with the whole page, so that a refusal could leave the form as it was."""
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Redirect": "/desk"})
    return RedirectResponse("/desk", 303)
