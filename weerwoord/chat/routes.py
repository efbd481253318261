"""The chat API, for the widget."""

from __future__ import annotations

import asyncio
import contextlib
import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from pydantic import BaseModel, Field, model_validator
from sqlalchemy.orm import Session
from sse_starlette import EventSourceResponse

from weerwoord.chat import outbox, returning, service
from weerwoord.chat.feedback import Feedback, rate
from weerwoord.chat.limits import Rule
from weerwoord.chat.models import Conversation
from weerwoord.chat.presence import who_answers
from weerwoord.chat.stream import events
from weerwoord.db import LARGEST_NUMBER
from weerwoord.privacy.erasure import erase
from weerwoord.problems import Problem
from weerwoord.state import State, get_state

router = APIRouter(prefix="/api/chat")

StateNow = Annotated[State, Depends(get_state)]
Authorization = Annotated[str | None, Header()]
LONGEST_TOKEN = 300
"""Bytes: a session token has about 100."""


def conversation_id(state: StateNow, authorization: Authorization = None) -> str:
    """The conversation that the request's token opens; the only way in."""
    found = state.tokens.conversation_of(authorization)
    state.limits.count(Rule.CALLS, found)
    return found


def network(request: Request, state: StateNow) -> str:
    """A name for the network that the request came from."""
    return state.limits.network(request.client.host if request.client else None)


ConversationId = Annotated[str, Depends(conversation_id)]
Network = Annotated[str, Depends(network)]
After = Annotated[int, Query(ge=0, le=LARGEST_NUMBER)]


class NewMessage(BaseModel):
    """A text, or the payload of an offered button; `client_id` makes sending twice harmless."""

    text: str | None = None
    payload: str | None = Field(None, max_length=200)
    client_id: str = Field(min_length=8, max_length=64, pattern=r"^[\w.:-]+$")

    @model_validator(mode="after")
    def exactly_one(self) -> NewMessage:
        """Either a text or a payload."""
        if (self.text is None) == (self.payload is None):
            raise ValueError("text or payload")
        return self


class Easy(BaseModel):
    """Whether the teen wants simpler words."""

    easy: bool


class Code(BaseModel):
    """A return code, as somebody typed it."""

    code: str = Field(max_length=40)


@router.post("/sessions", status_code=201)
def start_session(state: StateNow, network: Network) -> dict[str, Any]:
    """A new conversation, its token, and the opening."""
    state.limits.count(Rule.CONVERSATIONS, network)
    with state.database.transaction() as session:
        return _opened(session, state, service.start(session, state.library))


@router.post("/return")
def come_back(given: Code, state: StateNow, network: Network) -> dict[str, Any]:
    """The conversation of a return code, with a token of its own."""
    state.limits.count(Rule.CODES, network)
    with state.database.transaction() as session:
        return _opened(session, state, returning.come_back(session, given.code, state.settings.secret_key))


def _opened(session: Session, state: State, conversation: Conversation) -> dict[str, Any]:
    messages = outbox.since(session, conversation.id, 0)
    return {
        "token": state.tokens.issue(conversation.id),
        "conversation": conversation.id,
        "messages": [outbox.public(message) for message in messages],
        "owner": who_answers(session, conversation),
        "easy": conversation.easy,
    }


@router.post("/messages", status_code=202)
async def send_message(
    new: NewMessage, state: StateNow, conversation: ConversationId, authorization: Authorization = None
) -> dict[str, Any]:
    """Store a teen's message; the answer comes over the stream. Brings a fresh token where one is due."""
    state.limits.count(Rule.MESSAGES, conversation)

    def store() -> int:
        with state.database.transaction() as session:
            found = service.find(session, conversation)
            return service.receive(session, found, new.text, new.payload, new.client_id, state.mask).seq

    seq = await asyncio.to_thread(store)
    state.answering.kick(conversation)
    token = state.tokens.renewed(authorization)
    return {"seq": seq} | ({"token": token} if token else {})


@router.get("/messages")
def read_messages(state: StateNow, conversation: ConversationId, after: After = 0) -> dict[str, Any]:
    """The messages numbered above `after`, and who answers now: for when streams do not get through."""
    with state.database.transaction() as session:
        found = service.find(session, conversation)
        messages = outbox.since(session, conversation, after)
        return {
            "messages": [outbox.public(message) for message in messages],
            "owner": who_answers(session, found),
            "easy": found.easy,
        }


@router.get("/stream")
async def stream(
    state: StateNow,
    conversation: ConversationId,
    last_event_id: Annotated[str, Header()] = "0",
    authorization: Authorization = None,
) -> EventSourceResponse:
    """What happens in the conversation, live, from `Last-Event-ID` on."""

    def check() -> None:
        with state.database.transaction() as session:
            service.find(session, conversation)

    await asyncio.to_thread(check)
    after = int(last_event_id) if re.fullmatch(r"[0-9]{1,9}", last_event_id) else 0
    happening = events(state.database, state.hub, conversation, after, state.tokens.renewed(authorization))
    return EventSourceResponse(happening, ping=15, headers={"X-Accel-Buffering": "no"})


@router.put("/easy", status_code=204)
def speak_easily(wish: Easy, state: StateNow, conversation: ConversationId) -> Response:
    """Switch simpler words on or off, for the rest of the conversation."""
    with state.database.transaction() as session:
        service.speak_easily(session, service.find(session, conversation), wish.easy)
    return Response(status_code=204)


@router.post("/return-code", status_code=201)
def return_code(state: StateNow, conversation: ConversationId) -> dict[str, str]:
    """A code to come back with, in place of an earlier one."""
    with state.database.transaction() as session:
        found = service.find(session, conversation)
        code, expires_at = returning.new_code(session, found, state.settings.secret_key)
    return {"code": code, "expires_at": expires_at.isoformat()}


@router.post("/feedback", status_code=204)
def feedback(given: Feedback, state: StateNow, conversation: ConversationId) -> Response:
    """What the teen thought of it."""
    with state.database.transaction() as session:
        rate(session, conversation, given)
    return Response(status_code=204)


@router.post("/typing", status_code=204)
def typing(state: StateNow, conversation: ConversationId) -> Response:
    """The teen types: whoever has the conversation open at the desk sees it."""
    state.hub.publish(conversation, "typing", author="teen")
    return Response(status_code=204)


@router.post("/left", status_code=204)
async def left(request: Request, state: StateNow) -> Response:
    """The teen pressed Snel weg. The body is the token: a browser that is leaving cannot send a header."""
    token = (await request.body())[:LONGEST_TOKEN].decode("ascii", "replace")

    def leave() -> None:
        with state.database.transaction() as session:
            service.leave(session, service.find(session, state.tokens.conversation_of(f"Bearer {token}")))

    with contextlib.suppress(Problem):  # nobody is left to hear of it
        await asyncio.to_thread(leave)
    return Response(status_code=204)


@router.delete("", status_code=204)
def erase_conversation(state: StateNow, conversation: ConversationId) -> Response:
    """Erase the conversation everywhere: messages, case, and what Rasa remembers."""
    with state.database.transaction() as session:
        service.find(session, conversation)
        erase(session, conversation, state.settings.tracker_database_url)
    return Response(status_code=204)
