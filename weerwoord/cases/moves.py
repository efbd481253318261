"""Every move of a case (`states.py`): who makes it, what changes, and what teen and desk are told."""

from __future__ import annotations

from sqlalchemy.orm import Session

from weerwoord.accounts.models import Account
from weerwoord.alerts import delivery, escalation
from weerwoord.cases import notes, presence
from weerwoord.cases.attaching import card_of
from weerwoord.cases.ending import Ending, keep
from weerwoord.cases.models import Case
from weerwoord.cases.safety import refuse_unchecked
from weerwoord.cases.service import change_owner
from weerwoord.cases.states import EDGES, HELD, By, CaseState, Move, may
from weerwoord.chat import outbox
from weerwoord.chat.models import Conversation
from weerwoord.chat.owner import Owner
from weerwoord.chat.waiting import KEEP_TALKING
from weerwoord.content.cards import Seeker
from weerwoord.content.library import Library
from weerwoord.content.routing import route
from weerwoord.db import announce, now
from weerwoord.duty.service import reachable
from weerwoord.live import DESK
from weerwoord.problems import Problem

REFUSED = {
    Move.CLAIM: "Een collega heeft dit gesprek al opgepakt, of het is gesloten.",
    Move.ACCEPT: "Dit gesprek wordt je niet (meer) aangeboden.",
    Move.DECLINE: "Dit gesprek wordt je niet (meer) aangeboden.",
}
NOT_YOURS = "Dit gesprek is niet (meer) van jou."
GONE = "Dit gesprek bestaat niet (meer): het kan gewist zijn."


def lock(session: Session, case_id: int) -> tuple[Case, Conversation]:
    """A case and its conversation as they are now, until the end of the transaction.

    The conversation is locked first, as everybody does who touches both: the other way round two could wait for
    each other. What others changed before we had the lock is read anew.

    Raises:
        Problem: there is no such case.
    """
    found = session.get(Case, case_id)
    if found is not None:
        conversation = session.get(Conversation, found.conversation_id, with_for_update=True, populate_existing=True)
        case = session.get(Case, case_id, populate_existing=True)
        if case is not None and conversation is not None:
            return case, conversation
    raise Problem(404, GONE)


def held(session: Session, case_id: int, account: Account) -> Case:
    """A case in which this account talks with the teen, locked; asking for it is a sign of life.

    Raises:
        Problem: it is not theirs (any more).
    """
    case, _conversation = lock(session, case_id)
    if case.state not in HELD or case.account_id != account.id:
        raise Problem(409, NOT_YOURS)
    presence.see(session, case_id, account.id)
    return case


def claim(session: Session, case_id: int, account: Account, library: Library) -> None:
    """Take a case from the queue; of two who claim at once the second finds it taken. Mine stays mine.

    Raises:
        Problem: somebody else has it, or it is gone.
    """
    case, conversation = lock(session, case_id)
    if case.state in HELD and case.account_id == account.id:
        return  # from another window, or tapped twice
    _begin(session, case, Move.CLAIM, account)
    case.account_id, case.claimed_at = account.id, now()
    delivery.cancel(session, case_id)
    if conversation.owner == Owner.CLOSED:
        conversation.owner = Owner.BOT
    presence.see(session, case.id, account.id)
    change_owner(session, conversation, Owner.COUNSELLOR, account.alias)
    _tell(session, case, library.text("claimed", name=account.alias), alias=account.alias)


def offer(session: Session, case_id: int, account: Account, colleague: Account | None) -> None:
    """Ask a colleague to take over; until they do, the teen stays with who asks.

    Raises:
        Problem: the case is not this account's, or there is no such colleague.
    """
    case, _conversation = lock(session, case_id)
    if colleague is None or colleague.id == account.id:
        raise Problem(422, "Kies een collega om het gesprek aan over te dragen.")
    _begin(session, case, Move.OFFER, account, colleague.alias)
    case.offered_to, case.offered_at = colleague.id, now()


def withdraw(session: Session, case_id: int, account: Account) -> None:
    """Keep a case that was offered.

    Raises:
        Problem: it is not offered (any more), or not by this account.
    """
    case, _conversation = lock(session, case_id)
    _begin(session, case, Move.WITHDRAW, account)
    case.offered_to = case.offered_at = None


def accept(session: Session, case_id: int, account: Account, library: Library) -> None:
    """Take over a case that is offered to this account.

    Raises:
        Problem: it is not (any more).
    """
    case, conversation = lock(session, case_id)
    _begin(session, case, Move.ACCEPT, account)
    before = conversation.alias or ""
    case.account_id, case.offered_to, case.offered_at = account.id, None, None
    presence.see(session, case.id, account.id)
    change_owner(session, conversation, Owner.COUNSELLOR, account.alias)
    _tell(session, case, library.text("taken_over", name=before, colleague=account.alias), alias=account.alias)


def put_back(session: Session, case_id: int, move: Move, account: Account | None, library: Library) -> None:
    """Back into the queue: by PUT_BACK, DECLINE, EXPIRE or LOSE. The teen hears who left, and whether anybody is there.

    Args:
        account: who does it; None for the clock.

    Raises:
        Problem: this move cannot be made from here, or not by them.
    """
    case, conversation = lock(session, case_id)
    name, left = conversation.alias or "", case.account_id
    _begin(session, case, move, account)
    case.account_id = case.offered_to = case.offered_at = None
    case.waiting_since = now()
    change_owner(session, conversation, Owner.WAITING)
    escalation.call_again(session, case, now())
    somebody = any(one.id != left for one in reachable(session, now()))
    why = library.text("counsellor_lost" if move == Move.LOSE else "counsellor_left", name=name)
    wait = library.text("wait_for_another" if somebody else "wait_for_nobody")
    _tell(
        session,
        case,
        f"{why}\n{wait}",
        cards=None if somebody else route(library, conversation.topic, Seeker(), now()),
        buttons=[{"title": library.text("waiting_button"), "payload": KEEP_TALKING}],
    )


def finish(session: Session, case_id: int, account: Account, library: Library, move: Move, ending: Ending) -> Case:
    """The end of a case: the conversation goes back to the bot (HAND_BACK), or ends (CLOSE).

    Raises:
        Problem: the case is not this account's, or the ending is not complete.
    """
    case, conversation = lock(session, case_id)
    _begin(session, case, move, account)
    refuse_unchecked(session, case, ending.unchecked_reason)
    keep(case, ending, library, goes_on=move == Move.HAND_BACK)
    case.closed_at = now()
    change_owner(session, conversation, Owner.BOT if move == Move.HAND_BACK else Owner.CLOSED)
    key = "handed_back" if move == Move.HAND_BACK else "closed"
    _tell(session, case, library.text(key, name=account.alias))
    return case


def say(session: Session, case: Case, account: Account, library: Library, text: str, organisation: str = "") -> None:
    """A counsellor's message to the teen, with the card of an organisation where one is named.

    Raises:
        Problem: this organisation may not be shown to a teen.
    """
    cards = [card_of(library, organisation, case.topic)] if organisation else None
    outbox.append(session, case.conversation_id, "counsellor", alias=account.alias, text=text, cards=cards)


def _begin(session: Session, case: Case, move: Move, account: Account | None, colleague: str | None = None) -> None:
    """Move a locked case along its edge, and note it for the desk.

    Raises:
        Problem: there is no such edge from here, or not for this account.
    """
    by = By.CLOCK if account is None else _role(case, account)
    if not may(move, CaseState(case.state), by):
        raise Problem(409, REFUSED.get(move, NOT_YOURS))
    case.state = EDGES[move].after
    notes.moved(session, case, move, account.alias if account else None, colleague)
    announce(session, DESK, "queue")


def _role(case: Case, account: Account) -> By:
    """What somebody is to a case."""
    if case.account_id == account.id and case.state in HELD:
        return By.HOLDER
    return By.COLLEAGUE if case.offered_to == account.id else By.ANYBODY


def _tell(session: Session, case: Case, text: str, **more: object) -> None:
    """Tell the teen, in the house's own voice."""
    outbox.append(session, case.conversation_id, "system", text=text, **more)
