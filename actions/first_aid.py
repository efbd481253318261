"""First aid: what to say at once, then step by step for as long as the teen wants."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import front_door
from actions.asking import ask_listen_or_know, ask_person, ask_to_call, ask_to_go_on, asked
from actions.base import WITH_PERSON, Events, KindAction, entity, given, remember
from actions.safety_check import answer_in, answered, ask_check
from engine.levels import HIGH, LEVELS, highest

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
        answer = answer_in(tracker.latest_message.get("text") or "", tracker.get_slot("open_vraag"))
        if answer and level != "emergency":
            return answered(dispatcher, tracker, answer)
        topic = self._topic(triage.get("topic"), level, tracker)
        aid = front_door.get(f"first-aid/{topic}")
        said = given(tracker)
        for_other = bool(tracker.get_slot("voor_ander")) or triage.get("asker", "self") != "self"
        if level != "emergency" and any(f"{topic}:{one}" in said for one in LEVELS[LEVELS.index(level) :]):
            text = "Dank je dat je dit vertelt. Het is niet jouw schuld."
            if topic == "own_behaviour":  # nobody who hurt another hears that it is not their fault
                text = "Dank je dat je dit vertelt. Dat kost moed."
            elif for_other:
                text = "Dank je dat je dit vertelt. Fijn dat je er voor een ander bent."
            dispatcher.utter_message(text=text)
            return [*remember(tracker, topic, level), *next_step(dispatcher, tracker, aid)]
        found, texts = texts_for(aid, level)
        words = wording(texts, for_other, bool(tracker.get_slot("makkelijk")))
        if level == "emergency":
            call = texts.get("call") or front_door.get("first-aid/physical_danger")["levels"]["emergency"]["call"]
            dispatcher.utter_message(text=f"Bel nu {call}.\n{words}")
            question = ask_to_call(dispatcher)
        else:
            dispatcher.utter_message(text=words)
            question = ask_person(dispatcher) if level in HIGH else ask_listen_or_know(dispatcher)
        new_topic = topic != tracker.get_slot("onderwerp")
        return [
            *remember(tracker, topic, level, f"{topic}:{level}"),
            SlotSet("voor_ander", for_other),
            SlotSet("stap", 0.0 if new_topic else tracker.get_slot("stap") or 0.0),
            SlotSet("laatste", f"eerste_hulp:{topic}:{found}"),
            question,
        ]

    @staticmethod
    def _topic(topic: str | None, level: str, tracker: Tracker) -> str:
        """A harm topic. Words about nothing in particular, and feelings in a talk about worse, belong to that talk."""
        before = tracker.get_slot("onderwerp")
        worse_before = highest(level, tracker.get_slot("niveau") or "none") != level
        if topic not in HARM or (topic == "wellbeing" and worse_before):
            return before or "wellbeing"
        return str(topic)


HARM = {
    "suicide", "self_harm", "sextortion", "image_sharing", "deepfake", "grooming", "exploitation", "sexual_violence",
    "physical_danger", "criminal_exploitation", "bullying", "account_safety", "relationship_pressure", "wellbeing",
    "own_behaviour",
}  # fmt: skip


class NextStep(KindAction):
    """The teen asks what to do."""

    NAME = "action_volgende_stap"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """One more thing to do."""
        return give_step(dispatcher, tracker)


class Listen(KindAction):
    """The teen wants to be heard first."""

    NAME = "action_luisteren"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Invite, and leave room."""
        return listen(dispatcher, tracker)


def give_step(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Give the next step of the topic that the talk is about."""
    topic = tracker.get_slot("onderwerp")
    if topic is None:
        dispatcher.utter_message(text="Vertel eerst kort wat er speelt. Dan kan ik zeggen wat je kunt doen.")
        return [asked(None)]
    return next_step(dispatcher, tracker, front_door.get(f"first-aid/{topic}"))


def listen(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Invite the teen to tell, and leave room."""
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
    return [SlotSet("stap", done + 1.0), ask_to_go_on(dispatcher)]
