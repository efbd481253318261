"""Tables of reviewing: what is asked of a conversation in lists, and what reviewers found in its messages.

All of it goes with the conversation: whoever erases a talk erases what was noted about it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from weerwoord.db import Base, Moment, now


class Digest(Base):
    """What lists and figures ask of a conversation, in one narrow row: any filter reads at worst all rows, fast.

    Triggers of the database keep it (migration 0006), from the teen's first message on; its words stand beside it in
    `digest_words`, for searching. Only `reviewed_at` and `second_by` are the reviewers'. `id` grows with time.
    `doubtful`: a message in it was missed, or read with little confidence (`review/doubt.py`). `second_by` is who
    asks for a second reader, until there was one.
    """

    __tablename__ = "digests"
    __table_args__ = (Index("digests_by_begun_at", "begun_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), unique=True)
    begun_at: Mapped[datetime] = mapped_column(Moment)
    level: Mapped[str] = mapped_column(String(12))
    topic: Mapped[str | None] = mapped_column(String(32))
    rating: Mapped[str | None] = mapped_column(String(8))
    doubtful: Mapped[bool] = mapped_column(default=False, server_default=false())
    reviewed_at: Mapped[datetime | None] = mapped_column(Moment)
    second_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class Review(Base):
    """A reviewer has read a conversation to its end."""

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("digest_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest_id: Mapped[int] = mapped_column(ForeignKey("digests.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class Judgement(Base):
    """What a message should have been read as, and which answer fits, according to one reviewer.

    `answer` is a key of `review/answers.py`, or None where the reviewer names none.
    """

    __tablename__ = "judgements"
    __table_args__ = (UniqueConstraint("message_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    level: Mapped[str] = mapped_column(String(12))
    topic: Mapped[str] = mapped_column(String(32))
    answer: Mapped[str | None] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class Example(Base):
    """The editors' inbox: a message to learn from, with its right labels. Its text is read from the message."""

    __tablename__ = "examples"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), unique=True)
    level: Mapped[str] = mapped_column(String(12))
    topic: Mapped[str] = mapped_column(String(32))
    answer: Mapped[str | None] = mapped_column(String(120))
    proposed_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(Moment, default=now)
