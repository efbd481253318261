"""How long teens wait for a person: what may be promised to the next one."""

from __future__ import annotations

import math
import statistics
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from weerwoord.cases.models import Case

LOOK_BACK = timedelta(hours=1)


def typical_wait(session: Session, moment: datetime) -> int | None:
    """Minutes, rounded up, that the cases claimed in the last hour had waited (median); None when there were none."""
    # A case that was put back waits again, since after it was claimed: that wait has not ended.
    claimed = select(Case.waiting_since, Case.claimed_at).where(
        Case.claimed_at > moment - LOOK_BACK, Case.claimed_at >= Case.waiting_since
    )
    waits = [(end - begin).total_seconds() for begin, end in session.execute(claimed) if end is not None]
    return max(1, math.ceil(statistics.median(waits) / 60)) if waits else None
