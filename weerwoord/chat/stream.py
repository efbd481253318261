"""Server-sent events of one conversation: resumes after any number, loses and doubles nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from sse_starlette import ServerSentEvent

from weerwoord.chat import outbox
from weerwoord.chat.models import Conversation
from weerwoord.db import Database
from weerwoord.live import Hub


async def events(database: Database, hub: Hub, conversation_id: str, after: int) -> AsyncIterator[ServerSentEvent]:
    """Who answers now, every message numbered above `after`, then what comes: `message`, `typing`, `owner`.

    It listens before it reads, so that nothing can fall between the two.
    """
    with hub.listen(conversation_id) as queue:
        item: dict[str, Any] = {"event": "owner"}
        while True:
            if item["event"] == "typing":
                yield ServerSentEvent(json.dumps({"author": item["author"]}), event="typing")
            else:
                news = await asyncio.to_thread(_news, database, conversation_id, after)
                if news is None:
                    return  # erased
                owner, messages = news
                if item["event"] == "owner":
                    yield ServerSentEvent(json.dumps(owner), event="owner")
                for message in messages:
                    after = message["seq"]
                    yield ServerSentEvent(json.dumps(message), event="message", id=str(after))
            item = await queue.get()


def _news(database: Database, conversation_id: str, after: int) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    with database.transaction() as session:
        conversation = session.get(Conversation, conversation_id)
        if conversation is None:
            return None
        owner = {"owner": conversation.owner, "alias": conversation.alias}
        return owner, [outbox.public(message) for message in outbox.since(session, conversation_id, after)]
