"""Many teens at once: `make bench-chat`. Every session holds a stream open and writes a message every ten seconds.

It counts what matters: messages lost, doubled or out of order in the streams, and answers; then times. Each teen
seems to come from a network of their own (X-Forwarded-For, which the server believes of this machine only).
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from bench.scoring import HELD_OUT, read, table
from bench.speed import p95, resident
from tests.running import running_stack
from weerwoord.content.library import Library
from weerwoord.settings import ROOT

SESSIONS = 500
EVERY = 10.0
"""Seconds between two messages of a teen."""
MESSAGES = 6
"""Per teen: a minute of talk."""
PATIENCE = 15.0
"""Seconds after the last message in which the last answers may come: three times what is promised."""


@dataclass
class Teen:
    """One session: what it sent, and what its stream brought."""

    client: httpx2.AsyncClient
    number: int
    token: str = ""
    sent: dict[str, float] = field(default_factory=dict)
    receipts: list[float] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)
    heard_at: list[float] = field(default_factory=list)

    @property
    def headers(self) -> dict[str, str]:
        """Who it is, and from where."""
        address = f"10.{self.number // 250}.{self.number % 250}.7"
        return {"X-Forwarded-For": address} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})

    async def open(self) -> None:
        """Begin a session."""
        started = await self.client.post("/api/chat/sessions", headers=self.headers)
        started.raise_for_status()
        self.token = started.json()["token"]

    async def listen(self) -> None:
        """Read the stream until cancelled."""
        async with self.client.stream("GET", "/api/chat/stream", headers=self.headers) as stream:
            event = ""
            async for line in stream.aiter_lines():
                name, _, value = line.partition(": ")
                if name == "event":
                    event = value
                elif name == "data" and event == "message":
                    self.heard.append(json.loads(value))
                    self.heard_at.append(time.perf_counter())

    async def write(self, texts: list[str]) -> None:
        """Send one message after the other, ten seconds apart."""
        await asyncio.sleep(random.Random(self.number).random() * EVERY)
        for index, text in enumerate(texts):
            client_id = f"load-{self.number:04}-{index:02}"
            began = self.sent[client_id] = time.perf_counter()
            body = {"text": text, "client_id": client_id}
            answer = await self.client.post("/api/chat/messages", json=body, headers=self.headers)
            answer.raise_for_status()
            self.receipts.append(time.perf_counter() - began)
            await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - began)))

    def answer_times(self) -> list[float]:
        """Seconds from each message to the first that somebody else said after it."""
        own = {one["client_id"]: one["seq"] for one in self.heard if one.get("client_id")}
        times = []
        for client_id, seq in own.items():
            later = [
                at
                for one, at in zip(self.heard, self.heard_at, strict=True)
                if one["seq"] > seq and one["author"] != "teen"
            ]
            if later:
                times.append(later[0] - self.sent[client_id])
        return times


def main() -> None:
    """Run the load against a stack of its own, and print one Markdown table."""
    texts = [one["text"] for one in read(HELD_OUT)]
    with tempfile.TemporaryDirectory() as folder, running_stack(Path(folder)) as running:
        teens = asyncio.run(load(running.url, texts))
        door = running.parts["front door"].process
        megabytes = resident(door.pid) / 1e6 if door else 0.0
    print(table(["figure"], {name: [value] for name, value in figures(teens, megabytes).items()}))


async def load(url: str, texts: list[str]) -> list[Teen]:
    """All teens: they come in, listen and write."""
    limits = httpx2.Limits(max_connections=3 * SESSIONS, max_keepalive_connections=3 * SESSIONS, keepalive_expiry=2)
    async with httpx2.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        teens = [Teen(client, number) for number in range(SESSIONS)]
        for teen in teens:
            await teen.open()
        streams = [asyncio.create_task(teen.listen()) for teen in teens]
        await asyncio.gather(
            *(teen.write([texts[(teen.number + n * 37) % len(texts)] for n in range(MESSAGES)]) for teen in teens)
        )
        await asyncio.sleep(PATIENCE)
        for stream in streams:
            stream.cancel()
        await asyncio.gather(*streams, return_exceptions=True)
    return teens


def figures(teens: list[Teen], megabytes: float) -> dict[str, str]:
    """What was lost, doubled, answered, and how fast."""
    static = Library(ROOT / "data").text("engine_down")
    sent = sum(len(teen.sent) for teen in teens)
    lost = doubled = disordered = by_bot = by_text = 0
    for teen in teens:
        numbers = [one["seq"] for one in teen.heard]
        own = [one["client_id"] for one in teen.heard if one.get("client_id")]
        lost += len(teen.sent.keys() - set(own)) + (max(numbers, default=0) - len(set(numbers)))
        doubled += len(numbers) - len(set(numbers)) + len(own) - len(set(own))
        disordered += numbers != sorted(numbers)
        by_text += sum(one.get("text") == static for one in teen.heard)
        by_bot += len(teen.answer_times()) - sum(one.get("text") == static for one in teen.heard)
    receipts = [one for teen in teens for one in teen.receipts]
    answers = [one for teen in teens for one in teen.answer_times()]
    return {
        "sessions with an open stream": str(len(teens)),
        "messages sent": str(sent),
        "lost": str(lost),
        "doubled": str(doubled),
        "streams out of order": str(disordered),
        "messages that got an answer": str(len(answers)),
        "of those by the bot": str(by_bot),
        "of those by the static text with the numbers": str(by_text),
        "receipt, p50 / p95, ms": f"{1000 * statistics.median(receipts):.0f} / {1000 * p95(receipts):.0f}",
        "first answer, p50 / p95, s": f"{statistics.median(answers):.1f} / {p95(answers):.1f}",
        "front door, MB": f"{megabytes:.0f}",
    }


if __name__ == "__main__":
    main()
