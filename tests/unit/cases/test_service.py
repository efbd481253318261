"""How a case begins: opened once, kept up to date, and what the teen is told, on both databases."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from tests.unit.cases.talks import conversation, counsellor, last, only_case
from weerwoord.accounts import service as accounts
from weerwoord.cases import service
from weerwoord.cases.queue import queue
from weerwoord.chat import outbox
from weerwoord.chat.models import Conversation
from weerwoord.chat.owner import Owner
from weerwoord.chat.waiting import KEEP_TALKING
from weerwoord.content.directory import Directory
from weerwoord.db import now
from weerwoord.duty import service as duty
from weerwoord.problems import Problem
from weerwoord.state import State


def test_a_case_opens_once(state: State) -> None:
    with state.database.transaction() as session:
        talk = conversation(session, state, "urgent", "sextortion")
        assert service.open_case(session, talk, "asked") is True
        assert service.open_case(session, talk, "emergency") is False
        case = only_case(session, talk)
        assert (case.state, case.level, case.topic, case.reason) == ("waiting", "urgent", "sextortion", "asked")
        assert len(queue(session)) == 1


@pytest.mark.parametrize(
    ("before", "after", "level"),
    [
        ("concern", "urgent", "urgent"),
        ("urgent", "emergency", "emergency"),
        ("emergency", "concern", "emergency"),
        ("urgent", "none", "urgent"),
        ("urgent", "urgent", "urgent"),
    ],
)
def test_the_level_of_a_case_only_rises(before: str, after: str, level: str, state: State) -> None:
    with state.database.transaction() as session:
        talk = conversation(session, state, before, "grooming")
        service.open_case(session, talk, "asked")
        talk.level, talk.topic = after, "suicide"
        service.refresh(session, talk)
        case = only_case(session, talk)
        assert (case.level, case.topic) == (level, "suicide")


def test_bringing_up_to_date_without_a_case_does_nothing(state: State) -> None:
    with state.database.transaction() as session:
        service.refresh(session, conversation(session, state, "emergency"))
        assert queue(session) == []


def test_two_who_open_a_case_at_the_same_moment_make_one(state: State) -> None:
    with state.database.transaction() as session:
        talk = conversation(session, state, "urgent").id
    start = threading.Barrier(2)
    new: list[bool] = []

    def ask() -> None:
        start.wait()
        with state.database.transaction() as session:
            found = session.get_one(Conversation, talk, with_for_update=True)
            new.append(service.open_case(session, found, "asked"))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(new) == [False, True]


def test_who_asks_for_a_person_hears_when_somebody_is_there(state: State) -> None:
    with state.database.transaction() as session:
        talk, noor = conversation(session, state, "urgent", "suicide"), counsellor(session, "noor")
        accounts.see(session, noor)
        duty.say_here(session, noor, True, now())
        session.flush()
        service.request_person(session, talk, state.library)
        said = last(session, talk)
        assert talk.owner == Owner.WAITING
        assert said.text == state.library.text("waiting_present")
        assert said.cards is None
        assert [one["payload"] for one in said.buttons or []] == [KEEP_TALKING]


@pytest.mark.parametrize("seen", [None, accounts.PRESENT_FOR + timedelta(seconds=1), timedelta(days=1)])
def test_who_asks_for_a_person_hears_honestly_that_nobody_is_there(seen: timedelta | None, state: State) -> None:
    with state.database.transaction() as session:
        talk, noor = conversation(session, state, "urgent", "suicide"), counsellor(session, "noor")
        noor.seen_at = now() - seen if seen else None
        duty.say_here(session, noor, True, now())
        session.flush()
        service.request_person(session, talk, state.library)
        said = last(session, talk)
        assert "niemand online" in (said.text or "")
        assert next(card["id"] for card in said.cards or []) == "113"
        assert [one["payload"] for one in said.buttons or []] == [KEEP_TALKING]
        assert only_case(session, talk).reason == "asked"


@pytest.mark.parametrize(("present", "key"), [(True, "emergency_present"), (False, "emergency_nobody")])
def test_an_emergency_calls_a_person_once_and_the_bot_stays(present: bool, key: str, state: State) -> None:
    with state.database.transaction() as session:
        talk, noor = conversation(session, state, "emergency", "suicide"), counsellor(session, "noor")
        if present:
            accounts.see(session, noor)
            duty.say_here(session, noor, True, now())
        session.flush()
        service.call_for_emergency(session, talk, state.library)
        service.call_for_emergency(session, talk, state.library)
        told = [one.text for one in outbox.since(session, talk.id, 0) if one.author == "system"]
        assert told == [state.library.text(key)]
        assert talk.owner == Owner.BOT
        assert only_case(session, talk).reason == "emergency"


def test_the_numbers_an_emergency_names_are_those_of_the_directory(state: State) -> None:
    directory: Directory = state.library.directory
    for key in ("emergency_called", "emergency_nobody"):
        assert directory.phone("112") in state.library.text(key)
        assert directory.phone("113") in state.library.text(key)


def test_a_conversation_cannot_change_hands_in_a_way_that_does_not_exist(state: State) -> None:
    with state.database.transaction() as session:
        talk = conversation(session, state)
        with pytest.raises(Problem) as refused:
            service.change_owner(session, talk, Owner.CLOSED)
        assert refused.value.status == 409
        assert talk.owner == Owner.BOT
