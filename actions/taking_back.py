"""The teen takes back what they said: that is allowed, and lowers nothing. Shame and fear make people say "grapje"."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import front_door
from actions.asking import ask_person, asked
from actions.base import Events, KindAction
from engine.levels import HIGH


class TakeBack(KindAction):
    """ "Grapje hoor", "laat maar", "ik verzin het"."""

    NAME = "action_terugnemen"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """No proof is asked for; after something grave the offer of a person stands."""
        level = tracker.get_slot("niveau")
        if level not in HIGH:
            dispatcher.utter_message(text="Is goed. Je mag hier alles zeggen, ook als het een grap is.")
            return [asked(None)]
        text = "Oké. Je hoeft niets te bewijzen. Ik neem wel serieus wat je eerder schreef."
        if level == "emergency":
            call = front_door.get("first-aid/physical_danger")["levels"]["emergency"]["call"]
            text = f"{text}\nIs er toch gevaar, bel dan {call}."
        dispatcher.utter_message(text=text)
        return [ask_person(dispatcher)]
