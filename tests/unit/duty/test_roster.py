"""Who has duty by the roster alone: edges of hours, nights, holidays, summer time, exceptions."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from weerwoord.content.opening import DUTCH_TIME
from weerwoord.duty.models import RosterException, WeeklyHours
from weerwoord.duty.roster import Roster, on_duty

MONDAY, FRIDAY, SATURDAY = 0, 4, 5


def hours(person: int, weekday: int, begins: str, ends: str) -> WeeklyHours:
    return WeeklyHours(
        account_id=person, weekday=weekday, begins=time.fromisoformat(begins), ends=time.fromisoformat(ends)
    )


def off(person: int, day: str) -> RosterException:
    return RosterException(account_id=person, day=date.fromisoformat(day))


def extra(person: int, day: str, begins: str, ends: str) -> RosterException:
    return RosterException(
        account_id=person,
        day=date.fromisoformat(day),
        begins=time.fromisoformat(begins),
        ends=time.fromisoformat(ends),
    )


def at(local: str) -> datetime:
    """A moment of the Dutch clock, in UTC."""
    return datetime.fromisoformat(local).replace(tzinfo=DUTCH_TIME).astimezone(UTC)


EVENING = Roster([hours(1, MONDAY, "16:00", "21:00")])
NIGHT = Roster([hours(1, FRIDAY, "22:00", "06:00")])


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        ("2026-11-23T15:59:59.999999", False),
        ("2026-11-23T16:00", True),
        ("2026-11-23T20:59:59.999999", True),
        ("2026-11-23T21:00", False),
        ("2026-11-24T18:00", False),  # Tuesday
        ("2026-11-22T18:00", False),  # Sunday
    ],
)
def test_hours_hold_from_the_begin_up_to_the_end(moment: str, there: bool) -> None:
    assert on_duty(EVENING, at(moment)) == ([1] if there else [])


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        ("2026-11-27T21:59:59", False),
        ("2026-11-27T22:00", True),
        ("2026-11-28T00:00", True),
        ("2026-11-28T05:59:59", True),
        ("2026-11-28T06:00", False),
        ("2026-11-27T05:00", False),  # the night before is not in the roster
    ],
)
def test_a_night_runs_into_the_next_day(moment: str, there: bool) -> None:
    assert on_duty(NIGHT, at(moment)) == ([1] if there else [])


def test_midnight_as_the_end_is_the_end_of_the_day() -> None:
    late = Roster([hours(1, MONDAY, "20:00", "00:00")])
    assert on_duty(late, at("2026-11-23T23:59:59")) == [1]
    assert on_duty(late, at("2026-11-24T00:00")) == []


@pytest.mark.parametrize(("utc", "there"), [("2026-07-06T14:00", True), ("2026-11-23T14:00", False)])
def test_the_clock_of_the_roster_follows_summer_time(utc: str, there: bool) -> None:
    moment = datetime.fromisoformat(utc).replace(tzinfo=UTC)  # 16:00 in summer, 15:00 in winter
    assert on_duty(EVENING, moment) == ([1] if there else [])


@pytest.mark.parametrize("holiday", ["2026-05-25", "2026-04-06"])  # Whit Monday and Easter Monday
def test_on_a_holiday_the_week_does_not_hold_but_extra_hours_do(holiday: str) -> None:
    assert on_duty(EVENING, at(f"{holiday}T18:00")) == []
    with_extra = Roster(EVENING.hours, [extra(2, holiday, "17:00", "19:00")])
    assert on_duty(with_extra, at(f"{holiday}T18:00")) == [2]
    assert on_duty(with_extra, at(f"{holiday}T19:00")) == []


def test_a_night_that_began_before_a_holiday_is_finished_and_one_that_begins_on_it_is_not_worked() -> None:
    nights = Roster([hours(1, day, "22:00", "06:00") for day in range(7)])
    assert on_duty(nights, at("2026-12-25T05:00")) == [1]  # began on the 24th
    assert on_duty(nights, at("2026-12-25T23:00")) == []
    assert on_duty(nights, at("2026-12-26T05:00")) == []


def test_who_is_off_is_off_that_day_only_and_others_are_not() -> None:
    both = Roster([hours(one, MONDAY, "16:00", "21:00") for one in (1, 2)], [off(1, "2026-11-23")])
    assert on_duty(both, at("2026-11-23T18:00")) == [2]
    assert on_duty(both, at("2026-11-30T18:00")) == [1, 2]


def test_who_is_off_but_has_other_hours_that_day_is_there_then() -> None:
    moved = Roster(EVENING.hours, [off(1, "2026-11-23"), extra(1, "2026-11-23", "09:00", "12:00")])
    assert on_duty(moved, at("2026-11-23T10:00")) == [1]
    assert on_duty(moved, at("2026-11-23T18:00")) == []


def test_extra_hours_may_run_into_the_next_day() -> None:
    night = Roster([], [extra(1, "2026-11-23", "22:00", "02:00")])
    assert on_duty(night, at("2026-11-24T01:59")) == [1]
    assert on_duty(night, at("2026-11-24T02:00")) == []


def test_being_off_does_not_cut_the_night_that_began_the_day_before() -> None:
    assert on_duty(Roster(NIGHT.hours, [off(1, "2026-11-28")]), at("2026-11-28T03:00")) == [1]
    assert on_duty(Roster(NIGHT.hours, [off(1, "2026-11-27")]), at("2026-11-28T03:00")) == []


def test_who_began_first_is_in_front_and_nobody_is_there_twice() -> None:
    roster = Roster([
        hours(1, SATURDAY, "10:00", "18:00"),
        hours(2, FRIDAY, "22:00", "12:00"),
        hours(3, SATURDAY, "09:00", "13:00"),
        hours(3, SATURDAY, "11:00", "13:00"),
        hours(4, SATURDAY, "09:00", "13:00"),
    ])  # fmt: skip
    assert on_duty(roster, at("2026-11-28T11:30")) == [2, 3, 4, 1]


def test_an_empty_roster_has_nobody() -> None:
    assert on_duty(Roster(), at("2026-11-23T18:00")) == []
