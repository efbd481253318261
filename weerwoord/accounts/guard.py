"""Who is logged in, for how long, and what they may do: the guard of every page of the desk.

The session is a signed cookie: the account, its version at the login, when it began and when its owner last did
something. A password or role that changes raises the version, which ends the sessions of all browsers.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from weerwoord.accounts import lockout, service
from weerwoord.accounts.log import note
from weerwoord.accounts.models import Account
from weerwoord.problems import Problem
from weerwoord.state import State, get_state

IDLE = 30 * 60
"""Seconds without a deed of its owner after which a session ends."""
LONGEST = 12 * 60 * 60
"""Seconds after which a session ends in any case."""
HALF = 10 * 60
"""Seconds to bring the second factor after the password."""

StateNow = Annotated[State, Depends(get_state)]


class LoginNeeded(Exception):
    """Nobody is logged in; the app sends the browser to the login page."""


class LoggedIn(int):
    """The id of the account that is logged in, with the version it had then: a live stream asks whether that holds."""

    version: int

    def __new__(cls, account_id: int, version: int) -> LoggedIn:
        """The id, remembering the version."""
        made = super().__new__(cls, account_id)
        made.version = version
        return made


def same_origin(request: Request) -> None:
    """Nobody else's website may act at the desk: Fetch Metadata, in place of form tokens."""
    if request.method != "GET" and request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise Problem(403, "Dit verzoek komt van een andere website.")


def require(*roles: str) -> Callable[..., LoggedIn]:
    """A dependency that lets in who is logged in and has one of the roles (any, when none is named); gives their id.

    Raises, when called:
        LoginNeeded: nobody is logged in, or not any more.
        Problem: somebody is, without such a role.
    """

    def guard(request: Request, state: StateNow) -> LoggedIn:
        held: dict[str, Any] = request.session
        if "version" not in held:
            raise LoginNeeded
        moment = time.time()
        logged_in = LoggedIn(held["account"], held["version"])
        idle = moment - held["seen"] > IDLE
        if idle or moment - held["began"] > LONGEST:
            held.clear()
            held["notice"] = "idle" if idle else "ended"
            raise LoginNeeded
        with state.database.transaction() as session:
            allowed = set(known(session, logged_in).roles)
        if roles and not allowed & set(roles):
            raise Problem(403, "Deze pagina hoort niet bij jouw rol.")
        if not by_itself(request):
            held["seen"] = moment
        return logged_in

    return guard


def by_itself(request: Request) -> bool:
    """Whether an open page asks this, and not a person: a piece of page that is refreshed, or a live stream."""
    stream = "text/event-stream" in request.headers.get("accept", "")
    return request.method == "GET" and (stream or "hx-request" in request.headers)


def known(session: Session, logged_in: LoggedIn) -> Account:
    """The account that is logged in.

    Raises:
        LoginNeeded: it was blocked or removed, or its password or roles changed since.
    """
    account = session.get(Account, int(logged_in))
    if account is None or account.blocked or account.version != logged_in.version:
        raise LoginNeeded
    return account


def current(session: Session, logged_in: LoggedIn) -> Account:
    """The same, with a sign of life noted: for the pages and streams of who takes over chats."""
    account = known(session, logged_in)
    service.see(session, account)
    return account


def begin(request: Request, session: Session, account: Account, how: str) -> None:
    """Log in: who this is has been shown in full."""
    lockout.forget(account)
    note(session, "sign_in", by=account, about=account, why=how)
    moment = time.time()
    request.session.clear()
    request.session.update(account=account.id, version=account.version, began=moment, seen=moment)


def stay(request: Request, account: Account) -> None:
    """Keep this one session after a change that ended all of the account."""
    request.session["version"] = account.version


def begin_half(request: Request, account: Account, how: str, vouched: bool = False) -> None:
    """The password was right; the second factor comes next, unless the issuer vouched for one."""
    held = {"account": account.id, "version": account.version, "at": time.time(), "how": how, "vouched": vouched}
    request.session.clear()
    request.session["half"] = held


def half(request: Request, session: Session) -> Account:
    """The account whose password was right in this browser, a moment ago.

    Raises:
        LoginNeeded: there is none.
    """
    held = request.session.get("half")
    if held is None or time.time() - held["at"] > HALF:
        raise LoginNeeded
    return known(session, LoggedIn(held["account"], held["version"]))
