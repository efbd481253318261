"""The teen takes back what they said: that is allowed, and lowers nothing. Shame and fear make people say "grapje"."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions import front_door
from actions.asking import ask_person, asked
from actions.base import Events, KindAction
from actions.voice import Voice
from actions.wording import call_of
from engine.levels import HIGH


class TakeBack(KindAction):
    """ "Grapje hoor", "laat maar", "ik verzin het"."""

    NAME = "action_terugnemen"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """No proof is asked for; after something grave the offer of a person stands."""
        level = tracker.get_slot("niveau")
        if level not in HIGH:
            voice.say("terugnemen")
            return [asked(None)]
        text = voice.words("terugnemen_grave")
        if level == "emergency":
            aid = front_door.get(f"first-aid/{tracker.get_slot('onderwerp')}")
            text = f"{text}\n{voice.words('still_danger', call=call_of(aid))}"
        voice.utter_message(text=text)
        return [ask_person(voice)]
