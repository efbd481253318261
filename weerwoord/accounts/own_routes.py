"""One's own page: another password, the second factor on another phone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from weerwoord.accounts import passwords, service
from weerwoord.accounts.guard import LoggedIn, StateNow, current, require, same_origin, stay
from weerwoord.accounts.routes import NOT_YET, WRONG_CODE, show_setup
from weerwoord.pages import page

router = APIRouter(prefix="/desk/me", include_in_schema=False, dependencies=[Depends(same_origin)])

Anyone = Annotated[LoggedIn, Depends(require())]

WRONG_OLD = "Dit is niet je wachtwoord van nu. Na vijf keer fout moet je even wachten."


@router.get("")
def own_page(request: Request, state: StateNow, logged_in: Anyone) -> Response:
    """What is known of you."""
    with state.database.transaction() as session:
        account = current(session, logged_in)
        return page(request, "me.html", account=account, notice=request.session.pop("notice", None))


@router.post("/password")
def password(
    request: Request, state: StateNow, logged_in: Anyone,
    old: Annotated[str, Form()] = "", new: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Keep another password; the other browsers are logged out."""
    with state.database.transaction() as session:
        account = current(session, logged_in)
        wrong_new = passwords.why_refused(new, account.login, account.alias)
        wrong_old = None if service.check(session, account.login, old) else WRONG_OLD
        if wrong_new or wrong_old:
            return page(request, "me.html", 422, account=account, wrong_old=wrong_old, wrong_new=wrong_new)
        service.change_password(session, account, new)
        stay(request, account)
    request.session["notice"] = "Je wachtwoord is veranderd. In andere browsers ben je uitgelogd."
    return RedirectResponse("/desk/me", 303)


@router.get("/second-factor")
def second_factor_page(request: Request, state: StateNow, logged_in: Anyone) -> Response:
    """The picture for the app on another phone."""
    with state.database.transaction() as session:
        return show_setup(request, state, current(session, logged_in), first=False)


@router.post("/second-factor")
def second_factor(
    request: Request, state: StateNow, logged_in: Anyone,
    code: Annotated[str, Form()] = "", old: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Keep the new second factor, if the old one's code is right too; the other browsers are logged out."""
    key = state.settings.secret_key
    with state.database.transaction() as session:
        account = current(session, logged_in)
        if account.totp_secret and not service.check_code(session, account, old, key):
            return show_setup(request, state, account, first=False, wrong_old=WRONG_CODE)
        if not service.keep_second_factor(session, account, request.session.get("secret", ""), code, key):
            return show_setup(request, state, account, first=False, error=NOT_YET)
        stay(request, account)
    request.session.pop("secret")
    request.session["notice"] = "Je inlogcode is ingesteld. In andere browsers ben je uitgelogd."
    return RedirectResponse("/desk/me", 303)
