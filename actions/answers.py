"""What "ja" and "nee" mean: the answer to whatever the bot asked last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from rasa_sdk import Tracker

from actions.asking import Question, asked
from actions.base import WITH_PERSON, Events, KindAction
from actions.calling import calling_fails, calling_works
from actions.help_lines import show_lines
from actions.person import call_person, no_person
from actions.safety_check import answered
from actions.steps import give_step, listen
from actions.voice import Voice

Response = Callable[[Voice, Tracker], Events]


def enough(voice: Voice, _tracker: Tracker) -> Events:
    """The teen wants no more steps."""
    voice.say("enough")
    return [asked(None)]


def no_question(voice: Voice, _tracker: Tracker) -> Events:
    """Nothing was asked, or the teen cannot choose: take the pressure off."""
    voice.say("no_choice_needed", [WITH_PERSON])
    return [asked(None)]


MEANING: dict[Question, tuple[Response, Response]] = {
    Question.PERSON: (call_person, no_person),
    Question.CALL: (calling_works, calling_fails),
    Question.GO_ON: (give_step, enough),
    Question.LISTEN_OR_KNOW: (give_step, listen),
    Question.SAFE: (partial(answered, word="ja"), partial(answered, word="nee")),
    Question.PLACE: (show_lines, enough),
}
"""Per question, what "ja" and what "nee" lead to."""


def respond_to(word: str, voice: Voice, tracker: Tracker) -> Events:
    """Respond to "ja" or "nee" in the light of the open question."""
    question = tracker.get_slot("open_vraag")
    if question is None:
        return no_question(voice, tracker)
    yes, no = MEANING[Question(question)]
    return (yes if word == "ja" else no)(voice, tracker)


class Yes(KindAction):
    """The teen said yes."""

    NAME = "action_ja"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """Yes to what was asked."""
        return respond_to("ja", voice, tracker)


class No(KindAction):
    """The teen said no."""

    NAME = "action_nee"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """No to what was asked."""
        return respond_to("nee", voice, tracker)


class Unsure(KindAction):
    """The teen does not know."""

    NAME = "action_vraag_opnieuw"

    def respond(self, voice: Voice, tracker: Tracker) -> Events:
        """No choice is needed."""
        return no_question(voice, tracker)
