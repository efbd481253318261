"""The answers a reviewer can name as the right one: every first aid, question and follow-up by a key."""

from __future__ import annotations

from typing import Any

from weerwoord.content.library import Library

Choices = dict[str, dict[str, str]]
"""Per group (in Dutch) the keys of its answers with their titles."""


def choices(library: Library) -> Choices:
    """All answers there are."""
    return {
        "Eerste hulp": {f"first_aid:{one.topic}": one.title for one in library.first_aid.values()},
        "Na de eerste hulp": {f"follow_up:{one.id}": one.title for one in library.follow_ups.values()},
        "Vragen": {f"faq:{one.id}": one.title for one in library.faq.values()},
    }


def answer_of(triage: dict[str, Any]) -> str | None:
    """The key of the answer that fits what the computer understood; None where that cannot be told."""
    if triage.get("intent") == "faq" and triage.get("faq"):
        return f"faq:{triage['faq']}"
    harm = triage.get("level") not in (None, "none") and triage.get("intent") != "vervolg"
    return f"first_aid:{triage['topic']}" if harm else None
