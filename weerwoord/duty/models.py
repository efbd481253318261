"""Tables of the roster, and of what somebody said of themselves for today."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Time
from sqlalchemy.orm import Mapped, mapped_column

from weerwoord.db import Base, Moment


class WeeklyHours(Base):
    """Hours of one person that come back every week, in Dutch time. Monday is day 0.

    An end that is not after the begin lies on the next day. Hours belong to the day on which they begin.
    """

    __tablename__ = "weekly_hours"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int]
    begins: Mapped[dt.time] = mapped_column(Time)
    ends: Mapped[dt.time] = mapped_column(Time)


class RosterException(Base):
    """A date on which the week does not hold for one person: hours that are extra, or off when there are none."""

    __tablename__ = "roster_exceptions"
    __table_args__ = (Index("roster_exceptions_by_day", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    day: Mapped[dt.date]
    begins: Mapped[dt.time | None] = mapped_column(Time)
    ends: Mapped[dt.time | None] = mapped_column(Time)


class DutyToday(Base):
    """What somebody said by a button: there or not until `said_until`, and no new talks until `paused_until`."""

    __tablename__ = "duty_today"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    here: Mapped[bool] = mapped_column(default=False)
    said_until: Mapped[dt.datetime | None] = mapped_column(Moment)
    paused_until: Mapped[dt.datetime | None] = mapped_column(Moment)
