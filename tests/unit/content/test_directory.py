"""Which facts of an organisation a teen may see, and when a line is open."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from weerwoord.content.cards import card
from weerwoord.content.directory import Directory, Fact, Organisation
from weerwoord.content.opening import DAYS, hours_in_words, is_open

EVERY_DAY = list(DAYS)
WEEKDAYS = EVERY_DAY[:5]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = datetime(2026, 11, 24, 12, tzinfo=AMSTERDAM)


def span(days: list[str], start: str, end: str) -> list[dict[str, Any]]:
    """Hours of one span."""
    return [{"days": days, "from": start, "to": end}]


def at(text: str) -> datetime:
    """A moment in Dutch time."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def fact(value: Any, confidence: str = "high", verified_by: str | None = "redactie") -> Fact:
    """A fact with a source."""
    return Fact(value, confidence, "https://voorbeeld.example/", "2026-01-01", verified_by)


def one(region: str = "nederland", **facts: Fact) -> Directory:
    """A directory of one organisation."""
    return Directory([Organisation("lijn", "De Lijn", "Luistert.", "yes", region, ("wellbeing",), facts)])


@pytest.mark.parametrize(
    ("hours", "moment", "open_now"),
    [
        (span(EVERY_DAY, "11:00", "21:00"), "2026-11-24 10:59", False),
        (span(EVERY_DAY, "11:00", "21:00"), "2026-11-24 11:00", True),
        (span(EVERY_DAY, "11:00", "21:00"), "2026-11-24 20:59:59", True),
        (span(EVERY_DAY, "11:00", "21:00"), "2026-11-24 21:00", False),
        (span(WEEKDAYS, "09:00", "17:00"), "2026-11-29 12:00", False),  # a Sunday
        (span(["zo"], "09:00", "17:00"), "2026-11-29 12:00", True),
        (span(["ma"], "09:00", "17:00"), "2026-11-30 12:00", True),
        (span(EVERY_DAY, "00:00", "24:00"), "2026-11-29 00:00", True),
        (span(EVERY_DAY, "00:00", "24:00"), "2026-11-29 23:59:59", True),
        (span(["ma"], "17:00", "24:00"), "2026-11-30 23:59", True),
        (span(["ma"], "17:00", "24:00"), "2026-12-01 00:00", False),
        (span(["ma"], "17:00", "00:00"), "2026-11-30 23:59", True),
        (span(["ma"], "17:00", "00:00"), "2026-12-01 00:00", False),
        (span(["za"], "22:00", "02:00"), "2026-11-28 21:59", False),
        (span(["za"], "22:00", "02:00"), "2026-11-28 22:00", True),
        (span(["za"], "22:00", "02:00"), "2026-11-29 01:59", True),  # Sunday night belongs to Saturday
        (span(["za"], "22:00", "02:00"), "2026-11-29 02:00", False),
        (span(["za"], "22:00", "02:00"), "2026-11-28 01:00", False),
        (span(["zo"], "22:00", "02:00"), "2026-11-30 01:00", True),  # from Sunday into Monday
        (span(["ma"], "13:00", "17:00") + span(["ma"], "18:00", "22:00"), "2026-11-30 17:30", False),
        (span(["ma"], "13:00", "17:00") + span(["ma"], "18:00", "22:00"), "2026-11-30 18:00", True),
        ([], "2026-11-30 12:00", False),
    ],
)
def test_a_line_is_open_in_its_hours_and_not_outside(hours: list[dict[str, Any]], moment: str, open_now: bool) -> None:
    assert is_open(hours, at(moment)) is open_now


@pytest.mark.parametrize(
    ("utc", "open_now"),
    [
        ("2026-03-28T09:59+00:00", False),  # winter time: 10:59 in the Netherlands
        ("2026-03-28T10:00+00:00", True),
        ("2026-03-29T08:59+00:00", False),  # the clock went forward that night: 10:59
        ("2026-03-29T09:00+00:00", True),
        ("2026-10-24T09:00+00:00", True),
        ("2026-10-25T09:59+00:00", False),  # and back again: 10:59
        ("2026-10-25T10:00+00:00", True),
    ],
)
def test_hours_are_dutch_hours_on_both_sides_of_summer_time(utc: str, open_now: bool) -> None:
    directory = one(phone=fact("0800-1"), hours_phone=fact(span(EVERY_DAY, "11:00", "21:00")))
    assert card(directory["lijn"], datetime.fromisoformat(utc))["open_now"] is open_now


@pytest.mark.parametrize(
    ("region", "utc", "open_now"),
    [
        ("caribisch-nederland", "2026-11-24T17:59+00:00", False),  # 13:59 on Bonaire
        ("caribisch-nederland", "2026-11-24T18:00+00:00", True),
        ("aruba", "2026-11-24T18:00+00:00", True),
        ("nederland", "2026-11-24T18:00+00:00", False),
        ("vlaanderen", "2026-11-24T13:00+00:00", True),
    ],
)
def test_a_line_overseas_is_open_by_its_own_clock(region: str, utc: str, open_now: bool) -> None:
    directory = one(region, phone=fact("918"), hours_phone=fact(span(EVERY_DAY, "14:00", "18:00")))
    assert card(directory["lijn"], datetime.fromisoformat(utc))["open_now"] is open_now


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (span(EVERY_DAY, "00:00", "24:00"), "dag en nacht"),
        (span(EVERY_DAY, "11:00", "21:00"), "elke dag 11:00–21:00"),
        (span(WEEKDAYS, "09:00", "17:00"), "ma t/m vr 9:00–17:00"),
        (span(["za", "zo"], "10:00", "16:00"), "za, zo 10:00–16:00"),
        (span(["ma", "di", "wo"], "10:00", "16:00"), "ma t/m wo 10:00–16:00"),
        (span(["ma", "wo", "vr"], "10:00", "16:00"), "ma, wo, vr 10:00–16:00"),
        (span(["wo"], "08:30", "24:00"), "wo 8:30–24:00"),
        (span(["ma", "di"], "10:00", "16:00") + span(["do"], "19:00", "21:00"), "ma, di 10:00–16:00; do 19:00–21:00"),
        (span(["zo"], "00:00", "02:00"), "zo 0:00–2:00"),
        ([], ""),
    ],
)  # fmt: skip
def test_hours_read_as_a_person_says_them(hours: list[dict[str, Any]], words: str) -> None:
    assert hours_in_words(hours) == words


@pytest.mark.parametrize(
    ("confidence", "verified_by", "seen"),
    [
        ("high", None, True), ("high", "redactie", True), ("medium", None, False), ("medium", "", False),
        ("medium", "redactie", True), ("low", None, False), ("low", "redactie", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["phone", "chat_url", "website", "cost", "anonymous", "hours_phone"])
def test_a_card_shows_only_facts_that_are_sure_enough(
    name: str, confidence: str, verified_by: str | None, seen: bool
) -> None:
    value = {"anonymous": "yes", "hours_phone": span(EVERY_DAY, "00:00", "24:00")}.get(name, "waarde")
    shown = card(one(**{name: fact(value, confidence, verified_by)})["lijn"], NOON)
    assert (("hours" if name == "hours_phone" else name) in shown) is seen
    assert ("waarde" in shown.values()) is (seen and value == "waarde")
    assert ("open_now" in shown) is (seen and name == "hours_phone")


@pytest.mark.parametrize("value", ["no", "onbekend"])
def test_a_card_says_anonymous_only_when_it_is(value: str) -> None:
    assert "anonymous" not in card(one(phone=fact("0800-1"), anonymous=fact(value))["lijn"], NOON)


@pytest.mark.parametrize("name", ["email", "whatsapp", "ages", "phone_alternative", "hours_chat"])
def test_a_card_keeps_other_facts_to_itself(name: str) -> None:
    assert "iets" not in str(card(one(phone=fact("0800-1"), **{name: fact("iets")})["lijn"], NOON))


def test_a_fully_verified_card_has_no_note() -> None:
    assert "note" not in card(one(phone=fact("0800-1"), cost=fact("gratis", "medium"))["lijn"], NOON)


def test_a_card_with_an_unverified_fact_says_so() -> None:
    shown = card(one(phone=fact("0800-1"), cost=fact("gratis", verified_by=None))["lijn"], NOON)
    assert shown["phone"] == "0800-1"
    assert "Nog niet door ons nagebeld" in shown["note"]


def test_a_hidden_unverified_fact_does_not_spoil_a_verified_card() -> None:
    assert "note" not in card(one(phone=fact("0800-1"), website=fact("https://x.nl", "low", None))["lijn"], NOON)


@pytest.mark.parametrize("facts", [{}, {"phone": fact("0800-1", "low")}, {"cost": fact("gratis")}])
def test_a_card_without_any_contact_says_that_we_do_not_have_it(facts: dict[str, Fact]) -> None:
    shown = card(one(**facts)["lijn"], NOON)
    assert "nog niet nagekeken" in shown["note"]
    assert not {"phone", "chat_url", "website"} & shown.keys()


def test_a_number_for_a_text_is_given_when_it_may_be_shown() -> None:
    assert one(phone=fact("0800-1", verified_by=None)).phone("lijn") == "0800-1"


@pytest.mark.parametrize("facts", [{}, {"phone": fact("0800-1", "low")}, {"phone": fact("0800-1", "medium", None)}])
def test_a_number_that_may_not_be_shown_is_refused(facts: dict[str, Fact]) -> None:
    with pytest.raises(KeyError):
        one(**facts).phone("lijn")


def test_a_number_of_nobody_is_refused() -> None:
    with pytest.raises(KeyError):
        one(phone=fact("0800-1")).phone("bestaat_niet")
