"""What the page of a case shows, as a whole and piece by piece for its stream."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from weerwoord.accounts.models import Account
from weerwoord.cases import notes, presence, safety
from weerwoord.cases.attaching import attachable
from weerwoord.cases.models import Case, Entry
from weerwoord.cases.states import HELD, CaseState
from weerwoord.chat import outbox
from weerwoord.chat.models import Conversation, Message
from weerwoord.content.library import Library
from weerwoord.pages import fragment


@dataclass
class Position:
    """How far an open page is: the number of its last message and entry, and how the case stood."""

    seq: int
    entry: int
    stamp: str
    shown: dict[str, str] = field(default_factory=dict)
    """The pieces that were sent last, by name: only what changed is sent again."""


def stamp(case: Case) -> str:
    """In whose hands a case is, in one word: what the page may offer depends on nothing else."""
    return f"{case.state}-{case.account_id or 0}-{case.offered_to or 0}"


def whole(
    session: Session, case: Case, conversation: Conversation, account: Account, library: Library
) -> dict[str, Any]:
    """The values of the page's template."""
    messages = outbox.since(session, conversation.id, 0)
    entries = notes.since(session, case.id, 0)
    return _pieces(session, case, conversation, account, library) | {
        "log": _log(messages, entries),
        "last_entry": entries[-1].id if entries else 0,
        "stamp": stamp(case),
        "holder": session.get(Account, case.account_id) if case.account_id else None,
        "colleague": session.get(Account, case.offered_to) if case.offered_to else None,
        "mine": case.state in HELD and case.account_id == account.id,
        "for_me": case.state == CaseState.OFFERED and case.offered_to == account.id,
        "colleagues": presence.colleagues(session, account.id),
        "organisations": attachable(library),
        "referrals": sorted(library.directory.by_id.values(), key=lambda one: one.name),
    }


def news(
    session: Session,
    case: Case,
    conversation: Conversation,
    account: Account,
    library: Library,
    at: Position,
) -> list[tuple[str, str]]:
    """What an open page has not got yet, as (event, piece of page); moves its position on."""
    found: list[tuple[str, str]] = []
    messages = outbox.since(session, conversation.id, at.seq)
    entries = notes.since(session, case.id, at.entry)
    for one in _log(messages, entries):
        name = "entry" if isinstance(one, Entry) else "message"
        found.append((name, fragment(f"{name}.html", **{name: one}, moves=library.desk["moves"])))
    at.seq = messages[-1].seq if messages else at.seq
    at.entry = entries[-1].id if entries else at.entry
    pieces = _pieces(session, case, conversation, account, library)
    for name in ("status", "checklist"):
        html = fragment(f"{name}.html", **pieces)
        if at.shown.get(name) != html:
            at.shown[name] = html
            found.append((name, html))
    if at.stamp != stamp(case):
        at.stamp = stamp(case)
        found.append(("changed", at.stamp))
    return found


def _pieces(
    session: Session, case: Case, conversation: Conversation, account: Account, library: Library
) -> dict[str, Any]:
    """What the pieces that change by themselves show."""
    offered = select(Case).where(Case.state == CaseState.OFFERED, Case.offered_to == account.id, Case.id != case.id)
    return {
        "account": account,
        "case": case,
        "conversation": conversation,
        "mine": case.state in HELD and case.account_id == account.id,
        "onlookers": presence.onlookers(session, case, account.id),
        "offers": list(session.scalars(offered.order_by(Case.id))),
        "checks": safety.ticked(session, case.id),
        "desk": library.desk,
        "moves": library.desk["moves"],
    }


def _log(messages: list[Message], entries: list[Entry]) -> list[Message | Entry]:
    """Messages and the desk's own lines in one order of time."""
    lines: list[Message | Entry] = [*messages, *entries]
    return sorted(lines, key=lambda one: one.at)
