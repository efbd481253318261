"""Accounts: make one, check a password or a code, note a sign of life."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from weerwoord.accounts import lockout, passwords, second_factor
from weerwoord.accounts.log import note
from weerwoord.accounts.models import Account
from weerwoord.accounts.roles import HULPVERLENER, ROLES
from weerwoord.db import now

PRESENT_FOR = timedelta(seconds=45)
"""How long after the last sign of life of an open desk a counsellor counts as present."""


def create(session: Session, login: str, alias: str, password: str, roles: Iterable[str] = (HULPVERLENER,)) -> Account:
    """A new account that can be used at once."""
    hashed = passwords.hashed(password)
    account = Account(login=plain(login), alias=alias.strip(), password_hash=hashed, roles=sorted(roles))
    session.add(account)
    session.flush()
    note(session, "made", by=None, about=account)
    return account


def create_first(session: Session) -> str | None:
    """Make the account `desk`, with all roles, when there is none yet; gives its password, or None."""
    if session.scalar(select(func.count()).select_from(Account)):
        return None
    password = secrets.token_urlsafe(12)
    create(session, "desk", "Noor", password, ROLES)
    return password


def plain(login: str) -> str:
    """A login as it is kept: without capitals and spaces around; PostgreSQL refuses NUL."""
    return login.replace("\x00", "").strip().lower()


def find(session: Session, login: str) -> Account | None:
    """The account of a login, locked until the end of the transaction: tries are counted one by one."""
    known = select(Account).where(Account.login == plain(login)).with_for_update()
    return session.scalar(known.execution_options(populate_existing=True))


def check(session: Session, login: str, password: str) -> Account | None:
    """The account, if login and password belong together and it is neither locked nor blocked.

    A wrong try is counted and noted. Nothing tells from outside which of these it was.
    """
    account = find(session, login)
    right = passwords.matches(account.password_hash if account else "", password)
    if account is None or not lockout.count(account, right, now()) or account.blocked:
        note(session, "refused", by=None, about=account, why="wachtwoord")
        return None
    return account


def check_code(session: Session, account: Account, code: str, secret_key: str) -> bool:
    """Whether a code of the authenticator app is right, not used before, and the account not locked."""
    session.refresh(account, with_for_update=True)  # of two who bring the same code at once one is right
    secret = second_factor.opened(secret_key, account.totp_secret) if account.totp_secret else None
    step = second_factor.step_of(secret, code, now(), account.totp_step)
    if not lockout.count(account, step is not None, now()):
        note(session, "refused", by=None, about=account, why="code")
        return False
    account.totp_step = step
    return True


def keep_second_factor(session: Session, account: Account, sealed: str, code: str, secret_key: str) -> bool:
    """Set up the second factor, if the code shows that the app has the secret. All sessions end.

    Args:
        session: the transaction.
        account: whose it will be.
        sealed: the new secret, encrypted, as `second_factor.new_secret` made it.
        code: a code of the app.
        secret_key: SECRET_KEY.
    """
    secret = second_factor.opened(secret_key, sealed)
    step = second_factor.step_of(secret, code, now(), None)
    if step is None:
        return False
    account.totp_secret, account.totp_step = sealed, step
    account.version += 1
    note(session, "second_factor", by=account, about=account)
    return True


def change_password(session: Session, account: Account, password: str) -> None:
    """Keep a new password, which was checked. All sessions end."""
    account.password_hash = passwords.hashed(password)
    account.version += 1
    note(session, "password", by=account, about=account)


def see(session: Session, account: Account) -> None:
    """Note a sign of life of an open desk."""
    account.seen_at = now()
