"""The tables of cases: the case itself, what the desk notes of it, its safety checklist, and who has it open."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from weerwoord.cases.states import CaseState
from weerwoord.db import Base, Moment, now


class Case(Base):
    """A conversation that asks for a person.

    `state` is a CaseState. `reason` is asked (by the teen), emergency, or engine_down. Level and topic are those of
    the conversation when the case was last touched. `waiting_since` is when it last came into the queue,
    `claimed_at` when it was last taken from it. `outcome`, `referral` (an organisation's id), `succeeded` (None:
    not known) and `unchecked_reason` (why an emergency has an empty checklist) are of its end.
    """

    __tablename__ = "cases"
    __table_args__ = (
        # Two opens at the same moment make one case, not two.
        Index(
            "one_open_case",
            "conversation_id",
            unique=True,
            sqlite_where=text("state != 'closed'"),
            postgresql_where=text("state != 'closed'"),
        ),
        Index("cases_by_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(12), default=CaseState.WAITING)
    level: Mapped[str] = mapped_column(String(12))
    topic: Mapped[str | None] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(String(16))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    opened_at: Mapped[datetime] = mapped_column(Moment, default=now)
    waiting_since: Mapped[datetime] = mapped_column(Moment, default=now)
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    offered_to: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    offered_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    outcome: Mapped[str | None] = mapped_column(String(12))
    referral: Mapped[str | None] = mapped_column(String(64))
    succeeded: Mapped[bool | None]
    unchecked_reason: Mapped[str | None] = mapped_column(Text)


class Entry(Base):
    """A line of the desk's own in the log of a case, never seen by the teen or by Rasa: a note, or a move.

    `kind` is `note` or a Move; `alias` is who wrote or did it (None: the clock), `colleague` to whom it was offered.
    """

    __tablename__ = "case_entries"
    __table_args__ = (Index("entries_of_a_case", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12))
    alias: Mapped[str | None] = mapped_column(String(60))
    colleague: Mapped[str | None] = mapped_column(String(60))
    text: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class Check(Base):
    """A point of the safety checklist that was ticked: by whom, and when."""

    __tablename__ = "case_checks"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    item: Mapped[str] = mapped_column(String(24), primary_key=True)
    alias: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class OpenPage(Base):
    """That somebody has the page of a case open: the last sign of life of their browser, of any of its windows."""

    __tablename__ = "case_pages"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(Moment, default=now)
