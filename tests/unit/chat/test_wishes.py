"""What a teen may set: easy language, what they thought of it; and what they see while waiting."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.people import Teen
from tests.unit.conftest import PASSWORD, FakeRasa
from weerwoord.accounts import service as accounts
from weerwoord.cases import service as cases
from weerwoord.cases.models import Case
from weerwoord.cases.waits import typical_wait
from weerwoord.chat.models import Conversation
from weerwoord.db import now
from weerwoord.duty import service as duty
from weerwoord.state import State


def state_of(teen: Teen) -> dict[str, Any]:
    return dict(teen.client.get("/api/chat/messages", headers=teen.headers).json())


def test_easy_language_stays_on_and_goes_along_with_every_message(teen: Teen, rasa: FakeRasa) -> None:
    assert state_of(teen)["easy"] is False
    for wish in (True, False):
        set_to = teen.client.put("/api/chat/easy", json={"easy": wish}, headers=teen.headers)
        assert set_to.status_code == 204
        assert state_of(teen)["easy"] is wish
        teen.tell("hoi")
        assert rasa.asked[-1][1]["easy"] is wish


def test_a_teen_who_says_that_it_is_too_hard_finds_the_switch_on(teen: Teen, rasa: FakeRasa) -> None:
    rasa.says("Makkelijker.", custom=[{"custom": {"type": "easy"}}])
    teen.tell("te moeilijk")
    assert state_of(teen)["easy"] is True


def test_two_taps_of_feedback_are_kept_without_words(teen: Teen, state: State) -> None:
    for given in ({"rating": "bad"}, {"rating": "bad", "reason": "slow"}):
        assert teen.client.post("/api/chat/feedback", json=given, headers=teen.headers).status_code == 204
    with state.database.transaction() as session:
        conversation = session.get_one(Conversation, teen.conversation)
        assert (conversation.rating, conversation.rating_reason) == ("bad", "slow")


@pytest.mark.parametrize("given", [{}, {"rating": "10"}, {"rating": "good", "reason": "jullie zijn lief"}])
def test_other_feedback_is_refused(given: dict[str, str], teen: Teen) -> None:
    assert teen.client.post("/api/chat/feedback", json=given, headers=teen.headers).status_code == 422


def add_claims(state: State, teen: Teen, *waits: tuple[int, int]) -> None:
    """Cases claimed so many minutes ago, after so many seconds."""
    with state.database.transaction() as session:
        for ago, seconds in waits:
            claimed = now() - timedelta(minutes=ago)
            opened = claimed - timedelta(seconds=seconds)
            session.add(
                Case(conversation_id=teen.conversation, level="urgent", reason="asked", state="closed",
                     opened_at=opened, waiting_since=opened, claimed_at=claimed)
            )  # fmt: skip
            session.flush()


@pytest.mark.parametrize(
    ("waits", "minutes"),
    [
        ((), None),
        (((61, 30),), None),
        (((5, 1),), 1),
        (((5, 60),), 1),
        (((5, 61),), 2),
        (((1, 60), (2, 600), (3, 240)), 4),
    ],
)
def test_the_wait_that_is_told_is_the_median_of_the_last_hour(
    waits: tuple[tuple[int, int], ...], minutes: int | None, teen: Teen, state: State
) -> None:
    add_claims(state, teen, *waits)
    with state.database.transaction() as session:
        assert typical_wait(session, now()) == minutes


def test_while_waiting_the_teen_sees_since_when_and_how_long_it_takes(teen: Teen, state: State) -> None:
    add_claims(state, teen, (5, 170))
    with state.database.transaction() as session:
        noor = accounts.create(session, "noor", "Noor", PASSWORD)
        accounts.see(session, noor)
        duty.say_here(session, noor, True, now())
        session.flush()
        cases.request_person(session, session.get_one(Conversation, teen.conversation), state.library)
    owner = state_of(teen)["owner"]
    assert owner["owner"] == "waiting"
    assert owner["expected_minutes"] == 3
    with state.database.transaction() as session:
        conversation = session.scalars(select(Conversation)).one()
        assert owner["since"] == conversation.waiting_since.isoformat()
        cases.change_owner(session, conversation, cases.Owner.BOT)
    assert state_of(teen)["owner"] == {"owner": "bot"}
