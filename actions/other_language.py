"""Answers a message that is not in Dutch: help in its language as far as we have it, and an honest word."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from actions import front_door
from actions.asking import Question, asked
from actions.base import Events, KindAction, given, remember
from actions.person import call_person
from actions.voice import Voice
from engine.levels import HIGH


def text_for(texts: dict[str, Any], level: str, topic: str | None) -> str:
    """The text for a level: the topic's own, else the general one of the level, else the one for everything."""
    own: dict[str, str] = texts.get("topics", {}).get(topic, {})
    return str(own.get(level) or texts.get(level) or texts["other"])


def answer_in(texts: dict[str, Any], tracker: Tracker) -> bool | None:
    """Whether the teen said yes or no, in their language, to the offer of a person; None for anything else."""
    if tracker.get_slot("open_vraag") != Question.PERSON.value:
        return None
    said = (tracker.latest_message.get("text") or "").lower().strip(" .,!?")
    return True if said in texts["said_yes"] else False if said in texts["said_no"] else None


class OtherLanguage(KindAction):
    """The teen writes in another language."""

    NAME = "action_andere_taal"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """Help lines at least, in danger what to do now; a person is offered, since a person may speak it."""
        texts = front_door.get(f"languages/{tracker.latest_message['language']}")
        if (answer := answer_in(texts, tracker)) is not None:
            if answer:
                return call_person(voice, tracker)
            voice.utter_message(text=texts["again"])
            return [asked(None)]
        triage = tracker.latest_message.get("triage") or {}
        level, topic = triage.get("level", "none"), triage.get("topic")
        mark = f"{texts['language']}:{topic if level in HIGH else None}:{level}"
        if mark in given(tracker) and level != "emergency":
            voice.utter_message(text=texts["again"])
        else:
            voice.utter_message(text=text_for(texts, level, topic))
        voice.utter_message(
            text=texts["ask_person"],
            buttons=[{"title": texts["yes"], "payload": "/ja"}, {"title": texts["no"], "payload": "/nee"}],
        )
        about = topic if level in HIGH else tracker.get_slot("onderwerp")
        return [*remember(tracker, about or "wellbeing", level, mark), asked(Question.PERSON)]
