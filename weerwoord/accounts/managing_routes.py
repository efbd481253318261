"""The pages of `beheer`: accounts and the access log."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from weerwoord.accounts import log, managing
from weerwoord.accounts.guard import LoggedIn, StateNow, known, require, same_origin, stay
from weerwoord.accounts.models import Account
from weerwoord.accounts.roles import BEHEER, ROLES, home
from weerwoord.db import LARGEST_NUMBER
from weerwoord.pages import page
from weerwoord.problems import Problem
from weerwoord.state import State

router = APIRouter(prefix="/desk", include_in_schema=False, dependencies=[Depends(same_origin)])

Manager = Annotated[LoggedIn, Depends(require(BEHEER))]
AccountId = Annotated[int, Path(le=LARGEST_NUMBER)]


@router.get("/accounts")
def accounts_page(request: Request, state: StateNow, logged_in: Manager) -> Response:
    """All accounts, and the form to invite somebody."""
    with state.database.transaction() as session:
        return _accounts_page(request, session, logged_in)


def _accounts_page(request: Request, session: Session, logged_in: LoggedIn, status: int = 200, **more: Any) -> Response:
    account = known(session, logged_in)
    return page(
        request, "accounts.html", status, account=account, every=managing.everybody(session), roles=ROLES, **more
    )


@router.post("/accounts")
def make(
    request: Request, state: StateNow, logged_in: Manager,
    login: Annotated[str, Form()] = "", roles: Annotated[list[str], Form()] = [],  # noqa: B006 – FastAPI copies it
) -> Response:  # fmt: skip
    """Make an account for somebody, and show the link that invites them."""
    with state.database.transaction() as session:
        wrong_login, wrong_roles = managing.why_login_refused(session, login), managing.why_roles_refused(roles)
        if wrong_login or wrong_roles:
            asked = {"login": login, "chosen": roles, "error": wrong_login, "wrong_roles": wrong_roles}
            return _accounts_page(request, session, logged_in, 422, **asked)
        made = managing.make_invited(session, login, roles, known(session, logged_in))
        return _show_invitation(request, state, session, made, logged_in)


@router.get("/accounts/{account_id}")
def account_page(account_id: AccountId, request: Request, state: StateNow, logged_in: Manager) -> Response:
    """One account, and what can be changed in it."""
    with state.database.transaction() as session:
        return _account_page(request, session, account_id, logged_in)


def _account_page(
    request: Request, session: Session, account_id: int, logged_in: LoggedIn, error: str | None = None
) -> Response:
    found = managing.account_of(session, account_id)
    account = known(session, logged_in)
    status = 422 if error else 200
    return page(request, "account.html", status, account=account, found=found, roles=ROLES, error=error)


@router.post("/accounts/{account_id}/invitation")
def invite(account_id: AccountId, request: Request, state: StateNow, logged_in: Manager) -> Response:
    """A new link with which somebody chooses a password: for who lost it, or lost the first link."""
    with state.database.transaction() as session:
        found = managing.account_of(session, account_id)
        if found.blocked:
            raise Problem(409, "Dit account is geblokkeerd. Hef eerst de blokkade op.")
        return _show_invitation(request, state, session, found, logged_in)


def _show_invitation(
    request: Request, state: State, session: Session, invited: Account, logged_in: LoggedIn
) -> Response:
    account = known(session, logged_in)
    token = managing.invite(session, invited, account, state.settings.secret_key)
    _stay_if_own(request, logged_in, invited)
    link = f"{state.settings.public_url}/desk/invitation/{token}"
    return page(request, "invited.html", account=account, invited=invited, link=link)


@router.post("/accounts/{account_id}/roles")
def set_roles(
    account_id: AccountId, request: Request, state: StateNow, logged_in: Manager,
    roles: Annotated[list[str], Form()] = [],  # noqa: B006 – FastAPI copies it
) -> Response:  # fmt: skip
    """Give an account other roles."""
    with state.database.transaction() as session:
        if error := managing.why_roles_refused(roles):
            return _account_page(request, session, account_id, logged_in, error)
        changed = managing.set_roles(session, account_id, roles, known(session, logged_in))
        _stay_if_own(request, logged_in, changed)
    # Who gave up `beheer` may not see the account's page any more.
    return RedirectResponse(home(roles) if account_id == logged_in else f"/desk/accounts/{account_id}", 303)


@router.post("/accounts/{account_id}/block")
def block(account_id: AccountId, state: StateNow, logged_in: Manager) -> Response:
    """Shut an account out."""
    with state.database.transaction() as session:
        managing.block(session, account_id, True, known(session, logged_in))
    return RedirectResponse(f"/desk/accounts/{account_id}", 303)


@router.post("/accounts/{account_id}/unblock")
def unblock(account_id: AccountId, state: StateNow, logged_in: Manager) -> Response:
    """Let an account in again."""
    with state.database.transaction() as session:
        managing.block(session, account_id, False, known(session, logged_in))
    return RedirectResponse(f"/desk/accounts/{account_id}", 303)


@router.post("/accounts/{account_id}/second-factor")
def reset_second_factor(account_id: AccountId, request: Request, state: StateNow, logged_in: Manager) -> Response:
    """Take a second factor away, for somebody who lost the phone."""
    with state.database.transaction() as session:
        found = managing.account_of(session, account_id)
        managing.reset_second_factor(session, found, known(session, logged_in))
        _stay_if_own(request, logged_in, found)
    return RedirectResponse(f"/desk/accounts/{account_id}", 303)


def _stay_if_own(request: Request, logged_in: LoggedIn, changed: Account) -> None:
    """Who changes their own account goes on in this browser; the others are logged out."""
    if changed.id == logged_in:
        stay(request, changed)


@router.get("/log")
def log_page(
    request: Request, state: StateNow, logged_in: Manager, account: str = "", first: str = "", last: str = "",
    number: Annotated[int, Query(ge=1, le=100_000, alias="page")] = 1,
) -> Response:  # fmt: skip
    """The access log, newest first, by account and day."""
    asked = {"account": account, "first": first, "last": last}
    with state.database.transaction() as session:
        viewer = known(session, logged_in)
        every = managing.everybody(session)
        try:
            chosen = next((one.id for one in every if str(one.id) == account), None)
            wanted = log.Filter(chosen, _day(first), _day(last))
        except ValueError:
            error = "Schrijf een dag als jjjj-mm-dd, bijvoorbeeld 2026-11-24."
            return page(request, "log.html", 422, account=viewer, every=every, asked=asked, error=error)
        entries, more = log.read(session, wanted, number)
        names = {one.id: one.login for one in every}
        return page(
            request, "log.html", account=viewer, every=every, asked=asked, entries=entries, more=more, number=number,
            names=names, actions=log.ACTIONS,
        )  # fmt: skip


def _day(typed: str) -> date | None:
    if not typed:
        return None
    day = date.fromisoformat(typed)
    if not 2000 <= day.year < 3000:
        raise ValueError("no day of this software's life")
    return day
