"""What happens to a case: opened, claimed by one person, handed back or closed. Every change of hands is told."""

from __future__ import annotations

from sqlalchemy import case as sql_case
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.levels import LEVELS, highest
from weerwoord.accounts.models import Account
from weerwoord.alerts import delivery, escalation
from weerwoord.cases.models import Case
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
    return session.scalar(select(Case).where(Case.conversation_id == conversation_id, Case.state != "closed"))


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


def queue(session: Session) -> list[tuple[Case, Account | None]]:
    """Open cases: waiting before claimed, then by level, then the longest waiting first."""
    urgency = sql_case({level: rank for rank, level in enumerate(LEVELS)}, value=Case.level)
    found = select(Case, Account).outerjoin(Account, Account.id == Case.account_id).where(Case.state != "closed")
    rows = session.execute(found.order_by(Case.state.desc(), urgency.desc(), Case.opened_at))
    return [(case, account) for case, account in rows]


def claim(session: Session, case_id: int, account: Account, library: Library) -> None:
    """Take a waiting case: one UPDATE, so that of two who claim at once exactly one wins.

    Raises:
        Problem: somebody else has it, or it is gone.
    """
    # The conversation is locked first, as everybody does who touches both: the other way round two could wait
    # for each other.
    found = session.get(Case, case_id)
    conversation = session.get(Conversation, found.conversation_id, with_for_update=True) if found else None
    waiting = update(Case).where(Case.id == case_id, Case.state == "waiting")
    taken = waiting.values(state="claimed", account_id=account.id, claimed_at=now()).returning(Case.conversation_id)
    conversation_id = session.execute(taken).scalar_one_or_none()
    if conversation is None or conversation_id is None:
        raise Problem(409, "Een collega heeft dit gesprek al opgepakt, of het is gesloten.")
    if conversation.owner == Owner.CLOSED:
        conversation.owner = Owner.BOT
    delivery.cancel(session, case_id)
    change_owner(session, conversation, Owner.COUNSELLOR, account.alias)
    outbox.append(
        session, conversation_id, "system", alias=account.alias, text=library.text("claimed", name=account.alias)
    )


def claimed_by(session: Session, case_id: int, account: Account) -> Case:
    """A case that this account is working on.

    Raises:
        Problem: it is not theirs.
    """
    case = session.get(Case, case_id)
    if case is None or case.state != "claimed" or case.account_id != account.id:
        raise Problem(409, "Dit gesprek is niet (meer) van jou.")
    return case


def say(session: Session, case: Case, account: Account, text: str) -> None:
    """A counsellor's message to the teen."""
    outbox.append(session, case.conversation_id, "counsellor", alias=account.alias, text=text)


def finish(session: Session, case: Case, account: Account, library: Library, owner: Owner) -> None:
    """Hand the conversation back to the bot, or close it; the case is closed either way."""
    conversation = session.get_one(Conversation, case.conversation_id, with_for_update=True)
    case.state = "closed"
    case.closed_at = now()
    change_owner(session, conversation, owner)
    key = "handed_back" if owner == Owner.BOT else "closed"
    outbox.append(session, case.conversation_id, "system", text=library.text(key, name=account.alias))
