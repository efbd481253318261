"""Labels of training messages: Rasa keeps them as metadata of the intent block they stand in."""

from __future__ import annotations

from rasa.shared.nlu.constants import METADATA
from rasa.shared.nlu.training_data.message import Message


def label(message: Message, name: str) -> str | None:
    """A label (`level`, `topic`, `faq`) of a training message, or None."""
    found = (message.get(METADATA) or {}).get("intent") or {}
    return str(found[name]) if found.get(name) else None
