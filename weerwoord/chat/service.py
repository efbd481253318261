"""What happens to a teen's message inside the database: start, receive, record the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.context import MESSAGES, Context
from engine.levels import HIGH, highest
from weerwoord.alerts.escalation import promise
from weerwoord.cases import service as cases
from weerwoord.chat import incoming, outbox, telling
from weerwoord.chat.models import Conversation, Message
from weerwoord.chat.owner import Owner
from weerwoord.chat.rasa import Reply
from weerwoord.chat.waiting import answer_while_waiting
from weerwoord.content.library import Library
from weerwoord.db import announce, now
from weerwoord.live import DESK
from weerwoord.privacy.masking import Masker
from weerwoord.problems import Problem


def start(session: Session, library: Library) -> Conversation:
    """A new conversation with the opening in its outbox."""
    conversation = Conversation(id=str(uuid4()))
    session.add(conversation)
    session.flush()
    *first, last = library.texts["opening"]
    for text in first:
        outbox.append(session, conversation.id, "bot", text=text)
    outbox.append(session, conversation.id, "bot", text=last, buttons=library.texts["opening_buttons"])
    return conversation


def find(session: Session, conversation_id: str) -> Conversation:
    """The conversation of a valid token.

    Raises:
        Problem: it was erased.
    """
    conversation = session.get(Conversation, conversation_id)
    if conversation is None:
        raise Problem(401, "Dit gesprek is gewist. Begin een nieuw gesprek.")
    return conversation


def receive(
    session: Session, conversation: Conversation, text: str | None, payload: str | None, client_id: str, mask: Masker
) -> Message:
    """Store a teen's message, masked; the same `client_id` again gives the message stored before.

    Whoever writes is not gone.

    Raises:
        Problem: it is empty, too long, or a button that was not offered.
    """
    sent_before = select(Message).where(Message.conversation_id == conversation.id, Message.client_id == client_id)
    if (known := session.scalar(sent_before)) is not None:
        return known
    if payload is not None:
        offered = select(Message).where(Message.conversation_id == conversation.id, Message.buttons.is_not(None))
        last_offer = session.scalar(offered.order_by(Message.seq.desc()).limit(1))
        text = incoming.chosen_button(payload, last_offer)["title"]
    else:
        text = mask(incoming.clean(text or ""))
    conversation.left_at = None
    return outbox.append(
        session, conversation.id, "teen", text=text, payload=payload, client_id=client_id, answered=False
    )


@dataclass(frozen=True)
class Open:
    """A teen's message that still wants an answer, with what the answer depends on."""

    message_id: int
    conversation_id: str
    text: str
    payload: str | None
    owner: Owner
    received_at: datetime
    context: Context
    easy: bool

    @property
    def for_rasa(self) -> str | None:
        """The payload as Rasa knows it; a button that stands for a sentence has none."""
        return self.payload if self.payload and self.payload.startswith("/") else None


def next_open(session: Session, conversation_id: str) -> Open | None:
    """The oldest message of a conversation that wants an answer."""
    waiting = select(Message).where(Message.conversation_id == conversation_id, Message.answered.is_(False))
    message = session.scalar(waiting.order_by(Message.seq).limit(1))
    if message is None:
        return None
    conversation = session.get_one(Conversation, conversation_id)
    text = message.payload if message.payload and not message.payload.startswith("/") else message.text
    context = Context(conversation.level, _before(session, message))
    owner = Owner(conversation.owner)
    return Open(message.id, conversation_id, text or "", message.payload, owner, message.at, context, conversation.easy)


def _before(session: Session, message: Message) -> tuple[str, ...]:
    """The sentences of the teen right before a message, oldest first. Buttons are none: their meaning is known."""
    earlier = select(Message.text).where(
        Message.conversation_id == message.conversation_id,
        Message.seq < message.seq,
        Message.author == "teen",
        Message.payload.is_(None),
    )
    found = session.scalars(earlier.order_by(Message.seq.desc()).limit(MESSAGES))
    return tuple(reversed([text for text in found if text]))


def speak_easily(session: Session, conversation: Conversation, easy: bool) -> None:
    """Say what follows in simpler words, or no longer; the widget's switch follows."""
    conversation.easy = easy
    announce(session, conversation.id, "easy", easy=easy)


def leave(session: Session, conversation: Conversation) -> None:
    """The teen is gone by Snel weg: whoever has the talk open at the desk sees it."""
    conversation.left_at = now()
    announce(session, conversation.id, "left")
    announce(session, DESK, "queue")


def conversations_to_answer(session: Session) -> list[str]:
    """The conversations with a message that wants an answer: left behind by a front door that stopped."""
    return list(session.scalars(select(Message.conversation_id).where(Message.answered.is_(False)).distinct()))


def keep_talking(session: Session, open_message: Open, library: Library) -> None:
    """The teen, waiting for a person, goes on with the bot; the case stays in the desk's queue."""
    if not _mark(session, open_message, {}):
        return
    conversation = session.get_one(Conversation, open_message.conversation_id, with_for_update=True)
    if conversation.owner == Owner.WAITING:
        cases.change_owner(session, conversation, Owner.BOT)
        outbox.append(session, conversation.id, "system", text=library.text("stopped_waiting"))


def record(session: Session, open_message: Open, reply: Reply, library: Library) -> bool:
    """Store what Rasa read and said, in one transaction with the case it leads to.

    What the bot said is dropped when a person took over meanwhile. An emergency opens a case whatever
    the rules did. False when the conversation was erased meanwhile.
    """
    if not _mark(session, open_message, {**reply.triage, **reply.understood}):
        return False
    conversation = session.get_one(Conversation, open_message.conversation_id, with_for_update=True)
    level, topic = reply.reading
    _raise_level(conversation, level, topic)
    if conversation.owner == Owner.COUNSELLOR:
        cases.refresh(session, conversation)  # who is there already needs no calling
        return True
    escalate = False
    if conversation.owner == Owner.WAITING:
        case = cases.open_of(session, conversation.id)
        after_a_person = case is not None and case.claimed_at is not None
        answer_while_waiting(session, conversation, reply, library, after_a_person)
    else:
        if conversation.owner == Owner.CLOSED:
            cases.change_owner(session, conversation, Owner.BOT)
            outbox.append(session, conversation.id, "system", text=library.text("reopened"))
        escalate = _say(session, conversation, reply.messages)
    if escalate:
        cases.request_person(session, conversation, library)
    elif level == "emergency":
        cases.call_for_emergency(session, conversation, library)
    else:
        cases.refresh(session, conversation)
    return True


def record_silence(session: Session, open_message: Open, library: Library, level: str, topic: str | None) -> bool:
    """Rasa did not answer: say the static safety answer, and open a case if the last level was high.

    False when the conversation was erased meanwhile.

    Args:
        level, topic: what the unmistakable phrases alone read in the message.
    """
    if not _mark(session, open_message, {"level": level, "topic": topic, "intent": None} if level != "none" else {}):
        return False
    conversation = session.get_one(Conversation, open_message.conversation_id, with_for_update=True)
    _raise_level(conversation, level, topic)
    cases.refresh(session, conversation)
    if conversation.owner == Owner.COUNSELLOR:
        return True
    outbox.append(session, conversation.id, "bot", text=library.text("engine_down"))
    if conversation.level in HIGH and cases.open_case(session, conversation, "engine_down"):
        key = f"engine_down_{promise(session, now())}"
        outbox.append(session, conversation.id, "system", text=library.text(key))
    return True


def _raise_level(conversation: Conversation, level: str, topic: str | None) -> None:
    """Level and topic of the worst so far; of two that are as bad, the last."""
    if level != "none" and highest(conversation.level, level) == level:
        conversation.level, conversation.topic = level, topic


def _mark(session: Session, open_message: Open, triage: dict[str, Any]) -> bool:
    """Mark a message as dealt with; False when the conversation was erased meanwhile."""
    message = session.get(Message, open_message.message_id)
    if message is None:
        return False
    message.answered = True
    message.triage = triage or None
    return True


def _say(session: Session, conversation: Conversation, messages: list[dict[str, Any]]) -> bool:
    """Put Rasa's messages in the outbox; True when one of them asks for a person."""
    escalate = False
    for message in messages:
        custom = message.get("custom") or {}
        if custom.get("type") == "escalation":
            escalate = True
        elif custom.get("type") == "easy":
            speak_easily(session, conversation, True)
        elif custom.get("type") in ("wish", "age"):
            telling.note(session, conversation, custom)
        elif custom.get("type") == "goodbye":
            announce(session, conversation.id, "goodbye")
        elif message.get("text") or custom.get("type") == "cards":
            outbox.append(
                session,
                conversation.id,
                "bot",
                text=message.get("text") or custom.get("text"),
                buttons=message.get("buttons") or None,
                cards=custom.get("cards"),
            )
    return escalate
