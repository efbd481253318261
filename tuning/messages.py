"""The training messages with their labels and who wrote them, read without Rasa."""

from __future__ import annotations

from pathlib import Path

import yaml

from engine.content_examples import DATA, read_content

LABELS = ("level", "topic", "asker", "intent")

Example = dict[str, str]
"""`text`, values for LABELS as far as they are known, and `brief`: the file of a voice, or `topics` or `content`."""


def read_examples() -> list[Example]:
    """Every training message, and every example in the content."""
    found: list[Example] = []
    for path in sorted(DATA.glob("nlu/*/*.yml")):
        brief = path.stem if path.parent.name == "voices" else path.parent.name
        for block in _read(path)["nlu"]:
            labels = {"intent": block["intent"], "asker": "self", **block["metadata"], "brief": brief}
            found += [{**labels, "text": line.removeprefix("- ")} for line in block["examples"].splitlines()]
    content = ({"brief": "content", **one} for one in read_content())
    return found + [one if "follow_up" in one else {"asker": "self", **one} for one in content]


def _read(path: Path) -> dict:  # type: ignore[type-arg]
    return yaml.safe_load(path.read_text("utf-8"))
