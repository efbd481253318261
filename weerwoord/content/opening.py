"""When a line is open: its hours in its own time, summer time and holidays too."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import holidays

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
ZONE = {"caribisch-nederland": ZoneInfo("America/Kralendijk"), "aruba": ZoneInfo("America/Aruba")}
DUTCH_TIME = ZoneInfo("Europe/Amsterdam")
HOLIDAYS = {
    "vlaanderen": holidays.country_holidays("BE", language="nl"),
    "caribisch-nederland": holidays.country_holidays("BQ", language="nl"),
    "aruba": holidays.country_holidays("AW", language="nl"),
}
DUTCH_HOLIDAYS = holidays.country_holidays("NL", language="nl")


def opening(hours: list[dict[str, Any]], region: str, moment: datetime) -> dict[str, Any]:
    """The hours in words and whether a line is open. On a holiday, lines for working days may be closed: nobody knows.

    Args:
        hours: as in `is_open`.
        region: where the line is; its own time counts, summer time too.
        moment: now, with its time zone.
    """
    local = moment.astimezone(ZONE.get(region, DUTCH_TIME))
    found: dict[str, Any] = {"hours": hours_in_words(hours)}
    holiday = HOLIDAYS.get(region, DUTCH_HOLIDAYS).get(local.date())
    if holiday and any(len(span["days"]) < len(DAYS) for span in hours):
        return found | {"holiday": f"Vandaag is het {holiday}. Dan kan deze lijn dicht zijn."}
    return found | {"open_now": is_open(hours, local)}


def is_open(hours: list[dict[str, Any]], local: datetime) -> bool:
    """Whether a line with these hours is open at a moment.

    Args:
        hours: `{days, from, to}` in the service's local time; "24:00" is the end of the day, and a
            `to` before `from` lies on the next day.
        local: the moment in that same local time.
    """
    today, yesterday = DAYS[local.weekday()], DAYS[local.weekday() - 1]
    clock = f"{local:%H:%M}"
    for span in hours:
        start, end = span["from"], span["to"]
        if start < end:
            if today in span["days"] and start <= clock < end:
                return True
        elif (today in span["days"] and clock >= start) or (yesterday in span["days"] and clock < end):
            return True
    return False


def hours_in_words(hours: list[dict[str, Any]]) -> str:
    """The hours as a teen reads them: "dag en nacht", "elke dag 11:00–21:00", "ma t/m vr 9:00–17:00"."""
    spans = []
    for span in hours:
        days, start, end = list(span["days"]), span["from"], span["to"]
        every_day = len(days) == 7
        if every_day and (start, end) == ("00:00", "24:00"):
            return "dag en nacht"
        if every_day:
            when = "elke dag"
        elif len(days) > 2 and days == list(DAYS[DAYS.index(days[0]) :][: len(days)]):
            when = f"{days[0]} t/m {days[-1]}"
        else:
            when = ", ".join(days)
        spans.append(f"{when} {start.removeprefix('0')}–{end.removeprefix('0')}")
    return "; ".join(spans)
