"""Who is called for a waiting case, when, and what a teen may be promised; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.unit.conftest import PASSWORD
from weerwoord.accounts import service as accounts
from weerwoord.accounts.models import Account
from weerwoord.alerts import addresses
from weerwoord.alerts.escalation import UNTIL, escalate, promise, waiting_for, who_now
from weerwoord.alerts.models import Call, Delivery
from weerwoord.alerts.vault import Vault
from weerwoord.cases import moves
from weerwoord.cases import service as cases
from weerwoord.cases.models import Case
from weerwoord.cases.states import Move
from weerwoord.chat import outbox
from weerwoord.chat import service as chat
from weerwoord.chat.models import Conversation
from weerwoord.chat.owner import Owner
from weerwoord.db import now
from weerwoord.duty import service as duty
from weerwoord.privacy.erasure import erase
from weerwoord.state import State

LAST = timedelta(microseconds=1)
MINUTE = timedelta(seconds=60)


@pytest.mark.parametrize(
    ("age", "order", "called", "found"),
    [
        (timedelta(0), [1, 2, 3], [], [1]),
        (-MINUTE, [1, 2, 3], [], [1]),  # a clock that was set back
        (timedelta(0), [1, 2, 3], [1], []),
        (MINUTE - LAST, [1, 2, 3], [1], []),
        (MINUTE, [1, 2, 3], [1], [2]),
        (MINUTE, [1, 2, 3], [], [1, 2]),
        (MINUTE, [1, 2, 3], [1, 2], []),
        (2 * MINUTE - LAST, [1, 2, 3], [1, 2], []),
        (2 * MINUTE, [1, 2, 3, 4], [1, 2], [3, 4]),
        (2 * MINUTE, [1, 2, 3], [1, 2, 3], []),
        (timedelta(hours=9), [1, 2, 3], [], [1, 2, 3]),
        (timedelta(0), [2, 3], [1], [2]),  # who was called went away
        (MINUTE, [3, 2], [1], [3, 2]),
        (timedelta(0), [3, 1, 2], [1], []),  # the order changed, one is called all the same
        (MINUTE, [3, 1, 2], [1], [3]),
        (timedelta(0), [], [], []),
        (2 * MINUTE, [], [1], []),
        (MINUTE, [1], [1], []),
    ],
)
def test_one_is_called_then_the_next_then_all(
    age: timedelta, order: list[int], called: list[int], found: list[int]
) -> None:
    assert who_now(age, order, called) == found


def person(session: Session, state: State, name: str, *urls: str, open_desk: bool = False) -> Account:
    """Somebody who said "Ik ben er", with addresses."""
    account = accounts.create(session, name, name.title(), PASSWORD)
    duty.say_here(session, account, True, now())
    if open_desk:
        accounts.see(session, account)
    for url in urls:
        addresses.add(session, account, "adres", url, Vault(state.settings))
    session.flush()
    return account


def talk(session: Session, state: State) -> Conversation:
    """A teen in a grave talk."""
    started = chat.start(session, state.library)
    started.level, started.topic = "urgent", "sextortion"
    return started


def called(session: Session) -> list[int]:
    """Who was called so far."""
    return list(session.scalars(select(Call.account_id).order_by(Call.account_id)))


@pytest.mark.parametrize("reason", ["asked", "emergency", "engine_down"])
def test_whatever_opens_a_case_calls_the_first_at_each_of_their_addresses(reason: str, state: State) -> None:
    with state.database.transaction() as session:
        noor = person(session, state, "noor", "json://voorbeeld.nl/a", "json://voorbeeld.nl/b")
        person(session, state, "sam", "json://voorbeeld.nl/c")
        cases.open_case(session, talk(session, state), reason)
        assert called(session) == [noor.id]
        mine = [one.id for one in addresses.of_account(session, noor)]
        assert sorted(session.scalars(select(Delivery.address_id))) == mine


def test_time_calls_the_next_and_then_all_and_nobody_twice(state: State) -> None:
    with state.database.transaction() as session:
        people = [person(session, state, name, f"json://voorbeeld.nl/{name}") for name in ("noor", "sam", "kim", "mo")]
        cases.open_case(session, talk(session, state), "asked")
        opened = session.scalars(select(Case.waiting_since)).one()
        for seconds, count in [(0, 1), (59, 1), (60, 2), (61, 2), (119, 2), (120, 4), (300, 4)]:
            escalate(session, opened + timedelta(seconds=seconds))
            assert called(session) == [one.id for one in people[:count]], seconds
        assert len(session.scalars(select(Delivery)).all()) == 4


def test_who_claims_stops_the_rest(state: State) -> None:
    with state.database.transaction() as session:
        noor = person(session, state, "noor", "json://voorbeeld.nl/a")
        sam = person(session, state, "sam", "json://voorbeeld.nl/b")
        cases.open_case(session, talk(session, state), "asked")
        case = session.scalars(select(Case)).one()
        escalate(session, case.waiting_since + MINUTE)
        assert [one.id for one in waiting_for(session, sam.id)] == [case.id]
        session.scalars(select(Delivery).order_by(Delivery.id)).first().state = "sent"  # type: ignore[union-attr]
        moves.claim(session, case.id, noor, state.library)
        session.flush()
        assert sorted(session.scalars(select(Delivery.state))) == ["cancelled", "sent"]
        assert waiting_for(session, noor.id) == []
        assert waiting_for(session, sam.id) == []
        person(session, state, "kim", "json://voorbeeld.nl/c")
        escalate(session, case.waiting_since + 5 * MINUTE)
        assert called(session) == [noor.id, sam.id]


def test_nobody_is_called_who_paused_or_is_away(state: State) -> None:
    with state.database.transaction() as session:
        noor, sam = (person(session, state, name, "json://voorbeeld.nl/a") for name in ("noor", "sam"))
        duty.pause(session, noor, now() + timedelta(minutes=15))
        duty.say_here(session, sam, False, now())
        cases.open_case(session, talk(session, state), "asked")
        assert called(session) == []
        duty.say_here(session, sam, True, now())
        escalate(session, now())
        assert called(session) == [sam.id]


def test_who_would_hear_nothing_is_passed_over_until_they_open_the_desk(state: State) -> None:
    with state.database.transaction() as session:
        noor = person(session, state, "noor")
        sam = person(session, state, "sam", "json://voorbeeld.nl/a")
        cases.open_case(session, talk(session, state), "asked")
        assert called(session) == [sam.id]
        escalate(session, now() + MINUTE)
        assert called(session) == [sam.id]
        noor.seen_at = now() + MINUTE
        session.flush()
        escalate(session, now() + MINUTE)
        assert called(session) == [noor.id, sam.id]


def test_what_waits_since_yesterday_calls_nobody(state: State) -> None:
    with state.database.transaction() as session:
        cases.open_case(session, talk(session, state), "asked")
        opened = session.scalars(select(Case.waiting_since)).one()
        noor = person(session, state, "noor", "json://voorbeeld.nl/a")
        escalate(session, opened + UNTIL)
        assert called(session) == []
        duty.say_here(session, noor, True, opened + UNTIL - LAST)
        escalate(session, opened + UNTIL - LAST)
        assert called(session) == [noor.id]


def test_erasing_a_talk_takes_its_alerts_along(state: State) -> None:
    with state.database.transaction() as session:
        person(session, state, "noor", "json://voorbeeld.nl/a")
        started = talk(session, state)
        cases.open_case(session, started, "asked")
        erase(session, started.id, state.settings.tracker_database_url)
    with state.database.transaction() as session:
        assert session.scalars(select(Delivery)).all() == []
        assert called(session) == []


PROMISES = [
    ({"here": True, "open_desk": True, "address": False}, "present"),
    ({"here": True, "open_desk": False, "address": True}, "called"),
    ({"here": True, "open_desk": False, "address": False}, "nobody"),  # nothing would reach them
    ({"here": False, "open_desk": True, "address": True}, "nobody"),
    ({"here": True, "open_desk": True, "address": True, "paused": True}, "nobody"),
]


@pytest.mark.parametrize(("who", "promised"), PROMISES)
def test_a_teen_hears_what_is_true(who: dict[str, bool], promised: str, state: State) -> None:
    with state.database.transaction() as session:
        urls = ["json://voorbeeld.nl/a"] if who["address"] else []
        noor = person(session, state, "noor", *urls, open_desk=who["open_desk"])
        duty.say_here(session, noor, who["here"], now())
        duty.pause(session, noor, now() + MINUTE if who.get("paused") else None)
        assert promise(session, now()) == promised

        asked, emergency = talk(session, state), talk(session, state)
        cases.request_person(session, asked, state.library)
        said = outbox.since(session, asked.id, 0)[-1]
        assert said.text == state.library.text(f"waiting_{promised}")
        assert bool(said.cards) is (promised != "present")
        cases.call_for_emergency(session, emergency, state.library)
        said = outbox.since(session, emergency.id, 0)[-1]
        assert said.text == state.library.text(f"emergency_{promised}")
        assert bool(called(session)) is (promised != "nobody")
        assert emergency.owner == Owner.BOT


@pytest.mark.parametrize("key", ["waiting", "emergency", "engine_down"])
def test_the_sentences_promise_no_more_than_is_true(key: str, state: State) -> None:
    present, called_only, nobody = (state.library.text(f"{key}_{one}") for one in ("present", "called", "nobody"))
    assert "Ik weet niet hoe lang het duurt" in called_only
    assert "niemand online" in nobody
    assert "geroepen" not in nobody
    assert "seintje" not in nobody
    assert "niemand" not in present


def test_a_case_that_comes_back_calls_anew(state: State) -> None:
    with state.database.transaction() as session:
        noor = person(session, state, "noor", "json://voorbeeld.nl/a")
        cases.open_case(session, talk(session, state), "asked")
        case = session.scalars(select(Case)).one()
        moves.claim(session, case.id, noor, state.library)
        moves.put_back(session, case.id, Move.PUT_BACK, noor, state.library)
        session.flush()
        assert [one.id for one in waiting_for(session, noor.id)] == [case.id]
        assert session.scalars(select(Delivery.state)).all() == ["open"]
