"""Every move of a case on both databases: what changes, what teen and desk are told, and who wins a race."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.unit.cases.talks import at_once, case_in, conversation, counsellor, last, only_case, waiting_case
from weerwoord.accounts.models import Account
from weerwoord.cases import moves, notes, service, watch
from weerwoord.cases.ending import Ending
from weerwoord.cases.models import Case
from weerwoord.cases.states import EDGES, HELD, By, CaseState, Move, may
from weerwoord.chat import outbox
from weerwoord.chat.models import Conversation
from weerwoord.chat.owner import Owner
from weerwoord.chat.waiting import KEEP_TALKING
from weerwoord.db import now
from weerwoord.problems import Problem
from weerwoord.state import State


def make(move: Move, session: Session, case: Case, account: Account | None, other: Account, state: State) -> None:
    """Make a move, as its route or the clock does."""
    library = state.library
    if move in {Move.DECLINE, Move.EXPIRE, Move.PUT_BACK, Move.LOSE}:
        return moves.put_back(session, case.id, move, account, library)
    assert account is not None
    if move in {Move.HAND_BACK, Move.CLOSE}:
        moves.finish(session, case.id, account, library, move, Ending("helped"))
        return None
    ways: dict[Move, Callable[[], object]] = {
        Move.CLAIM: lambda: moves.claim(session, case.id, account, library),
        Move.OFFER: lambda: moves.offer(session, case.id, account, other),
        Move.ACCEPT: lambda: moves.accept(session, case.id, account, library),
        Move.WITHDRAW: lambda: moves.withdraw(session, case.id, account),
    }
    ways[move]()
    return None


WHO = [(move, who) for move in Move for who in (("clock",) if EDGES[move].by == By.CLOCK else ("noor", "sam", "kim"))]
"""Who can ask for a move: the clock for its own, a person for all others."""


@pytest.mark.parametrize(("move", "who"), WHO)
@pytest.mark.parametrize("before", CaseState)
def test_every_move_from_every_state(move: Move, before: CaseState, who: str, state: State) -> None:
    with state.database.transaction() as session:
        case, noor, sam = case_in(before, session, state)
        kim = counsellor(session, "kim")
        people = {"noor": noor, "sam": sam, "kim": kim, "clock": None}
        by = By.ANYBODY
        if who == "clock":
            by = By.CLOCK
        elif who == "noor" and before in HELD:
            by = By.HOLDER
        elif who == "sam" and before == CaseState.OFFERED:
            by = By.COLLEAGUE
        other = kim if who == "sam" else sam
        talk = session.get_one(Conversation, case.conversation_id)
        seen = (case.account_id, talk.owner, talk.alias, talk.last_seq, len(notes.since(session, case.id, 0)))
        if may(move, before, by):
            make(move, session, case, people[who], other, state)
            assert case.state == EDGES[move].after
            assert (talk.owner == Owner.COUNSELLOR) == (case.state in HELD)
            assert (case.offered_to is not None) == (case.state == CaseState.OFFERED)
            assert notes.since(session, case.id, 0)[-1].kind == move
        elif move == Move.CLAIM and who == "noor" and before in HELD:
            make(move, session, case, noor, other, state)  # mine stays mine, and nothing is told twice
        else:
            with pytest.raises(Problem) as refused:
                make(move, session, case, people[who], other, state)
            assert refused.value.status == 409
            assert case.state == before
            now_seen = (case.account_id, talk.owner, talk.alias, talk.last_seq, len(notes.since(session, case.id, 0)))
            assert now_seen == seen


@pytest.mark.parametrize("owner", [Owner.BOT, Owner.WAITING, Owner.CLOSED])
def test_a_claim_is_told_and_silences_the_bot(owner: Owner, state: State) -> None:
    with state.database.transaction() as session:
        talk, noor = conversation(session, state), counsellor(session, "noor")
        service.open_case(session, talk, "asked")
        talk.owner = owner
        session.flush()
        moves.claim(session, only_case(session, talk).id, noor, state.library)
        assert (talk.owner, talk.alias) == (Owner.COUNSELLOR, "Noor")
        said = last(session, talk)
        assert (said.author, said.alias) == ("system", "Noor")
        assert "Noor is een mens" in (said.text or "")


def test_a_transfer_goes_from_hand_to_hand_and_is_told(state: State) -> None:
    with state.database.transaction() as session:
        case, noor, sam = case_in(CaseState.OFFERED, session, state)
        talk = session.get_one(Conversation, case.conversation_id)
        before = talk.last_seq
        moves.say(session, moves.held(session, case.id, noor), noor, state.library, "Ik ben er nog.")
        moves.accept(session, case.id, sam, state.library)
        assert (talk.owner, talk.alias, case.account_id) == (Owner.COUNSELLOR, "Sam", sam.id)
        told = outbox.since(session, talk.id, before)
        assert [one.author for one in told] == ["counsellor", "system"]
        assert told[-1].text == state.library.text("taken_over", name="Noor", colleague="Sam")
        with pytest.raises(Problem):
            moves.held(session, case.id, noor)
        assert [one.kind for one in notes.since(session, case.id, 0)] == ["claim", "offer", "accept"]


@pytest.mark.parametrize("somebody", [True, False])
@pytest.mark.parametrize("move", [Move.DECLINE, Move.EXPIRE, Move.PUT_BACK, Move.LOSE])
def test_back_in_the_queue_the_teen_hears_what_is_true(move: Move, somebody: bool, state: State) -> None:
    with state.database.transaction() as session:
        case, noor, sam = case_in(EDGES[move].before, session, state)
        noor.seen_at = now()  # who leaves is at the desk still, and counts for nothing
        if somebody:
            counsellor(session, "kim", present=True)
        session.flush()
        who = {Move.DECLINE: sam, Move.PUT_BACK: noor}.get(move)
        moves.put_back(session, case.id, move, who, state.library)
        talk = session.get_one(Conversation, case.conversation_id)
        assert (talk.owner, talk.alias, case.account_id, case.state) == (Owner.WAITING, None, None, CaseState.WAITING)
        assert talk.waiting_since is not None
        said = last(session, talk)
        first = state.library.text("counsellor_lost" if move == Move.LOSE else "counsellor_left", name="Noor")
        wait = state.library.text("wait_for_another" if somebody else "wait_for_nobody")
        assert (said.author, said.text) == ("system", f"{first}\n{wait}")
        assert bool(said.cards) != somebody
        assert [one["payload"] for one in said.buttons or []] == [KEEP_TALKING]
        moves.claim(session, case.id, noor, state.library)  # who comes back can take it again
        assert (talk.owner, talk.waiting_since) == (Owner.COUNSELLOR, None)


@pytest.mark.parametrize("whom", ["myself", "nobody"])
def test_a_case_is_offered_to_somebody_else(whom: str, state: State) -> None:
    with state.database.transaction() as session:
        case, noor, _sam = case_in(CaseState.CLAIMED, session, state)
        with pytest.raises(Problem) as refused:
            moves.offer(session, case.id, noor, noor if whom == "myself" else None)
        assert refused.value.status == 422
        assert case.state == CaseState.CLAIMED


@pytest.mark.parametrize("case_id", [0, -1, 999_999])
def test_a_case_that_is_not_there_cannot_be_moved(case_id: int, state: State) -> None:
    with state.database.transaction() as session, pytest.raises(Problem) as refused:
        moves.claim(session, case_id, counsellor(session, "noor"), state.library)
    assert refused.value.status == 404


def test_a_closed_case_makes_room_for_a_new_one(state: State) -> None:
    with state.database.transaction() as session:
        case, _noor, _sam = case_in(CaseState.CLOSED, session, state)
        talk = session.get_one(Conversation, case.conversation_id)
        assert service.open_case(session, talk, "emergency") is True
        assert only_case(session, talk).id != case.id


def race(state: State, case_id: int, *asked: tuple[Move, int | None]) -> list[int | None]:
    """Let several make a move in a case at the same moment, each in a transaction of their own."""

    def work(move: Move, account_id: int | None) -> Callable[[], object]:
        def run() -> None:
            with state.database.transaction() as session:
                account = session.get_one(Account, account_id) if account_id else None
                other = session.get_one(Account, 2)
                make(move, session, Case(id=case_id), account, other, state)

        return run

    return at_once([work(*one) for one in asked])


def test_of_many_who_claim_at_the_same_moment_exactly_one_wins(state: State) -> None:
    with state.database.transaction() as session:
        talk, case = waiting_case(session, state)
        people = [counsellor(session, f"collega{number}").id for number in range(4)]
        case_id, before = case.id, talk.last_seq
    results = race(state, case_id, *((Move.CLAIM, person) for person in people))
    assert sorted(results, key=str) == [409, 409, 409, None]
    winner = people[results.index(None)]
    with state.database.transaction() as session:
        case, now_with = session.get_one(Case, case_id), session.get_one(Account, winner)
        after = session.get_one(Conversation, talk.id)
        assert (case.state, case.account_id) == (CaseState.CLAIMED, winner)
        assert (after.owner, after.alias) == (Owner.COUNSELLOR, now_with.alias)
        assert [one.alias for one in outbox.since(session, talk.id, before)] == [now_with.alias]


def test_two_windows_of_one_counsellor_claim_once(state: State) -> None:
    with state.database.transaction() as session:
        talk, case = waiting_case(session, state)
        noor, _sam = counsellor(session, "noor").id, counsellor(session, "sam").id
        case_id, before = case.id, talk.last_seq
    assert race(state, case_id, (Move.CLAIM, noor), (Move.CLAIM, noor)) == [None, None]
    with state.database.transaction() as session:
        assert len(outbox.since(session, talk.id, before)) == 1


@pytest.mark.parametrize(
    ("before", "rivals"),
    [
        (CaseState.OFFERED, (Move.ACCEPT, Move.EXPIRE)),
        (CaseState.OFFERED, (Move.ACCEPT, Move.WITHDRAW)),
        (CaseState.OFFERED, (Move.WITHDRAW, Move.EXPIRE)),
        (CaseState.OFFERED, (Move.DECLINE, Move.EXPIRE)),
        (CaseState.CLAIMED, (Move.LOSE, Move.CLOSE)),
        (CaseState.CLAIMED, (Move.LOSE, Move.PUT_BACK)),
        (CaseState.CLAIMED, (Move.PUT_BACK, Move.HAND_BACK)),
        (CaseState.CLAIMED, (Move.CLOSE, Move.HAND_BACK)),
        (CaseState.CLAIMED, (Move.CLOSE, Move.CLOSE)),
    ],
)
def test_of_two_moves_at_the_same_moment_one_wins_and_is_told(
    before: CaseState, rivals: tuple[Move, Move], state: State
) -> None:
    with state.database.transaction() as session:
        case, noor, sam = case_in(before, session, state)
        people = {By.HOLDER: noor.id, By.COLLEAGUE: sam.id, By.CLOCK: None}
        case_id, entries = case.id, len(notes.since(session, case.id, 0))
    results = race(state, case_id, *((move, people[EDGES[move].by]) for move in rivals))
    assert sorted(results, key=str) == [409, None]
    won = rivals[results.index(None)]
    with state.database.transaction() as session:
        case = session.get_one(Case, case_id)
        talk = session.get_one(Conversation, case.conversation_id)
        assert case.state == EDGES[won].after
        assert (talk.owner == Owner.COUNSELLOR) == (case.state in HELD)
        assert [one.kind for one in notes.since(session, case_id, 0)[entries:]] == [won]


def test_the_clock_and_a_claim_and_the_teen_at_the_same_moment(state: State) -> None:
    """Everything at once in one conversation: nobody waits for each other for ever, and the case has one state."""
    with state.database.transaction() as session:
        case, noor, sam = case_in(CaseState.OFFERED, session, state)
        case.offered_at = now() - watch.OFFERED_FOR - timedelta(seconds=1)
        case_id, talk_id, noor_id, sam_id = case.id, case.conversation_id, noor.id, sam.id

    def write() -> None:
        with state.database.transaction() as session:
            outbox.append(session, talk_id, "teen", text="ben je er nog", answered=True)

    def move(what: Move, account_id: int) -> Callable[[], object]:
        def run() -> None:
            with state.database.transaction() as session:
                account = session.get_one(Account, account_id)
                make(what, session, Case(id=case_id), account, account, state)

        return run

    def clock() -> None:
        watch.look(state.database, state.library)

    results = at_once([clock, clock, write, move(Move.ACCEPT, sam_id), move(Move.CLAIM, noor_id), write])
    assert set(results) <= {None, 409}
    with state.database.transaction() as session:
        case = session.get_one(Case, case_id)
        talk = session.get_one(Conversation, talk_id)
        assert (talk.owner == Owner.COUNSELLOR) == (case.state in HELD)
        assert (case.account_id is not None) == (case.state in HELD)
        seqs = [one.seq for one in outbox.since(session, talk_id, 0)]
        assert seqs == list(range(1, talk.last_seq + 1))
