"""The table of cases."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from weerwoord.db import Base, Moment, now


class Case(Base):
    """A conversation that asks for a person.

    `state` is waiting, claimed or closed. `reason` is asked (by the teen), emergency, or engine_down.
    Level and topic are those of the conversation when the case was last touched.
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
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    level: Mapped[str] = mapped_column(String(12))
    topic: Mapped[str | None] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(String(16))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    opened_at: Mapped[datetime] = mapped_column(Moment, default=now)
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
