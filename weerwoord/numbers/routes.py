"""The page of figures, its charts, and the same as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from weerwoord.accounts.guard import LoggedIn, known, require, same_origin
from weerwoord.accounts.roles import BEHEER, JONGERENWERKER
from weerwoord.db import now
from weerwoord.numbers import charts
from weerwoord.numbers.clusters import not_understood
from weerwoord.numbers.export import as_csv
from weerwoord.numbers.figures import figures
from weerwoord.numbers.weeks import last_weeks
from weerwoord.pages import page
from weerwoord.problems import Problem
from weerwoord.state import State, get_state

router = APIRouter(prefix="/desk/numbers", include_in_schema=False, dependencies=[Depends(same_origin)])

StateNow = Annotated[State, Depends(get_state)]
AccountId = Annotated[LoggedIn, Depends(require(BEHEER, JONGERENWERKER))]

WEEKS = 6
"""This week and five before it: older conversations have been erased."""


@router.get("")
def numbers(request: Request, state: StateNow, logged_in: AccountId) -> Response:
    """The figures of the last weeks."""
    weeks = last_weeks(now(), WEEKS)
    with state.database.transaction() as session:
        account = known(session, logged_in)
        found = figures(session, weeks)
        return page(
            request,
            "numbers.html",
            account=account,
            weeks=weeks,
            figures=found,
            charts=charts.drawable(found),
            size=(charts.WIDTH, charts.HEIGHT),
            clusters=not_understood(session, weeks),
        )


@router.get("/charts/{name}")
def chart(name: str, state: StateNow, logged_in: AccountId) -> Response:
    """One chart as an image."""
    weeks = last_weeks(now(), WEEKS)
    with state.database.transaction() as session:
        known(session, logged_in)
        found = figures(session, weeks)
    if name not in charts.drawable(found):
        raise Problem(404, "Deze grafiek is er niet, of er is nog te weinig om te tonen.")
    return Response(charts.svg(charts.CHARTS[name], weeks, found), media_type="image/svg+xml")


@router.get("/export")
def export(state: StateNow, logged_in: AccountId) -> Response:
    """The figures as CSV, with the mark that makes spreadsheets read it as UTF-8."""
    weeks = last_weeks(now(), WEEKS)
    with state.database.transaction() as session:
        known(session, logged_in)
        written = as_csv(weeks, figures(session, weeks), not_understood(session, weeks))
    name = f"weerwoord-cijfers-{weeks[-1].name}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(written.encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)
