"""What a teen may send, before anything is stored."""

from __future__ import annotations

import re

from weerwoord.chat.models import Message
from weerwoord.problems import Problem

LONGEST = 2000
"""Characters in one message: the longest disclosures in the training data are far shorter."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
COMMAND = re.compile(r"^[\s/]+")
"""Rasa reads a leading slash as a command (also after white space): a teen's text never starts with one."""


def clean(text: str) -> str:
    """The text without control characters and without leading slashes.

    Raises:
        Problem: nothing is left, or it is longer than LONGEST.
    """
    if len(text) > LONGEST:
        raise Problem(413, f"Je bericht is te lang. Stuur het in stukjes van hooguit {LONGEST} tekens.")
    cleaned = COMMAND.sub("", CONTROL.sub("", text)).strip()
    if not cleaned:
        raise Problem(422, "Je bericht is leeg. Typ eerst iets.")
    return cleaned


def chosen_button(payload: str, last_offer: Message | None) -> dict[str, str]:
    """The button that carries `payload` among those offered last.

    Raises:
        Problem: the last message with buttons did not offer it.
    """
    for button in (last_offer.buttons if last_offer else None) or []:
        if button["payload"] == payload:
            return button
    raise Problem(422, "Die knop kan nu niet meer. Typ gerust wat je wilt zeggen.")
