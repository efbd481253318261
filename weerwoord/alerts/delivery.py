"""Sends what is due from the outbox of alerts: each once, again after a failure, never after somebody came.

A delivery is taken before it is sent, by an UPDATE that puts it off: a front door that stops in between leaves it
open, and the next one takes it when it is due. So there is one rule for a failure and for a crash.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from apprise import Apprise
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from weerwoord.alerts.models import AlertAddress, Delivery
from weerwoord.alerts.vault import Vault
from weerwoord.cases.models import Case
from weerwoord.db import Database
from weerwoord.pages import LEVELS

ATTEMPTS = 6
AT_ONCE = 8
"""Deliveries that go out side by side: a slow mail server must not hold up a push message."""
TITLE = "Weerwoord: er wacht iemand"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Taken:
    """A delivery that is being sent."""

    id: int
    secret: str
    text: str
    attempts: int


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: half a minute, and twice as long each time.

    Longer than sending can take, so that nothing is sent twice at the same time.
    """
    return timedelta(seconds=30 * 2 ** (attempts - 1))


def alert_text(level: str, age: timedelta, desk_url: str) -> str:
    """What leaves the desk: level, how long, and where to go. Never a word of the teen, and no topic."""
    minutes = int(age.total_seconds() // 60)
    if minutes < 1:
        how_long = "minder dan een minuut"
    elif minutes < 60:
        how_long = "1 minuut" if minutes == 1 else f"{minutes} minuten"
    else:
        how_long = f"{minutes // 60} uur"
    return f"Niveau: {LEVELS[level]}. Wacht nu {how_long}.\n{desk_url}"


def take(session: Session, desk_url: str, moment: datetime) -> list[Taken]:
    """Take what is due, so that nobody else sends it."""
    due = select(Delivery).where(Delivery.state == "open", Delivery.next_at <= moment).order_by(Delivery.next_at)
    taken = []
    for delivery in session.scalars(due.limit(AT_ONCE).with_for_update(skip_locked=True)).all():
        delivery.attempts += 1
        delivery.next_at = moment + pause_after(delivery.attempts)
        address = session.get_one(AlertAddress, delivery.address_id)
        case = session.get_one(Case, delivery.case_id)
        text = alert_text(case.level, moment - case.waiting_since, desk_url)
        taken.append(Taken(delivery.id, address.secret, text, delivery.attempts))
    return taken


def cancel(session: Session, case_id: int) -> None:
    """Somebody came: what was not sent yet is not sent any more."""
    unsent = update(Delivery).where(Delivery.case_id == case_id, Delivery.state == "open")
    session.execute(unsent.values(state="cancelled"))


def notify(url: str, title: str, text: str) -> bool:
    """Send to one address; False when it did not arrive."""
    sender = Apprise()
    return sender.add(url) and bool(sender.notify(title=title, body=text))


def send_due(database: Database, vault: Vault, desk_url: str, clock: Callable[[], datetime]) -> int:
    """Send what is due at this moment, and note how it went; gives how many were tried."""
    with database.transaction() as session:
        taken = take(session, desk_url, clock())
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for one, arrived in zip(taken, pool.map(lambda one: _send(vault, one), taken), strict=True):
            if arrived or one.attempts >= ATTEMPTS:
                with database.transaction() as session:
                    done = update(Delivery).where(Delivery.id == one.id, Delivery.state == "open")
                    session.execute(done.values(state="sent" if arrived else "failed"))
            if not arrived:
                log.warning("alert %s was not delivered, attempt %s of %s", one.id, one.attempts, ATTEMPTS)
    return len(taken)


def _send(vault: Vault, one: Taken) -> bool:
    url = vault.unlock(one.secret)
    try:
        return url is not None and notify(url, TITLE, one.text)
    except Exception as error:  # one address with a fault must not stop the others
        log.warning("alert %s failed (%s)", one.id, type(error).__name__)
        return False
