"""What each action says and remembers; one table row per situation where that reads best."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import requests

from actions import front_door
from actions.answers import MEANING, No, Unsure, Yes
from actions.asking import Question
from actions.first_aid import FirstAid
from actions.follow_up import FollowUp
from actions.help_lines import Age, ForOther, HelpLines, Place, find_age, find_way
from actions.other_language import OtherLanguage
from actions.person import CallPerson, OfferPerson
from actions.questions import Easier, Faq, NotKnown
from actions.safety_check import danger_of
from actions.small_talk import LEAVES_IN_PEACE, SmallTalk
from actions.steps import Listen, NextStep
from actions.taking_back import TakeBack
from actions.wording import texts_for
from engine.topics import TELLS
from tests.rasa.conftest import Talk
from weerwoord.content.library import Library

ROOT = Path(__file__).resolve().parents[2]


def triage(level: str, topic: str) -> dict[str, dict[str, str]]:
    return {"triage": {"level": level, "topic": topic}}


def questions(talk: Talk) -> int:
    """How many questions the bot asks; what it says that somebody could ask is none."""
    return re.sub(r"'[^'\n]*'", "", talk.words).count("?")


def test_first_aid_knows_every_harm_topic(library: Library) -> None:
    assert set(library.first_aid) == set(TELLS)


@pytest.mark.parametrize("topic", sorted(TELLS))
@pytest.mark.parametrize("level", ["emergency", "urgent", "concern"])
def test_every_topic_and_level_has_an_answer_and_one_question(topic: str, level: str, talk: Talk) -> None:
    talk.run(FirstAid(), **triage(level, topic))
    assert questions(talk) == 1
    assert talk.words.rstrip().endswith("?")
    if level == "emergency":
        assert talk.words.startswith(("Bel nu 112.", "Bel nu 113.", "Bel nu 0800-"))
    assert talk.slots["onderwerp"] == topic
    assert talk.slots["niveau"] == level
    expected = {"emergency": Question.CALL, "urgent": Question.PERSON, "concern": Question.LISTEN_OR_KNOW}
    assert talk.slots["open_vraag"] == expected[level].value


def test_more_about_the_same_goes_on_instead_of_starting_over(talk: Talk) -> None:
    talk.run(FirstAid(), **triage("urgent", "sextortion"))
    first = talk.words
    talk.run(FirstAid(), **triage("urgent", "sextortion"))
    assert first.splitlines()[0] not in talk.words
    assert talk.slots["open_vraag"] == Question.GO_ON.value
    talk.run(FirstAid(), **triage("emergency", "sextortion"))
    assert talk.words.startswith("Bel nu 112.")  # worse is never taken for more of the same


def test_nobody_who_hurt_another_hears_that_it_is_not_their_fault(talk: Talk) -> None:
    for _ in range(2):
        talk.run(FirstAid(), **triage("urgent", "own_behaviour"))
        assert "niet jouw schuld" not in talk.words


def test_a_level_never_falls(talk: Talk) -> None:
    talk.run(FirstAid(), **triage("urgent", "sextortion"))
    talk.run(FirstAid(), **triage("concern", "wellbeing"))
    assert talk.slots["niveau"] == "urgent"


@pytest.mark.parametrize("topic", ["smalltalk", "out_of_scope", None])
def test_a_level_without_a_harm_topic_keeps_the_topic_of_the_talk(topic: str | None, talk: Talk) -> None:
    talk.run(FirstAid(), triage={"level": "concern", "topic": topic})
    assert talk.slots["onderwerp"] == "wellbeing"
    talk.slots["onderwerp"] = "grooming"
    talk.run(FirstAid(), triage={"level": "urgent", "topic": topic})
    assert talk.slots["onderwerp"] == "grooming"


def test_feelings_in_a_talk_about_worse_belong_to_that_talk(talk: Talk, library: Library) -> None:
    talk.run(FirstAid(), **triage("emergency", "sexual_violence"))
    talk.run(FirstAid(), **triage("concern", "wellbeing"))
    assert talk.slots["onderwerp"] == "sexual_violence"
    assert library.first_aid["sexual_violence"].steps["self"][0] in talk.words
    talk.run(FirstAid(), **triage("concern", "bullying"))  # but another harm is another harm
    assert talk.slots["onderwerp"] == "bullying"


@pytest.mark.parametrize("asker", ["self", "friend", "parent", "professional"])
@pytest.mark.parametrize("level", ["emergency", "urgent", "concern"])
def test_everybody_who_asks_gets_words_of_their_own_all_along(
    asker: str, level: str, talk: Talk, library: Library
) -> None:
    aid = library.first_aid["exploitation"]
    talk.run(FirstAid(), triage={"level": level, "topic": "exploitation", "asker": asker})
    assert aid.levels[level]["say" if asker == "self" else asker] in talk.words
    assert talk.slots["vrager"] == asker
    talk.run(NextStep())
    assert aid.steps[asker][0] in talk.words
    talk.run(Listen())
    assert aid.listen[asker] in talk.words
    # and a later message that names nobody is still about the same person
    talk.run(FirstAid(), triage={"level": "concern", "topic": "grooming", "asker": "self"})
    assert library.first_aid["grooming"].levels["concern"]["say" if asker == "self" else asker] in talk.words


def test_who_says_it_was_understood_wrongly_may_be_the_one_it_is_about(talk: Talk) -> None:
    talk.slots["vrager"] = "friend"
    talk.run(SmallTalk(), intent={"name": "verkeerd_begrepen"})
    assert talk.slots["vrager"] is None


@pytest.mark.parametrize(
    ("topic", "situation"),
    [("sextortion", "geld"), ("image_sharing", "doorgestuurd"), ("sexual_violence", "langer_geleden"),
     ("criminal_exploitation", "opdrachten"), ("own_behaviour", "hoe_doe_ik"), ("grooming", "afspraak")],
)  # fmt: skip
def test_a_situation_has_words_and_first_steps_of_its_own(
    topic: str, situation: str, talk: Talk, library: Library
) -> None:
    own = library.first_aid[topic].situations[situation]
    talk.run(FirstAid(), situations={topic: situation}, **triage("urgent", topic))
    assert own.levels["urgent"]["say"] in talk.words
    for step in (*own.steps, library.first_aid[topic].steps["self"][0]):
        talk.slots["gezegd"] = [*talk.slots["gezegd"], f"check:{topic}"]
        talk.run(NextStep())
        assert step in talk.words
    talk.run(Easier())
    assert own.levels["urgent"]["easier"] in talk.words


def test_a_situation_that_shows_later_gets_its_words_then_and_once(talk: Talk, library: Library) -> None:
    talk.run(FirstAid(), **triage("urgent", "sextortion"))
    own = library.first_aid["sextortion"].situations["geld"].levels["urgent"]["say"]
    for said in (True, False):
        talk.run(FirstAid(), situations={"sextortion": "geld"}, **triage("urgent", "sextortion"))
        assert (own in talk.words) == said


def test_a_situation_without_words_gets_the_general_ones(talk: Talk, library: Library) -> None:
    talk.run(FirstAid(), situations={"image_sharing": "verspreid"}, **triage("urgent", "image_sharing"))
    assert library.first_aid["image_sharing"].levels["urgent"]["say"] in talk.words


def test_a_situation_is_about_the_teen_and_not_about_a_friend(talk: Talk, library: Library) -> None:
    heard = {"level": "urgent", "topic": "sextortion", "asker": "friend"}
    talk.run(FirstAid(), triage=heard, situations={"sextortion": "geld"})
    assert library.first_aid["sextortion"].levels["urgent"]["friend"] in talk.words


def test_the_same_emergency_is_answered_in_other_words_with_its_number(talk: Talk) -> None:
    heard: set[str] = set()
    for _ in range(4):
        talk.run(FirstAid(), **triage("emergency", "sextortion"))
        assert "112" in talk.words
        assert talk.words not in heard
        heard.add(talk.words)


def test_who_wants_to_be_heard_is_not_given_steps(talk: Talk, library: Library) -> None:
    talk.run(FirstAid(), **triage("urgent", "grooming"))
    talk.run(Listen())
    aid = library.first_aid["grooming"]
    everything = ""
    for _ in range(5):
        talk.run(FirstAid(), **triage("urgent", "grooming"))
        everything += talk.words + "\n"
        assert questions(talk) == 1
    assert not [step for step in aid.steps["self"] if step in everything]
    assert str(aid.check) in everything
    assert "hulpverlener" in everything or "mens" in everything
    talk.run(NextStep())  # until the teen asks for them
    assert aid.steps["self"][0] in talk.words


@pytest.mark.parametrize(
    ("text", "level", "emergency"),
    [
        ("ja hij is beneden", "urgent", True),
        ("Ja, nu", "concern", True),
        ("nee ik ben bij oma", "concern", False),
        ("neee hoor", "concern", None),  # no answer in words that can be told: first aid goes on
        ("hij is beneden", "urgent", None),
    ],
)
def test_words_that_answer_the_safety_question_are_taken_as_its_answer(
    text: str, level: str, emergency: bool | None, talk: Talk
) -> None:
    talk.slots |= {"onderwerp": "suicide", "niveau": "urgent", "open_vraag": Question.SAFE.value}
    talk.run(FirstAid(), text=text, **triage(level, "suicide"))
    raised = {"type": "level", "level": "emergency", "topic": "suicide"} in talk.signals
    assert raised == (emergency is True)
    assert (talk.slots["open_vraag"] == Question.GO_ON.value) == (emergency is False)


def test_an_emergency_is_answered_as_one_whatever_was_asked(talk: Talk) -> None:
    talk.slots |= {"onderwerp": "suicide", "open_vraag": Question.SAFE.value}
    talk.run(FirstAid(), text="nee, ik sta al op het dak", **triage("emergency", "suicide"))
    assert talk.words.startswith("Bel nu 113.")


@pytest.mark.parametrize(
    ("language", "level", "topic", "words"),
    [
        ("en", "emergency", "suicide", "Call 113 now"),
        ("en", "emergency", "bullying", "Call 112 now"),
        ("en", "urgent", "sextortion", "Do not pay"),
        ("en", "urgent", "bullying", "This is not your fault"),
        ("en", "concern", "sextortion", "I mostly speak Dutch"),
        ("en", "none", "smalltalk", "I mostly speak Dutch"),
        ("tr", "emergency", "suicide", "113"),
        ("tr", "urgent", "sextortion", "Hollandaca"),
        ("ar", "none", "bot", "112"),
        ("pl", "urgent", "grooming", "niderlandzku"),
        ("uk", "concern", "wellbeing", "нідерландською"),
        ("de", "urgent", "sextortion", "Do not pay"),
    ],
)
def test_another_language_gets_its_help_and_the_offer_of_a_person(
    language: str, level: str, topic: str, words: str, talk: Talk
) -> None:
    talk.run(OtherLanguage(), language=language, **triage(level, topic))
    assert words in talk.words
    assert [one["payload"] for one in talk.said[-1]["buttons"]] == ["/ja", "/nee"]
    assert talk.slots["open_vraag"] == Question.PERSON.value
    assert talk.slots["niveau"] == level


def test_in_another_language_nothing_is_said_twice_but_the_emergency(talk: Talk) -> None:
    talk.run(OtherLanguage(), language="en", **triage("urgent", "sextortion"))
    talk.run(OtherLanguage(), language="en", **triage("urgent", "sextortion"))
    assert "Do not pay" not in talk.words
    for _ in range(2):
        talk.run(OtherLanguage(), language="en", **triage("emergency", "sextortion"))
        assert talk.words.startswith("Call 112 now")
    talk.run(OtherLanguage(), language="en", **triage("none", "smalltalk"))
    assert talk.slots["niveau"] == "emergency"
    assert talk.slots["onderwerp"] == "sextortion"


@pytest.mark.parametrize(
    ("level", "words", "open_question"),
    [
        (None, "Je mag hier alles zeggen", None),
        ("concern", "Je mag hier alles zeggen", None),
        ("urgent", "Ik neem wel serieus", Question.PERSON.value),
        ("emergency", "bel dan 113", Question.PERSON.value),
    ],
)
def test_taking_back_lowers_nothing(level: str | None, words: str, open_question: str | None, talk: Talk) -> None:
    talk.slots |= {"niveau": level, "onderwerp": "suicide"}
    talk.run(TakeBack())
    assert words in talk.words
    assert talk.slots["open_vraag"] == open_question
    assert talk.slots["niveau"] == level


SMALL_TALK = ["groet", "bedankt", "afscheid", "stoppen", "schelden", "praatje", "geen_hulpvraag", "buiten_bereik",
              "verkeerd_begrepen"]  # fmt: skip


@pytest.mark.parametrize("intent", SMALL_TALK)
@pytest.mark.parametrize("level", [None, "concern", "urgent", "emergency"])
def test_small_talk_never_loses_what_was_told(intent: str, level: str | None, talk: Talk, library: Library) -> None:
    talk.slots["niveau"] = level
    talk.run(SmallTalk(), intent={"name": intent})
    wanted = library.talk[f"{intent}_grave" if level else intent][0]
    assert talk.words.startswith(wanted)
    asks = {None: None, "concern": Question.LISTEN_OR_KNOW.value}.get(level, Question.PERSON.value)
    assert talk.slots.get("open_vraag") == (None if intent in LEAVES_IN_PEACE else asks)


def test_after_a_goodbye_the_widget_may_ask_how_it_was(talk: Talk) -> None:
    talk.run(SmallTalk(), intent={"name": "afscheid"})
    assert {"type": "goodbye"} in talk.signals
    talk.run(SmallTalk(), intent={"name": "bedankt"})
    assert talk.signals == []


def test_nobody_reads_the_same_line_three_times(talk: Talk) -> None:
    for intent in SMALL_TALK:
        said = []
        for _ in range(3):
            talk.run(SmallTalk(), intent={"name": intent})
            said.append(talk.words)
        assert max(map(said.count, said)) < 3, intent


def test_a_friend_who_tells_more_is_not_told_that_it_is_their_own(talk: Talk) -> None:
    for _ in range(2):
        talk.run(FirstAid(), triage={"level": "urgent", "topic": "exploitation", "asker": "friend"})
    assert "niet jouw schuld" not in talk.words
    assert "voor een ander" in talk.words or "je oplet" in talk.words


@pytest.mark.parametrize(
    ("language", "text", "called"),
    [("tr", "evet", True), ("en", "Yes, ", True), ("pl", "tak", True), ("tr", "hayır", False), ("uk", "ні", False)],
)
def test_yes_and_no_in_another_language_answer_the_offer(language: str, text: str, called: bool, talk: Talk) -> None:
    talk.run(OtherLanguage(), language=language, **triage("urgent", "sextortion"))
    talk.run(OtherLanguage(), text=text, language=language, **triage("none", "smalltalk"))
    assert ({"type": "escalation"} in talk.signals) == called
    assert talk.slots["open_vraag"] is None


def test_a_topic_chosen_with_a_button_is_a_concern(talk: Talk) -> None:
    chosen = [{"entity": "onderwerp_code", "value": "grooming"}]
    talk.run(FirstAid(), entities=chosen)
    assert (talk.slots["onderwerp"], talk.slots["niveau"]) == ("grooming", "concern")


def test_wording_for_a_friend_and_in_simple_words(talk: Talk, library: Library) -> None:
    texts = library.first_aid["sextortion"].levels["urgent"]
    talk.run(ForOther())
    talk.run(FirstAid(), triage={"level": "urgent", "topic": "sextortion", "asker": "friend"})
    assert texts["friend"] in talk.words
    talk.slots |= {"vrager": None, "gezegd": []}
    talk.easy = True
    talk.run(FirstAid(), **triage("urgent", "sextortion"))
    assert texts["easier"] in talk.words


def test_texts_for_takes_the_nearest_level() -> None:
    levels = {"urgent": {"say": "u"}, "concern": {"say": "c"}}
    assert texts_for(levels, "emergency")[0] == "urgent"
    assert texts_for(levels, "concern")[0] == "concern"
    assert texts_for({"urgent": {"say": "u"}}, "concern")[0] == "urgent"


def test_steps_come_one_by_one_with_the_safety_question_between(talk: Talk, library: Library) -> None:
    aid = library.first_aid["sextortion"]
    steps = aid.steps["self"]
    talk.slots["onderwerp"] = "sextortion"
    talk.run(NextStep())
    assert steps[0] in talk.words
    talk.run(Yes())
    assert steps[1] in talk.words
    talk.run(Yes())
    assert talk.words == aid.check
    talk.run(No())  # not thinking of death: thanked, and on with the steps
    assert talk.slots["open_vraag"] == Question.GO_ON.value
    for step in steps[2:]:
        talk.run(Yes())
        assert step in talk.words
    talk.run(Yes())
    assert talk.signals[0]["type"] == "cards"
    assert talk.slots["open_vraag"] == Question.PERSON.value


def test_what_to_do_without_a_topic_asks_what_it_is_about(talk: Talk) -> None:
    talk.run(NextStep())
    assert "wat er speelt" in talk.words


@pytest.mark.parametrize("topic", [None, "grooming"])
def test_listening_invites(topic: str | None, talk: Talk, library: Library) -> None:
    talk.slots["onderwerp"] = topic
    talk.run(Listen())
    assert talk.words == library.first_aid[topic or "wellbeing"].listen["self"]


@pytest.mark.parametrize(
    ("topic", "word", "level", "harm"),
    [
        ("sextortion", "ja", "urgent", "suicide"),
        ("bullying", "ja", "urgent", "suicide"),
        ("suicide", "ja", "emergency", "suicide"),
        ("grooming", "nee", "emergency", "physical_danger"),
        ("physical_danger", "nee", "emergency", "physical_danger"),
    ],
)
def test_a_worrying_answer_raises_the_level(topic: str, word: str, level: str, harm: str, talk: Talk) -> None:
    talk.slots |= {"onderwerp": topic, "open_vraag": Question.SAFE.value}
    talk.run(Yes() if word == "ja" else No())
    assert {"type": "level", "level": level, "topic": harm} in talk.signals
    assert talk.slots["niveau"] == level
    assert talk.words.startswith("Bel nu") == (level == "emergency")


def test_every_check_has_a_meaning(library: Library) -> None:
    for topic, aid in library.first_aid.items():
        if aid.check:
            level, harm = danger_of(topic, aid.check_danger)
            assert level in library.first_aid[harm].levels


def test_no_person_now_leads_to_the_safety_question_once(talk: Talk, library: Library) -> None:
    talk.slots |= {"onderwerp": "sextortion", "open_vraag": Question.PERSON.value}
    talk.run(No())
    assert library.first_aid["sextortion"].check in talk.words
    talk.slots["open_vraag"] = Question.PERSON.value
    talk.run(No())
    assert talk.slots["open_vraag"] == Question.LISTEN_OR_KNOW.value


@pytest.mark.parametrize("action", [CallPerson, Yes])
def test_asking_for_a_person_is_a_signal_without_words(action: type, talk: Talk) -> None:
    talk.slots["open_vraag"] = Question.PERSON.value
    talk.run(action())
    assert talk.signals == [{"type": "escalation"}]
    assert talk.words == ""
    assert talk.slots["open_vraag"] is None


def test_every_question_has_both_answers(talk: Talk) -> None:
    assert set(MEANING) == set(Question)
    for question in Question:
        for action in (Yes(), No()):
            talk.slots = {"open_vraag": question.value, "onderwerp": "sextortion"}
            assert talk.run(action), (question, action.NAME)


@pytest.mark.parametrize("action", [Yes, No, Unsure])
def test_yes_and_no_to_nothing_take_the_pressure_off(action: type, talk: Talk) -> None:
    talk.run(action())
    assert talk.slots["open_vraag"] is None
    assert talk.said[-1]["buttons"][-1]["payload"] == "/wil_mens"


def test_a_line_that_did_not_work_leads_to_the_person_here(talk: Talk) -> None:
    talk.run(OfferPerson())
    assert talk.slots["open_vraag"] == Question.PERSON.value


def test_who_cannot_call_in_an_emergency_hears_another_way_at_once(talk: Talk) -> None:
    talk.slots["niveau"] = "emergency"
    talk.run(OfferPerson())
    assert "Laat iemand anders bellen" in talk.words


def test_help_lines_ask_for_the_place_and_remember_only_the_region(talk: Talk) -> None:
    talk.run(HelpLines(), text="")
    assert "welke plaats" in talk.words
    talk.run(Place(), text="amsterdam")
    assert talk.slots["plaats"] == "amsterdam"
    talk.run(HelpLines(), text="")
    assert "welke plaats" not in talk.words


@pytest.mark.parametrize(
    ("text", "age"),
    [("15", 15), ("ik ben bijna vijftien", 15), ("13 jaar", 13), ("weet ik niet", None), ("2008", None)],
)
def test_find_age(text: str, age: int | None) -> None:
    assert find_age(text) == age


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("ik durf niet te bellen", "chat"), ("kan ik ook chatten", "chat"), ("liever appen", "chat"),
        ("wie kan ik bellen", "phone"), ("waar moet ik heen", None), ("", None),
    ],
)  # fmt: skip
def test_find_way(text: str, way: str | None) -> None:
    assert find_way(text) == way


def test_age_is_remembered_and_the_talk_goes_on(talk: Talk) -> None:
    talk.slots["onderwerp"] = "grooming"
    talk.run(Age(), text="15")
    assert talk.slots["leeftijd"] == 15
    assert talk.words.endswith("?")
    assert {"type": "age", "age": 15} in talk.signals
    talk.run(Age(), text="geen idee")
    assert talk.slots["leeftijd"] == 15
    assert talk.signals == []


def test_what_the_teen_wants_is_remembered_and_told_to_the_front_door(talk: Talk) -> None:
    talk.slots["onderwerp"] = "grooming"
    talk.run(Listen())
    assert (talk.slots["wens"], talk.signals) == ("luisteren", [{"type": "wish", "wish": "listen"}])
    talk.run(NextStep())
    assert (talk.slots["wens"], talk.signals) == ("weten", [{"type": "wish", "wish": "know"}])


def test_a_question_is_answered_with_what_often_follows(talk: Talk, library: Library) -> None:
    talk.run(Faq(), faq={"id": "is-dit-anoniem", "confidence": 0.9, "guesses": ["is-dit-anoniem", "ben-je-een-bot"]})
    assert library.faq["is-dit-anoniem"].answer in talk.words
    assert talk.said[-1]["buttons"][0]["payload"].startswith("/toon_faq")
    talk.run(Easier())
    assert talk.words == library.faq["is-dit-anoniem"].easier
    talk.run(Easier())
    assert talk.slots["open_vraag"] == Question.PERSON.value  # simpler than simple a person can
    talk.run(Faq(), faq={"id": "wat-kun-je"})  # and simple words from then on
    assert library.faq["wat-kun-je"].easier in talk.words


def test_the_same_question_three_times_gets_other_words_and_then_a_person(talk: Talk, library: Library) -> None:
    entry, asked = library.faq["is-dit-anoniem"], {"id": "is-dit-anoniem", "confidence": 0.9, "guesses": []}
    talk.run(Faq(), faq=asked)
    assert entry.answer in talk.words
    talk.run(Faq(), faq=asked)
    assert entry.easier in talk.words
    assert entry.answer not in talk.words
    talk.run(Faq(), faq=asked)
    assert talk.slots["open_vraag"] == Question.PERSON.value
    assert entry.easier not in talk.words


@pytest.mark.parametrize(
    ("topic", "asker", "easy", "form"),
    [
        ("sextortion", "self", False, "say"),
        ("sextortion", "self", True, "easier"),
        (None, "self", False, "say"),
        ("sextortion", "friend", False, "other"),
        ("grooming", "parent", True, "other"),
    ],
)
def test_a_follow_up_is_answered_for_who_asks(
    topic: str | None, asker: str, easy: bool, form: str, talk: Talk, library: Library
) -> None:
    follow_up = library.follow_ups["hoe_lang_duurt_het"]
    talk.slots["onderwerp"] = topic
    talk.easy = easy
    talk.run(FollowUp(), follow_up={"id": "hoe_lang_duurt_het"}, triage={"asker": asker})
    wanted = follow_up.by_topic.get(topic or "", getattr(follow_up, form)) if asker == "self" else follow_up.other
    assert wanted in talk.words
    assert questions(talk) == 1


def test_a_topic_may_need_another_answer_to_a_follow_up(talk: Talk, library: Library) -> None:
    for one in library.follow_ups.values():
        for topic, words in one.by_topic.items():
            talk.slots = {"onderwerp": topic}
            talk.run(FollowUp(), follow_up={"id": one.id})
            assert words in talk.words


def test_a_follow_up_that_comes_back_leads_to_a_person(talk: Talk, library: Library) -> None:
    talk.slots["onderwerp"] = "sextortion"
    for _ in range(2):
        talk.run(FollowUp(), follow_up={"id": "durf_niet"})
    assert library.follow_ups["durf_niet"].say not in talk.words
    assert talk.slots["open_vraag"] == Question.PERSON.value


def test_the_stepfather_leads_to_the_safety_question(talk: Talk, library: Library) -> None:
    talk.slots["onderwerp"] = "sexual_violence"
    talk.run(FollowUp(), follow_up={"id": "is_familie"})
    assert str(library.first_aid["sexual_violence"].check) in talk.words


def test_simple_words_for_first_aid_and_for_nothing_yet(talk: Talk, library: Library) -> None:
    talk.run(Easier())
    assert "makkelijker" in talk.words
    talk.run(FirstAid(), **triage("urgent", "grooming"))
    talk.run(Easier())
    assert talk.words == library.first_aid["grooming"].levels["urgent"]["easier"]


@pytest.mark.parametrize("action", [Faq, NotKnown])
def test_not_sure_gives_two_titled_guesses_and_a_person(action: type, talk: Talk) -> None:
    talk.run(action(), faq={"id": None, "confidence": 0.2, "guesses": ["wat-doet-113", "wat-is-helpwanted"]})
    titles = [one["title"] for one in talk.said[-1]["buttons"]]
    assert titles[-1] == "Met een mens praten"
    assert len(titles) == 3


def test_who_is_not_understood_often_gets_the_offer_of_a_person(talk: Talk) -> None:
    said = [talk.run(NotKnown(), faq={}) and talk.words for _ in range(3)]
    assert len(set(said)) == 3
    assert talk.slots["open_vraag"] == Question.PERSON.value


def test_in_a_grave_talk_not_understanding_never_loses_it(talk: Talk) -> None:
    talk.slots |= {"niveau": "urgent", "onderwerp": "grooming"}
    talk.run(NotKnown(), faq={"id": None, "confidence": 0.3, "guesses": ["wat-doet-113"]})
    assert talk.slots["open_vraag"] == Question.PERSON.value
    assert "/toon_faq" not in str(talk.said)


WAYS_TO_A_PERSON = {"/wil_mens"}


@pytest.mark.parametrize("topic", sorted(TELLS))
@pytest.mark.parametrize("level", ["emergency", "urgent", "concern"])
@pytest.mark.parametrize("asker", ["self", "friend", "parent", "professional"])
def test_every_flow_reaches_a_person_in_at_most_two_taps(topic: str, level: str, asker: str, talk: Talk) -> None:
    """From the first answer and after every step: a button for a person, or "ja" to the offer of one."""
    talk.run(FirstAid(), triage={"level": level, "topic": topic, "asker": asker})
    for _ in range(9):
        offered = {button["payload"] for one in talk.said for button in one.get("buttons") or []}
        offers_now = talk.slots["open_vraag"] == Question.PERSON.value
        checks = talk.slots["open_vraag"] == Question.SAFE.value  # its answer leads on to one
        assert offers_now or checks or WAYS_TO_A_PERSON & offered, talk.words
        assert questions(talk) == 1, talk.words
        if checks:
            talk.run(No() if topic not in {"grooming", "physical_danger"} else Yes())
        else:
            talk.run(NextStep())


def test_not_known_at_all_offers_a_person_only(talk: Talk) -> None:
    talk.run(NotKnown(), faq={"id": None, "confidence": 0.02, "guesses": ["wat-doet-113", "wat-is-helpwanted"]})
    assert [one["title"] for one in talk.said[-1]["buttons"]] == ["Met een mens praten"]


def test_an_action_that_fails_says_something_kind(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: str, **query: str | None) -> None:
        raise requests.ConnectionError(path)

    monkeypatch.setattr(front_door, "get", broken)
    talk.run(FirstAid(), **triage("urgent", "sextortion"))
    assert "Bel 112" in talk.words
    assert talk.slots == {}
