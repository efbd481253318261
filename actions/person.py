"""A human counsellor in the same chat: offered, asked for, or not now."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions import front_door
from actions.asking import ask_listen_or_know, ask_person, asked
from actions.base import Events, KindAction
from actions.calling import calling_fails
from actions.safety_check import ask_check
from actions.voice import Voice


class OfferPerson(KindAction):
    """The teen tried a line, or does not dare: offer the person who is nearest."""

    NAME = "action_bied_mens"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """Acknowledge and offer; in an emergency there is no time for that."""
        if tracker.get_slot("niveau") == "emergency":
            return calling_fails(voice, tracker)
        voice.say("contact_is_hard")
        return [ask_person(voice)]


class CallPerson(KindAction):
    """The teen wants a person."""

    NAME = "action_mens"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """Signal it."""
        return call_person(voice, tracker)


def call_person(voice: Voice, _tracker: Tracker) -> Events:
    """Signal it as data: the front door opens the case and tells who is there, for it knows and we do not."""
    voice.utter_message(json_message={"type": "escalation"})
    return [asked(None)]


def no_person(voice: Voice, tracker: Tracker) -> Events:
    """No person now: respect it, ask the safety question once, and go on as the teen wants."""
    voice.say("no_person")
    topic = tracker.get_slot("onderwerp")
    if topic and (question := ask_check(voice, tracker, front_door.get(f"first-aid/{topic}"))):
        return question
    return [ask_listen_or_know(voice)]
