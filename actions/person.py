"""A human counsellor in the same chat: offered, asked for, or not now."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import front_door
from actions.base import WITH_PERSON, Events, KindAction, asked
from actions.first_aid import ask_listen_or_know, ask_person
from actions.safety_check import ask_check


class OfferPerson(KindAction):
    """The teen tried a line, or does not dare: offer the person who is nearest."""

    NAME = "action_bied_mens"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Acknowledge and offer."""
        dispatcher.utter_message(text="Contact zoeken kan best spannend zijn. Het hoeft niet in één keer te lukken.")
        return [ask_person(dispatcher)]


class CallPerson(KindAction):
    """The teen wants a person. The front door opens the case and says who is there: it knows, we do not."""

    NAME = "action_mens"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Signal it as data."""
        dispatcher.utter_message(json_message={"type": "escalation"})
        return [asked(None)]


class NoPerson(KindAction):
    """No person now: respect it, ask the safety question once, and go on as the teen wants."""

    NAME = "action_geen_mens"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Go on."""
        dispatcher.utter_message(text="Oké, dat mag. Je kunt het later altijd nog vragen.")
        topic = tracker.get_slot("onderwerp")
        if topic and (question := ask_check(dispatcher, tracker, front_door.get(f"first-aid/{topic}"))):
            return question
        return [ask_listen_or_know(dispatcher)]


class CallingWorks(KindAction):
    """In an emergency, the teen can call."""

    NAME = "action_bellen_gelukt"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Stay."""
        dispatcher.utter_message(text="Goed. Bel nu maar. Zeg waar je bent. Deze chat blijft open.")
        return [asked(None)]


class CallingFails(KindAction):
    """In an emergency, the teen cannot call."""

    NAME = "action_bellen_lukt_niet"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Another way to reach somebody."""
        dispatcher.utter_message(
            text="Oké. Laat iemand anders bellen. Ga naar een volwassene in de buurt, of app iemand die je vertrouwt. "
            "Zeg: 'Ik heb nu hulp nodig.'",
            buttons=[WITH_PERSON],
        )
        return [asked(None)]
