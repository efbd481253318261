"""Which words of first aid fit: by level, by who asks, by situation, in plain or simpler Dutch. Plain functions."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from actions import front_door
from actions.base import asker
from engine.levels import LEVELS

Aid = dict[str, Any]
Texts = dict[str, str]


def texts_for(levels: dict[str, Texts], level: str) -> tuple[str, Texts]:
    """The nearest level that there are texts for (the same, else the next lower, else higher), and those texts."""
    order = [*reversed(LEVELS[: LEVELS.index(level) + 1]), *LEVELS[LEVELS.index(level) + 1 :]]
    found = next(one for one in order if one in levels)
    return found, levels[found]


def wording(texts: Texts, who: str, easier: bool) -> str:
    """The form that fits: for a friend, a parent, a professional; in simpler words; or as it is."""
    if who in texts:
        return texts[who]
    return texts["easier"] if easier and "easier" in texts else texts["say"]


def call_of(aid: Aid) -> str:
    """The number to call when life is in danger; of the topic, else that for any danger."""
    own = aid["levels"].get("emergency", {}).get("call")
    return str(own or front_door.get("first-aid/physical_danger")["levels"]["emergency"]["call"])


def situation_of(aid: Aid, tracker: Tracker) -> str | None:
    """The situation of a topic that the message tells of, or that the talk about it was in; None for any other."""
    heard: str | None = (tracker.latest_message.get("situations") or {}).get(aid["topic"])
    if heard in aid["situations"]:
        return heard
    return tracker.get_slot("situatie") if tracker.get_slot("onderwerp") == aid["topic"] else None


def told_more(topic: str, who: str, listening: bool) -> str:
    """Which sentence answers somebody who tells more. Nobody who hurt another hears that it is not their fault."""
    if listening:
        return "heard" if who == "self" else "heard_other"
    if topic == "own_behaviour":
        return "told_more_own"
    return "told_more" if who == "self" else "told_more_other"


def for_asker(forms: dict[str, Any], tracker: Tracker) -> Any:
    """Of texts per asker, those for who asks."""
    return forms[asker(tracker)]
