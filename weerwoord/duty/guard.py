"""Who may do what with roster and alerts: the only place here that asks the accounts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from weerwoord.accounts.guard import LoggedIn, current, require, same_origin
from weerwoord.accounts.roles import BEHEER, HULPVERLENER
from weerwoord.state import State, get_state

__all__ = ["AccountId", "LoggedIn", "PlannerId", "StateNow", "current", "desk_router"]

StateNow = Annotated[State, Depends(get_state)]
AccountId = Annotated[LoggedIn, Depends(require(HULPVERLENER))]
"""Somebody who takes over talks, about themselves."""
PlannerId = Annotated[LoggedIn, Depends(require(BEHEER, HULPVERLENER))]
"""Somebody who may change the roster of everybody."""


def desk_router(prefix: str) -> APIRouter:
    """A router for pages of the desk, which no other website can call."""
    return APIRouter(prefix=f"/desk/{prefix}", include_in_schema=False, dependencies=[Depends(same_origin)])
