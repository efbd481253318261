"""The roster's page, and the buttons with which people say that they are there, or not for a while."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from fastapi import Form, Path, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from weerwoord.accounts.models import Account
from weerwoord.content.opening import DUTCH_HOLIDAYS, DUTCH_TIME
from weerwoord.db import LARGEST_NUMBER, now
from weerwoord.duty import service
from weerwoord.duty.forms import read_day, read_hours, read_pause, read_weekdays
from weerwoord.duty.guard import AccountId, LoggedIn, PlannerId, StateNow, current, desk_router
from weerwoord.duty.models import RosterException, WeeklyHours
from weerwoord.pages import page
from weerwoord.problems import Problem

router = desk_router("duty")

LineId = Annotated[int, Path(le=LARGEST_NUMBER)]
Typed = Annotated[str, Form()]

HOLIDAYS_AHEAD = 120
"""So many days ahead the page names holidays."""


@router.get("")
def roster_page(request: Request, state: StateNow, logged_in: PlannerId) -> Response:
    """The week, the exceptions to come, and forms for both."""
    with state.database.transaction() as session:
        account = current(session, logged_in)
        people = session.scalars(select(Account).order_by(Account.alias)).all()
        today = now().astimezone(DUTCH_TIME).date()
        ahead = [today + timedelta(days=days) for days in range(HOLIDAYS_AHEAD)]
        return page(
            request,
            "duty.html",
            account=account,
            people=people,
            names={one.id: one.alias for one in people},
            roster=service.load(session, today),
            present=set(service.present(session, now())),
            holidays=[(day, DUTCH_HOLIDAYS[day]) for day in ahead if day in DUTCH_HOLIDAYS],
            today=today,
        )


@router.post("/hours")
def add_hours(
    state: StateNow, logged_in: PlannerId, person: Typed = "", weekdays: Annotated[Sequence[str], Form()] = (),
    begins: Typed = "", ends: Typed = "",
) -> Response:  # fmt: skip
    """Add hours to somebody's week."""
    with state.database.transaction() as session:
        current(session, logged_in)
        service.set_week(session, _person(session, person), read_weekdays(weekdays), *read_hours(begins, ends))
    return RedirectResponse("/desk/duty", 303)


@router.post("/exceptions")
def add_exception(
    state: StateNow, logged_in: PlannerId, person: Typed = "", day: Typed = "", kind: Typed = "off",
    begins: Typed = "", ends: Typed = "",
) -> Response:  # fmt: skip
    """Let somebody be off on a date, or be there at extra hours."""
    with state.database.transaction() as session:
        current(session, logged_in)
        hours = None if kind == "off" else read_hours(begins, ends)
        today = now().astimezone(DUTCH_TIME).date()
        service.add_exception(session, _person(session, person), read_day(day, today), hours)
    return RedirectResponse("/desk/duty", 303)


@router.post("/hours/{line_id}/remove")
def remove_hours(line_id: LineId, state: StateNow, logged_in: PlannerId) -> Response:
    """Take hours out of the week."""
    return _remove(state, logged_in, WeeklyHours, line_id)


@router.post("/exceptions/{line_id}/remove")
def remove_exception(line_id: LineId, state: StateNow, logged_in: PlannerId) -> Response:
    """Take an exception away."""
    return _remove(state, logged_in, RosterException, line_id)


@router.post("/here", status_code=204)
def here(state: StateNow, logged_in: AccountId) -> Response:
    """I am there, whatever the roster says, until the end of the day."""
    return _say_here(state, logged_in, True)


@router.post("/away", status_code=204)
def away(state: StateNow, logged_in: AccountId) -> Response:
    """I am not there, whatever the roster says, until the end of the day."""
    return _say_here(state, logged_in, False)


@router.post("/pause", status_code=204)
def pause(state: StateNow, logged_in: AccountId, minutes: Typed = "") -> Response:
    """No new talks for me, until an end that is known."""
    with state.database.transaction() as session:
        account = current(session, logged_in)
        service.pause(session, account, now() + read_pause(minutes))
    return Response(status_code=204)


@router.post("/resume", status_code=204)
def resume(state: StateNow, logged_in: AccountId) -> Response:
    """New talks for me again."""
    with state.database.transaction() as session:
        service.pause(session, current(session, logged_in), None)
    return Response(status_code=204)


def _say_here(state: StateNow, logged_in: LoggedIn, is_here: bool) -> Response:
    with state.database.transaction() as session:
        service.say_here(session, current(session, logged_in), is_here, now())
    return Response(status_code=204)


def _remove(
    state: StateNow, logged_in: LoggedIn, kind: type[WeeklyHours] | type[RosterException], line_id: int
) -> Response:
    with state.database.transaction() as session:
        current(session, logged_in)
        service.remove(session, kind, line_id)
    return RedirectResponse("/desk/duty", 303)


def _person(session: Session, typed: str) -> int:
    known = {str(one): one for one in session.scalars(select(Account.id))}
    if typed not in known:
        raise Problem(422, "Kies een collega.")
    return known[typed]
