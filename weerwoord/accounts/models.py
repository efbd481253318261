"""The tables of accounts and of the access log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from weerwoord.db import Base, Moment, now


class Account(Base):
    """A person who uses the desk. `alias` is the name that teens see. `seen_at` is their last sign of life.

    `alias` and `password_hash` are empty until the person chose them. `version` rises with everything that must end
    all sessions. `totp_secret` is encrypted; `totp_step` is the half minute of the last code that was used.
    `failures` counts the wrong passwords and codes in a row, `locked_until` is what followed from them.
    """

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(120), unique=True)
    alias: Mapped[str] = mapped_column(String(60), default="")
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    roles: Mapped[list[str]] = mapped_column(JSON)
    blocked: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=0)
    totp_secret: Mapped[str | None] = mapped_column(String(200))
    totp_step: Mapped[int | None]
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(Moment)
    seen_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class LogEntry(Base):
    """One line of the access log: who did what, to which account or conversation. Can only be added (triggers).

    No foreign keys: an entry outlives what it speaks of. `actor_id` is empty where nobody was logged in.
    """

    __tablename__ = "access_log"
    __table_args__ = (Index("access_log_by_moment", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, default=now)
    action: Mapped[str] = mapped_column(String(24))
    actor_id: Mapped[int | None]
    account_id: Mapped[int | None]
    conversation_id: Mapped[str | None] = mapped_column(String(36))
    why: Mapped[str | None] = mapped_column(String(120))
