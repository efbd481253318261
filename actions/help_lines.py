"""Which organisation fits, and what the teen tells of age and place."""

from __future__ import annotations

import re

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import front_door
from actions.asking import Question, ask_listen_or_know, asked
from actions.base import Events, KindAction

AGE = re.compile(r"\b([1-9]\d)\b")
IN_WORDS = {
    "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17,
    "achttien": 18, "negentien": 19,
}  # fmt: skip


def find_age(text: str) -> int | None:
    """The age that a short answer names ("15", "bijna vijftien"), between 10 and 99, or None."""
    for word, age in IN_WORDS.items():
        if re.search(rf"\b{word}\b", text.lower()):
            return age
    found = AGE.search(text)
    return int(found[1]) if found else None


def show_help(dispatcher: CollectingDispatcher, tracker: Tracker, place: str | None) -> str | None:
    """Show the organisations that fit; gives the region that was understood."""
    found = front_door.get("help", topic=tracker.get_slot("onderwerp"), place=place)
    text = "Hier kun je terecht." if found["cards"] else "Ik vind nu niets dat past."
    dispatcher.utter_message(json_message={"type": "cards", "text": text, "cards": found["cards"]})
    region: str | None = found["region"]
    return region


class HelpLines(KindAction):
    """The teen asks who can help."""

    NAME = "action_hulplijnen"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """The organisations that fit this talk."""
        return show_lines(dispatcher, tracker)


def show_lines(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Show who fits; ask for the place when it is not known, since nearer help may exist."""
    known = tracker.get_slot("plaats")
    region = show_help(dispatcher, tracker, known or tracker.latest_message.get("text")) or known
    if region:
        return [SlotSet("plaats", region), asked(None)]
    dispatcher.utter_message(text="In welke plaats woon je? Dan kijk ik of er iets dichterbij is. Het hoeft niet.")
    return [asked(Question.PLACE)]


class Place(KindAction):
    """The teen says where they live."""

    NAME = "action_plaats"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Show help for there; only the region is remembered."""
        region = show_help(dispatcher, tracker, tracker.latest_message.get("text"))
        return [SlotSet("plaats", region), asked(None)]


class Age(KindAction):
    """The teen says how old they are."""

    NAME = "action_leeftijd"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Remember it and go on."""
        age = find_age(tracker.latest_message.get("text") or "")
        if age is None:
            dispatcher.utter_message(text="Dank je. Wat wil je vertellen?")
            return []
        about = "" if tracker.get_slot("onderwerp") else " Wat wil je vertellen?"
        dispatcher.utter_message(text=f"Dank je. Je bent {age}, dat weet ik nu.{about}")
        if not tracker.get_slot("onderwerp"):
            return [SlotSet("leeftijd", float(age)), asked(None)]
        return [SlotSet("leeftijd", float(age)), ask_listen_or_know(dispatcher)]


class ForOther(KindAction):
    """The talk is about somebody else."""

    NAME = "action_voor_ander"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Remember it and invite."""
        dispatcher.utter_message(text="Goed dat je voor een ander hulp zoekt. Vertel maar wat er speelt.")
        return [SlotSet("voor_ander", True), asked(None)]
