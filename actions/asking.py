"""The questions that the bot asks: one at a time, each with its buttons and the slot value that remembers it."""

from __future__ import annotations

from enum import Enum
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import NO, WITH_PERSON, YES


class Question(str, Enum):
    """What the bot can be waiting for: the values of the slot `open_vraag`."""

    PERSON = "mens"
    CALL = "bellen"
    GO_ON = "verder"
    LISTEN_OR_KNOW = "weten_of_luisteren"
    SAFE = "veilig"
    PLACE = "plaats"


WHAT_CAN_I_DO = {"title": "Zeg wat ik kan doen", "payload": "/wat_nu"}


def asked(question: Question | None) -> dict[str, Any]:
    """The event that the bot now waits for an answer to this question, or to none."""
    event: dict[str, Any] = SlotSet("open_vraag", question.value if question else None)
    return event


def ask_person(dispatcher: CollectingDispatcher) -> dict[str, Any]:
    """Offer a person; the teen chooses."""
    dispatcher.utter_message(
        text="Zal ik een hulpverlener erbij halen, hier in deze chat?",
        buttons=[
            {"title": "Ja graag", "payload": "/ja"},
            {"title": "Nee, liever niet", "payload": "/nee"},
            WHAT_CAN_I_DO,
        ],
    )
    return asked(Question.PERSON)


def ask_listen_or_know(dispatcher: CollectingDispatcher) -> dict[str, Any]:
    """Ask what the teen needs."""
    dispatcher.utter_message(
        text="Wil je dat ik luister, of wil je weten wat je kunt doen?",
        buttons=[{"title": "Luister naar mij", "payload": "/luisteren"}, WHAT_CAN_I_DO, WITH_PERSON],
    )
    return asked(Question.LISTEN_OR_KNOW)


def ask_to_call(dispatcher: CollectingDispatcher) -> dict[str, Any]:
    """Ask whether calling works, so that the next sentence can help."""
    dispatcher.utter_message(text="Lukt het om nu te bellen?", buttons=[YES, NO])
    return asked(Question.CALL)


def ask_to_go_on(dispatcher: CollectingDispatcher) -> dict[str, Any]:
    """Ask whether the teen wants one step more."""
    dispatcher.utter_message(
        text="Zal ik verder gaan?",
        buttons=[
            {"title": "Ja, ga verder", "payload": "/ja"},
            {"title": "Nee, genoeg zo", "payload": "/nee"},
            WITH_PERSON,
        ],
    )
    return asked(Question.GO_ON)
