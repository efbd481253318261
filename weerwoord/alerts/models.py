"""Tables of alerts: where people want them, who was called for which case, and what goes out to where."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from weerwoord.db import Base, Moment, now


class AlertAddress(Base):
    """Where one person wants alerts: an Apprise URL, encrypted (`vault.py`). `name` is their own word for it."""

    __tablename__ = "alert_addresses"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    secret: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class Call(Base):
    """A person was called for a case: their desk shows it for as long as the case waits."""

    __tablename__ = "alert_calls"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    called_at: Mapped[datetime] = mapped_column(Moment, default=now)


class Delivery(Base):
    """One alert to one address, sent once.

    `state` is open, sent, cancelled (somebody came first) or failed (given up). An open one is due at `next_at`.
    """

    __tablename__ = "alert_deliveries"
    __table_args__ = (UniqueConstraint("case_id", "address_id"), Index("alert_deliveries_due", "state", "next_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    address_id: Mapped[int] = mapped_column(ForeignKey("alert_addresses.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(12), default="open")
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime] = mapped_column(Moment)
