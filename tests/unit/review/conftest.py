"""Conversations to read afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.unit.conftest import PASSWORD
from weerwoord.accounts import service as accounts
from weerwoord.accounts.models import Account
from weerwoord.chat import outbox
from weerwoord.chat import service as chat
from weerwoord.chat.models import Conversation, Message
from weerwoord.review.models import Digest
from weerwoord.state import State

Tell = Callable[..., Digest]


def tell(
    session: Session, state: State, *said: str, level: str = "none", topic: str = "smalltalk", confidence: float = 0.9
) -> Digest:
    """The digest of a conversation in which a teen said this, and the computer read that."""
    conversation = chat.start(session, state.library)
    for text in said:
        message = outbox.append(session, conversation.id, "teen", text=text, answered=False)
        answer(message, level=level, topic=topic, confidence=confidence)
    conversation.level, conversation.topic = level, topic
    session.flush()
    return digest_of(session, conversation)


def answer(message: Message, **triage: Any) -> None:
    """The computer read a message."""
    message.answered, message.triage = True, {"intent": "x", "reasons": ["test"], **triage}


def digest_of(session: Session, conversation: Conversation) -> Digest:
    """The digest as the database has it now."""
    session.flush()
    found = select(Digest).where(Digest.conversation_id == conversation.id)
    return session.scalars(found.execution_options(populate_existing=True)).one()


def said_in(session: Session, digest: Digest) -> list[Message]:
    """What the teen said."""
    return [one for one in outbox.since(session, digest.conversation_id, 0) if one.author == "teen"]


@pytest.fixture
def people(state: State) -> list[Account]:
    """Three reviewers."""
    with state.database.transaction() as session:
        return [accounts.create(session, name, name.title(), PASSWORD) for name in ("ank", "bo", "cas")]
