"""Small talk. In a talk about something grave it never takes over: what was said before stays in sight."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.asking import ask_listen_or_know, ask_person, asked
from actions.base import WITH_PERSON, Events, KindAction
from actions.voice import Voice
from engine.levels import HIGH

LEAVES_IN_PEACE = {"afscheid", "bedankt"}
"""After these nothing is asked, whatever was told: who goes may go."""


class SmallTalk(KindAction):
    """Greetings, thanks, jokes, insults, a wish to stop, and what has nothing to do with us."""

    NAME = "action_praten"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """The everyday answer; in a grave talk one that leads back, with the offer of a person."""
        intent = str(tracker.latest_message["intent"]["name"])
        level = tracker.get_slot("niveau") or "none"
        # "Zo bedoel ik het niet" may well mean: it is about me. Whoever it is about, the next message may tell anew.
        events: Events = [SlotSet("vrager", None)] if intent == "verkeerd_begrepen" else []
        if intent == "afscheid":
            voice.utter_message(json_message={"type": "goodbye"})  # the widget then asks how it was
        if level == "none":
            voice.say(intent, [WITH_PERSON] if intent == "verkeerd_begrepen" else None)
            return events
        voice.say(f"{intent}_grave")
        if intent in LEAVES_IN_PEACE:
            return [*events, asked(None)]
        return [*events, ask_person(voice) if level in HIGH else ask_listen_or_know(voice)]
