"""What a model reads otherwise than the last accepted one; `make accept` accepts the present one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from bench.scoring import HELD_OUT, Message, Reading, read
from engine.levels import HIGH

ACCEPTED = Path("tests/nlu/accepted.jsonl")
"""Per held-out message, the level that the accepted model reads in it."""


@dataclass(frozen=True)
class Flip:
    """A message that is read otherwise than before."""

    text: str
    wanted: str
    before: str
    now: str

    @property
    def harms(self) -> bool:
        """Whether a teen in danger is now missed, or a calm one alarmed, who was not before."""
        if self.wanted in HIGH:
            return self.before in HIGH and self.now not in HIGH
        return self.wanted == "none" and self.before not in HIGH and self.now in HIGH

    def __str__(self) -> str:
        return f"{self.wanted}, read as {self.before} before and as {self.now} now: “{self.text}”"


def flips(messages: list[Message], before: dict[str, str], now: list[Reading]) -> list[Flip]:
    """The messages whose level is read otherwise; `before` has the accepted level by message id.

    Raises:
        KeyError: a message has no accepted reading yet.
    """
    return [
        Flip(one["text"], one["level"], before[one["id"]], str(reading["level"]))
        for one, reading in zip(messages, now, strict=True)
        if before[one["id"]] != reading["level"]
    ]


def accepted() -> dict[str, str]:
    """The accepted level by message id."""
    lines = ACCEPTED.read_text("utf-8").splitlines()
    return {one["id"]: one["level"] for one in map(json.loads, lines)}


def main() -> None:
    """Accept what the current model reads."""
    from bench.quality import of_ours, readings  # noqa: PLC0415  (Rasa is slow to import, and only needed here)
    from weerwoord.model import current_model  # noqa: PLC0415

    messages = read(HELD_OUT)
    found = readings(current_model(), messages, of_ours)
    lines = [json.dumps({"id": one["id"], "level": r["level"]}) for one, r in zip(messages, found, strict=True)]
    ACCEPTED.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} readings accepted: {ACCEPTED}")


if __name__ == "__main__":
    main()
