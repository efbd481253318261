"""Answers to questions, the same in simpler words, and an honest "dat weet ik niet"."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import front_door
from actions.base import WITH_PERSON, Events, KindAction, entity

LEAST = 0.08
"""Probability below which a FAQ entry is not even a guess worth showing."""


def button_for(entry_id: str, title: str) -> dict[str, str]:
    """A button that opens a FAQ entry."""
    return {"title": title, "payload": f'/toon_faq{{"faq_id":"{entry_id}"}}'}


class Faq(KindAction):
    """Answers the question that the message asks."""

    NAME = "action_faq"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """The answer, its cards, and the questions that often follow."""
        entry_id = entity(tracker, "faq_id") or (tracker.latest_message.get("faq") or {}).get("id")
        if entry_id is None:
            return not_known(dispatcher, tracker)
        entry = front_door.get(f"faq/{entry_id}")
        text = entry["easier"] if tracker.get_slot("makkelijk") else entry["answer"]
        buttons = [button_for(one["id"], one["title"]) for one in entry["next"]]
        if entry["cards"]:
            dispatcher.utter_message(text=text)
            custom = {"type": "cards", "text": "Hier kun je terecht.", "cards": entry["cards"]}
            dispatcher.utter_message(json_message=custom, buttons=buttons)
        else:
            dispatcher.utter_message(text=text, buttons=buttons)
        return [SlotSet("laatste", f"faq:{entry_id}")]


class NotKnown(KindAction):
    """The bot does not understand."""

    NAME = "action_weet_niet"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Say so."""
        return not_known(dispatcher, tracker)


class Easier(KindAction):
    """The teen finds it hard to read: the same in simpler words, from now on."""

    NAME = "action_makkelijker"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Say the last explanation again, simpler."""
        kind, _, rest = (tracker.get_slot("laatste") or "").partition(":")
        if kind == "faq":
            text = front_door.get(f"faq/{rest}")["easier"]
        elif kind == "eerste_hulp":
            topic, _, level = rest.partition(":")
            texts: dict[str, str] = front_door.get(f"first-aid/{topic}")["levels"][level]
            text = texts.get("easier") or texts["say"]
        else:
            text = "Oké. Ik zeg het makkelijker. Vertel me in een paar woorden wat er is."
        dispatcher.utter_message(text=text, buttons=[WITH_PERSON])
        return [SlotSet("makkelijk", True)]


def not_known(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Honest, with the likeliest guesses by their titles, and a person."""
    found: dict[str, Any] = tracker.latest_message.get("faq") or {}
    guesses = found.get("guesses", []) if found.get("confidence", 0.0) >= LEAST else []
    buttons = [button_for(one, front_door.get(f"faq/{one}")["title"]) for one in guesses]
    text = (
        "Dat weet ik niet zeker. Bedoel je een van deze?"
        if buttons
        else "Dat snap ik niet goed. Kun je het anders zeggen?"
    )
    dispatcher.utter_message(text=text, buttons=[*buttons, WITH_PERSON])
    return []
