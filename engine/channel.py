"""The internal channel: the front door's only way into Rasa. Token-guarded, on the private network."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.events import SlotSet
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from engine.context import Context, parse_in_context
from weerwoord.settings import get_settings

QUESTION_SLOT = "open_vraag"
"""The slot that holds what the bot last asked."""


class InternalChannel(InputChannel):
    """Answers with `{messages, triage, intent, faq}` for one message."""

    @classmethod
    def name(cls) -> str:
        """The name in URLs and trackers."""
        return "intern"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("intern")

        @routes.middleware("request")
        async def guard(request: Request) -> HTTPResponse | None:
            # Rasa's own --auth-token does not cover /webhooks/*.
            given = request.headers.get("authorization", "")
            if not hmac.compare_digest(given.encode(), f"Bearer {get_settings().rasa_token}".encode()):
                return json({"error": "token"}, status=401)
            return None

        @routes.post("/message")
        async def message(request: Request) -> HTTPResponse:
            body = request.json
            output = CollectingOutputChannel()
            if body["payload"]:
                parse = await self._parse(request, body["payload"])
                parse.pop("triage", None)  # a button is no sentence of the teen's: triage says nothing about it
            else:
                parse = await self._parse_in_context(request, body)
            await on_new_message(
                UserMessage(
                    body["text"],
                    output,
                    body["conversation"],
                    parse_data=parse,
                    input_channel=self.name(),
                    metadata={"easy": body["easy"]},
                )
            )
            messages = [
                {key: one[key] for key in ("text", "buttons", "custom") if key in one} for one in output.messages
            ]
            return json({"messages": messages, **_summary(parse)})

        @routes.post("/read")
        async def read(request: Request) -> HTTPResponse:
            return json({"messages": [], **_summary(await self._parse_in_context(request, request.json))})

        @routes.post("/forget-question")
        async def forget_question(request: Request) -> HTTPResponse:
            agent = request.app.ctx.agent
            conversation = request.json["conversation"]
            async with agent.lock_store.lock(conversation):
                tracker = await agent.tracker_store.get_or_create_tracker(conversation)
                if tracker.events:
                    tracker.update(SlotSet(QUESTION_SLOT, None))
                    await agent.tracker_store.save(tracker)
            return json({})

        return routes

    async def _parse_in_context(self, request: Request, body: dict[str, Any]) -> dict[str, Any]:
        """The parse of a sentence, its triage decided with the talk before it."""
        context = Context(body["level"], tuple(body["before"]))
        return await parse_in_context(lambda text: self._parse(request, text), body["text"], context)

    async def _parse(self, request: Request, text: str) -> dict[str, Any]:
        parsed: dict[str, Any] = await request.app.ctx.agent.parse_message(text)
        return parsed


def _summary(parse: dict[str, Any]) -> dict[str, Any]:
    """What the front door needs of a parse."""
    return {
        "triage": parse.get("triage"),
        "intent": (parse.get("intent") or {}).get("name"),
        "faq": (parse.get("faq") or {}).get("id"),
        "language": parse.get("language"),
    }
