"""Which organisation fits, and what the teen tells of age and place."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions import front_door
from actions.asking import Question, ask_listen_or_know, asked
from actions.base import Events, KindAction, asker
from actions.voice import Voice

AGE = re.compile(r"\b([1-9]\d)\b")
IN_WORDS = {
    "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17,
    "achttien": 18, "negentien": 19,
}  # fmt: skip
WRITES_RATHER = re.compile(r"\b(chat\w*|app\w*|typ\w*|(niet|zonder te|zonder|niet te) bellen)\b")
CALLS_RATHER = re.compile(r"\b(bellen|opbellen|telefoon\w*|praten met iemand)\b")


def find_age(text: str) -> int | None:
    """The age that a short answer names ("15", "bijna vijftien"), between 10 and 99, or None."""
    for word, age in IN_WORDS.items():
        if re.search(rf"\b{word}\b", text.lower()):
            return age
    found = AGE.search(text)
    return int(found[1]) if found else None


def find_way(text: str) -> str | None:
    """Whether somebody would rather write ("chat") or call ("phone"), or None."""
    if WRITES_RATHER.search(text.lower()):
        return "chat"
    return "phone" if CALLS_RATHER.search(text.lower()) else None


def fitting_help(tracker: Tracker, place: str | None, way: str | None) -> dict[str, Any]:
    """The cards that fit this talk, and the `region` that was understood of `place`."""
    age = tracker.get_slot("leeftijd")
    return front_door.get(
        "help",
        topic=tracker.get_slot("onderwerp"),
        place=place,
        asker=asker(tracker),
        way=way,
        age=str(int(age)) if age else None,
    )


def show_help(voice: Voice, tracker: Tracker, place: str | None) -> Events:
    """Show the organisations that fit; remembers the region and the way that were understood."""
    way = find_way(tracker.latest_message.get("text") or "") or tracker.get_slot("contact")
    found = fitting_help(tracker, place, way)
    words = voice.words("help_cards" if found["cards"] else "no_help_cards")
    voice.utter_message(json_message={"type": "cards", "text": words, "cards": found["cards"]})
    region = found["region"] or tracker.get_slot("plaats")
    return [SlotSet("plaats", region), SlotSet("contact", way)]


class HelpLines(KindAction):
    """The teen asks who can help."""

    NAME = "action_hulplijnen"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """The organisations that fit this talk."""
        return show_lines(voice, tracker)


def show_lines(voice: Voice, tracker: Tracker) -> Events:
    """Show who fits; ask for the place when it is not known, since nearer help may exist."""
    known = tracker.get_slot("plaats")
    events = show_help(voice, tracker, known or tracker.latest_message.get("text"))
    if any(event["name"] == "plaats" and event["value"] for event in events):
        return [*events, asked(None)]
    voice.say("ask_place")
    return [*events, asked(Question.PLACE)]


class Place(KindAction):
    """The teen says where they live."""

    NAME = "action_plaats"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """Show help for there; only the region is remembered."""
        return [*show_help(voice, tracker, tracker.latest_message.get("text")), asked(None)]


class Age(KindAction):
    """The teen says how old they are."""

    NAME = "action_leeftijd"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """Remember it and go on."""
        age = find_age(tracker.latest_message.get("text") or "")
        if age is None:
            voice.say("age_unknown")
            return []
        voice.utter_message(json_message={"type": "age", "age": age})  # whoever takes over sees it too
        known = voice.words("age_known", age=age)
        if tracker.get_slot("onderwerp"):
            voice.utter_message(text=known)
            return [SlotSet("leeftijd", float(age)), ask_listen_or_know(voice)]
        voice.utter_message(text=f"{known} {voice.words('ask_to_tell')}")
        return [SlotSet("leeftijd", float(age)), asked(None)]


class ForOther(KindAction):
    """The talk is about somebody else."""

    NAME = "action_voor_ander"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """Invite; whom it is about, triage hears from the next message read together with this one."""
        voice.say("for_other")
        return [asked(None)]
