"""The gentle, direct safety question, and what its answer means."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import front_door
from actions.base import NO, NO_PERSON, WHAT_CAN_I_DO, YES, YES_PERSON, Events, KindAction, asked, given
from engine.levels import highest

ABOUT_SAFETY = "physical_danger"


def ask_check(dispatcher: CollectingDispatcher, tracker: Tracker, aid: dict[str, Any]) -> Events | None:
    """Ask the topic's safety question, once in a talk; None when there is none or it was asked."""
    mark = f"check:{aid['topic']}"
    if not aid["check"] or mark in given(tracker):
        return None
    dispatcher.utter_message(text=aid["check"], buttons=[YES, NO])
    return [SlotSet("gezegd", [*given(tracker), mark]), asked("veilig")]


class _Answer(KindAction):
    """An answer to the safety question. `WORD` is the answer."""

    WORD: str

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Danger raises the level and calls for help; else thank, and go on."""
        topic = tracker.get_slot("onderwerp") or "wellbeing"
        aid = front_door.get(f"first-aid/{topic}")
        if aid["check_danger"] != self.WORD:
            dispatcher.utter_message(text="Fijn dat je het zegt.")
            dispatcher.utter_message(text="Wil je weten wat je nog meer kunt doen?", buttons=[YES, NO])
            return [asked("verder")]
        level, harm = danger_of(topic, aid["check_danger"])
        texts = front_door.get(f"first-aid/{harm}")["levels"][level]
        first = f"Bel nu {texts['call']}.\n" if "call" in texts else ""
        dispatcher.utter_message(text=first + texts["say"])
        dispatcher.utter_message(json_message={"type": "level", "level": level, "topic": harm})
        remembered = [
            SlotSet("onderwerp", harm),
            SlotSet("niveau", highest(level, tracker.get_slot("niveau") or "none")),
            SlotSet("gezegd", [*given(tracker), f"{harm}:{level}"]),
            SlotSet("stap", 0.0),
        ]
        if level == "emergency":
            dispatcher.utter_message(text="Lukt het om nu te bellen?", buttons=[YES, NO])
            return [*remembered, asked("bellen")]
        dispatcher.utter_message(
            text="Zal ik een hulpverlener erbij halen, hier in deze chat?",
            buttons=[YES_PERSON, NO_PERSON, WHAT_CAN_I_DO],
        )
        return [*remembered, asked("mens")]


def danger_of(topic: str, danger_word: str) -> tuple[str, str]:
    """Level and topic that a worrying answer means.

    Asked after suicide, it was about today: an emergency. Asked after another topic with "ja" as the
    worrying answer, it was about not wanting to live: urgent. With "nee" it was about being safe now.
    """
    if danger_word == "nee" or topic == "own_behaviour":
        return "emergency", ABOUT_SAFETY
    return ("emergency" if topic == "suicide" else "urgent"), "suicide"


class SafetyYes(_Answer):
    """ "Ja" to the safety question."""

    NAME = "action_veilig_ja"
    WORD = "ja"


class SafetyNo(_Answer):
    """ "Nee" to the safety question."""

    NAME = "action_veilig_nee"
    WORD = "nee"
