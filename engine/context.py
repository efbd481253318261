"""Reads a message in the light of the talk before it. Plain functions, without Rasa.

"hij staat er weer" says little by itself; after "mijn ex dreigt me iets aan te doen" it says much. So a message is
read twice: alone, and together with the last messages. Nothing that follows ever lowers what was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.levels import HIGH, LEVELS, highest

MESSAGES = 3
"""How many of the teen's last messages are read together with the new one."""

Triage = dict[str, Any]


def language_in_context(alone: str, guess: str, together: str) -> str:
    """The language of a message: what it plainly is, else a guess that fits the messages before it.

    Args:
        alone: what the message counts as; Dutch unless another is plain.
        guess: what it looks most like.
        together: what it counts as after the messages before it.
    """
    return guess if guess == together else alone


@dataclass(frozen=True)
class Context:
    """What a message is read with: the highest level so far, and the teen's messages before it, oldest first."""

    level: str = "none"
    before: tuple[str, ...] = ()

    def together(self, text: str) -> str:
        """The new message after the last few."""
        return "\n".join([*self.before[-MESSAGES:], text])


def read_in_context(alone: Triage, together: Triage, level_before: str) -> Triage:
    """Triage of a message, from what it says alone and what it says after the messages before it.

    The joint reading counts when it is worse than the talk was so far (a run of small signals is a signal), and when
    the message itself gives a small signal in a talk about worse. "ok dankjewel" after a disclosure stays small talk.
    """
    so_far = highest(level_before, alone["level"])
    worse_than_so_far = LEVELS.index(together["level"]) > LEVELS.index(so_far)
    signal_in_worse = alone["level"] == "concern" and level_before in HIGH and together["level"] in HIGH
    if not (worse_than_so_far or signal_in_worse):
        return alone
    return {**together, "reasons": ["gelezen samen met de berichten ervoor", *together["reasons"]]}
