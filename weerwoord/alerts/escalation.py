"""Who is called for a case that waits: one person, after a minute the next, after two minutes all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from weerwoord.alerts.models import AlertAddress, Call, Delivery
from weerwoord.cases.models import Case
from weerwoord.cases.states import CaseState
from weerwoord.db import announce
from weerwoord.duty.service import available, reachable
from weerwoord.live import DESK

NEXT_AFTER = timedelta(seconds=60)
ALL_AFTER = timedelta(seconds=120)
UNTIL = timedelta(days=1)
"""What waits longer stands in the queue; nobody is rung out of bed for the week before."""


def who_now(case_age: timedelta, order: Sequence[int], called: Collection[int]) -> list[int]:
    """Who must be called now, beside who was called before.

    Args:
        case_age: how long the case waits for an answer.
        order: the accounts that would hear a call, in the order in which they are called.
        called: who was called for this case; who of them left or paused since does not count.
    """
    uncalled = [account_id for account_id in order if account_id not in called]
    if case_age >= ALL_AFTER:
        return uncalled
    wanted = 2 if case_age >= NEXT_AFTER else 1
    return uncalled[: max(0, wanted - (len(order) - len(uncalled)))]


def call(session: Session, case: Case, moment: datetime) -> None:
    """Call who must know of a waiting case now: at their desk, and at each of their addresses."""
    called = set(session.scalars(select(Call.account_id).where(Call.case_id == case.id)))
    order = _within_call(session, moment)
    for account_id in who_now(moment - case.waiting_since, order, called):
        session.add(Call(case_id=case.id, account_id=account_id, called_at=moment))
        for address_id in session.scalars(select(AlertAddress.id).where(AlertAddress.account_id == account_id)):
            session.add(Delivery(case_id=case.id, address_id=address_id, next_at=moment))
        announce(session, DESK, "queue")
    session.flush()


def call_again(session: Session, case: Case, moment: datetime) -> None:
    """A case came back into the queue: calling begins anew, and whoever was called before may be called again."""
    for table in (Call, Delivery):
        session.execute(delete(table).where(table.case_id == case.id))
    call(session, case, moment)


def escalate(session: Session, moment: datetime) -> None:
    """See to every case that waits. Who claims one at this moment is not waited for: it is theirs."""
    waiting = select(Case).where(Case.state == CaseState.WAITING, Case.waiting_since > moment - UNTIL)
    waiting = waiting.order_by(Case.id)
    for case in session.scalars(waiting.with_for_update(skip_locked=True)).all():
        call(session, case, moment)


def promise(session: Session, moment: datetime) -> str:
    """What may be promised to a teen: "present" (somebody has the desk open), "called", or "nobody"."""
    if reachable(session, moment):
        return "present"
    return "called" if _within_call(session, moment) else "nobody"


def waiting_for(session: Session, account_id: int) -> list[Case]:
    """The waiting cases that somebody was called for, the longest waiting first."""
    called = select(Case).join(Call).where(Call.account_id == account_id, Case.state == CaseState.WAITING)
    return list(session.scalars(called.order_by(Case.waiting_since, Case.id)))


def _within_call(session: Session, moment: datetime) -> list[int]:
    """Who takes new talks and would hear of one: at an open desk or at an address. In the order of calling."""
    desks = {account.id for account in reachable(session, moment)}
    hear = desks | set(session.scalars(select(AlertAddress.account_id)))
    return [account.id for account in available(session, moment) if account.id in hear]
