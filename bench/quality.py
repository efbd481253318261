"""Measures understanding beside stock Rasa: `make bench-quality`, or with other labelled files:

    make bench-quality FILES="my_messages.jsonl"

Prints Markdown for docs/model-card.md: both models per set of messages, ours per level, topic, style and asker, and
what it misses, quoted. A file holds one JSON object a line: text, level, topic, and asker and style where known.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from pathlib import Path

from rasa.core.agent import Agent, load_agent
from rasa.utils.log_utils import configure_structlog

from bench import stock
from bench.scoring import HELD_OUT, Message, Reading, cell, read, shares, table
from engine.levels import HIGH
from weerwoord.model import current_model


def main() -> None:
    """Print everything."""
    messages = read([Path(one) for one in sys.argv[1:]] or HELD_OUT)
    ours = readings(current_model(), messages, of_ours)
    model, seconds = stock.build()
    theirs = readings(model, messages, of_stock)
    print(f"{len(messages)} messages; training stock Rasa took {seconds:.0f} s of processor time\n")
    columns = list(shares(messages, ours))
    rows = {}
    for name in sorted({one["set"] for one in messages}):
        for model_name, found in (("ours", ours), ("stock", theirs)):
            part = shares(*chosen(messages, found, lambda one, name=name: one["set"] == name))
            rows[f"{name}: {model_name}"] = [cell(part.get(column)) for column in columns]
    print(table(columns, rows))
    for key in ("level", "topic", "style", "asker"):
        print(f"\n### Ours, per {key}\n")
        print(per(key, messages, ours))
    print("\n### What ours misses\n")
    print(misses(messages, ours))


def readings(model: Path, messages: list[Message], of: Callable[[dict], Reading]) -> list[Reading]:  # type: ignore[type-arg]
    """What a model reads in each message."""

    configure_structlog(logging.ERROR)  # Rasa would print every text that it parses

    async def parse_all() -> list[Reading]:
        agent: Agent = await load_agent(model_path=str(model))
        return [of(await agent.parse_message(one["text"])) for one in messages]

    return asyncio.run(parse_all())


def of_ours(parse: dict) -> Reading:  # type: ignore[type-arg]
    """Our reading; the intent as it was before triage had its say is not in a parse that triage overruled."""
    triage = parse["triage"]
    return {"level": triage["level"], "topic": triage["topic"], "asker": triage["asker"]}


def of_stock(parse: dict) -> Reading:  # type: ignore[type-arg]
    """The reading inside stock Rasa's intent; its fallback says nothing, which is `none`."""
    _intent, *rest = (parse["intent"]["name"] or "").split(stock.BETWEEN)
    level, topic = rest or ("none", "out_of_scope")
    return {"level": level, "topic": topic, "asker": None}


def chosen(
    messages: list[Message], found: list[Reading], wanted: Callable[[Message], bool]
) -> tuple[list[Message], list[Reading]]:
    """The messages that are wanted, with their readings."""
    pairs = [pair for pair in zip(messages, found, strict=True) if wanted(pair[0])]
    return [one for one, _reading in pairs], [reading for _one, reading in pairs]


def per(key: str, messages: list[Message], found: list[Reading]) -> str:
    """One row per value of a label."""
    names = ["high recall", "emergency read as high", "false alarm on none", "level right", "topic right"]
    rows = {}
    for value in sorted({one[key] for one in messages if key in one}):
        some, readings_ = chosen(messages, found, lambda one, value=value: one.get(key) == value)
        part = shares(some, readings_)
        rows[value] = [str(len(some)), *(cell(part.get(name)) for name in names)]
    return table(["n", *names], rows)


def misses(messages: list[Message], found: list[Reading]) -> str:
    """Every message of a teen in danger that was not read as high, and every false alarm."""
    lines = []
    for one, reading in zip(messages, found, strict=True):
        if (one["level"] in HIGH and reading["level"] not in HIGH) or (
            one["level"] == "none" and reading["level"] in HIGH
        ):
            lines.append(f"- {one['level']} {one['topic']}, read as {reading['level']}: “{one['text']}”")
    return "\n".join(sorted(lines))


if __name__ == "__main__":
    main()
