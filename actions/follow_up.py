"""Answers what a teen asks or tells next in a talk: "ik heb al betaald", "mijn ouders mogen het niet weten"."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions import front_door
from actions.asking import ask_listen_or_know, ask_person, asked
from actions.base import WITH_PERSON, Events, KindAction, asker, easy
from actions.safety_check import ask_check
from actions.steps import next_step
from actions.voice import Voice


class FollowUp(KindAction):
    """The teen goes on about what was told."""

    NAME = "action_vervolg"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """The answer for this topic and asker; told once more, a person can do better."""
        found = tracker.latest_message["follow_up"]["id"]
        if voice.count(f"follow_up:{found}"):
            voice.say("same_question_often")
            return [ask_person(voice)]
        follow_up = front_door.get(f"follow-ups/{found}")
        voice.utter_message(text=answer_to(follow_up, tracker))
        return [SlotSet("laatste", f"vervolg:{found}"), *then(follow_up["then"], voice, tracker)]


def answer_to(follow_up: dict[str, Any], tracker: Tracker) -> str:
    """The words that fit who asks, the topic, and how plain it has to be."""
    if asker(tracker) != "self":
        return str(follow_up["other"])
    own = follow_up["for"].get(tracker.get_slot("onderwerp"))
    return str(own or (follow_up["easier"] if easy(tracker) else follow_up["say"]))


def then(what: str, voice: Voice, tracker: Tracker) -> Events:
    """What follows an answer: the safety question, a person, the next step, or room."""
    topic = tracker.get_slot("onderwerp")
    if what == "listen" or topic is None:
        voice.say("ask_what_next", [WITH_PERSON])
        return [asked(None)]
    aid = front_door.get(f"first-aid/{topic}")
    if what == "check" and (question := ask_check(voice, tracker, aid)):
        return question
    if what == "steps" and tracker.get_slot("wens") == "weten":
        return next_step(voice, tracker, aid)
    return [ask_listen_or_know(voice) if what == "steps" else ask_person(voice)]
