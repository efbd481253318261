"""Where people want their alerts: added by themselves, tried by a button, removed by themselves."""

from __future__ import annotations

from apprise import Apprise
from sqlalchemy import select
from sqlalchemy.orm import Session

from weerwoord.accounts.models import Account
from weerwoord.alerts.models import AlertAddress
from weerwoord.alerts.vault import Vault
from weerwoord.problems import Problem

KINDS = frozenset({
    "mailto", "mailtos", "json", "jsons", "ntfy", "ntfys", "gotify", "gotifys", "pover", "signal", "signals",
    "matrix", "matrixs", "slack", "workflows",
})  # fmt: skip
"""E-mail, webhooks, push, chats of organisations. What Apprise can reach on this machine itself is not among them."""
MOST = 5
"""Addresses of one person: more would bury an alert."""
LONGEST = 1000


def of_account(session: Session, account: Account) -> list[AlertAddress]:
    """The addresses of one person, oldest first."""
    found = select(AlertAddress).where(AlertAddress.account_id == account.id).order_by(AlertAddress.id)
    return list(session.scalars(found))


def add(session: Session, account: Account, name: str, url: str, vault: Vault) -> None:
    """Keep an address, encrypted.

    Raises:
        Problem: it has no name, cannot be understood, is of a kind that is not allowed, or is one too many.
    """
    name, url = name.strip(), url.strip()
    if not 1 <= len(name) <= AlertAddress.name.type.length:
        raise Problem(422, "Geef het adres een naam van hoogstens 60 tekens.")
    if url.partition("://")[0].lower() not in KINDS or len(url) > LONGEST or Apprise.instantiate(url) is None:
        raise Problem(422, "Dit adres kunnen we niet gebruiken. Kijk naar de voorbeelden.")
    if len(of_account(session, account)) >= MOST:
        raise Problem(422, f"Je hebt al {MOST} adressen. Verwijder er eerst een.")
    session.add(AlertAddress(account_id=account.id, name=name, secret=vault.lock(url)))


def one_of(session: Session, account: Account, address_id: int) -> AlertAddress:
    """An address of this person.

    Raises:
        Problem: it is somebody else's, or gone.
    """
    address = session.get(AlertAddress, address_id)
    if address is None or address.account_id != account.id:
        raise Problem(404, "Dit adres bestaat niet (meer).")
    return address
