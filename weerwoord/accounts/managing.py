"""What `beheer` does with accounts: invite, block, change roles, take a second factor away."""

from __future__ import annotations

from collections.abc import Collection

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from weerwoord.accounts.log import note
from weerwoord.accounts.models import Account
from weerwoord.accounts.passwords import hashed
from weerwoord.accounts.roles import BEHEER, ROLES
from weerwoord.accounts.service import find, plain
from weerwoord.problems import Problem

INVITED_FOR = 7 * 24 * 60 * 60
"""Seconds that an invitation is good for."""


def everybody(session: Session) -> list[Account]:
    """All accounts, those that can be used first."""
    return list(session.scalars(select(Account).order_by(Account.blocked, Account.login)))


def why_login_refused(session: Session, login: str) -> str | None:
    """What is wrong with the login of a new account, in Dutch; None when it is good and free."""
    login = plain(login)
    if not login or len(login) > 120 or not login.isprintable() or " " in login:
        return "Vul een e-mailadres in, of een naam zonder spaties."
    if find(session, login) is not None:
        return "Er is al een account met deze naam."
    return None


def why_roles_refused(roles: Collection[str]) -> str | None:
    """What is wrong with a choice of roles, in Dutch; None when it is good."""
    return None if roles and set(roles) <= ROLES.keys() else "Kies minstens één rol."


def make_invited(session: Session, login: str, roles: Collection[str], by: Account) -> Account:
    """An account without name and password, for whoever is invited; login and roles were checked."""
    account = Account(login=plain(login), roles=sorted(set(roles)), alias="", password_hash="")
    session.add(account)
    session.flush()
    note(session, "made", by=by, about=account, why=", ".join(account.roles))
    return account


def invite(session: Session, account: Account, by: Account, secret_key: str) -> str:
    """The token of a new invitation, with which its owner chooses name and password; older ones are worth nothing.

    It works for seven days and once: using it, a newer invitation and a block all raise the account's version.
    """
    account.version += 1
    note(session, "invited", by=by, about=account)
    return _invitations(secret_key).dumps([account.id, account.version])


def invited(session: Session, token: str, secret_key: str) -> Account:
    """The account that a token invites to, locked until the end of the transaction.

    Raises:
        Problem: it was not made here, is too old, or was used.
    """
    gone = Problem(410, "Deze uitnodiging werkt niet (meer). Vraag een nieuwe aan wie de accounts beheert.")
    try:
        account_id, version = _invitations(secret_key).loads(token, max_age=INVITED_FOR)
    except BadSignature:
        raise gone from None
    account = session.get(Account, account_id, with_for_update=True)
    if account is None or account.blocked or account.version != version:
        raise gone
    return account


def accept(session: Session, account: Account, alias: str, password: str) -> None:
    """The invited chose a name and a password, both checked."""
    account.alias, account.password_hash = alias, hashed(password)
    account.version += 1
    note(session, "accepted", by=account, about=account)


def why_alias_refused(alias: str) -> str | None:
    """What is wrong with a name that teens will see; None when it is good."""
    if not alias.strip():
        return "Vul een naam in. Een voornaam is genoeg."
    if len(alias.strip()) > 60 or not alias.strip().isprintable():
        return "Neem een naam van hooguit 60 letters."
    return None


def set_roles(session: Session, account_id: int, roles: Collection[str], by: Account) -> Account:
    """Give an account other roles, which were checked. All its sessions end.

    Raises:
        Problem: no such account, or nobody would be left with `beheer`.
    """
    account = _with_all_locked(session, account_id, stays=BEHEER in roles)
    account.roles = sorted(set(roles))
    account.version += 1
    note(session, "roles", by=by, about=account, why=", ".join(account.roles))
    return account


def block(session: Session, account_id: int, blocked: bool, by: Account) -> Account:
    """Shut an account out, or let it in again. All its sessions end, invitations too.

    Raises:
        Problem: no such account, or nobody would be left with `beheer`.
    """
    account = _with_all_locked(session, account_id, stays=not blocked)
    account.blocked = blocked
    account.version += 1
    note(session, "blocked" if blocked else "unblocked", by=by, about=account)
    return account


def reset_second_factor(session: Session, account: Account, by: Account) -> None:
    """Take the second factor away: it is set up anew at the next login. All sessions end."""
    account.totp_secret = account.totp_step = None
    account.version += 1
    note(session, "factor_reset", by=by, about=account)


def account_of(session: Session, account_id: int) -> Account:
    """An account by its number, locked until the end of the transaction.

    Raises:
        Problem: there is none.
    """
    account = session.get(Account, account_id, with_for_update=True)
    if account is None:
        raise Problem(404, "Dit account bestaat niet.")
    return account


def _with_all_locked(session: Session, account_id: int, stays: bool) -> Account:
    """The account, once it is sure that somebody with `beheer` is left if this one does not stay so.

    All rows are locked, so that two who block each other at the same moment do not both succeed.
    """
    rows = select(Account).order_by(Account.id).with_for_update().execution_options(populate_existing=True)
    every = session.scalars(rows).all()
    can_manage = {account.id for account in every if BEHEER in account.roles and not account.blocked and account.alias}
    if not stays and can_manage == {account_id}:
        raise Problem(409, "Dit is de laatste met de rol beheer. Geef eerst iemand anders die rol.")
    return account_of(session, account_id)


def _invitations(secret_key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret_key, salt="invitation")
