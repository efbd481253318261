"""The front door's line to Rasa: one call per message, with a deadline."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

import httpx2

from engine.context import Context
from engine.levels import LEVELS

PLACES = 4
"""Messages that Rasa works on at once: with more, each makes the others wait until none is in time."""
QUEUE_SECONDS = 1.5
"""How long a message waits for a place. What is left of the deadline must do for the answer."""


class RasaUnavailable(Exception):
    """Rasa did not answer in time, or not with an answer."""


@dataclass(frozen=True)
class Reply:
    """What Rasa made of one message.

    `messages` are as the actions sent them: text, buttons, or `custom` data. `triage` is empty for a
    button, whose meaning is known. `faq` is the id of the FAQ entry that a question asks for, if any.
    `language` is the message's, as an ISO 639-1 code.
    """

    messages: list[dict[str, Any]] = field(default_factory=list)
    triage: dict[str, Any] = field(default_factory=dict)
    intent: str | None = None
    faq: str | None = None
    language: str | None = None

    @property
    def understood(self) -> dict[str, str | None]:
        """What was understood beside triage, for whoever reviews the conversation."""
        return {"intent": self.intent, "faq": self.faq, "language": self.language}

    @property
    def signals(self) -> list[dict[str, Any]]:
        """The data that actions sent instead of sentences (`escalation`, `level`, `cards`, `easy`, `wish`, …)."""
        return [message["custom"] for message in self.messages if message.get("custom")]

    @property
    def reading(self) -> tuple[str, str | None]:
        """The highest level and its topic: what triage read, or what an answer to a safety question means."""
        found = [self.triage, *(signal for signal in self.signals if signal.get("type") == "level")]
        worst = max(found, key=lambda one: LEVELS.index(one.get("level", "none")))
        return worst.get("level", "none"), worst.get("topic")


class Rasa:
    """Asks Rasa over its internal channel (`engine/channel.py`).

    Args:
        url: where Rasa listens.
        token: the secret that both sides know.
        transport: for tests, in place of the network.
    """

    def __init__(self, url: str, token: str, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._client = httpx2.AsyncClient(
            base_url=f"{url}/webhooks/intern", headers={"Authorization": f"Bearer {token}"}, transport=transport
        )
        self._places = asyncio.Semaphore(PLACES)

    async def answer(
        self, conversation_id: str, text: str, payload: str | None, context: Context, easy: bool, seconds: float
    ) -> Reply:
        """Let the bot answer a message, `easy` in simpler words. A payload, a button's meaning, goes instead of it."""
        body = {"conversation": conversation_id, "text": text, "payload": payload, "easy": easy, **asdict(context)}
        return await self._ask("/message", body, seconds)

    async def read(self, text: str, context: Context, seconds: float) -> Reply:
        """Only read a message, without dialogue: triage, intent, and which FAQ entry it asks for."""
        return await self._ask("/read", {"text": text, **asdict(context)}, seconds)

    async def forget_question(self, conversation_id: str, seconds: float) -> None:
        """Let the bot forget what it last asked: another spoke since, and "ja" would answer them."""
        await self._ask("/forget-question", {"conversation": conversation_id}, seconds)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _ask(self, path: str, body: dict[str, Any], seconds: float) -> Reply:
        try:
            # The client's own timeout counts each step by itself, and a reply that trickles in has many.
            async with asyncio.timeout(max(seconds, 0.1)), self._place():
                response = await self._client.post(path, json=body, timeout=None)
            response.raise_for_status()
            found = response.json()
            return Reply(
                found.get("messages", []),
                found.get("triage") or {},
                found.get("intent"),
                found.get("faq"),
                found.get("language"),
            )
        except (httpx2.HTTPError, TimeoutError, json.JSONDecodeError) as error:
            # Only the kind of error: its text may hold the request, and so the teen's words.
            raise RasaUnavailable(type(error).__name__) from None

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        """One of the places in Rasa, for as long as the block lasts."""
        async with asyncio.timeout(QUEUE_SECONDS):
            await self._places.acquire()
        try:
            yield
        finally:
            self._places.release()
