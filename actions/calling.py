"""In an emergency: whether calling works, and what else can be done."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.asking import asked
from actions.base import WITH_PERSON, Events
from actions.voice import Voice


def calling_works(voice: Voice, _tracker: Tracker) -> Events:
    """In an emergency, the teen can call: stay."""
    voice.say("calling_works")
    return [asked(None)]


def calling_fails(voice: Voice, _tracker: Tracker) -> Events:
    """In an emergency, the teen cannot call: another way to reach somebody."""
    voice.say("calling_fails", [WITH_PERSON])
    return [asked(None)]
