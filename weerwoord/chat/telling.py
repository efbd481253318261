"""What a teen tells of themselves by the way, as far as a counsellor is helped by it: what they want, and how old."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from weerwoord.chat.models import Conversation
from weerwoord.db import announce
from weerwoord.live import DESK

WISHES = {"listen", "know"}
BANDS = ((13, "10-12"), (16, "13-15"), (18, "16-17"))
"""Below this age: this band. A band, for an exact age says more about somebody than anybody needs."""


def age_band(age: int) -> str | None:
    """The band of an age in years; None for one that cannot be."""
    if not 10 <= age < 100:
        return None
    return next((band for below, band in BANDS if age < below), "18+")


def note(session: Session, conversation: Conversation, signal: dict[str, Any]) -> None:
    """Keep what a `wish` or `age` signal of the actions tells; what makes no sense changes nothing."""
    wish, age = signal.get("wish"), signal.get("age")
    if wish in WISHES:
        conversation.wish = wish
    elif isinstance(age, int) and (band := age_band(age)) is not None:
        conversation.age_band = band
    announce(session, DESK, "queue")
