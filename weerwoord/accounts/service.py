"""Accounts: make one, check a password, note a sign of life."""

from __future__ import annotations

import secrets
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from weerwoord.accounts.models import Account
from weerwoord.db import now

PRESENT_FOR = timedelta(seconds=45)
"""How long after the last sign of life of an open desk a counsellor counts as present."""

_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_urlsafe())  # so that an unknown login takes as long as a known one


def create(session: Session, login: str, alias: str, password: str) -> Account:
    """A new account."""
    account = Account(login=login.strip().lower(), alias=alias.strip(), password_hash=_hasher.hash(password))
    session.add(account)
    session.flush()
    return account


def create_first(session: Session) -> str | None:
    """Make the account `desk` when there is none yet, and return its password; None when there are accounts."""
    if session.scalar(select(func.count()).select_from(Account)):
        return None
    password = secrets.token_urlsafe(12)
    create(session, "desk", "Noor", password)
    return password


def check(session: Session, login: str, password: str) -> Account | None:
    """The account, if login and password belong together."""
    known = select(Account).where(Account.login == login.replace("\x00", "").strip().lower())  # PostgreSQL refuses NUL
    account = session.scalar(known)
    try:
        _hasher.verify(account.password_hash if account else _NOBODY, password)
    except VerificationError:
        return None
    return account


def see(session: Session, account: Account) -> None:
    """Note a sign of life of an open desk."""
    account.seen_at = now()
