"""What the pages of the desk share: their guard, who is logged in, and the case that is asked for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from sqlalchemy.orm import Session

from weerwoord.accounts.guard import LoggedIn, LoginNeeded, current, known, require, same_origin
from weerwoord.accounts.models import Account
from weerwoord.accounts.roles import HULPVERLENER
from weerwoord.cases.models import Case
from weerwoord.cases.moves import GONE
from weerwoord.chat.models import Conversation
from weerwoord.db import LARGEST_NUMBER
from weerwoord.problems import Problem
from weerwoord.state import State, get_state

StateNow = Annotated[State, Depends(get_state)]
AccountId = Annotated[LoggedIn, Depends(require(HULPVERLENER))]
CaseId = Annotated[int, Path(le=LARGEST_NUMBER)]


def desk_router(prefix: str) -> APIRouter:
    """A router of the desk: no other website may press its buttons."""
    return APIRouter(prefix=prefix, include_in_schema=False, dependencies=[Depends(same_origin)])


def who(session: Session, logged_in: LoggedIn) -> Account:
    """The account that is logged in. Its sign of life is written at once: the order of locks is account, then talk."""
    account = current(session, logged_in)
    session.flush()
    return account


def still(session: Session, logged_in: LoggedIn) -> Account | None:
    """The account behind a stream that is open; None when its session has ended. No sign of life."""
    try:
        return known(session, logged_in)
    except LoginNeeded:
        return None


def find(session: Session, case_id: int) -> tuple[Case, Conversation]:
    """A case with its conversation, to look at.

    Raises:
        Problem: there is no such case.
    """
    case = session.get(Case, case_id)
    if case is None:
        raise Problem(404, GONE)
    return case, session.get_one(Conversation, case.conversation_id)
