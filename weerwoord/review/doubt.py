"""Which messages the computer missed, or read with little confidence. The triggers of migration 0006 hold the same."""

from __future__ import annotations

from weerwoord.chat.models import Message

LOW = 0.5
"""Confidence in the level below which a reading is doubtful."""
NOT_UNDERSTOOD = "nlu_fallback"


def doubtful(message: Message) -> bool:
    """Whether a teen's message was missed (not understood, or not read at all), or read with little confidence.

    A button is never doubtful: its meaning is known. Neither is a message that is still being read.
    """
    if message.author != "teen" or message.payload is not None or not message.answered:
        return False
    read = message.triage or {}
    return read.get("intent") == NOT_UNDERSTOOD or (read.get("confidence") or 0.0) < LOW
