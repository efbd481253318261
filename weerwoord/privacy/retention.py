"""Forgets by itself: what nobody wrote in for thirty days is erased."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from weerwoord.chat.models import Conversation, Message
from weerwoord.db import Database, now
from weerwoord.privacy.erasure import erase, erase_tracker, tracked
from weerwoord.repeating import repeat
from weerwoord.review.search import sweep

KEEP = timedelta(days=30)
"""What the FAQ entry "wat-bewaren-jullie" promises."""
EVERY = timedelta(hours=1)


def forget_old(session: Session, tracker_url: str, moment: datetime) -> int:
    """Erase each conversation whose last message is older than KEEP; gives how many."""
    last = func.max(Message.at)
    old = select(Message.conversation_id).group_by(Message.conversation_id).having(last < moment - KEEP)
    found = list(session.scalars(old))
    for conversation_id in found:
        erase(session, conversation_id, tracker_url)
    return len(found)


def forget_orphans(session: Session, tracker_url: str) -> int:
    """Erase what Rasa remembers of conversations that are gone; gives how many.

    Rasa may write its tracker after our deadline has passed and the teen has erased the talk.
    """
    known = set(session.scalars(select(Conversation.id)))
    orphans = tracked(tracker_url) - known
    for conversation_id in orphans:
        erase_tracker(tracker_url, conversation_id)
    return len(orphans)


async def keep_forgetting(database: Database, tracker_url: str) -> None:
    """Forget now and every hour, for as long as the front door runs."""
    failed = "could not erase old conversations; trying again in an hour"
    await repeat(partial(_forget, database, tracker_url), EVERY, failed)


def _forget(database: Database, tracker_url: str) -> None:
    with database.transaction() as session:
        forget_old(session, tracker_url, now())
        forget_orphans(session, tracker_url)
        sweep(session)
