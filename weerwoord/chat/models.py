"""Tables of the chat: conversations, their numbered messages (the outbox), and codes to come back with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from weerwoord.chat.owner import Owner
from weerwoord.db import Base, Moment, now


class Conversation(Base):
    """One chat of one teen. It holds no name, address or network data of them.

    `alias` is the counsellor's, while one owns the chat. `level` is the highest that was read in it. `easy` asks for
    simpler words. `waiting_since` is set while the teen waits for a person, `left_at` from Snel weg until they are
    back. `rating` and `rating_reason` are what the teen thought of it (`chat/feedback.py`). `wish` is listen or know,
    `age_band` one of `chat/telling.py`: what the teen told, None as long as they did not.
    """

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    owner: Mapped[str] = mapped_column(String(12), default=Owner.BOT)
    alias: Mapped[str | None] = mapped_column(String(60))
    level: Mapped[str] = mapped_column(String(12), default="none")
    topic: Mapped[str | None] = mapped_column(String(32))
    last_seq: Mapped[int] = mapped_column(default=0)
    easy: Mapped[bool] = mapped_column(default=False, server_default=false())
    waiting_since: Mapped[datetime | None] = mapped_column(Moment)
    left_at: Mapped[datetime | None] = mapped_column(Moment)
    rating: Mapped[str | None] = mapped_column(String(8))
    rating_reason: Mapped[str | None] = mapped_column(String(24))
    wish: Mapped[str | None] = mapped_column(String(8))
    age_band: Mapped[str | None] = mapped_column(String(8))
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class Message(Base):
    """One message as it is shown: numbered per conversation, masked, never changed afterwards.

    `author` is teen, bot, counsellor or system. `answered` tells of a teen's message whether the bot
    has dealt with it. `triage` is what the engine read in it: level, topic, confidence, reasons, intent.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq"),
        UniqueConstraint("conversation_id", "client_id"),
        Index("messages_to_answer", "answered", "conversation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    seq: Mapped[int]
    author: Mapped[str] = mapped_column(String(12))
    alias: Mapped[str | None] = mapped_column(String(60))
    text: Mapped[str | None] = mapped_column(Text)
    payload: Mapped[str | None] = mapped_column(String(200))
    buttons: Mapped[list[dict[str, str]] | None] = mapped_column(JSON(none_as_null=True))
    cards: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    client_id: Mapped[str | None] = mapped_column(String(64))
    answered: Mapped[bool] = mapped_column(default=True)
    triage: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    at: Mapped[datetime] = mapped_column(Moment, default=now)


class ReturnCode(Base):
    """A code with which a teen comes back to a conversation, kept only as a keyed hash. One per conversation."""

    __tablename__ = "return_codes"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), unique=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)
