"""Reads a message in the light of the talk before it. Plain functions, without Rasa.

"hij staat er weer" says little by itself; after "mijn ex dreigt me iets aan te doen" it says much. So a message is
read twice: alone, and together with the last messages. Nothing that follows ever lowers what was read.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from engine.decisions import leaves_it_at_that, rule_intent_in_talk, says_it_all
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
    Whom it is about may have been said before: "het gaat om een vriendin", and then "ze wordt bedreigd".
    """
    so_far = highest(level_before, alone["level"])
    worse_than_so_far = LEVELS.index(together["level"]) > LEVELS.index(so_far)
    signal_in_worse = alone["level"] == "concern" and level_before in HIGH and together["level"] in HIGH
    who = alone["asker"] if alone["asker"] != "self" else together["asker"]
    if not (worse_than_so_far or signal_in_worse):
        return {**alone, "asker": who}
    return {**together, "reasons": ["gelezen samen met de berichten ervoor", *together["reasons"]]}


async def parse_in_context(
    parse: Callable[[str], Awaitable[dict[str, Any]]], text: str, context: Context
) -> dict[str, Any]:
    """Read a message alone and with the talk before it; gives one parse, with the intent that the rules act on.

    Args:
        parse: reads one text by itself.
        text: the message.
        context: the talk before it.
    """
    found = await parse(text)
    if context.before and not says_it_all(found, context.level):
        together = await parse(context.together(text))
        if not leaves_it_at_that(found, together):
            found["triage"] = read_in_context(found["triage"], together["triage"], context.level)
        found["language"] = language_in_context(found["language"], found["language_guess"], together["language"])
    found["intent"] = rule_intent_in_talk(found, context.level)
    return found
