"""What the pages of the desk share: their guard, who is logged in, and the case that is asked for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from sqlalchemy.orm import Session

from weerwoord.accounts.models import Account
from weerwoord.accounts.routes import account_id, current, same_origin
from weerwoord.cases.models import Case
from weerwoord.cases.moves import GONE
from weerwoord.chat.models import Conversation
from weerwoord.db import LARGEST_NUMBER
from weerwoord.problems import Problem
from weerwoord.state import State, get_state

StateNow = Annotated[State, Depends(get_state)]
AccountId = Annotated[int, Depends(account_id)]
CaseId = Annotated[int, Path(le=LARGEST_NUMBER)]


def desk_router(prefix: str) -> APIRouter:
    """A router of the desk: no other website may press its buttons."""
    return APIRouter(prefix=prefix, include_in_schema=False, dependencies=[Depends(same_origin)])


def who(session: Session, logged_in: int) -> Account:
    """The account that is logged in. Its sign of life is written at once: the order of locks is account, then talk."""
    account = current(session, logged_in)
    session.flush()
    return account


def find(session: Session, case_id: int) -> tuple[Case, Conversation]:
    """A case with its conversation, to look at.

    Raises:
        Problem: there is no such case.
    """
    case = session.get(Case, case_id)
    if case is None:
        raise Problem(404, GONE)
    return case, session.get_one(Conversation, case.conversation_id)
