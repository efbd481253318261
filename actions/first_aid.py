"""First aid: what to say at once, then step by step for as long as the teen wants."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import front_door
from actions.base import (
    ENOUGH,
    GO_ON,
    LISTEN,
    NO,
    NO_PERSON,
    WHAT_CAN_I_DO,
    WITH_PERSON,
    YES,
    YES_PERSON,
    Events,
    KindAction,
    asked,
    entity,
    given,
)  # fmt: skip
from actions.safety_check import ask_check
from engine.levels import HIGH, LEVELS, highest

PERSON_QUESTION = "Zal ik een hulpverlener erbij halen, hier in deze chat?"
LISTEN_OR_KNOW = "Wil je dat ik luister, of wil je weten wat je kunt doen?"
CALL_QUESTION = "Lukt het om nu te bellen?"
GO_ON_QUESTION = "Zal ik verder gaan?"
CHECK_AFTER = 2
"""Steps after which the safety question comes, when the teen has not had it before."""


def texts_for(aid: dict[str, Any], level: str) -> tuple[str, dict[str, str]]:
    """The nearest level that a topic has texts for (the same, else the next lower, else higher), and those texts."""
    order = [*reversed(LEVELS[: LEVELS.index(level) + 1]), *LEVELS[LEVELS.index(level) + 1 :]]
    found = next(one for one in order if one in aid["levels"])
    return found, aid["levels"][found]


def wording(texts: dict[str, str], for_other: bool, easier: bool) -> str:
    """The form that fits: about somebody else, in simpler words, or as it is."""
    if for_other and "friend" in texts:
        return texts["friend"]
    return texts["easier"] if easier and "easier" in texts else texts["say"]


class FirstAid(KindAction):
    """Answers a message in which triage read that somebody may be in trouble."""

    NAME = "action_eerste_hulp"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """An emergency gets its number first; a topic that was already answered goes on with a step."""
        chosen = entity(tracker, "onderwerp_code")
        triage = {"level": "concern", "topic": chosen} if chosen else tracker.latest_message.get("triage") or {}
        level = triage.get("level", "concern")
        level = "concern" if level == "none" else level
        topic = self._topic(triage.get("topic"), tracker)
        aid = front_door.get(f"first-aid/{topic}")
        said = given(tracker)
        remembered = [
            SlotSet("onderwerp", topic),
            SlotSet("niveau", highest(level, tracker.get_slot("niveau") or "none")),
        ]
        if level != "emergency" and any(f"{topic}:{one}" in said for one in LEVELS[LEVELS.index(level) :]):
            dispatcher.utter_message(text="Dank je dat je dit vertelt. Het is niet jouw schuld.")
            return [*remembered, *next_step(dispatcher, tracker, aid)]
        found, texts = texts_for(aid, level)
        words = wording(texts, bool(tracker.get_slot("voor_ander")), bool(tracker.get_slot("makkelijk")))
        if level == "emergency":
            call = texts.get("call") or front_door.get("first-aid/physical_danger")["levels"]["emergency"]["call"]
            dispatcher.utter_message(text=f"Bel nu {call}.\n{words}")
            question = ask_to_call(dispatcher)
        else:
            dispatcher.utter_message(text=words)
            question = ask_person(dispatcher) if level in HIGH else ask_listen_or_know(dispatcher)
        new_topic = topic != tracker.get_slot("onderwerp")
        return [
            *remembered,
            SlotSet("gezegd", [*said, f"{topic}:{level}"]),
            SlotSet("stap", 0.0 if new_topic else tracker.get_slot("stap") or 0.0),
            SlotSet("laatste", f"eerste_hulp:{topic}:{found}"),
            question,
        ]

    @staticmethod
    def _topic(topic: str | None, tracker: Tracker) -> str:
        """A harm topic: a level may rise on words that are about nothing in particular."""
        if topic in HARM:
            return str(topic)
        return tracker.get_slot("onderwerp") or "wellbeing"


HARM = {
    "suicide", "self_harm", "sextortion", "image_sharing", "deepfake", "grooming", "exploitation", "sexual_violence",
    "physical_danger", "criminal_exploitation", "bullying", "account_safety", "relationship_pressure", "wellbeing",
    "own_behaviour",
}  # fmt: skip


class NextStep(KindAction):
    """One more thing to do, or the lines that fit when there is no topic yet."""

    NAME = "action_volgende_stap"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Give the next step of the topic."""
        topic = tracker.get_slot("onderwerp")
        if topic is None:
            dispatcher.utter_message(text="Vertel eerst kort wat er speelt. Dan kan ik zeggen wat je kunt doen.")
            return [asked(None)]
        return next_step(dispatcher, tracker, front_door.get(f"first-aid/{topic}"))


class Listen(KindAction):
    """The teen wants to be heard first."""

    NAME = "action_luisteren"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Invite, and leave room."""
        topic = tracker.get_slot("onderwerp") or "wellbeing"
        dispatcher.utter_message(text=front_door.get(f"first-aid/{topic}")["listen"], buttons=[WITH_PERSON])
        return [asked(None)]


def next_step(dispatcher: CollectingDispatcher, tracker: Tracker, aid: dict[str, Any]) -> Events:
    """Say the next step; after some steps ask the safety question; after the last show who can help."""
    done = int(tracker.get_slot("stap") or 0)
    if tracker.get_slot("onderwerp") != aid["topic"]:
        done = 0
    if done >= CHECK_AFTER and (question := ask_check(dispatcher, tracker, aid)):
        return question
    if done >= len(aid["steps"]):
        cards = front_door.get("help", topic=aid["topic"])["cards"]
        text = "Meer tips heb ik niet. Deze mensen kunnen je verder helpen."
        dispatcher.utter_message(json_message={"type": "cards", "text": text, "cards": cards})
        return [asked(None)]
    dispatcher.utter_message(text=aid["steps"][done])
    dispatcher.utter_message(text=GO_ON_QUESTION, buttons=[GO_ON, ENOUGH, WITH_PERSON])
    return [SlotSet("stap", done + 1.0), asked("verder")]


def ask_person(dispatcher: CollectingDispatcher) -> dict[str, Any]:
    """Offer a person; the teen chooses."""
    dispatcher.utter_message(text=PERSON_QUESTION, buttons=[YES_PERSON, NO_PERSON, WHAT_CAN_I_DO])
    return asked("mens")


def ask_listen_or_know(dispatcher: CollectingDispatcher) -> dict[str, Any]:
    """Ask what the teen needs."""
    dispatcher.utter_message(text=LISTEN_OR_KNOW, buttons=[LISTEN, WHAT_CAN_I_DO, WITH_PERSON])
    return asked("weten_of_luisteren")


def ask_to_call(dispatcher: CollectingDispatcher) -> dict[str, Any]:
    """Ask whether calling works, so that the next sentence can help."""
    dispatcher.utter_message(text=CALL_QUESTION, buttons=[YES, NO])
    return asked("bellen")
