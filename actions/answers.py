"""What "ja" and "nee" mean: the answer to whatever the bot asked last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import Question, asked
from actions.base import WITH_PERSON, Events, KindAction
from actions.calling import calling_fails, calling_works
from actions.first_aid import give_step, listen
from actions.help_lines import show_lines
from actions.person import call_person, no_person
from actions.safety_check import answered

Response = Callable[[CollectingDispatcher, Tracker], Events]


def enough(dispatcher: CollectingDispatcher, _tracker: Tracker) -> Events:
    """The teen wants no more steps."""
    dispatcher.utter_message(text="Goed, dan stoppen we even met tips. Wil je nog iets vertellen, dan mag dat.")
    return [asked(None)]


def no_question(dispatcher: CollectingDispatcher, _tracker: Tracker) -> Events:
    """Nothing was asked, or the teen cannot choose: take the pressure off."""
    dispatcher.utter_message(
        text="Dat is oké. Je hoeft niets te kiezen. Vertel maar wat je kwijt wilt.", buttons=[WITH_PERSON]
    )
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


def respond_to(word: str, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Respond to "ja" or "nee" in the light of the open question."""
    question = tracker.get_slot("open_vraag")
    if question is None:
        return no_question(dispatcher, tracker)
    yes, no = MEANING[Question(question)]
    return (yes if word == "ja" else no)(dispatcher, tracker)


class Yes(KindAction):
    """The teen said yes."""

    NAME = "action_ja"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Yes to what was asked."""
        return respond_to("ja", dispatcher, tracker)


class No(KindAction):
    """The teen said no."""

    NAME = "action_nee"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """No to what was asked."""
        return respond_to("nee", dispatcher, tracker)


class Unsure(KindAction):
    """The teen does not know."""

    NAME = "action_vraag_opnieuw"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """No choice is needed."""
        return no_question(dispatcher, tracker)
