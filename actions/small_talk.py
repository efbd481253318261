"""Small talk. In a talk about something grave it never takes over: what was said before stays in sight."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import ask_person
from actions.base import Events, KindAction
from engine.levels import HIGH

LEAD_BACK = {"schelden", "verkeerd_begrepen", "praatje", "geen_hulpvraag", "buiten_bereik", "stoppen"}
"""Intents with a second answer in the domain, `utter_…_ernstig`, for once something grave was told."""


class SmallTalk(KindAction):
    """Jokes, insults, a wish to stop, and what has nothing to do with us."""

    NAME = "action_praten"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """The everyday answer of the domain; in a grave talk one that leads back, with the offer of a person."""
        intent = str(tracker.latest_message["intent"]["name"])
        if tracker.get_slot("niveau") in HIGH and intent in LEAD_BACK:
            dispatcher.utter_message(response=f"utter_{intent}_ernstig")
            return [ask_person(dispatcher)]
        dispatcher.utter_message(response=f"utter_{intent}")
        return []
