"""A human counsellor in the same chat: offered, asked for, or not now."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import front_door
from actions.asking import Question, ask_listen_or_know, ask_person, asked
from actions.base import Events, KindAction
from actions.calling import calling_fails
from actions.safety_check import ask_check


class OfferPerson(KindAction):
    """The teen tried a line, or does not dare: offer the person who is nearest."""

    NAME = "action_bied_mens"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Acknowledge and offer; in an emergency there is no time for that."""
        if tracker.get_slot("open_vraag") == Question.CALL.value:
            return calling_fails(dispatcher, tracker)
        dispatcher.utter_message(text="Contact zoeken kan best spannend zijn. Het hoeft niet in één keer te lukken.")
        return [ask_person(dispatcher)]


class CallPerson(KindAction):
    """The teen wants a person."""

    NAME = "action_mens"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Signal it."""
        return call_person(dispatcher, tracker)


def call_person(dispatcher: CollectingDispatcher, _tracker: Tracker) -> Events:
    """Signal it as data: the front door opens the case and tells who is there, for it knows and we do not."""
    dispatcher.utter_message(json_message={"type": "escalation"})
    return [asked(None)]


def no_person(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """No person now: respect it, ask the safety question once, and go on as the teen wants."""
    dispatcher.utter_message(text="Oké, dat mag. Je kunt het later altijd nog vragen.")
    topic = tracker.get_slot("onderwerp")
    if topic and (question := ask_check(dispatcher, tracker, front_door.get(f"first-aid/{topic}"))):
        return question
    return [ask_listen_or_know(dispatcher)]
