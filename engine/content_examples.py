"""The examples in the content, with the labels that they teach. Read by Rasa's training and by the encoder's tuning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.topics import TELLS
from weerwoord.yaml_file import read_yaml

DATA = Path(__file__).resolve().parents[1] / "data"
Labels = dict[str, str]


def read_content(folder: Path = DATA) -> Iterator[Labels]:
    """Every example: `text`, `intent`, and what else is known of it: level, topic, faq, follow_up, situation."""
    for entry in (one for path in _files(folder / "faq") for one in read_yaml(path)):
        labels = {"intent": "faq", "level": "none", "topic": entry["topic"], "faq": entry["id"]}
        yield from ({**labels, "text": text} for text in [entry["title"], *entry["also_asked"]])
    for entry in (one for path in _files(folder / "follow_ups") for one in read_yaml(path)):
        labels = {"intent": "vervolg", "follow_up": entry["id"], "level": entry["level"]}
        yield from ({**labels, "text": text} for text in entry["said"])
    for aid in map(read_yaml, _files(folder / "first_aid")):
        for situation in aid.get("situations", []):
            topic = aid["topic"]
            labels = {"intent": TELLS[topic], "topic": topic, "situation": f"{topic}/{situation['id']}"}
            yield from ({**labels, "text": text} for text in situation["said"])


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yml"))
