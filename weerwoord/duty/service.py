"""Who is there now: the roster, overruled by what people said today, and who of them has the desk open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from weerwoord.accounts.models import Account
from weerwoord.accounts.roles import HULPVERLENER
from weerwoord.accounts.service import PRESENT_FOR
from weerwoord.content.opening import DUTCH_TIME
from weerwoord.db import announce
from weerwoord.duty.models import DutyToday, RosterException, WeeklyHours
from weerwoord.duty.roster import Roster, on_duty
from weerwoord.live import DESK


def load(session: Session, since: date) -> Roster:
    """The roster, with the exceptions of a day and later."""
    hours = select(WeeklyHours).order_by(WeeklyHours.weekday, WeeklyHours.begins, WeeklyHours.account_id)
    exceptions = select(RosterException).where(RosterException.day >= since)
    exceptions = exceptions.order_by(RosterException.day, RosterException.account_id, RosterException.begins)
    return Roster(session.scalars(hours).all(), session.scalars(exceptions).all())


def present(session: Session, moment: datetime) -> list[int]:
    """The accounts that have duty, or said "Ik ben er", without who said "Ik ben er niet"; who began first in front."""
    yesterday = moment.astimezone(DUTCH_TIME).date() - timedelta(days=1)  # its last hours may end today
    ids = on_duty(load(session, yesterday), moment)
    said = select(DutyToday).where(DutyToday.said_until > moment).order_by(DutyToday.account_id)
    for today in session.scalars(said):
        if today.here and today.account_id not in ids:
            ids.append(today.account_id)
        elif not today.here and today.account_id in ids:
            ids.remove(today.account_id)
    return ids


def available(session: Session, moment: datetime) -> list[Account]:
    """Who is present and takes new talks, in the order in which they are called: an open desk goes first."""
    paused = set(session.scalars(select(DutyToday.account_id).where(DutyToday.paused_until > moment)))
    ids = [account_id for account_id in present(session, moment) if account_id not in paused]
    found = session.scalars(select(Account).where(Account.id.in_(ids), Account.blocked.is_(False)))
    accounts = {one.id: one for one in found if HULPVERLENER in one.roles}
    order = [accounts[account_id] for account_id in ids if account_id in accounts]
    return sorted(order, key=lambda account: not _has_desk_open(account, moment))


def reachable(session: Session, moment: datetime) -> list[Account]:
    """Who takes new talks and has the desk open: only then may a teen hear that somebody is there."""
    return [account for account in available(session, moment) if _has_desk_open(account, moment)]


def say_here(session: Session, account: Account, here: bool, moment: datetime) -> None:
    """Overrule the roster for oneself, until the end of this Dutch day."""
    tomorrow = moment.astimezone(DUTCH_TIME).date() + timedelta(days=1)
    today = _today(session, account)
    today.here = here
    today.said_until = datetime.combine(tomorrow, time(), DUTCH_TIME)
    announce(session, DESK, "queue")


def pause(session: Session, account: Account, until: datetime | None) -> None:
    """Take no new talks for a while; None takes them again."""
    _today(session, account).paused_until = until
    announce(session, DESK, "queue")


def set_week(session: Session, account_id: int, weekdays: Iterable[int], begins: time, ends: time) -> None:
    """Add hours to the week of one person; those that are there already are not doubled."""
    of_person = select(WeeklyHours).where(WeeklyHours.account_id == account_id)
    have = {(one.weekday, one.begins, one.ends) for one in session.scalars(of_person)}
    for weekday in weekdays:
        if (weekday, begins, ends) not in have:
            session.add(WeeklyHours(account_id=account_id, weekday=weekday, begins=begins, ends=ends))
    announce(session, DESK, "queue")


def add_exception(session: Session, account_id: int, day: date, hours: tuple[time, time] | None) -> None:
    """Let somebody be off on a day, or be there at extra hours; the same twice is one."""
    begins, ends = hours or (None, None)
    same = select(RosterException).where(RosterException.account_id == account_id, RosterException.day == day)
    if (begins, ends) not in {(one.begins, one.ends) for one in session.scalars(same)}:
        session.add(RosterException(account_id=account_id, day=day, begins=begins, ends=ends))
    announce(session, DESK, "queue")


def remove(session: Session, kind: type[WeeklyHours] | type[RosterException], found_id: int) -> None:
    """Take a line out of the roster; one that is gone already is no error."""
    if (found := session.get(kind, found_id)) is not None:
        session.delete(found)
    announce(session, DESK, "queue")


def _has_desk_open(account: Account, moment: datetime) -> bool:
    return account.seen_at is not None and account.seen_at > moment - PRESENT_FOR


def _today(session: Session, account: Account) -> DutyToday:
    """What somebody said of today, to change it. Two clicks at once wait for each other at the account's row."""
    session.execute(select(Account.id).where(Account.id == account.id).with_for_update())
    found = session.get(DutyToday, account.id)
    if found is None:
        found = DutyToday(account_id=account.id, here=False)
        session.add(found)
        session.flush()
    return found
