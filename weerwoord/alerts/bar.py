"""The bar on every page of the desk: whether I am there, and who waits for me. It comes by a stream."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from engine.levels import highest
from weerwoord.accounts.models import Account
from weerwoord.alerts.escalation import waiting_for
from weerwoord.duty.forms import PAUSES
from weerwoord.duty.models import DutyToday
from weerwoord.duty.service import present
from weerwoord.pages import LEVELS, fragment


def bar(session: Session, account: Account, moment: datetime) -> str:
    """The bar as a piece of page. Its text holds no clock, so that it changes only when there is news."""
    today = session.get(DutyToday, account.id)
    paused_until = today.paused_until if today else None
    waiting = waiting_for(session, account.id)
    level = "none"
    for case in waiting:
        level = highest(level, case.level)
    return fragment(
        "bar.html",
        here=account.id in present(session, moment),
        paused_until=paused_until if paused_until and paused_until > moment else None,
        pauses=PAUSES,
        cases=waiting,
        level=LEVELS[level],
    )
