"""What the clock does at the desk: an offer that nobody accepts, and a counsellor whose connection is lost."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from weerwoord.cases.models import Case, OpenPage
from weerwoord.cases.moves import lock, put_back
from weerwoord.cases.presence import LOST_AFTER
from weerwoord.cases.states import CaseState, Move
from weerwoord.content.library import Library
from weerwoord.db import Database, now
from weerwoord.problems import Problem
from weerwoord.repeating import repeat

OFFERED_FOR = timedelta(seconds=60)
"""How long a colleague has to accept."""
EVERY = timedelta(seconds=5)


def due(case: Case, seen_at: datetime | None, moment: datetime) -> Move | None:
    """What the clock does to a case, if anything.

    Args:
        seen_at: the last sign of life of the holder's pages of this case.
        moment: now.
    """
    if case.state == CaseState.OFFERED and case.offered_at is not None:
        return Move.EXPIRE if case.offered_at <= moment - OFFERED_FOR else None
    if case.state == CaseState.CLAIMED:
        return Move.LOSE if seen_at is None or seen_at <= moment - LOST_AFTER else None
    return None


def look(database: Database, library: Library) -> int:
    """Put back what is due; gives how many. Each case by itself, so that one that fails keeps no other waiting."""
    with database.transaction() as session:
        candidates = list(session.scalars(_candidates(now())))
    moved = 0
    for case_id in candidates:
        with suppress(Problem), database.transaction() as session:  # a person may just have been first
            case, _conversation = lock(session, case_id)
            move = due(case, _seen_at(session, case), now())
            if move is not None:
                put_back(session, case_id, move, None, library)
                moved += 1
    return moved


async def keep_watch(database: Database, library: Library) -> None:
    """Look every few seconds. After a start the pages get time to find us again."""
    await asyncio.sleep(LOST_AFTER.total_seconds())
    await repeat(partial(look, database, library), EVERY, "could not look after the cases; trying again soon")


def _candidates(moment: datetime) -> Select[int]:
    expired = and_(Case.state == CaseState.OFFERED, Case.offered_at <= moment - OFFERED_FOR)
    alive = select(OpenPage.case_id).where(
        OpenPage.case_id == Case.id, OpenPage.account_id == Case.account_id, OpenPage.seen_at > moment - LOST_AFTER
    )
    lost = and_(Case.state == CaseState.CLAIMED, ~alive.exists())
    return select(Case.id).where(or_(expired, lost))


def _seen_at(session: Session, case: Case) -> datetime | None:
    page = session.get(OpenPage, (case.id, case.account_id)) if case.account_id else None
    return page.seen_at if page else None
