"""The directory of help organisations: which facts a teen may see, and whether a line is open now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from weerwoord.yaml_file import read_yaml

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
ZONE = {"caribisch-nederland": ZoneInfo("America/Kralendijk"), "aruba": ZoneInfo("America/Aruba")}
DUTCH_TIME = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Fact:
    """One fact about an organisation, with where it was found and who checked it."""

    value: Any
    confidence: str
    source: str
    source_date: str
    verified_by: str | None = None
    verified_on: str | None = None
    source_kind: str | None = None
    note: str | None = None

    @property
    def may_be_shown(self) -> bool:
        """High facts may be shown; medium ones after a person checked them; low ones never."""
        return self.confidence == "high" or (self.confidence == "medium" and bool(self.verified_by))


@dataclass(frozen=True)
class Organisation:
    """One entry of `data/organisations.yml`."""

    id: str
    name: str
    does: str
    show: str
    region: str
    topics: tuple[str, ...]
    facts: dict[str, Fact]
    routing_note: str | None = None
    verify_before_launch: tuple[str, ...] = ()

    def shown(self, fact: str) -> Any:
        """The value of a fact that a teen may see, or None."""
        found = self.facts.get(fact)
        return found.value if found and found.may_be_shown else None

    @property
    def verified(self) -> bool:
        """Whether a person checked every fact that a teen may see."""
        return all(fact.verified_by for fact in self.facts.values() if fact.may_be_shown)


class Directory:
    """All organisations by id, in the order of the file."""

    def __init__(self, organisations: list[Organisation]) -> None:
        self.by_id = {organisation.id: organisation for organisation in organisations}

    def __getitem__(self, organisation_id: str) -> Organisation:
        return self.by_id[organisation_id]

    def phone(self, organisation_id: str) -> str:
        """The number of an organisation, for use in a text.

        Raises:
            KeyError: the organisation is unknown or its number may not be shown.
        """
        number = self.by_id[organisation_id].shown("phone")
        if number is None:
            raise KeyError(f"no number of {organisation_id} that may be shown")
        return str(number)

    def card(self, organisation_id: str, moment: datetime) -> dict[str, Any]:
        """The organisation as a teen sees it: only facts that may be shown, and an honest note."""
        organisation = self.by_id[organisation_id]
        card: dict[str, Any] = {"id": organisation.id, "name": organisation.name, "does": organisation.does}
        for fact in ("phone", "chat_url", "website", "cost"):
            if (value := organisation.shown(fact)) is not None:
                card[fact] = value
        if organisation.shown("anonymous") == "yes":
            card["anonymous"] = True
        if (hours := organisation.shown("hours_phone")) is not None:
            card["hours"] = hours_in_words(hours)
            card["open_now"] = is_open(hours, moment.astimezone(ZONE.get(organisation.region, DUTCH_TIME)))
        if not any(key in card for key in ("phone", "chat_url", "website")):
            card["note"] = "Hun nummer en site hebben we nog niet nagekeken. Een hulpverlener kan met je meekijken."
        elif not organisation.verified:
            card["note"] = "Uit openbare bronnen. Nog niet door ons nagebeld."
        return card


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


def load_directory(path: Path) -> Directory:
    """Read `data/organisations.yml`."""
    entries = read_yaml(path)["organisations"]
    return Directory(
        [
            Organisation(
                **{
                    **entry,
                    "topics": tuple(entry["topics"]),
                    "verify_before_launch": tuple(entry.get("verify_before_launch", ())),
                    "facts": {name: Fact(**fact) for name, fact in entry["facts"].items()},
                }
            )
            for entry in entries
        ]
    )
