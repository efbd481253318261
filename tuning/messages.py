"""The training messages with their labels and who wrote them, read without Rasa."""

from __future__ import annotations

from pathlib import Path

import yaml

DATA = Path(__file__).resolve().parents[1] / "data"
LABELS = ("level", "topic", "asker", "intent")

Example = dict[str, str]
"""`text`, a value for each of LABELS, and `brief`: the file of a voice, or `topics` or `faq` for the rest."""


def read_examples() -> list[Example]:
    """Every training message, and every question of the FAQ."""
    found: list[Example] = []
    for path in sorted(DATA.glob("nlu/*/*.yml")):
        brief = path.stem if path.parent.name == "voices" else path.parent.name
        for block in _read(path)["nlu"]:
            labels = {"intent": block["intent"], "asker": "self", **block["metadata"], "brief": brief}
            found += [{**labels, "text": line.removeprefix("- ")} for line in block["examples"].splitlines()]
    for path in sorted(DATA.glob("faq/*.yml")):
        for entry in _read(path):
            labels = {"intent": "faq", "asker": "self", "level": "none", "topic": entry["topic"], "brief": "faq"}
            found += [{**labels, "faq": entry["id"], "text": text} for text in [entry["title"], *entry["also_asked"]]]
    return found


def _read(path: Path) -> dict:  # type: ignore[type-arg]
    return yaml.safe_load(path.read_text("utf-8"))
