"""The queue: every open case with what a counsellor must know to choose, most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case as sql_case
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from engine.levels import LEVELS
from weerwoord.accounts.models import Account
from weerwoord.cases.models import Case
from weerwoord.cases.states import CaseState
from weerwoord.chat.models import Conversation, Message

LONGEST_REASON = 80
"""Characters of a reason in the queue; the case has all of it."""
PLAIN = ("vaste zin: ", "lijkt op: ")
"""How the reasons begin that tell a person most (`engine/triage.py`)."""


@dataclass(frozen=True)
class Row:
    """One line of the queue. `why` is what drove the level, in few words; None when nothing was read."""

    case: Case
    conversation: Conversation
    holder: Account | None
    colleague: Account | None
    why: str | None


def queue(session: Session) -> list[Row]:
    """Open cases: waiting before those in hands, then by level, then the longest waiting first."""
    holder, colleague = aliased(Account), aliased(Account)
    urgency = sql_case({level: rank for rank, level in enumerate(LEVELS)}, value=Case.level)
    found = (
        select(Case, Conversation, holder, colleague)
        .join(Conversation, Conversation.id == Case.conversation_id)
        .outerjoin(holder, holder.id == Case.account_id)
        .outerjoin(colleague, colleague.id == Case.offered_to)
        .where(Case.state != CaseState.CLOSED)
        .order_by(sql_case((Case.state == CaseState.WAITING, 0), else_=1), urgency.desc(), Case.waiting_since, Case.id)
    )
    rows = session.execute(found).all()
    readings = _readings(session, [conversation.id for _case, conversation, _holder, _colleague in rows])
    return [Row(*row, shortly(worst(readings.get(row[1].id, [])))) for row in rows]


def worst(readings: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """The reading of the gravest message; of two that are as grave the last. None when nothing grave was read."""
    grave = [one for one in readings if one.get("level", "none") != "none"]
    return max(reversed(grave), key=lambda one: LEVELS.index(one["level"]), default=None)


def shortly(reading: dict[str, Any] | None) -> str | None:
    """What drove a reading, in few words: a phrase or a likeness rather than percentages."""
    reasons: list[str] = (reading or {}).get("reasons") or []
    if not reasons:
        return None
    plain = [one for start in PLAIN for one in reasons if one.startswith(start)]
    reason = (plain or reasons)[0]
    return reason if len(reason) <= LONGEST_REASON else reason[: LONGEST_REASON - 1].rstrip() + "…"


def _readings(session: Session, conversation_ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    """What triage read in the messages of some conversations, in order."""
    read = select(Message.conversation_id, Message.triage).where(
        Message.conversation_id.in_(conversation_ids), Message.triage.is_not(None)
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for conversation_id, triage in session.execute(read.order_by(Message.seq)):
        found.setdefault(conversation_id, []).append(triage)
    return found
