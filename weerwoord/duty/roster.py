"""Who has duty at a moment, by the roster alone: plain, without a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from weerwoord.content.opening import DUTCH_HOLIDAYS, DUTCH_TIME
from weerwoord.duty.models import RosterException, WeeklyHours


@dataclass(frozen=True)
class Roster:
    """The weekly hours and the exceptions of everybody."""

    hours: Sequence[WeeklyHours] = ()
    exceptions: Sequence[RosterException] = ()


def on_duty(roster: Roster, moment: datetime) -> list[int]:
    """The accounts that have duty, those who began first in front.

    Args:
        roster: whose hours count.
        moment: with its time zone; the roster is in Dutch time, and its clock follows summer time.
    """
    clock = moment.astimezone(DUTCH_TIME).replace(tzinfo=None)
    began: dict[int, datetime] = {}
    for day in (clock.date() - timedelta(days=1), clock.date()):
        for account_id, begins, ends in _shifts(roster, day):
            last_day = day if ends > begins else day + timedelta(days=1)
            begin = datetime.combine(day, begins)
            if begin <= clock < datetime.combine(last_day, ends):
                began[account_id] = min(began.get(account_id, begin), begin)
    return sorted(began, key=lambda account_id: (began[account_id], account_id))


def _shifts(roster: Roster, day: date) -> Iterator[tuple[int, time, time]]:
    """Whose hours begin on a day. On a holiday, and for who is off, the week does not hold; extra hours always do."""
    of_day = [one for one in roster.exceptions if one.day == day]
    off = {one.account_id for one in of_day if one.begins is None}
    if day not in DUTCH_HOLIDAYS:
        for hours in roster.hours:
            if hours.weekday == day.weekday() and hours.account_id not in off:
                yield hours.account_id, hours.begins, hours.ends
    for extra in of_day:
        if extra.begins is not None and extra.ends is not None:
            yield extra.account_id, extra.begins, extra.ends
