"""Answers to questions, the same in simpler words, and an honest "dat weet ik niet"."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions import front_door
from actions.asking import ask_person, asked
from actions.base import WITH_PERSON, Events, KindAction, asker, easy, entity
from actions.voice import Voice
from engine.levels import HIGH

LEAST = 0.08
"""Probability below which a FAQ entry is not even a guess worth showing."""
OFTEN = 2
"""Times that the same was answered, or not understood, after which a person does better than saying it again."""


def button_for(entry_id: str, title: str) -> dict[str, str]:
    """A button that opens a FAQ entry."""
    return {"title": title, "payload": f'/toon_faq{{"faq_id":"{entry_id}"}}'}


class Faq(KindAction):
    """Answers the question that the message asks."""

    NAME = "action_faq"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """The answer, its cards, and the questions that often follow; asked again, other words, then a person."""
        entry_id = entity(tracker, "faq_id") or (tracker.latest_message.get("faq") or {}).get("id")
        if entry_id is None:
            return not_known(voice, tracker)
        times = voice.count(f"faq:{entry_id}")
        if times >= OFTEN:
            voice.say("same_question_often")
            return [ask_person(voice)]
        entry = front_door.get(f"faq/{entry_id}")
        text = entry["easier"] if easy(tracker) or times else entry["answer"]
        if times:
            text = f"{voice.words('same_question')}\n{text}"
        buttons = [button_for(one["id"], one["title"]) for one in entry["next"]]
        if entry["cards"] and not times:
            voice.utter_message(text=text)
            custom = {"type": "cards", "text": voice.words("help_cards"), "cards": entry["cards"]}
            voice.utter_message(json_message=custom, buttons=buttons)
        else:
            voice.utter_message(text=text, buttons=buttons)
        return [SlotSet("laatste", f"faq:{entry_id}")]


class NotKnown(KindAction):
    """The bot does not understand."""

    NAME = "action_weet_niet"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """Say so."""
        return not_known(voice, tracker)


class Easier(KindAction):
    """The teen finds it hard to read: the same in simpler words, from now on."""

    NAME = "action_makkelijker"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """Say the last explanation again, simpler; when that was it already, a person explains better."""
        voice.utter_message(json_message={"type": "easy"})
        last = tracker.get_slot("laatste") or ""
        text = simpler(last, tracker) if last else None
        if text is None:
            voice.say("simpler", [WITH_PERSON])
            return []
        if voice.count(f"simpler:{last}"):
            voice.say("still_too_hard")
            return [ask_person(voice)]
        voice.utter_message(text=text, buttons=[WITH_PERSON])
        return []


def simpler(last: str, tracker: Tracker) -> str | None:
    """The simpler form of what was last explained, by the slot `laatste`."""
    kind, _, rest = last.partition(":")
    if kind == "faq":
        return str(front_door.get(f"faq/{rest}")["easier"])
    if kind == "vervolg":
        found = front_door.get(f"follow-ups/{rest}")
        return str(found["easier"] if asker(tracker) == "self" else found["other"])
    topic, level, situation = rest.split(":")
    aid = front_door.get(f"first-aid/{topic}")
    texts: dict[str, str] = (aid["situations"].get(situation) or aid["levels"])[level]
    return texts.get(asker(tracker)) or texts["easier"]


def not_known(voice: Voice, tracker: Tracker) -> Events:
    """Honest, with the likeliest guesses by their titles, and a person; who is not understood often, gets a person."""
    times = voice.count("nothing_understood")
    if times >= OFTEN:
        voice.say("not_known_often")
        return [ask_person(voice)]
    if tracker.get_slot("niveau") in HIGH:
        voice.say("not_known_grave")
        return [ask_person(voice)]
    found: dict[str, Any] = tracker.latest_message.get("faq") or {}
    guesses = found.get("guesses", []) if found.get("confidence", 0.0) >= LEAST else []
    buttons = [button_for(one, front_door.get(f"faq/{one}")["title"]) for one in guesses]
    voice.say("guesses" if buttons else "not_known", [*buttons, WITH_PERSON])
    return [asked(None)]
