"""The outbox: every message shown to anybody, numbered per conversation, in one order for all."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from weerwoord.chat.models import Conversation, Message
from weerwoord.db import announce


def append(session: Session, conversation_id: str, author: str, **fields: Any) -> Message:
    """Add a message with the next number, and tell the streams once it is committed.

    The counter is raised by one UPDATE, which also makes writers of one conversation wait for each other.
    """
    raised = update(Conversation).where(Conversation.id == conversation_id)
    seq = session.execute(
        raised.values(last_seq=Conversation.last_seq + 1).returning(Conversation.last_seq)
    ).scalar_one()
    message = Message(conversation_id=conversation_id, seq=seq, author=author, **fields)
    session.add(message)
    session.flush()
    announce(session, conversation_id, "message")
    return message


def since(session: Session, conversation_id: str, after: int) -> list[Message]:
    """The messages numbered above `after`, in order."""
    found = select(Message).where(Message.conversation_id == conversation_id, Message.seq > after)
    return list(session.scalars(found.order_by(Message.seq)))


def public(message: Message) -> dict[str, Any]:
    """A message as the widget receives it; what is empty is left out."""
    shown = {
        "seq": message.seq,
        "author": message.author,
        "alias": message.alias,
        "text": message.text,
        "buttons": message.buttons,
        "cards": message.cards,
        "client_id": message.client_id,
        "at": message.at.isoformat(),
    }
    return {key: value for key, value in shown.items() if value is not None}
