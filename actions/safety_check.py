"""The gentle, direct safety question, and what its answer means."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions import front_door
from actions.asking import Question, ask_person, ask_to_call, ask_to_go_on, asked
from actions.base import NO, YES, Events, asker, given, remember
from actions.voice import Voice

ABOUT_SAFETY = "physical_danger"


def ask_check(voice: Voice, tracker: Tracker, aid: dict[str, Any]) -> Events | None:
    """Ask the topic's safety question, once in a talk, of whom it happens to; None when it is not to be asked."""
    mark = f"check:{aid['topic']}"
    if not aid["check"] or mark in given(tracker) or asker(tracker) != "self":
        return None
    voice.utter_message(text=aid["check"], buttons=[YES, NO])
    return [SlotSet("gezegd", [*given(tracker), mark]), asked(Question.SAFE)]


def answered(voice: Voice, tracker: Tracker, word: str) -> Events:
    """Take "ja" or "nee" as the answer: danger raises the level and calls for help; else thank, and go on."""
    topic = tracker.get_slot("onderwerp") or "wellbeing"
    aid = front_door.get(f"first-aid/{topic}")
    if word != aid["check_danger"]:
        voice.say("safe_now")
        return [ask_to_go_on(voice, "ask_more_tips")]
    level, harm = danger_of(topic, aid["check_danger"])
    texts = front_door.get(f"first-aid/{harm}")["levels"][level]
    first = voice.words("emergency", call=texts["call"]) + "\n" if "call" in texts else ""
    voice.utter_message(text=first + texts["say"])
    voice.utter_message(json_message={"type": "level", "level": level, "topic": harm})
    return [
        *remember(tracker, harm, level, f"{harm}:{level}"),
        SlotSet("stap", 0.0),
        SlotSet("situatie", None),
        ask_to_call(voice) if level == "emergency" else ask_person(voice),
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
