"""Who may do what with roster and alerts: the only place here that asks the accounts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from weerwoord.accounts.routes import account_id, current, same_origin
from weerwoord.state import State, get_state

__all__ = ["AccountId", "PlannerId", "StateNow", "current", "desk_router"]

StateNow = Annotated[State, Depends(get_state)]
AccountId = Annotated[int, Depends(account_id)]
"""Somebody of the desk, about themselves."""
PlannerId = Annotated[int, Depends(account_id)]
"""Somebody who may change the roster of everybody."""


def desk_router(prefix: str) -> APIRouter:
    """A router for pages of the desk, which no other website can call."""
    return APIRouter(prefix=f"/desk/{prefix}", include_in_schema=False, dependencies=[Depends(same_origin)])
