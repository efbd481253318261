"""The access log: who looked at which conversation, who signed in, and what changed in the accounts.

The database refuses to change or delete an entry. So `why` holds the software's own words only, never what somebody
typed: erasing a conversation leaves its id here and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from weerwoord.accounts.models import Account, LogEntry
from weerwoord.content.opening import DUTCH_TIME

ACTIONS = {
    "look": "bekeek een gesprek",
    "sign_in": "logde in",
    "refused": "inloggen geweigerd",
    "sign_out": "logde uit",
    "made": "account gemaakt",
    "invited": "uitgenodigd",
    "accepted": "naam en wachtwoord gekozen",
    "named": "naam gekozen",
    "password": "wachtwoord veranderd",
    "second_factor": "inlogcode ingesteld",
    "factor_reset": "inlogcode weggehaald",
    "roles": "rollen veranderd",
    "blocked": "geblokkeerd",
    "unblocked": "blokkade opgeheven",
}
"""What can be noted, with the words of the log's page."""

PER_PAGE = 50


def note(session: Session, action: str, *, by: Account | None, about: Account | None, why: str | None = None) -> None:
    """Note a sign-in or a change: `by` did it (None: nobody was logged in), `about` is whose account it was."""
    assert action in ACTIONS
    entry = LogEntry(action=action, actor_id=by.id if by else None, account_id=about.id if about else None, why=why)
    session.add(entry)


def note_look(session: Session, account: Account, conversation_id: str, why: str) -> None:
    """Note that an account looks at a conversation.

    Args:
        session: the transaction in which the conversation is read: no look without a note.
        account: who looks.
        conversation_id: at what.
        why: a few Dutch words of the software's own, such as "wachtrij"; never what somebody typed.
    """
    session.add(LogEntry(action="look", actor_id=account.id, conversation_id=conversation_id, why=why))


@dataclass(frozen=True)
class Filter:
    """Which entries: those of or about one account, on days in Dutch time, both ends included."""

    account_id: int | None = None
    first: date | None = None
    last: date | None = None


def read(session: Session, wanted: Filter, page: int) -> tuple[list[LogEntry], bool]:
    """One page of entries, newest first (pages count from 1), and whether there are older ones."""
    found = select(LogEntry).order_by(LogEntry.id.desc())
    if wanted.account_id is not None:
        mine = or_(LogEntry.actor_id == wanted.account_id, LogEntry.account_id == wanted.account_id)
        found = found.where(mine)
    if wanted.first:
        found = found.where(LogEntry.at >= _midnight(wanted.first))
    if wanted.last:
        found = found.where(LogEntry.at < _midnight(wanted.last + timedelta(days=1)))
    entries = list(session.scalars(found.offset((page - 1) * PER_PAGE).limit(PER_PAGE + 1)))
    return entries[:PER_PAGE], len(entries) > PER_PAGE


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), DUTCH_TIME).astimezone(UTC)  # SQLite compares what is written, not the moment
