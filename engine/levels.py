"""The levels of triage, in order. Inside a conversation a level only rises; a person may lower it."""

from __future__ import annotations

LEVELS = ("none", "concern", "urgent", "emergency")
HIGH = {"urgent", "emergency"}


def highest(*levels: str) -> str:
    """The highest of some levels."""
    return max(levels, key=LEVELS.index)
