"""Conversations, counsellors and cases for tests that work on the database itself."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from weerwoord.accounts.models import Account
from weerwoord.accounts.roles import HULPVERLENER
from weerwoord.cases import moves, service
from weerwoord.cases.models import Case
from weerwoord.cases.states import CaseState
from weerwoord.chat import outbox
from weerwoord.chat import service as chat
from weerwoord.chat.models import Conversation, Message
from weerwoord.db import now
from weerwoord.duty import service as duty
from weerwoord.problems import Problem
from weerwoord.state import State


def conversation(session: Session, state: State, level: str = "none", topic: str | None = None) -> Conversation:
    """A conversation in which something was read."""
    started = chat.start(session, state.library)
    started.level, started.topic = level, topic
    return started


def counsellor(session: Session, login: str, present: bool = False) -> Account:
    """An account at the desk."""
    seen_at = now() if present else None
    account = Account(login=login, alias=login.title(), password_hash="none", seen_at=seen_at, roles=[HULPVERLENER])
    session.add(account)
    session.flush()
    if present:
        duty.say_here(session, account, True, now())
    return account


def only_case(session: Session, of: Conversation) -> Case:
    """The open case of a conversation."""
    found = service.open_of(session, of.id)
    assert found is not None
    return found


def waiting_case(session: Session, state: State, level: str = "urgent") -> tuple[Conversation, Case]:
    """A teen who waits, and their case."""
    talk = conversation(session, state, level, "sextortion")
    service.request_person(session, talk, state.library)
    session.flush()
    return talk, only_case(session, talk)


def case_in(case_state: CaseState, session: Session, state: State) -> tuple[Case, Account, Account]:
    """A case in some state: held by Noor where somebody holds it, offered to Sam where it is offered."""
    _talk, case = waiting_case(session, state)
    noor, sam = counsellor(session, "noor"), counsellor(session, "sam")
    if case_state != CaseState.WAITING:
        moves.claim(session, case.id, noor, state.library)
    if case_state == CaseState.OFFERED:
        moves.offer(session, case.id, noor, sam)
    if case_state == CaseState.CLOSED:
        moves.finish(session, case.id, noor, state.library, moves.Move.CLOSE, moves.Ending("helped"))
    assert case.state == case_state
    return case, noor, sam


def last(session: Session, of: Conversation) -> Message:
    """The last message that was said."""
    return outbox.since(session, of.id, 0)[-1]


def at_once(work: Sequence[Callable[[], object]]) -> list[int | None]:
    """Do all of it at the same moment, each in a thread; gives per piece the status of its refusal, or None."""
    start = threading.Barrier(len(work))
    results: list[int | None] = [-1] * len(work)

    def run(number: int) -> None:
        start.wait()
        try:
            work[number]()
        except Problem as problem:
            results[number] = problem.status
        else:
            results[number] = None

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(work))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert -1 not in results, "one of them broke"
    return results
