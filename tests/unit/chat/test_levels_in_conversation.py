"""The level of a conversation through all that can happen in it: it rises, its case follows, and it never falls."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select

from engine.levels import LEVELS, highest
from tests.people import Teen, new_teen, others, wait_for, words
from tests.unit.conftest import PASSWORD, FakeRasa
from weerwoord.accounts import service as accounts
from weerwoord.accounts.models import Account
from weerwoord.cases import moves
from weerwoord.cases import service as cases
from weerwoord.cases.ending import Ending
from weerwoord.cases.queue import queue
from weerwoord.cases.states import Move
from weerwoord.chat.models import Conversation, Message
from weerwoord.chat.waiting import KEEP_TALKING
from weerwoord.state import State

ESCALATION = {"custom": {"type": "escalation"}}
GRAVE = "ik wil niet meer leven"
"""An unmistakable phrase: urgent, suicide."""


def level(name: str, topic: str | None) -> dict[str, Any]:
    """The signal of an answered safety question."""
    return {"custom": {"type": "level", "level": name, "topic": topic}}


def tell(state: State, teen: Teen, text: str = "iets", payload: str | None = None) -> None:
    """Send, and wait until it was dealt with, whether or not something was said."""
    seq = teen.send(None if payload else text, payload).json()["seq"]

    def dealt_with() -> list[bool]:
        with state.database.transaction() as session:
            found = select(Message.answered).where(Message.conversation_id == teen.conversation, Message.seq == seq)
            return [one for one in session.scalars(found) if one]

    wait_for(dealt_with)


def of_conversation(state: State, teen: Teen) -> tuple[str, str | None]:
    """Level and topic of the conversation."""
    with state.database.transaction() as session:
        found = session.get_one(Conversation, teen.conversation)
        return found.level, found.topic


def of_case(state: State, teen: Teen) -> tuple[str, str | None] | None:
    """Level and topic of the open case."""
    with state.database.transaction() as session:
        case = cases.open_of(session, teen.conversation)
        return (case.level, case.topic) if case else None


def noor_claims(state: State, teen: Teen) -> None:
    """Noor takes the open case."""
    with state.database.transaction() as session:
        case = cases.open_of(session, teen.conversation)
        assert case is not None
        noor = session.scalar(select(Account)) or accounts.create(session, "noor", "Noor", PASSWORD)
        moves.claim(session, case.id, noor, state.library)


def noor_ends(state: State, teen: Teen, move: Move) -> None:
    """Noor hands back or closes."""
    with state.database.transaction() as session:
        case = cases.open_of(session, teen.conversation)
        assert case is not None
        moves.finish(session, case.id, session.scalars(select(Account)).one(), state.library, move, Ending("helped"))


@pytest.fixture
def waiter(teen: Teen, rasa: FakeRasa, state: State) -> Teen:
    """A teen who was blackmailed, asked for a person and waits."""
    rasa.says("Wat naar.", level="urgent", topic="sextortion", custom=[ESCALATION])
    tell(state, teen)
    assert teen.owner() == "waiting"
    return teen


@pytest.fixture(params=["waiting", "counsellor", "bot"])
def with_case(request: pytest.FixtureRequest, waiter: Teen, rasa: FakeRasa, state: State) -> Iterator[Teen]:
    """The same teen with an urgent case, whoever answers now."""
    if request.param == "counsellor":
        noor_claims(state, waiter)
    elif request.param == "bot":
        tell(state, waiter, payload=KEEP_TALKING)
    assert waiter.owner() == request.param
    rasa.says("Oké.")
    yield waiter
    assert waiter.owner() == request.param  # reading a level moves nobody


def test_a_new_conversation_has_no_level(teen: Teen, state: State) -> None:
    assert of_conversation(state, teen) == ("none", None)
    assert of_case(state, teen) is None


def test_of_any_two_messages_the_worst_gives_level_and_topic(teen: Teen, rasa: FakeRasa, state: State) -> None:
    topics = ("grooming", "bullying")
    for read in product(LEVELS, repeat=2):
        one = new_teen(teen.client)
        for name, topic in zip(read, topics, strict=True):
            rasa.says("Oké.", level=name, topic=topic)
            tell(state, one)
        worst = highest(*read)
        last_of_the_worst = (
            None if worst == "none" else [t for n, t in zip(read, topics, strict=True) if n == worst][-1]
        )
        assert of_conversation(state, one) == (worst, last_of_the_worst), read


@pytest.mark.parametrize(
    ("read", "signal", "kept"),
    [
        (("concern", "grooming"), ("emergency", "suicide"), ("emergency", "suicide")),
        (("urgent", "sextortion"), ("concern", "bullying"), ("urgent", "sextortion")),
        (("none", "smalltalk"), ("urgent", "self_harm"), ("urgent", "self_harm")),
        (("none", "smalltalk"), ("none", "smalltalk"), ("none", None)),
    ],
)
def test_of_what_is_read_and_what_an_answer_means_the_worst_counts(
    read: tuple[str, str],
    signal: tuple[str, str],
    kept: tuple[str, str | None],
    teen: Teen,
    rasa: FakeRasa,
    state: State,
) -> None:
    rasa.says("Oké.", level=read[0], topic=read[1], custom=[level(*signal)])
    tell(state, teen)
    assert of_conversation(state, teen) == kept


@pytest.mark.parametrize("name", ["none", "concern"])
def test_what_is_milder_lowers_neither_conversation_nor_case(
    name: str, with_case: Teen, rasa: FakeRasa, state: State
) -> None:
    rasa.says("Fijn.", level=name, topic="wellbeing", custom=[level(name, "wellbeing")])
    tell(state, with_case, "het valt wel mee")
    assert of_conversation(state, with_case) == ("urgent", "sextortion")
    assert of_case(state, with_case) == ("urgent", "sextortion")


def test_another_topic_that_is_as_bad_becomes_the_topic(with_case: Teen, rasa: FakeRasa, state: State) -> None:
    rasa.says("Oei.", level="urgent", topic="self_harm")
    tell(state, with_case)
    assert of_conversation(state, with_case) == of_case(state, with_case) == ("urgent", "self_harm")


def test_what_is_worse_reaches_the_case_whoever_answers(with_case: Teen, rasa: FakeRasa, state: State) -> None:
    rasa.says("Bel nu 112.", level="emergency", topic="physical_danger")
    tell(state, with_case, "hij staat voor de deur")
    assert of_conversation(state, with_case) == of_case(state, with_case) == ("emergency", "physical_danger")


def test_without_rasa_a_grave_phrase_reaches_the_case_whoever_answers(
    with_case: Teen, rasa: FakeRasa, state: State
) -> None:
    rasa.down = True
    tell(state, with_case, GRAVE)
    assert of_conversation(state, with_case) == of_case(state, with_case) == ("urgent", "suicide")


@pytest.mark.parametrize("typed", ["hoi", GRAVE])
def test_without_rasa_an_emergency_stays_one(typed: str, teen: Teen, rasa: FakeRasa, state: State) -> None:
    rasa.says("Bel nu 112.", level="emergency", topic="physical_danger")
    tell(state, teen)
    rasa.down = True
    tell(state, teen, typed)
    assert of_conversation(state, teen) == of_case(state, teen) == ("emergency", "physical_danger")


def test_a_button_and_an_answer_without_reading_change_nothing(waiter: Teen, rasa: FakeRasa, state: State) -> None:
    tell(state, waiter, payload=KEEP_TALKING)
    rasa.reply = {"messages": [{"text": "Zal ik?", "buttons": [{"title": "Ja", "payload": "/ja"}]}], "triage": None}
    tell(state, waiter)
    rasa.reply = {"messages": [{"text": "Goed."}]}
    tell(state, waiter, payload="/ja")
    assert words(waiter.read()[-1:]) == "Goed."
    assert of_conversation(state, waiter) == of_case(state, waiter) == ("urgent", "sextortion")


def test_who_went_on_with_the_computer_stays_in_the_queue_and_rises_in_it(
    waiter: Teen, rasa: FakeRasa, state: State
) -> None:
    tell(state, waiter, payload=KEEP_TALKING)
    rasa.says("Bel nu 113.", level="emergency", topic="suicide")
    tell(state, waiter)
    with state.database.transaction() as session:
        rows = [(row.case.conversation_id, row.case.state, row.case.level) for row in queue(session)]
    assert rows == [(waiter.conversation, "waiting", "emergency")]


@pytest.mark.parametrize("move", [Move.HAND_BACK, Move.CLOSE])
def test_after_a_person_the_level_is_remembered_and_a_new_case_begins_with_it(
    move: Move, waiter: Teen, rasa: FakeRasa, state: State
) -> None:
    noor_claims(state, waiter)
    noor_ends(state, waiter, move)
    assert of_conversation(state, waiter) == ("urgent", "sextortion")
    assert of_case(state, waiter) is None
    rasa.says("Oké.", level="none", topic="smalltalk", custom=[ESCALATION])
    tell(state, waiter, "toch een mens")
    assert of_case(state, waiter) == ("urgent", "sextortion")


def test_what_one_teen_says_raises_no_other(waiter: Teen, rasa: FakeRasa, state: State) -> None:
    other = new_teen(waiter.client)
    rasa.says("Hoi.")
    tell(state, other)
    assert of_conversation(state, other) == ("none", None)
    assert of_conversation(state, waiter) == ("urgent", "sextortion")
    assert len(others(other.read(3))) == 1
