"""The chat API, for the widget."""

from __future__ import annotations

import asyncio
import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from pydantic import BaseModel, Field, model_validator
from sse_starlette import EventSourceResponse

from weerwoord.chat import outbox, service
from weerwoord.chat.stream import events
from weerwoord.db import LARGEST_NUMBER
from weerwoord.privacy.erasure import erase
from weerwoord.state import State, get_state

router = APIRouter(prefix="/api/chat")

StateNow = Annotated[State, Depends(get_state)]


def conversation_id(state: StateNow, authorization: Annotated[str | None, Header()] = None) -> str:
    """The conversation that the request's token opens; the only way in."""
    return state.tokens.conversation_of(authorization)


ConversationId = Annotated[str, Depends(conversation_id)]
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


@router.post("/sessions", status_code=201)
def start_session(state: StateNow) -> dict[str, Any]:
    """A new conversation, its token, and the opening."""
    with state.database.transaction() as session:
        conversation = service.start(session, state.library)
        messages = [outbox.public(message) for message in outbox.since(session, conversation.id, 0)]
    return {
        "token": state.tokens.issue(conversation.id),
        "conversation": conversation.id,
        "messages": messages,
    }


@router.post("/messages", status_code=202)
async def send_message(new: NewMessage, state: StateNow, conversation: ConversationId) -> dict[str, int]:
    """Store a teen's message; the answer comes over the stream."""

    def store() -> int:
        with state.database.transaction() as session:
            found = service.find(session, conversation)
            return service.receive(session, found, new.text, new.payload, new.client_id, state.mask).seq

    seq = await asyncio.to_thread(store)
    state.answering.kick(conversation)
    return {"seq": seq}


@router.get("/messages")
def read_messages(state: StateNow, conversation: ConversationId, after: After = 0) -> dict[str, Any]:
    """The messages numbered above `after`, and who answers now: for when streams do not get through."""
    with state.database.transaction() as session:
        found = service.find(session, conversation)
        messages = outbox.since(session, conversation, after)
        return {
            "messages": [outbox.public(message) for message in messages],
            "owner": found.owner,
            "alias": found.alias,
        }


@router.get("/stream")
async def stream(
    request: Request, state: StateNow, conversation: ConversationId, last_event_id: Annotated[str, Header()] = "0"
) -> EventSourceResponse:
    """What happens in the conversation, live, from `Last-Event-ID` on."""

    def check() -> None:
        with state.database.transaction() as session:
            service.find(session, conversation)

    await asyncio.to_thread(check)
    after = int(last_event_id) if re.fullmatch(r"[0-9]{1,9}", last_event_id) else 0
    return EventSourceResponse(
        events(state.database, state.hub, conversation, after), ping=15, headers={"X-Accel-Buffering": "no"}
    )


@router.delete("", status_code=204)
def erase_conversation(state: StateNow, conversation: ConversationId) -> Response:
    """Erase the conversation everywhere: messages, case, and what Rasa remembers."""
    with state.database.transaction() as session:
        service.find(session, conversation)
        erase(session, conversation, state.settings.tracker_database_url)
    return Response(status_code=204)
