"""Logging in and out of the desk."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from weerwoord.accounts import service
from weerwoord.accounts.models import Account
from weerwoord.pages import page
from weerwoord.problems import Problem
from weerwoord.state import State, get_state


class LoginNeeded(Exception):
    """Nobody is logged in; the app sends the browser to the login page."""


def same_origin(request: Request) -> None:
    """Nobody else's website may act at the desk: Fetch Metadata, in place of form tokens."""
    if request.method != "GET" and request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise Problem(403, "Dit verzoek komt van een andere website.")


router = APIRouter(prefix="/desk", include_in_schema=False, dependencies=[Depends(same_origin)])

StateNow = Annotated[State, Depends(get_state)]


def account_id(request: Request) -> int:
    """The account that is logged in: the guard of every page of the desk.

    Raises:
        LoginNeeded: nobody is.
    """
    found = request.session.get("account")
    if found is None:
        raise LoginNeeded
    return int(found)


def current(session: Session, logged_in: int) -> Account:
    """The account of `account_id`, with a sign of life noted.

    Raises:
        LoginNeeded: it was removed.
    """
    account = session.get(Account, logged_in)
    if account is None:
        raise LoginNeeded
    service.see(session, account)
    return account


@router.get("/login")
def login_page(request: Request) -> Response:
    """The login form."""
    return page(request, "login.html")


@router.post("/login")
def login(
    request: Request, state: StateNow, login: Annotated[str, Form()], password: Annotated[str, Form()]
) -> Response:
    """Check the password; a wrong one gets the same answer whether or not the account exists."""
    with state.database.transaction() as session:
        account = service.check(session, login, password)
    if account is None:
        return page(request, "login.html", 401, error="Naam of wachtwoord klopt niet.", login=login)
    request.session.clear()
    request.session["account"] = account.id
    return RedirectResponse("/desk", 303)


@router.post("/logout")
def logout(request: Request) -> Response:
    """Forget who was logged in."""
    request.session.clear()
    return RedirectResponse("/desk/login", 303)
