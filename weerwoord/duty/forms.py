"""What is filled in on the roster's page, read or refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from weerwoord.problems import Problem

PAUSES = (15, 30, 60, 120)
"""Minutes that a pause may last; who needs more is not there."""


def read_weekdays(chosen: Iterable[str]) -> list[int]:
    """The chosen days of the week, Monday is 0.

    Raises:
        Problem: none was chosen, or one that does not exist.
    """
    days = set(chosen)
    if not days or not days <= {str(day) for day in range(7)}:
        raise Problem(422, "Kies een dag of meer dagen van de week.")
    return sorted(int(day) for day in days)


def read_hours(begins: str, ends: str) -> tuple[time, time]:
    """Begin and end, as HH:MM; an end before the begin lies on the next day.

    Raises:
        Problem: one is missing or no time, or they are equal.
    """
    try:
        found = time.fromisoformat(begins), time.fromisoformat(ends)
    except ValueError:
        raise Problem(422, "Vul een begin en een einde in, zoals 16:00 en 21:00.") from None
    if any(one.tzinfo is not None for one in found):
        raise Problem(422, "Vul een begin en een einde in, zoals 16:00 en 21:00.")
    if found[0] == found[1]:
        raise Problem(422, "Begin en einde zijn gelijk. Vul een ander einde in.")
    return found


def read_day(typed: str, today: date) -> date:
    """A date from today up to a year ahead.

    Raises:
        Problem: it is no date, or not in that year.
    """
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise Problem(422, "Vul een datum in.") from None
    if not today <= day <= today + timedelta(days=366):
        raise Problem(422, "Kies een datum tussen vandaag en een jaar vooruit.")
    return day


def read_pause(minutes: str) -> timedelta:
    """How long a pause lasts.

    Raises:
        Problem: it is none of PAUSES.
    """
    if minutes not in {str(one) for one in PAUSES}:
        raise Problem(422, "Kies hoe lang de pauze duurt.")
    return timedelta(minutes=int(minutes))
