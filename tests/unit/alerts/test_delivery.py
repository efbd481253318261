"""Alerts on their way out: once per address, again after a failure or a stop, and never a word of the teen."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from tests.unit.alerts.conftest import Receiver
from tests.unit.conftest import PASSWORD
from weerwoord.accounts import service as accounts
from weerwoord.alerts import addresses, delivery
from weerwoord.alerts.delivery import ATTEMPTS, alert_text, pause_after, send_due, take
from weerwoord.alerts.models import Delivery
from weerwoord.alerts.vault import Vault
from weerwoord.cases import moves
from weerwoord.cases import service as cases
from weerwoord.cases.models import Case
from weerwoord.chat import service as chat
from weerwoord.db import now
from weerwoord.duty import service as duty
from weerwoord.state import State

DESK = "https://desk.example/desk"
SAID = "hij heeft een foto van mij en wil geld"


@pytest.fixture
def opened(state: State, receiver: Receiver) -> datetime:
    """A case that waits, with one alert due; the moment it opened."""
    with state.database.transaction() as session:
        noor = accounts.create(session, "noor", "Noor", PASSWORD)
        duty.say_here(session, noor, True, now())
        addresses.add(session, noor, "telefoon", receiver.url, Vault(state.settings))
        session.flush()
        talk = chat.start(session, state.library)
        talk.level, talk.topic = "urgent", "sextortion"
        chat.receive(session, talk, SAID, None, "1", lambda text: text)
        cases.open_case(session, talk, "asked")
        return session.scalars(select(Case.waiting_since)).one()


def send(state: State, moment: datetime) -> int:
    return send_due(state.database, Vault(state.settings), DESK, lambda: moment)


def only(state: State) -> Delivery:
    with state.database.transaction() as session:
        return session.scalars(select(Delivery)).one()


def test_an_alert_goes_out_once_and_holds_level_time_and_a_link_only(
    state: State, receiver: Receiver, opened: datetime
) -> None:
    assert send(state, opened + timedelta(minutes=2)) == 1
    assert send(state, opened + timedelta(days=1)) == 0
    (got,) = receiver.got
    assert got["title"] == "Weerwoord: er wacht iemand"
    assert got["message"] == f"Niveau: dringend. Wacht nu 2 minuten.\n{DESK}"
    assert only(state).state == "sent"
    for secret in (*SAID.split(), "sextortion", "foto"):
        if len(secret) > 3:
            assert secret not in str(got)


def test_what_fails_is_tried_again_later_and_given_up_in_the_end(
    state: State, receiver: Receiver, opened: datetime
) -> None:
    receiver.status = 500
    moment = opened
    for attempt in range(1, ATTEMPTS + 1):
        assert send(state, moment) == 1
        assert len(receiver.got) == attempt
        found = only(state)
        assert (found.attempts, found.next_at) == (attempt, moment + pause_after(attempt))
        assert found.state == ("failed" if attempt == ATTEMPTS else "open")
        assert send(state, found.next_at - timedelta(microseconds=1)) == 0
        moment = found.next_at
    assert send(state, moment + timedelta(days=1)) == 0


def test_what_failed_once_arrives_the_second_time(state: State, receiver: Receiver, opened: datetime) -> None:
    receiver.status = 503
    send(state, opened)
    receiver.status = 200
    send(state, opened + pause_after(1))
    assert only(state).state == "sent"
    assert send(state, opened + timedelta(days=1)) == 0
    assert len(receiver.got) == 2


def test_a_front_door_that_stops_while_sending_leaves_it_for_the_next(
    state: State, receiver: Receiver, opened: datetime
) -> None:
    with state.database.transaction() as session:
        assert len(take(session, DESK, opened)) == 1
    # Here it stops. The next one does not know of it, and must neither send at once nor forget it.
    assert send(state, opened) == 0
    assert send(state, opened + pause_after(1)) == 1
    assert send(state, opened + timedelta(days=1)) == 0
    assert len(receiver.got) == 1
    assert only(state).state == "sent"


def test_two_who_look_at_the_same_moment_send_it_once(state: State, receiver: Receiver, opened: datetime) -> None:
    start = threading.Barrier(3)

    def look() -> None:
        start.wait()
        send(state, opened)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receiver.got) == 1


def test_after_a_claim_nothing_goes_out(state: State, receiver: Receiver, opened: datetime) -> None:
    with state.database.transaction() as session:
        sam = accounts.create(session, "sam", "Sam", PASSWORD)
        moves.claim(session, session.scalars(select(Case.id)).one(), sam, state.library)
    assert send(state, opened + timedelta(days=1)) == 0
    assert receiver.got == []
    assert only(state).state == "cancelled"


def test_a_claim_while_a_failing_alert_is_under_way_ends_it(
    state: State, receiver: Receiver, opened: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def claimed_meanwhile(*_what: str) -> bool:
        with state.database.transaction() as session:
            delivery.cancel(session, session.scalars(select(Case.id)).one())
        return False

    monkeypatch.setattr(delivery, "notify", claimed_meanwhile)
    send(state, opened)
    assert only(state).state == "cancelled"
    assert send(state, opened + timedelta(days=1)) == 0


def test_one_address_with_a_fault_does_not_stop_another(
    state: State,
    receiver: Receiver,
    opened: datetime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with state.database.transaction() as session:
        sam = accounts.create(session, "sam", "Sam", PASSWORD)
        duty.say_here(session, sam, True, opened)
        addresses.add(session, sam, "kapot", "json://stuk.example/", Vault(state.settings))
        session.flush()
        broken = addresses.of_account(session, sam)[0].id
        case_id = session.scalars(select(Case.id)).one()
        session.add(Delivery(case_id=case_id, address_id=broken, next_at=opened - timedelta(seconds=1)))
    whole = delivery.notify

    def fault(url: str, title: str, text: str) -> bool:
        if "stuk" in url:
            raise RuntimeError("wachtwoord")
        return whole(url, title, text)

    monkeypatch.setattr(delivery, "notify", fault)
    assert send(state, opened) == 2
    assert len(receiver.got) == 1
    assert "wachtwoord" not in caplog.text


def test_an_address_that_cannot_be_read_any_more_fails_without_a_fault(
    state: State, receiver: Receiver, opened: datetime
) -> None:
    with state.database.transaction() as session:
        noor = session.get_one(accounts.Account, 1)
        addresses.of_account(session, noor)[0].secret = "van een sleutel die weg is"
    assert send(state, opened) == 1
    assert receiver.got == []
    assert only(state).state == "open"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "minder dan een minuut"), (59, "minder dan een minuut"), (60, "1 minuut"), (119, "1 minuut"),
        (120, "2 minuten"), (3599, "59 minuten"), (3600, "1 uur"), (7200, "2 uur"),
    ],
)  # fmt: skip
def test_how_long_somebody_waits_in_words(seconds: int, words: str) -> None:
    assert (
        alert_text("emergency", timedelta(seconds=seconds), DESK) == f"Niveau: nu in gevaar. Wacht nu {words}.\n{DESK}"
    )


def test_the_pause_between_two_attempts_doubles() -> None:
    assert [pause_after(one).total_seconds() for one in (1, 2, 3, 6)] == [30, 60, 120, 960]
