"""What the clock does: an offer that nobody accepts, a counsellor whose connection is lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from tests.unit.cases.talks import case_in, last
from weerwoord.accounts.models import Account
from weerwoord.cases import moves, notes, presence, watch
from weerwoord.cases.models import Case, OpenPage
from weerwoord.cases.presence import LOST_AFTER
from weerwoord.cases.states import CaseState, Move
from weerwoord.cases.watch import OFFERED_FOR, due
from weerwoord.chat.models import Conversation
from weerwoord.db import now
from weerwoord.state import State

SECOND = timedelta(seconds=1)
NOON = datetime.fromisoformat("2026-11-24T12:00:00+00:00")


@pytest.mark.parametrize(
    ("state", "offered", "seen", "move"),
    [
        (CaseState.WAITING, None, None, None),
        (CaseState.CLOSED, None, None, None),
        (CaseState.CLAIMED, None, None, Move.LOSE),
        (CaseState.CLAIMED, None, LOST_AFTER - SECOND, None),
        (CaseState.CLAIMED, None, LOST_AFTER, Move.LOSE),
        (CaseState.OFFERED, OFFERED_FOR - SECOND, timedelta(0), None),
        (CaseState.OFFERED, OFFERED_FOR - SECOND, LOST_AFTER, None),  # the colleague may still come
        (CaseState.OFFERED, OFFERED_FOR, timedelta(0), Move.EXPIRE),
    ],
)
def test_what_is_due(state: CaseState, offered: timedelta | None, seen: timedelta | None, move: Move | None) -> None:
    case = Case(state=state, offered_at=NOON - offered if offered is not None else None)
    assert due(case, NOON - seen if seen is not None else None, NOON) == move


def lose_sight(state: State, case_id: int, seconds: int) -> None:
    """Make the last sign of life of every page of a case so many seconds old."""
    with state.database.transaction() as session:
        then = now() - timedelta(seconds=seconds)
        session.execute(update(OpenPage).where(OpenPage.case_id == case_id).values(seen_at=then))


def test_a_case_whose_counsellor_is_gone_comes_back_by_itself(state: State) -> None:
    with state.database.transaction() as session:
        case, noor, sam = case_in(CaseState.CLAIMED, session, state)
        case_id, talk_id, noor_id = case.id, case.conversation_id, noor.id
        presence.see(session, case_id, sam.id)
    assert watch.look(state.database, state.library) == 0
    lose_sight(state, case_id, 44)
    assert watch.look(state.database, state.library) == 0
    lose_sight(state, case_id, 46)
    with state.database.transaction() as session:
        presence.see(session, case_id, sam.id)  # who looks on keeps no case for another
    assert watch.look(state.database, state.library) == 1
    assert watch.look(state.database, state.library) == 0
    with state.database.transaction() as session:
        assert session.get_one(Case, case_id).state == CaseState.WAITING
        talk = session.get_one(Conversation, talk_id)
        assert "De verbinding met Noor is weg" in (last(session, talk).text or "")
        assert notes.since(session, case_id, 0)[-1].kind == Move.LOSE
        moves.claim(session, case_id, session.get_one(Account, noor_id), state.library)  # and she can take it again
    assert watch.look(state.database, state.library) == 0


def test_any_window_of_the_holder_keeps_the_case(state: State) -> None:
    with state.database.transaction() as session:
        case, noor, _sam = case_in(CaseState.CLAIMED, session, state)
        case_id, noor_id = case.id, noor.id
    lose_sight(state, case_id, 60)
    with state.database.transaction() as session:
        presence.see(session, case_id, noor_id)
    assert watch.look(state.database, state.library) == 0


def test_an_offer_ends_after_a_minute(state: State) -> None:
    with state.database.transaction() as session:
        case, _noor, _sam = case_in(CaseState.OFFERED, session, state)
        case_id = case.id
    lose_sight(state, case_id, 600)
    assert watch.look(state.database, state.library) == 0
    with state.database.transaction() as session:
        session.execute(update(Case).values(offered_at=now() - OFFERED_FOR))
    assert watch.look(state.database, state.library) == 1
    with state.database.transaction() as session:
        case = session.get_one(Case, case_id)
        assert (case.state, case.offered_to) == (CaseState.WAITING, None)
