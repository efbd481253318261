"""Erases a conversation everywhere, Rasa's tracker included."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Engine, delete, inspect, text
from sqlalchemy.orm import Session

from weerwoord.cases.models import Case
from weerwoord.chat.models import Conversation, Message
from weerwoord.db import announce, make_engine
from weerwoord.live import DESK
from weerwoord.review.models import Digest


def erase(session: Session, conversation_id: str, tracker_url: str) -> None:
    """Delete messages, cases and the conversation, and what Rasa remembers of it.

    Rasa's part goes first: if that fails nothing is erased, and the teen hears that it did not work.
    """
    erase_tracker(tracker_url, conversation_id)
    session.get(Conversation, conversation_id, with_for_update=True)  # locked first, as everywhere
    for table in (Digest, Message, Case):  # the digest first: it would be written anew for each message that goes
        session.execute(delete(table).where(table.conversation_id == conversation_id))
    session.execute(delete(Conversation).where(Conversation.id == conversation_id))
    announce(session, conversation_id, "erased")
    announce(session, DESK, "queue")


def erase_tracker(tracker_url: str, conversation_id: str) -> None:
    """Delete a conversation from Rasa's tracker store, which has no way of its own to do so."""
    engine = _tracker(tracker_url)
    if not inspect(engine).has_table("events"):
        return  # Rasa has never run on this database
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM events WHERE sender_id = :id"), {"id": conversation_id})


def tracked(tracker_url: str) -> set[str]:
    """The conversations that Rasa remembers."""
    engine = _tracker(tracker_url)
    if not inspect(engine).has_table("events"):
        return set()
    with engine.begin() as connection:
        return set(connection.scalars(text("SELECT DISTINCT sender_id FROM events")))


@lru_cache
def _tracker(url: str) -> Engine:
    return make_engine(url)
