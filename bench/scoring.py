"""The scorer that ours and every alternative share: shares that matter, each with its 95 % confidence interval."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from pathlib import Path

from engine.levels import HIGH

HELD_OUT = sorted(Path("tests/nlu").glob("held_out*.jsonl"))
"""Messages by writers whom no model has seen."""

Message = dict[str, str]
Reading = dict[str, str | None]
Share = tuple[int, int]


def read(paths: Iterable[Path]) -> list[Message]:
    """The labelled messages of some files, each with the file's name as `set`."""
    return [
        {"style": path.stem, **json.loads(line), "set": path.stem}
        for path in paths
        for line in path.read_text("utf-8").splitlines()
    ]


def shares(messages: list[Message], readings: list[Reading]) -> dict[str, Share]:
    """What was read right, as hits and how many there were, for each figure that has any."""
    pairs = list(zip(messages, readings, strict=True))

    def count(of: Callable[[Message], bool], hit: Callable[[Message, Reading], bool]) -> Share:
        chosen = [pair for pair in pairs if of(pair[0])]
        return sum(hit(*pair) for pair in chosen), len(chosen)

    found = {
        "high recall": count(lambda m: m["level"] in HIGH, lambda _m, r: r["level"] in HIGH),
        "emergency read as high": count(lambda m: m["level"] == "emergency", lambda _m, r: r["level"] in HIGH),
        "false alarm on none": count(lambda m: m["level"] == "none", lambda _m, r: r["level"] in HIGH),
        "level right": count(lambda _m: True, lambda m, r: r["level"] == m["level"]),
        "topic right": count(lambda _m: True, lambda m, r: r["topic"] == m["topic"]),
        "asker right": count(lambda m: "asker" in m, lambda m, r: r.get("asker") == m["asker"]),
    }
    return {name: share for name, share in found.items() if share[1]}


def interval(hits: int, count: int) -> tuple[float, float]:
    """Wilson's 95 % confidence interval of a share."""
    z = 1.96
    share = hits / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def recall_at(alarms: float, high: list[float], messages: list[Message]) -> float:
    """Recall of high messages at the threshold that raises this share of false alarms: fair to every model.

    Args:
        alarms: the share of `none` messages that may be taken for high ones.
        high: how probable each message was thought to be urgent or an emergency.
    """
    pairs = list(zip(high, messages, strict=True))
    calm = sorted((share for share, one in pairs if one["level"] == "none"), reverse=True)
    threshold = calm[int(alarms * len(calm))]
    wanted = [share > threshold for share, one in pairs if one["level"] in HIGH]
    return sum(wanted) / len(wanted)


def table(columns: list[str], rows: dict[str, list[str]]) -> str:
    """A Markdown table; `rows` maps the first cell of a row to the others."""
    lines = ["| | " + " | ".join(columns) + " |", "|---|" + "---|" * len(columns)]
    return "\n".join([*lines, *(f"| {name} | " + " | ".join(cells) + " |" for name, cells in rows.items())])


def cell(share: Share | None) -> str:
    """A share with its confidence interval, as it stands in a table."""
    if share is None:
        return "–"
    low, high = interval(*share)
    return f"{share[0] / share[1]:.3f} ({low:.2f}–{high:.2f})"
