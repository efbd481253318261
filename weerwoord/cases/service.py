"""How a case begins: opened by the teen's wish or by an emergency, kept up to date. Every change of hands is told."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.levels import highest
from weerwoord.alerts import escalation
from weerwoord.cases.models import Case
from weerwoord.cases.states import CaseState
from weerwoord.chat import outbox
from weerwoord.chat.models import Conversation
from weerwoord.chat.owner import Owner, may_become
from weerwoord.chat.waiting import KEEP_TALKING
from weerwoord.content.cards import Seeker
from weerwoord.content.library import Library
from weerwoord.content.routing import route
from weerwoord.db import announce, now
from weerwoord.live import DESK
from weerwoord.problems import Problem


def change_owner(session: Session, conversation: Conversation, owner: Owner, alias: str | None = None) -> None:
    """Pass a conversation on, and tell the widget.

    Raises:
        Problem: it cannot pass from its present owner to that one.
    """
    if not may_become(Owner(conversation.owner), owner):
        raise Problem(409, "Dat kan nu niet: dit gesprek is net van hand gewisseld.")
    conversation.owner = owner
    conversation.alias = alias
    conversation.waiting_since = now() if owner == Owner.WAITING else None
    announce(session, conversation.id, "owner")
    announce(session, DESK, "queue")


def open_of(session: Session, conversation_id: str) -> Case | None:
    """The case of a conversation that is not closed."""
    return session.scalar(select(Case).where(Case.conversation_id == conversation_id, Case.state != CaseState.CLOSED))


def open_case(session: Session, conversation: Conversation, reason: str) -> bool:
    """Open a case, or bring the open one up to date; True when it is new."""
    if (case := open_of(session, conversation.id)) is not None:
        refresh(session, conversation)
        return False
    case = Case(conversation_id=conversation.id, level=conversation.level, topic=conversation.topic, reason=reason)
    session.add(case)
    session.flush()
    escalation.call(session, case, case.opened_at)
    announce(session, DESK, "queue")
    return True


def refresh(session: Session, conversation: Conversation) -> None:
    """Bring level and topic of the open case, if any, up to date."""
    case = open_of(session, conversation.id)
    if case is not None and (case.level, case.topic) != (conversation.level, conversation.topic):
        case.level = highest(case.level, conversation.level)
        case.topic = conversation.topic
        announce(session, DESK, "queue")


def request_person(session: Session, conversation: Conversation, library: Library) -> None:
    """The teen asked for a person: open a case, and say honestly whether anybody is there or was called."""
    open_case(session, conversation, "asked")
    change_owner(session, conversation, Owner.WAITING)
    button = {"title": library.text("waiting_button"), "payload": KEEP_TALKING}
    promised = escalation.promise(session, now())
    outbox.append(
        session,
        conversation.id,
        "system",
        text=library.text(f"waiting_{promised}"),
        cards=None if promised == "present" else route(library, conversation.topic, Seeker(), now()),
        buttons=[button],
    )


def call_for_emergency(session: Session, conversation: Conversation, library: Library) -> None:
    """An emergency calls a person by itself. The bot stays with the teen until somebody claims the case."""
    case = open_of(session, conversation.id)
    told_before = case is not None and case.level == "emergency"
    open_case(session, conversation, "emergency")
    if not told_before:
        key = f"emergency_{escalation.promise(session, now())}"
        outbox.append(session, conversation.id, "system", text=library.text(key))
