"""First aid and follow-ups: what is said to somebody who may be in trouble, as `data/` has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LEVELS = ("emergency", "urgent", "concern")
ASKERS = ("self", "friend", "parent", "professional")

Texts = dict[str, str]
"""Forms of one text: `say`, `easier`, and one per asker who is not the teen; `call` names who is called first."""


@dataclass(frozen=True)
class Situation:
    """A part of a topic with words of its own; without them the topic's general words fit."""

    id: str
    title: str
    said: tuple[str, ...]
    levels: dict[str, Texts]
    steps: tuple[str, ...]


@dataclass(frozen=True)
class FirstAid:
    """What to say about one harm topic; `steps`, `listen` and `message` have one form per asker.

    `message` is what somebody can copy and send to a help organisation.
    """

    topic: str
    title: str
    levels: dict[str, Texts]
    steps: dict[str, tuple[str, ...]]
    listen: Texts
    message: Texts
    check: str | None
    check_danger: str
    situations: dict[str, Situation]
    organisations: tuple[str, ...]

    def for_actions(self, phone: Callable[[str], str]) -> dict[str, Any]:
        """What the action server needs of it.

        Args:
            phone: gives the number of an organisation: that of `call` is filled in.
        """
        levels = {
            level: texts | ({"call": phone(texts["call"])} if "call" in texts else {})
            for level, texts in self.levels.items()
        }
        return {
            "topic": self.topic,
            "levels": levels,
            "steps": self.steps,
            "listen": self.listen,
            "check": self.check,
            "check_danger": self.check_danger,
            "situations": {one.id: one.levels for one in self.situations.values()},
            "situation_steps": {one.id: one.steps for one in self.situations.values()},
        }


@dataclass(frozen=True)
class FollowUp:
    """The answer to what is asked or told next in a talk; `by_topic` where a topic needs another one.

    `level` is what such a sentence says by itself, without the talk before it.
    """

    id: str
    title: str
    level: str
    said: tuple[str, ...]
    say: str
    easier: str
    other: str
    by_topic: Texts
    then: str
    source: dict[str, str] | None
    doubt: str | None

    def for_actions(self) -> dict[str, Any]:
        """What the action server needs of it."""
        return {"say": self.say, "easier": self.easier, "other": self.other, "for": self.by_topic, "then": self.then}


def first_aid_of(raw: dict[str, Any]) -> FirstAid:
    """One file of `data/first_aid`."""
    situations = [
        Situation(one["id"], one["title"], tuple(one["said"]), _levels(one), tuple(one.get("steps", ())))
        for one in raw.get("situations", [])
    ]
    return FirstAid(
        topic=raw["topic"],
        title=raw["title"],
        levels=_levels(raw),
        steps={who: tuple(steps) for who, steps in raw["steps"].items()},
        listen=raw["listen"],
        message=raw["message"],
        check=raw.get("check"),
        check_danger=raw.get("check_danger", "ja"),
        situations={one.id: one for one in situations},
        organisations=tuple(raw["organisations"]),
    )


def follow_up_of(raw: dict[str, Any]) -> FollowUp:
    """One entry of `data/follow_ups`."""
    return FollowUp(
        id=raw["id"],
        title=raw["title"],
        level=raw["level"],
        said=tuple(raw["said"]),
        say=raw["say"],
        easier=raw["easier"],
        other=raw["other"],
        by_topic=raw.get("for") or {},
        then=raw["then"],
        source=raw["source"],
        doubt=raw["doubt"],
    )


def _levels(raw: dict[str, Any]) -> dict[str, Texts]:
    return {level: raw[level] for level in LEVELS if level in raw}
