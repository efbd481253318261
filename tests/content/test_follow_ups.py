"""Follow-ups: the answer to what is asked or told next in a talk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.topics import TELLS
from weerwoord.content.first_aid import FollowUp
from weerwoord.content.library import Library

LONGEST = 62
"""Words in one answer."""
ASKED_MOST = {
    "al_betaald", "al_gestuurd", "kent_mijn_school", "is_familie", "ouders_niet_weten", "hoe_lang_duurt_het",
    "wat_doet_politie", "toch_geplaatst",
}  # fmt: skip


@pytest.fixture(scope="module")
def follow_ups(root: Path) -> list[FollowUp]:
    return list(Library(root / "data").follow_ups.values())


def texts(one: FollowUp) -> list[str]:
    """All answers of a follow-up."""
    return [one.say, one.easier, one.other, *one.by_topic.values()]


def test_what_is_asked_most_has_an_answer(follow_ups: list[FollowUp]) -> None:
    assert {one.id for one in follow_ups} >= ASKED_MOST
    assert len(follow_ups) >= 40


def test_each_has_examples_of_its_own(follow_ups: list[FollowUp]) -> None:
    said = [text.lower() for one in follow_ups for text in one.said]
    assert len(set(said)) == len(said)
    assert all(len(one.said) >= 16 for one in follow_ups)


def test_answers_are_short_and_leave_the_question_to_the_bot(follow_ups: list[FollowUp]) -> None:
    for one in follow_ups:
        for text in texts(one):
            assert len(text.split()) <= LONGEST, (one.id, len(text.split()))
            assert "?" not in text.replace("?'", ""), (one.id, text)
        assert len(one.easier.split()) <= len(one.say.split()), one.id


def test_topics_and_what_follows_exist(follow_ups: list[FollowUp]) -> None:
    for one in follow_ups:
        assert one.by_topic.keys() <= TELLS.keys(), one.id
        assert one.then in {"steps", "person", "check", "listen"}, one.id


def test_nobody_who_hurt_another_hears_that_it_is_not_their_fault(follow_ups: list[FollowUp]) -> None:
    for one in follow_ups:
        assert "niet jouw schuld" not in one.by_topic.get("own_behaviour", one.say + one.easier), one.id


def test_a_fact_has_a_source(follow_ups: list[FollowUp]) -> None:
    for one in follow_ups:
        assert one.source is None or (one.source["url"].startswith("http") and one.source["date"]), one.id
        if one.source is None:
            assert not any(word in text for text in texts(one) for word in ("strafbaar", "wet", "politie")), one.id


def test_nothing_promises_secrecy_removal_or_an_outcome(follow_ups: list[FollowUp]) -> None:
    for one in follow_ups:
        for text in texts(one):
            for promise in ("ik beloof", "garand", "komt goed", "niemand komt het te weten", "halen het weg"):
                assert promise not in text.lower(), (one.id, promise)


def test_no_example_is_one_that_is_measured_with(follow_ups: list[FollowUp], root: Path) -> None:
    library = Library(root / "data")
    situations = [one for aid in library.first_aid.values() for one in aid.situations.values()]
    learned = {text.lower().rstrip(".") for one in [*follow_ups, *situations] for text in one.said}
    for path in sorted((root / "tests/nlu").glob("*.jsonl")):
        measured = {
            json.loads(line).get("text", "").lower().rstrip(".") for line in path.read_text("utf-8").splitlines()
        }
        assert learned & measured == set(), path.name
