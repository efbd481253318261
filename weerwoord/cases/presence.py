"""Who is there: who has the page of a case open, who looks on, and which colleagues are at the desk."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from weerwoord.accounts.models import Account
from weerwoord.accounts.roles import HULPVERLENER
from weerwoord.accounts.service import PRESENT_FOR
from weerwoord.cases.models import Case, OpenPage
from weerwoord.db import now

SIGN_OF_LIFE = 15.0
"""Seconds between two signs of life that an open page is asked for."""
LOST_AFTER = timedelta(seconds=45)
"""How long after the last sign of life of its pages a counsellor is no longer in a case."""


def see(session: Session, case_id: int, account_id: int) -> None:
    """Note a sign of life of a page of this case; all windows of one person count as one."""
    here = update(OpenPage).where(OpenPage.case_id == case_id, OpenPage.account_id == account_id)
    if session.execute(here.values(seen_at=now()).returning(OpenPage.case_id)).first() is None:
        # Another window may have been first, or the case may just have been erased.
        with suppress(IntegrityError), session.begin_nested():
            session.add(OpenPage(case_id=case_id, account_id=account_id))


def is_here(session: Session, case_id: int, account_id: int | None) -> bool:
    """Whether somebody has a page of this case open that still gives signs of life."""
    here = select(OpenPage.case_id).where(
        OpenPage.case_id == case_id, OpenPage.account_id == account_id, OpenPage.seen_at > now() - LOST_AFTER
    )
    return session.scalar(here) is not None


def onlookers(session: Session, case: Case, account_id: int) -> list[str]:
    """The aliases of those who have the case open and do not hold it, as this account sees them: without itself."""
    open_pages = (
        select(Account.alias)
        .join(OpenPage, OpenPage.account_id == Account.id)
        .where(OpenPage.case_id == case.id, OpenPage.seen_at > now() - LOST_AFTER)
        .where(Account.id.not_in({case.account_id or 0, account_id}))
    )
    return list(session.scalars(open_pages.order_by(Account.alias, Account.id)))


def colleagues(session: Session, account_id: int | None) -> list[Account]:
    """Who takes over chats and is at the desk now, beside this one."""
    present = select(Account).where(
        Account.seen_at > now() - PRESENT_FOR, Account.id != (account_id or 0), Account.blocked.is_(False)
    )
    found = session.scalars(present.order_by(Account.alias, Account.id))
    return [account for account in found if HULPVERLENER in account.roles]
