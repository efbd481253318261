"""What happens to a case: opened once, claimed by one, handed back or closed, on both databases."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.unit.conftest import PASSWORD
from weerwoord.accounts import service as accounts
from weerwoord.accounts.models import Account
from weerwoord.cases import service
from weerwoord.cases.models import Case
from weerwoord.chat import outbox
from weerwoord.chat import service as chat
from weerwoord.chat.models import Conversation, Message
from weerwoord.chat.owner import Owner
from weerwoord.chat.waiting import KEEP_TALKING
from weerwoord.content.directory import Directory
from weerwoord.db import now
from weerwoord.duty import service as duty
from weerwoord.problems import Problem
from weerwoord.state import State


def conversation(session: Session, state: State, level: str = "none", topic: str | None = None) -> Conversation:
    """A conversation in which something was read."""
    started = chat.start(session, state.library)
    started.level, started.topic = level, topic
    return started


def counsellor(session: Session, login: str) -> Account:
    """An account at the desk."""
    return accounts.create(session, login, login.title(), PASSWORD)


def only_case(session: Session, of: Conversation) -> Case:
    """The open case of a conversation."""
    found = service.open_of(session, of.id)
    assert found is not None
    return found


def last(session: Session, of: Conversation) -> Message:
    """The last message that was said."""
    return outbox.since(session, of.id, 0)[-1]


def test_a_case_opens_once(state: State) -> None:
    with state.database.transaction() as session:
        talk = conversation(session, state, "urgent", "sextortion")
        assert service.open_case(session, talk, "asked") is True
        assert service.open_case(session, talk, "emergency") is False
        case = only_case(session, talk)
        assert (case.state, case.level, case.topic, case.reason) == ("waiting", "urgent", "sextortion", "asked")
        assert len(service.queue(session)) == 1


def test_a_closed_case_makes_room_for_a_new_one(state: State) -> None:
    with state.database.transaction() as session:
        talk, noor = conversation(session, state), counsellor(session, "noor")
        service.open_case(session, talk, "asked")
        session.flush()
        first = only_case(session, talk)
        service.claim(session, first.id, noor, state.library)
        service.finish(session, first, noor, state.library, Owner.CLOSED)
        session.flush()
        assert service.open_case(session, talk, "emergency") is True
        assert only_case(session, talk).id != first.id


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
        assert service.queue(session) == []


def test_the_queue_is_by_waiting_then_level_then_patience(state: State) -> None:
    with state.database.transaction() as session:
        noor = counsellor(session, "noor")
        opened = {}
        for name, level, minutes in [
            ("young urgent", "urgent", 1),
            ("old none", "none", 90),
            ("claimed emergency", "emergency", 99),
            ("old urgent", "urgent", 20),
            ("emergency", "emergency", 0),
            ("concern", "concern", 50),
        ]:
            talk = conversation(session, state, level)
            service.open_case(session, talk, "asked")
            session.flush()
            case = only_case(session, talk)
            case.opened_at = now() - timedelta(minutes=minutes)
            opened[case.id] = name
            if name.startswith("claimed"):
                service.claim(session, case.id, noor, state.library)
        session.flush()
        rows = service.queue(session)
    assert [opened[case.id] for case, _holder in rows] == [
        "emergency", "old urgent", "young urgent", "concern", "old none", "claimed emergency",
    ]  # fmt: skip
    assert [holder.login if holder else None for _case, holder in rows] == [None] * 5 + ["noor"]


def test_of_two_who_claim_at_the_same_moment_exactly_one_wins(state: State) -> None:
    with state.database.transaction() as session:
        talk = conversation(session, state, "urgent")
        service.open_case(session, talk, "asked")
        session.flush()
        case_id = only_case(session, talk).id
        people = [counsellor(session, f"collega{number}").id for number in range(4)]
    start = threading.Barrier(len(people))
    won: list[int] = []
    refused: list[int] = []

    def claim(account_id: int) -> None:
        start.wait()
        try:
            with state.database.transaction() as session:
                service.claim(session, case_id, session.get_one(Account, account_id), state.library)
        except Problem as problem:
            refused.append(problem.status)
        else:
            won.append(account_id)

    threads = [threading.Thread(target=claim, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert refused == [409] * 3
    with state.database.transaction() as session:
        case, now_with = session.get_one(Case, case_id), session.get_one(Account, won[0])
        assert (case.state, case.account_id) == ("claimed", won[0])
        after = session.get_one(Conversation, talk.id)
        assert (after.owner, after.alias) == (Owner.COUNSELLOR, now_with.alias)
        told = [one for one in outbox.since(session, talk.id, 0) if one.author == "system"]
        assert [one.alias for one in told] == [now_with.alias]


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


@pytest.mark.parametrize("owner", [Owner.BOT, Owner.WAITING, Owner.CLOSED])
def test_a_claim_is_told_and_silences_the_bot(owner: Owner, state: State) -> None:
    with state.database.transaction() as session:
        talk, noor = conversation(session, state), counsellor(session, "noor")
        service.open_case(session, talk, "asked")
        talk.owner = owner
        session.flush()
        service.claim(session, only_case(session, talk).id, noor, state.library)
        assert (talk.owner, talk.alias) == (Owner.COUNSELLOR, "Noor")
        said = last(session, talk)
        assert (said.author, said.alias) == ("system", "Noor")
        assert "Noor is een mens" in (said.text or "")


@pytest.mark.parametrize("case_id", [0, -1, 999_999])
def test_a_case_that_is_not_there_cannot_be_claimed(case_id: int, state: State) -> None:
    with state.database.transaction() as session, pytest.raises(Problem) as refused:
        service.claim(session, case_id, counsellor(session, "noor"), state.library)
    assert refused.value.status == 409


@pytest.mark.parametrize(
    ("owner", "words"), [(Owner.BOT, "Je praat weer met de computer"), (Owner.CLOSED, "gesprek afgesloten")]
)
def test_handing_back_and_closing_end_the_case_and_are_told(owner: Owner, words: str, state: State) -> None:
    with state.database.transaction() as session:
        talk, noor = conversation(session, state, "urgent"), counsellor(session, "noor")
        service.open_case(session, talk, "asked")
        session.flush()
        case = only_case(session, talk)
        service.claim(session, case.id, noor, state.library)
        service.finish(session, case, noor, state.library, owner)
        assert (talk.owner, talk.alias, case.state) == (owner, None, "closed")
        assert case.closed_at is not None
        assert words in (last(session, talk).text or "")
        assert service.queue(session) == []
        assert talk.level == "urgent"


def test_a_finished_case_is_nobodys(state: State) -> None:
    with state.database.transaction() as session:
        talk, noor = conversation(session, state), counsellor(session, "noor")
        service.open_case(session, talk, "asked")
        session.flush()
        case = only_case(session, talk)
        service.claim(session, case.id, noor, state.library)
        assert service.claimed_by(session, case.id, noor) is case
        service.finish(session, case, noor, state.library, Owner.BOT)
        for attempt in (
            lambda: service.claimed_by(session, case.id, noor),
            lambda: service.claim(session, case.id, noor, state.library),
        ):
            with pytest.raises(Problem):
                attempt()


def test_a_colleagues_case_is_not_mine(state: State) -> None:
    with state.database.transaction() as session:
        talk, noor, sam = conversation(session, state), counsellor(session, "noor"), counsellor(session, "sam")
        service.open_case(session, talk, "asked")
        session.flush()
        case = only_case(session, talk)
        for claimed in (False, True):
            if claimed:
                service.claim(session, case.id, noor, state.library)
            with pytest.raises(Problem) as refused:
                service.claimed_by(session, case.id, sam)
            assert refused.value.status == 409


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
