"""A talk about something grave that falls silent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.people import Teen
from weerwoord.chat import outbox
from weerwoord.chat.models import Conversation
from weerwoord.chat.owner import Owner
from weerwoord.chat.silence import AFTER, UNTIL, break_silences
from weerwoord.db import now
from weerwoord.state import State

SECOND = timedelta(seconds=1)


def silent(teen: Teen, state: State, level: str = "urgent", owner: Owner = Owner.BOT, author: str = "bot") -> None:
    """Make the talk one in which somebody just said the last thing."""
    with state.database.transaction() as session:
        session.execute(update(Conversation).values(level=level, owner=owner))
        outbox.append(session, teen.conversation, author, text="Vertel maar.")


def broken(state: State, after: timedelta) -> int:
    with state.database.transaction() as session:
        return break_silences(session, state.library, now() + after)


def test_one_sign_and_no_more(teen: Teen, state: State) -> None:
    silent(teen, state)
    assert broken(state, AFTER - 5 * SECOND) == 0
    assert broken(state, AFTER + SECOND) == 1
    assert teen.read()[-1]["text"] == state.library.text("silence")
    assert broken(state, 2 * AFTER + SECOND) == 0
    silent(teen, state)  # also not after a later silence
    assert broken(state, AFTER + SECOND) == 0


def test_whoever_left_long_ago_finds_nothing(teen: Teen, state: State) -> None:
    silent(teen, state)
    assert broken(state, UNTIL + SECOND) == 0


@pytest.mark.parametrize(
    ("level", "owner", "author"),
    [
        ("concern", Owner.BOT, "bot"),
        ("none", Owner.BOT, "bot"),
        ("urgent", Owner.WAITING, "bot"),
        ("emergency", Owner.COUNSELLOR, "bot"),
        ("urgent", Owner.CLOSED, "bot"),
        ("urgent", Owner.BOT, "teen"),
        ("urgent", Owner.BOT, "system"),
    ],
)
def test_nobody_else_is_disturbed(level: str, owner: Owner, author: str, teen: Teen, state: State) -> None:
    silent(teen, state, level, owner, author)
    assert broken(state, AFTER + SECOND) == 0
