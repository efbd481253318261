"""What comes after the first answer: one step at a time, or an ear; for as long as the teen wants."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions import front_door
from actions.asking import ask_listen_or_know, ask_person, ask_to_go_on, asked
from actions.base import WITH_PERSON, Events, KindAction, asker
from actions.help_lines import fitting_help
from actions.safety_check import ask_check
from actions.voice import Voice
from actions.wording import for_asker

CHECK_AFTER = 2
"""Steps after which the safety question comes, when the teen has not had it before."""
OFFER_EVERY = 3
"""Of so many times that the bot only listens, one offers a person."""


class NextStep(KindAction):
    """The teen asks what to do."""

    NAME = "action_volgende_stap"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """One more thing to do, and steps from now on."""
        return [wish(voice, "know"), *give_step(voice, tracker)]


class Listen(KindAction):
    """The teen wants to be heard first."""

    NAME = "action_luisteren"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """Invite, and leave room."""
        return listen(voice, tracker)


def give_step(voice: Voice, tracker: Tracker) -> Events:
    """Give the next step of the topic that the talk is about."""
    topic = tracker.get_slot("onderwerp")
    if topic is None:
        voice.say("tell_first")
        return [asked(None)]
    return next_step(voice, tracker, front_door.get(f"first-aid/{topic}"))


def listen(voice: Voice, tracker: Tracker) -> Events:
    """Invite the teen to tell, and leave room from now on."""
    topic = tracker.get_slot("onderwerp") or "wellbeing"
    wished = wish(voice, "listen")
    voice.utter_message(text=for_asker(front_door.get(f"first-aid/{topic}")["listen"], tracker), buttons=[WITH_PERSON])
    return [wished, asked(None)]


def wish(voice: Voice, what: str) -> dict[str, Any]:
    """Remember what the teen wants, to `listen` to them or that they `know`; whoever takes over sees it too."""
    voice.utter_message(json_message={"type": "wish", "wish": what})
    event: dict[str, Any] = SlotSet("wens", {"listen": "luisteren", "know": "weten"}[what])
    return event


def hear(voice: Voice, tracker: Tracker, aid: dict[str, Any]) -> Events:
    """The teen tells on, and wanted to be heard: one open question; now and then the safety question or a person."""
    times = voice.count("heard_on")
    if times >= 1 and (question := ask_check(voice, tracker, aid)):
        return question
    if times % OFFER_EVERY == OFFER_EVERY - 1:
        return [ask_person(voice)]
    voice.say("ask_what_next", [WITH_PERSON])
    return [asked(None)]


def next_step(voice: Voice, tracker: Tracker, aid: dict[str, Any]) -> Events:
    """Say the next step; after some steps ask the safety question; after the last show who can help."""
    steps = steps_for(aid, tracker)
    done = int(tracker.get_slot("stap") or 0) if tracker.get_slot("onderwerp") == aid["topic"] else 0
    if done >= CHECK_AFTER and (question := ask_check(voice, tracker, aid)):
        return question
    if done >= len(steps):
        if voice.count(f"all_steps:{aid['topic']}"):
            return [ask_listen_or_know(voice)]
        found = fitting_help(tracker, tracker.get_slot("plaats"), tracker.get_slot("contact"))
        text = voice.words("all_steps_given")
        voice.utter_message(json_message={"type": "cards", "text": text, "cards": found["cards"]})
        return [ask_person(voice)]
    voice.utter_message(text=steps[done])
    return [SlotSet("stap", float(done + 1)), ask_to_go_on(voice)]


def steps_for(aid: dict[str, Any], tracker: Tracker) -> list[str]:
    """The steps for who asks; of a situation with steps of its own, those first."""
    general: list[str] = for_asker(aid["steps"], tracker)
    situation = tracker.get_slot("situatie")
    own = aid["situation_steps"].get(situation, []) if asker(tracker) == "self" else []
    return [*own, *general]
