"""Server-sent events of one conversation: resumes after any number, loses and doubles nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from sse_starlette import ServerSentEvent

from weerwoord.chat import outbox
from weerwoord.chat.models import Conversation
from weerwoord.chat.presence import who_answers
from weerwoord.db import Database
from weerwoord.live import Hub

PASSING = {"typing", "easy", "goodbye"}
"""Events that say all there is to say; the others only say that there is something to read."""


async def events(
    database: Database, hub: Hub, conversation_id: str, after: int, token: str | None
) -> AsyncIterator[ServerSentEvent]:
    """A fresh token where one is due, who answers now, every message numbered above `after`, then what comes.

    It listens before it reads, so that nothing can fall between the two.
    """
    if token is not None:
        yield _event("token", {"token": token})
    with hub.listen(conversation_id) as queue:
        item: dict[str, Any] = {"event": "owner"}
        while True:
            name = item["event"]
            if name in PASSING:
                yield _event(name, {key: value for key, value in item.items() if key != "event"})
            else:
                news = await asyncio.to_thread(_news, database, conversation_id, after)
                if news is None:
                    return  # erased
                owner, messages = news
                if name == "owner":
                    yield _event("owner", owner)
                for message in messages:
                    after = message["seq"]
                    yield ServerSentEvent(json.dumps(message), event="message", id=str(after))
            item = await queue.get()


def _event(name: str, data: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(data), event=name)


def _news(database: Database, conversation_id: str, after: int) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    with database.transaction() as session:
        conversation = session.get(Conversation, conversation_id)
        if conversation is None:
            return None
        messages = [outbox.public(message) for message in outbox.since(session, conversation_id, after)]
        return who_answers(session, conversation), messages
