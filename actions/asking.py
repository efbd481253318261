"""The questions that the bot asks: one at a time, each with its buttons and the slot value that remembers it."""

from __future__ import annotations

from enum import Enum
from typing import Any

from rasa_sdk.events import SlotSet

from actions.base import NO, WITH_PERSON, YES
from actions.voice import Voice


class Question(str, Enum):
    """What the bot can be waiting for: the values of the slot `open_vraag`."""

    PERSON = "mens"
    CALL = "bellen"
    GO_ON = "verder"
    LISTEN_OR_KNOW = "weten_of_luisteren"
    SAFE = "veilig"
    PLACE = "plaats"


WHAT_CAN_I_DO = {"title": "Zeg wat ik kan doen", "payload": "/wat_nu"}
LISTEN = {"title": "Luister naar mij", "payload": "/luisteren"}


def asked(question: Question | None) -> dict[str, Any]:
    """The event that the bot now waits for an answer to this question, or to none."""
    event: dict[str, Any] = SlotSet("open_vraag", question.value if question else None)
    return event


def ask_person(voice: Voice) -> dict[str, Any]:
    """Offer a person; the teen chooses."""
    yes, no = {"title": "Ja graag", "payload": "/ja"}, {"title": "Nee, liever niet", "payload": "/nee"}
    voice.say("ask_person", [yes, no, LISTEN, WHAT_CAN_I_DO])
    return asked(Question.PERSON)


def ask_listen_or_know(voice: Voice) -> dict[str, Any]:
    """Ask what the teen needs."""
    voice.say("ask_listen_or_know", [LISTEN, WHAT_CAN_I_DO, WITH_PERSON])
    return asked(Question.LISTEN_OR_KNOW)


def ask_to_call(voice: Voice) -> dict[str, Any]:
    """Ask whether calling works, so that the next sentence can help."""
    voice.say("ask_to_call", [YES, NO, WITH_PERSON])
    return asked(Question.CALL)


def ask_to_go_on(voice: Voice, name: str = "ask_to_go_on") -> dict[str, Any]:
    """Ask whether the teen wants one step more."""
    yes, no = {"title": "Ja, ga verder", "payload": "/ja"}, {"title": "Nee, genoeg zo", "payload": "/nee"}
    voice.say(name, [yes, no, WITH_PERSON])
    return asked(Question.GO_ON)
