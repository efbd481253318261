"""Weeks in the Netherlands: from Monday to Sunday, numbered as in ISO 8601."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from weerwoord.content.opening import DUTCH_TIME
from weerwoord.review.listing import beginning


@dataclass(frozen=True)
class Week:
    """One week, by its Monday."""

    monday: date

    @property
    def name(self) -> str:
        """Year and week: "2026-W48"."""
        return f"{self.monday:%G-W%V}"

    @property
    def begin(self) -> datetime:
        """Its first moment, in UTC."""
        return beginning(self.monday)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return beginning(self.monday + timedelta(weeks=1))


def last_weeks(moment: datetime, count: int) -> list[Week]:
    """The week of a moment and those before it, oldest first."""
    today = moment.astimezone(DUTCH_TIME).date()
    monday = today - timedelta(days=today.weekday())
    return [Week(monday - timedelta(weeks=back)) for back in reversed(range(count))]
