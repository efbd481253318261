"""Who is there now: the roster, overruled by buttons, and who has the desk open; on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.unit.conftest import PASSWORD
from weerwoord.accounts import service as accounts
from weerwoord.accounts.models import Account
from weerwoord.accounts.service import PRESENT_FOR
from weerwoord.content.opening import DUTCH_TIME
from weerwoord.duty import service
from weerwoord.duty.models import RosterException, WeeklyHours
from weerwoord.state import State

EVENING = datetime(2026, 11, 23, 18, tzinfo=DUTCH_TIME).astimezone(UTC)  # a Monday
NOON = EVENING - timedelta(hours=6)
MIDNIGHT = datetime(2026, 11, 24, tzinfo=DUTCH_TIME).astimezone(UTC)
LAST = timedelta(microseconds=1)


def person(session: Session, name: str, on_mondays: bool = True, seen_at: datetime | None = None) -> Account:
    """Somebody who works on Monday evening, or not by the roster."""
    account = accounts.create(session, name, name.title(), PASSWORD)
    account.seen_at = seen_at
    if on_mondays:
        service.set_week(session, account.id, [0], time(16), time(21))
    session.flush()
    return account


def test_the_roster_says_who_is_there_until_somebody_says_otherwise(state: State) -> None:
    with state.database.transaction() as session:
        noor, sam = person(session, "noor"), person(session, "sam", on_mondays=False)
        assert service.present(session, EVENING) == [noor.id]
        assert service.present(session, NOON) == []
        service.say_here(session, noor, False, NOON)
        service.say_here(session, sam, True, NOON)
        for moment in (NOON, EVENING, MIDNIGHT - LAST):
            assert service.present(session, moment) == [sam.id]
        service.say_here(session, noor, True, EVENING)
        assert service.present(session, EVENING) == [noor.id, sam.id]


def test_what_somebody_said_ends_with_the_dutch_day(state: State) -> None:
    with state.database.transaction() as session:
        sam = person(session, "sam", on_mondays=False)
        service.say_here(session, sam, True, MIDNIGHT - LAST)
        assert service.present(session, MIDNIGHT - LAST) == [sam.id]
        assert service.present(session, MIDNIGHT) == []


def test_a_pause_ends_by_itself_or_by_its_owner(state: State) -> None:
    with state.database.transaction() as session:
        noor, sam = person(session, "noor"), person(session, "sam")
        end = EVENING + timedelta(minutes=30)
        service.pause(session, noor, end)
        assert service.available(session, EVENING) == [sam]
        assert service.present(session, EVENING) == [noor.id, sam.id]  # at work, but takes no new talks
        assert service.available(session, end - LAST) == [sam]
        assert service.available(session, end) == [noor, sam]
        service.pause(session, noor, None)
        assert service.available(session, EVENING) == [noor, sam]


@pytest.mark.parametrize(
    ("seen", "there"),
    [(None, False), (timedelta(0), True), (PRESENT_FOR - LAST, True), (PRESENT_FOR, False), (timedelta(9), False)],
)
def test_only_an_open_desk_is_reachable(seen: timedelta | None, there: bool, state: State) -> None:
    with state.database.transaction() as session:
        noor = person(session, "noor", seen_at=EVENING - seen if seen is not None else None)
        assert service.available(session, EVENING) == [noor]
        assert service.reachable(session, EVENING) == ([noor] if there else [])


def test_an_open_desk_without_duty_is_not_reachable(state: State) -> None:
    with state.database.transaction() as session:
        sam = person(session, "sam", on_mondays=False, seen_at=EVENING)
        assert service.reachable(session, EVENING) == []
        service.say_here(session, sam, True, EVENING)
        assert service.reachable(session, EVENING) == [sam]
        service.pause(session, sam, EVENING + timedelta(minutes=15))
        assert service.reachable(session, EVENING) == []


def test_an_open_desk_is_called_first(state: State) -> None:
    with state.database.transaction() as session:
        noor, sam, kim = person(session, "noor"), person(session, "sam", seen_at=EVENING), person(session, "kim")
        assert service.available(session, EVENING) == [sam, noor, kim]


def test_the_same_line_twice_is_one_and_removing_twice_is_no_error(state: State) -> None:
    with state.database.transaction() as session:
        noor = person(session, "noor")
        for _ in range(2):
            service.set_week(session, noor.id, [0, 1], time(16), time(21))
            service.add_exception(session, noor.id, date(2026, 11, 30), None)
            service.add_exception(session, noor.id, date(2026, 11, 30), (time(9), time(12)))
            session.flush()
        roster = service.load(session, date(2026, 11, 23))
        assert [one.weekday for one in roster.hours] == [0, 1]
        assert [one.begins for one in roster.exceptions] in ([None, time(9)], [time(9), None])
        for _ in range(2):
            service.remove(session, WeeklyHours, roster.hours[0].id)
            service.remove(session, RosterException, roster.exceptions[0].id)
            session.flush()
        assert session.scalar(select(func.count()).select_from(WeeklyHours)) == 1
        assert session.scalar(select(func.count()).select_from(RosterException)) == 1


def test_a_night_before_counts_its_exception_of_yesterday(state: State) -> None:
    with state.database.transaction() as session:
        noor = person(session, "noor", on_mondays=False)
        service.add_exception(session, noor.id, date(2026, 11, 23), (time(22), time(2)))
        assert service.present(session, MIDNIGHT + timedelta(hours=1)) == [noor.id]
