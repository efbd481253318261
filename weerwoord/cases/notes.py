"""What the desk keeps for itself in the log of a case: internal notes, and who did what. The teen never sees it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from weerwoord.cases.models import Case, Entry
from weerwoord.cases.states import Move
from weerwoord.db import announce

NOTE = "note"


def note(session: Session, case: Case, alias: str, text: str) -> None:
    """Add an internal note.

    Args:
        text: cleaned and masked.
    """
    _add(session, case, Entry(case_id=case.id, kind=NOTE, alias=alias, text=text))


def moved(session: Session, case: Case, move: Move, alias: str | None, colleague: str | None = None) -> None:
    """Add that a case moved, by whose hand (None: the clock) or to whom."""
    _add(session, case, Entry(case_id=case.id, kind=move, alias=alias, colleague=colleague))


def since(session: Session, case_id: int, after: int) -> list[Entry]:
    """The entries with an id above `after`, in order."""
    return list(session.scalars(select(Entry).where(Entry.case_id == case_id, Entry.id > after).order_by(Entry.id)))


def _add(session: Session, case: Case, entry: Entry) -> None:
    session.add(entry)
    session.flush()
    announce(session, case.conversation_id, "entry")
