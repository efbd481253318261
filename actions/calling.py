"""In an emergency: whether calling works, and what else can be done."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import asked
from actions.base import WITH_PERSON, Events


def calling_works(dispatcher: CollectingDispatcher, _tracker: Tracker) -> Events:
    """In an emergency, the teen can call: stay."""
    dispatcher.utter_message(text="Goed. Bel nu maar. Zeg waar je bent. Deze chat blijft open.")
    return [asked(None)]


def calling_fails(dispatcher: CollectingDispatcher, _tracker: Tracker) -> Events:
    """In an emergency, the teen cannot call: another way to reach somebody."""
    dispatcher.utter_message(
        text="Oké. Laat iemand anders bellen. Ga naar een volwassene in de buurt, of app iemand die je vertrouwt. "
        "Zeg: 'Ik heb nu hulp nodig.'",
        buttons=[WITH_PERSON],
    )
    return [asked(None)]
