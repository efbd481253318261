"""A teen who told something grave and then says nothing: one quiet sign that the chat is still there, and no more."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from engine.levels import HIGH
from weerwoord.chat import outbox
from weerwoord.chat.models import Conversation, Message
from weerwoord.chat.owner import Owner
from weerwoord.content.library import Library
from weerwoord.db import Database, now
from weerwoord.repeating import repeat

AFTER = timedelta(minutes=5)
"""A long silence is normal: reading, crying, somebody who walks in."""
UNTIL = timedelta(minutes=30)
"""After so long nobody is there any more; whoever comes back later is not to find a reproach."""
EVERY = timedelta(seconds=30)


def break_silences(session: Session, library: Library, moment: datetime) -> int:
    """Say it once in each talk with the bot that fell silent after something grave; gives in how many."""
    text = library.text("silence")
    said = aliased(Message)
    said_before = exists().where(said.conversation_id == Conversation.id, said.text == text)
    last = (
        select(Conversation.id)
        .join(Message, (Message.conversation_id == Conversation.id) & (Message.seq == Conversation.last_seq))
        .where(
            Conversation.owner == Owner.BOT,
            Conversation.level.in_(HIGH),
            Conversation.left_at.is_(None),
            Message.author == "bot",
            Message.at < moment - AFTER,
            Message.at > moment - UNTIL,
            ~said_before,
        )
    )
    found = list(session.scalars(last))
    for conversation_id in found:
        outbox.append(session, conversation_id, "bot", text=text)
    return len(found)


async def keep_listening(database: Database, library: Library) -> None:
    """Look every half minute, for as long as the front door runs."""
    await asyncio.sleep(EVERY.total_seconds())
    await repeat(partial(_look, database, library), EVERY, "could not look for silent talks; trying again soon")


def _look(database: Database, library: Library) -> None:
    with database.transaction() as session:
        break_silences(session, library, now())
