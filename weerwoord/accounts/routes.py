"""Logging in at the desk, step by step, and out again."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from weerwoord.accounts import guard, managing, passwords, second_factor, service
from weerwoord.accounts.guard import LoggedIn, LoginNeeded, StateNow, require, same_origin
from weerwoord.accounts.log import note
from weerwoord.accounts.models import Account
from weerwoord.accounts.oidc import SignInFailed, Visitor
from weerwoord.accounts.roles import home
from weerwoord.pages import page
from weerwoord.problems import Problem
from weerwoord.state import State

router = APIRouter(prefix="/desk", include_in_schema=False, dependencies=[Depends(same_origin)])

WRONG = "Naam of wachtwoord klopt niet. Na vijf keer fout moet je even wachten."
WRONG_CODE = "Deze code klopt niet, of is al gebruikt. Na vijf keer fout moet je even wachten."
NOT_YET = "Deze code klopt niet. Wacht op de volgende code in je app en vul die in."
NOT_SIGNED_IN = "Inloggen met je organisatie lukte niet. Vraag wie de accounts beheert of je bent uitgenodigd."
NOTICES = {
    "idle": "Je bent uitgelogd, omdat je een half uur niets deed.",
    "ended": "Je bent uitgelogd, omdat je twaalf uur was ingelogd.",
    "accepted": "Gelukt. Log nu in met je nieuwe wachtwoord.",
}


@router.get("/login")
def login_page(request: Request, state: StateNow) -> Response:
    """The login form."""
    return _login_page(request, state)


@router.post("/login")
def login(
    request: Request, state: StateNow, login: Annotated[str, Form()] = "", password: Annotated[str, Form()] = ""
) -> Response:
    """Check the password; a wrong one gets the same answer whether or not the account exists or is locked."""
    with state.database.transaction() as session:
        account = service.check(session, login, password)
        if account is not None:
            guard.begin_half(request, account, "wachtwoord")
            return _next_step(request, session, account)
    return _login_page(request, state, WRONG, login, 401)


def _login_page(request: Request, state: State, error: str = "", login: str = "", status: int = 200) -> Response:
    notice = NOTICES.get(request.session.pop("notice", ""))
    organisation = state.settings.organisation if state.oidc else None
    return page(request, "login.html", status, error=error, login=login, notice=notice, organisation=organisation)


def _next_step(request: Request, session: Session, account: Account) -> Response:
    """What is still to be done by somebody whose password was right; in the end the desk."""
    held = request.session["half"]
    if not account.alias:
        return RedirectResponse("/desk/login/name", 303)
    if not held["vouched"]:
        return RedirectResponse("/desk/login/code" if account.totp_secret else "/desk/login/second-factor", 303)
    guard.begin(request, session, account, held["how"])
    return RedirectResponse(home(account.roles), 303)


@router.get("/login/code")
def code_page(request: Request, state: StateNow) -> Response:
    """The form for the code of the app."""
    with state.database.transaction() as session:
        guard.half(request, session)
    return page(request, "code.html")


@router.post("/login/code")
def code(request: Request, state: StateNow, code: Annotated[str, Form()] = "") -> Response:
    """Check the code, and open the desk."""
    with state.database.transaction() as session:
        account = guard.half(request, session)
        if service.check_code(session, account, code, state.settings.secret_key):
            guard.begin(request, session, account, request.session["half"]["how"] + " en code")
            return RedirectResponse(home(account.roles), 303)
    return page(request, "code.html", 401, error=WRONG_CODE)


@router.get("/login/second-factor")
def setup_page(request: Request, state: StateNow) -> Response:
    """The picture for the app, for somebody who has no second factor yet."""
    with state.database.transaction() as session:
        return show_setup(request, state, _without_second_factor(request, session), first=True)


@router.post("/login/second-factor")
def setup(request: Request, state: StateNow, code: Annotated[str, Form()] = "") -> Response:
    """Keep the second factor once its first code is right, and open the desk."""
    with state.database.transaction() as session:
        account = _without_second_factor(request, session)
        sealed = request.session.get("secret", "")
        if not service.keep_second_factor(session, account, sealed, code, state.settings.secret_key):
            return show_setup(request, state, account, first=True, error=NOT_YET)
        guard.begin(request, session, account, request.session["half"]["how"] + " en code")
        return RedirectResponse(home(account.roles), 303)


@router.post("/login/later")
def later(request: Request, state: StateNow) -> Response:
    """Open the desk without a second factor: only on a machine that nobody else can reach."""
    if not second_factor.may_wait(state.settings.public_url):
        raise Problem(403, "Zonder inlogcode kun je hier niet verder.")
    with state.database.transaction() as session:
        account = _without_second_factor(request, session)
        guard.begin(request, session, account, request.session["half"]["how"])
        return RedirectResponse(home(account.roles), 303)


def _without_second_factor(request: Request, session: Session) -> Account:
    account = guard.half(request, session)
    if account.totp_secret or not account.alias:
        raise LoginNeeded  # the other steps are theirs
    return account


def show_setup(request: Request, state: State, account: Account, first: bool, **errors: str) -> Response:
    """The page with the picture for the app. The new secret waits in the session, encrypted, until a code is right."""
    key = state.settings.secret_key
    secret = second_factor.opened(key, request.session["secret"]) if "secret" in request.session else None
    if secret is None:
        request.session["secret"] = second_factor.new_secret(key)
        secret = second_factor.opened(key, request.session["secret"]) or ""
    return page(
        request, "second_factor.html", 422 if errors else 200, account=None if first else account, first=first,
        qr=second_factor.qr(secret, account.login, state.settings.organisation), secret=secret,
        replaces=account.totp_secret is not None, may_wait=second_factor.may_wait(state.settings.public_url), **errors,
    )  # fmt: skip


@router.get("/login/name")
def name_page(request: Request, state: StateNow) -> Response:
    """The form for the name that teens see, for somebody whom the organisation's issuer sent."""
    with state.database.transaction() as session:
        guard.half(request, session)
    return page(request, "name.html")


@router.post("/login/name")
def name(request: Request, state: StateNow, alias: Annotated[str, Form()] = "") -> Response:
    """Keep the name, and go on logging in."""
    with state.database.transaction() as session:
        account = guard.half(request, session)
        if not account.alias:
            if error := managing.why_alias_refused(alias):
                return page(request, "name.html", 422, error=error, alias=alias)
            account.alias = alias.strip()
            note(session, "named", by=account, about=account)
        return _next_step(request, session, account)


@router.get("/invitation/{token}")
def invitation_page(token: str, request: Request, state: StateNow) -> Response:
    """The form in which somebody who is invited chooses name and password."""
    with state.database.transaction() as session:
        account = managing.invited(session, token, state.settings.secret_key)
        return page(request, "invitation.html", invited=account, alias=account.alias)


@router.post("/invitation/{token}")
def accept(
    token: str, request: Request, state: StateNow,
    alias: Annotated[str, Form()] = "", password: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Keep both, and go to the login form. The invitation is worth nothing from now on."""
    with state.database.transaction() as session:
        account = managing.invited(session, token, state.settings.secret_key)
        wrong_alias = managing.why_alias_refused(alias)
        wrong_password = passwords.why_refused(password, account.login, alias)
        if wrong_alias or wrong_password:
            errors = {"error": wrong_alias, "wrong_password": wrong_password}
            return page(request, "invitation.html", 422, invited=account, alias=alias, **errors)
        managing.accept(session, account, alias.strip(), password)
    request.session.clear()
    request.session["notice"] = "accepted"
    return RedirectResponse("/desk/login", 303)


@router.get("/oidc")
async def to_issuer(request: Request, state: StateNow) -> Response:
    """To the organisation's own login page."""
    if state.oidc is None:
        raise Problem(404, "Inloggen met je organisatie staat hier niet aan.")
    try:
        return await state.oidc.send(request)
    except SignInFailed:
        return _login_page(request, state, NOT_SIGNED_IN, status=503)


@router.get("/oidc/back")
async def from_issuer(request: Request, state: StateNow) -> Response:
    """Back from there: an account with this address must exist already."""
    if state.oidc is None:
        raise Problem(404, "Inloggen met je organisatie staat hier niet aan.")
    try:
        visitor = await state.oidc.visitor(request)
    except SignInFailed:
        visitor = None
    return await asyncio.to_thread(_let_in, request, state, visitor)


def _let_in(request: Request, state: State, visitor: Visitor | None) -> Response:
    with state.database.transaction() as session:
        account = service.find(session, visitor.email) if visitor else None
        if visitor and account and not account.blocked:
            guard.begin_half(request, account, "organisatie", visitor.second_factor)
            return _next_step(request, session, account)
        note(session, "refused", by=None, about=account, why="organisatie")
    return _login_page(request, state, NOT_SIGNED_IN, status=401)


@router.get("/start")
def start(state: StateNow, logged_in: Annotated[LoggedIn, Depends(require())]) -> Response:
    """To the page where somebody with these roles begins."""
    with state.database.transaction() as session:
        return RedirectResponse(home(guard.known(session, logged_in).roles), 303)


@router.get("/session", status_code=204)
def still_logged_in(_logged_in: Annotated[LoggedIn, Depends(require())]) -> Response:
    """What an open page asks every minute, so that it leaves the screen when the session ended."""
    return Response(status_code=204)


@router.post("/session", status_code=204)
def still_here(_logged_in: Annotated[LoggedIn, Depends(require())]) -> Response:
    """Somebody reads or writes on an open page: a deed, so that the session goes on."""
    return Response(status_code=204)


@router.post("/logout")
def logout(request: Request, state: StateNow) -> Response:
    """Forget who was logged in."""
    if "version" in request.session:
        with state.database.transaction() as session:
            account = session.get(Account, request.session["account"])
            note(session, "sign_out", by=account, about=account)
    request.session.clear()
    return RedirectResponse("/desk/login", 303)
