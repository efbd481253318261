"""One case at the desk: its page and stream, and what a counsellor says, notes and ticks in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Form, Query, Request, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from weerwoord.accounts.log import note_look
from weerwoord.cases import moves, notes, presence, safety, view
from weerwoord.cases.attaching import card_of
from weerwoord.cases.desk import AccountId, CaseId, StateNow, desk_router, find, still, who
from weerwoord.cases.models import Case
from weerwoord.cases.pulse import QUESTION, Pulse
from weerwoord.chat.incoming import clean
from weerwoord.chat.models import Conversation
from weerwoord.db import LARGEST_NUMBER, announce
from weerwoord.pages import page

router = desk_router("/desk/cases/{case_id}")

Number = Annotated[int, Query(ge=0, le=LARGEST_NUMBER)]


@router.get("")
def case_page(case_id: CaseId, request: Request, state: StateNow, logged_in: AccountId) -> Response:
    """One case with its log. Who opens it and does not hold it looks on, and is named to the one who talks."""
    with state.database.transaction() as session:
        account = who(session, logged_in)
        case, conversation = find(session, case_id)
        presence.see(session, case_id, account.id)
        note_look(session, account, conversation.id, "gesprek geopend")
        announce(session, conversation.id, "onlooker")
        return page(request, "case.html", **view.whole(session, case, conversation, account, state.library))


@router.get("/stream")
async def case_stream(
    case_id: CaseId,
    state: StateNow,
    logged_in: AccountId,
    after: Number = 0,
    entry: Number = 0,
    stamp: Annotated[str, Query(max_length=40)] = "",
) -> EventSourceResponse:
    """What is new in a case, as pieces of page, from where the page is. Asks for signs of life; ends when none come."""
    at = view.Position(after, entry, stamp)

    def begin() -> str:
        with state.database.transaction() as session:
            account = who(session, logged_in)
            _case, conversation = find(session, case_id)
            presence.see(session, case_id, account.id)
            note_look(session, account, conversation.id, "live meegelezen")
            return conversation.id

    def news() -> list[tuple[str, str]] | None:
        with state.database.transaction() as session:
            account, case = still(session, logged_in), session.get(Case, case_id)
            if case is None:
                return [("changed", "gone"), ("gone", "gone")]
            if account is None or not presence.is_here(session, case_id, account.id):
                return None
            conversation = session.get_one(Conversation, case.conversation_id)
            return view.news(session, case, conversation, account, state.library, at)

    async def events(conversation_id: str) -> AsyncIterator[ServerSentEvent]:
        with state.hub.listen(conversation_id) as queue:
            pulse = Pulse(queue)
            while (found := await asyncio.to_thread(news)) is not None:
                for name, html in found:
                    yield ServerSentEvent(html, event=name)
                    if name == "gone":
                        return
                while (item := await pulse.next()) is not None and item["event"] == "typing":
                    if item["author"] == "teen":
                        yield ServerSentEvent("De jongere typt …", event="typing")
                if item is None:
                    yield QUESTION

    return EventSourceResponse(events(await asyncio.to_thread(begin)), ping=15)


@router.post("/here", status_code=204)
def here(case_id: CaseId, state: StateNow, logged_in: AccountId) -> Response:
    """A sign of life of an open page of this case."""
    with state.database.transaction() as session:
        presence.see(session, case_id, who(session, logged_in).id)
    return Response(status_code=204)


@router.post("/messages", status_code=204)
def say(
    case_id: CaseId,
    state: StateNow,
    logged_in: AccountId,
    text: Annotated[str, Form()] = "",
    card: Annotated[str, Form()] = "",
) -> Response:
    """Write to the teen, with a card of the directory or without; the message comes back over the stream."""
    with state.database.transaction() as session:
        account = who(session, logged_in)
        case = moves.held(session, case_id, account)
        moves.say(session, case, account, state.library, clean(text), card)
    return Response(status_code=204)


@router.post("/typing", status_code=204)
def typing(case_id: CaseId, state: StateNow, logged_in: AccountId) -> Response:
    """Let the teen see that somebody types."""
    with state.database.transaction() as session:
        case = moves.held(session, case_id, who(session, logged_in))
    state.hub.publish(case.conversation_id, "typing", author="counsellor")
    return Response(status_code=204)


@router.post("/notes", status_code=204)
def note(case_id: CaseId, state: StateNow, logged_in: AccountId, note: Annotated[str, Form()] = "") -> Response:
    """Leave an internal note: whoever has the case open may, also without holding it."""
    with state.database.transaction() as session:
        account = who(session, logged_in)
        case, _conversation = moves.lock(session, case_id)
        notes.note(session, case, account.alias, state.mask(clean(note)))
    return Response(status_code=204)


@router.post("/checks/{item}", status_code=204)
def check(
    case_id: CaseId, item: str, state: StateNow, logged_in: AccountId, done: Annotated[bool, Form()] = False
) -> Response:
    """Tick a point of the safety checklist, or take the tick away."""
    with state.database.transaction() as session:
        account = who(session, logged_in)
        safety.tick(session, moves.held(session, case_id, account), item, done, account.alias, state.library)
    return Response(status_code=204)


@router.get("/card")
def card_preview(case_id: CaseId, request: Request, state: StateNow, logged_in: AccountId, card: str = "") -> Response:
    """A card of the directory as the teen will see it; nothing when none is chosen."""
    with state.database.transaction() as session:
        who(session, logged_in)
        case, _conversation = find(session, case_id)
        shown = card_of(state.library, card, case.topic) if card else None
    return page(request, "card.html", card=shown)
