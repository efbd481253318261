"""What a teen hears while waiting for a person: numbers in an emergency, facts when asked, else one sign.

The bot's dialogue rests meanwhile, so that it does not talk through a story meant for a person.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from weerwoord.chat import outbox
from weerwoord.chat.models import Conversation, Message
from weerwoord.chat.rasa import Reply
from weerwoord.content.library import Library
from weerwoord.db import now

KEEP_TALKING = "verder_met_computer"
"""Payload of the button with which a waiting teen goes back to the bot. The front door handles it."""

HOLD_EVERY = timedelta(minutes=1)
"""A waiting teen who keeps writing hears that it arrives, but not at every line."""


def answer_while_waiting(
    session: Session, conversation: Conversation, reply: Reply, library: Library, after_a_person: bool
) -> None:
    """Say the little that is right while a person is on the way.

    Args:
        after_a_person: a counsellor talked with the teen, and another is to go on: the bot does not come in between.
    """
    level, _topic = reply.reading
    if level == "emergency":
        outbox.append(session, conversation.id, "bot", text=library.text("emergency_while_waiting"))
    elif after_a_person:
        return
    elif level == "none" and reply.intent == "faq" and reply.faq in library.faq:
        outbox.append(session, conversation.id, "bot", text=library.faq[reply.faq].answer)
    elif not _spoke_lately(session, conversation):
        button = {"title": library.text("waiting_button"), "payload": KEEP_TALKING}
        outbox.append(session, conversation.id, "bot", text=library.text("holding"), buttons=[button])


def _spoke_lately(session: Session, conversation: Conversation) -> bool:
    """Whether the bot said something in the last minute, since the teen started to wait."""
    system = select(Message.seq).where(Message.conversation_id == conversation.id, Message.author == "system")
    waiting_since = session.scalar(system.order_by(Message.seq.desc()).limit(1)) or 0
    lately = select(Message.id).where(
        Message.conversation_id == conversation.id,
        Message.author == "bot",
        Message.seq > waiting_since,
        Message.at > now() - HOLD_EVERY,
    )
    return session.scalar(lately.limit(1)) is not None
