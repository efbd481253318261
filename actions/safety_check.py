"""The gentle, direct safety question, and what its answer means."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import front_door
from actions.asking import Question, ask_person, ask_to_call, asked
from actions.base import NO, YES, Events, given, remember

ABOUT_SAFETY = "physical_danger"


def ask_check(dispatcher: CollectingDispatcher, tracker: Tracker, aid: dict[str, Any]) -> Events | None:
    """Ask the topic's safety question, once in a talk; None when there is none or it was asked."""
    mark = f"check:{aid['topic']}"
    if not aid["check"] or mark in given(tracker):
        return None
    dispatcher.utter_message(text=aid["check"], buttons=[YES, NO])
    return [SlotSet("gezegd", [*given(tracker), mark]), asked(Question.SAFE)]


def answered(dispatcher: CollectingDispatcher, tracker: Tracker, word: str) -> Events:
    """Take "ja" or "nee" as the answer: danger raises the level and calls for help; else thank, and go on."""
    topic = tracker.get_slot("onderwerp") or "wellbeing"
    aid = front_door.get(f"first-aid/{topic}")
    if word != aid["check_danger"]:
        dispatcher.utter_message(text="Fijn dat je het zegt.")
        dispatcher.utter_message(text="Wil je weten wat je nog meer kunt doen?", buttons=[YES, NO])
        return [asked(Question.GO_ON)]
    level, harm = danger_of(topic, aid["check_danger"])
    texts = front_door.get(f"first-aid/{harm}")["levels"][level]
    first = f"Bel nu {texts['call']}.\n" if "call" in texts else ""
    dispatcher.utter_message(text=first + texts["say"])
    dispatcher.utter_message(json_message={"type": "level", "level": level, "topic": harm})
    return [
        *remember(tracker, harm, level, f"{harm}:{level}"),
        SlotSet("stap", 0.0),
        ask_to_call(dispatcher) if level == "emergency" else ask_person(dispatcher),
    ]


YES_OR_NO = re.compile(r"\s*(ja|jawel|jep|yep|nee|neen|nope)\b", re.IGNORECASE)


def answer_in(text: str, question: str | None) -> str | None:
    """ "ja" or "nee", when the bot asked about safety and a message starts with one; else None."""
    found = YES_OR_NO.match(text) if question == Question.SAFE.value else None
    if found is None:
        return None
    return "nee" if found[1].lower().startswith("n") else "ja"


def danger_of(topic: str, danger_word: str) -> tuple[str, str]:
    """Level and topic that a worrying answer means.

    Asked after suicide, it was about today: an emergency. Asked after another topic with "ja" as the
    worrying answer, it was about not wanting to live: urgent. With "nee" it was about being safe now.
    """
    if danger_word == "nee" or topic == "own_behaviour":
        return "emergency", ABOUT_SAFETY
    return ("emergency" if topic == "suicide" else "urgent"), "suicide"
