"""First aid: the right words first, then as the teen wants: be heard, or know what to do, step by step."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions import front_door
from actions.asking import ask_listen_or_know, ask_person, ask_to_call
from actions.base import Events, KindAction, asker, easy, entity, given, remember
from actions.safety_check import answer_in, answered
from actions.steps import hear, next_step
from actions.voice import Voice
from actions.wording import Aid, call_of, situation_of, texts_for, told_more, wording
from engine.levels import HIGH, LEVELS, highest
from engine.topics import TELLS


class FirstAid(KindAction):
    """Answers a message in which triage read that somebody may be in trouble."""

    NAME = "action_eerste_hulp"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """An emergency gets its number first; what was already answered goes on as the teen wanted."""
        level, topic = self._reading(tracker)
        answer = answer_in(tracker.latest_message.get("text") or "", tracker.get_slot("open_vraag"))
        if answer and level != "emergency":
            return answered(voice, tracker, answer)
        aid = front_door.get(f"first-aid/{topic}")
        situation = situation_of(aid, tracker)
        known = f"{topic}:{level}" in given(tracker)
        who = [*remember(tracker, topic, level), SlotSet("vrager", asker(tracker))]
        if level == "emergency":
            return [*who, *(self._again if known else self._emergency)(voice, tracker, aid)]
        answered_before = any(f"{topic}:{one}" in given(tracker) for one in LEVELS[LEVELS.index(level) :])
        if answered_before and not has_news(aid, situation, tracker):
            listening = tracker.get_slot("wens") == "luisteren"
            voice.say(told_more(topic, asker(tracker), listening))
            return [*who, *(hear if listening else next_step)(voice, tracker, aid)]
        return [*who, *self._first_answer(voice, tracker, aid, level, situation)]

    @staticmethod
    def _reading(tracker: Tracker) -> tuple[str, str]:
        """Level and topic of the message, or of a button that stands for a topic."""
        chosen = entity(tracker, "onderwerp_code")
        triage = {"level": "concern", "topic": chosen} if chosen else tracker.latest_message.get("triage") or {}
        level = triage.get("level", "concern")
        level = "concern" if level == "none" else level
        return level, topic_of(triage.get("topic"), level, tracker)

    @staticmethod
    def _emergency(voice: Voice, tracker: Tracker, aid: Aid) -> Events:
        """The number, what to do now, and whether calling works."""
        found, texts = texts_for(aid["levels"], "emergency")
        words = wording(texts, asker(tracker), easy(tracker))
        voice.utter_message(text=f"{voice.words('emergency', call=call_of(aid))}\n{words}")
        return [*_said(tracker, aid, "emergency", found, None), ask_to_call(voice)]

    @staticmethod
    def _again(voice: Voice, tracker: Tracker, aid: Aid) -> Events:
        """The same emergency goes on: the number, in other words, and now and then the offer of a person."""
        name = "emergency_again" if asker(tracker) == "self" else "emergency_again_other"
        often = voice.turns.get(name, 0)
        voice.say(name, call=call_of(aid))
        return [ask_person(voice) if often % 2 == 0 else ask_to_call(voice)]

    @staticmethod
    def _first_answer(voice: Voice, tracker: Tracker, aid: Aid, level: str, situation: str | None) -> Events:
        """What to say first about this situation, then one question."""
        found, texts = texts_for(aid["levels"], level)
        own = aid["situations"].get(situation) if situation else None
        if own and asker(tracker) == "self":
            found, texts = texts_for(own, level)
        voice.utter_message(text=wording(texts, asker(tracker), easy(tracker)))
        question = ask_person(voice) if level in HIGH else ask_listen_or_know(voice)
        return [*_said(tracker, aid, level, found, situation), question]


def topic_of(topic: str | None, level: str, tracker: Tracker) -> str:
    """A harm topic. Words about nothing in particular, and feelings in a talk about worse, belong to that talk."""
    before = tracker.get_slot("onderwerp")
    worse_before = highest(level, tracker.get_slot("niveau") or "none") != level
    if topic not in TELLS or (topic == "wellbeing" and worse_before):
        return before or "wellbeing"
    return str(topic)


def has_news(aid: Aid, situation: str | None, tracker: Tracker) -> bool:
    """Whether the message makes a situation plain that has words of its own, and they were not said yet."""
    own = aid["situations"].get(situation)
    return bool(own) and asker(tracker) == "self" and f"{aid['topic']}/{situation}" not in given(tracker)


def _said(tracker: Tracker, aid: Aid, level: str, found: str, situation: str | None) -> Events:
    """The events that this text was given; steps begin anew with a new topic."""
    topic = aid["topic"]
    marks = [f"{topic}:{level}", *([f"{topic}/{situation}"] if situation else [])]
    new_topic = topic != tracker.get_slot("onderwerp")
    return [
        SlotSet("gezegd", [*given(tracker), *marks]),
        SlotSet("situatie", situation),
        SlotSet("stap", 0.0 if new_topic else tracker.get_slot("stap") or 0.0),
        SlotSet("laatste", f"eerste_hulp:{topic}:{found}:{situation or ''}"),
    ]
