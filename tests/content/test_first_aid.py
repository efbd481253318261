"""First aid: for every harm topic the right words first, and the right number."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml

from weerwoord.content.first_aid import ASKERS, FirstAid
from weerwoord.content.library import Library

HARM = {
    "suicide", "self_harm", "sextortion", "image_sharing", "deepfake", "grooming", "exploitation", "sexual_violence",
    "physical_danger", "criminal_exploitation", "bullying", "account_safety", "relationship_pressure", "wellbeing",
    "own_behaviour",
}  # fmt: skip
NOT_BLAMELESS = {"own_behaviour"}
"""Here "niet jouw schuld" would not be true."""
KEYS = {"topic", "title", "emergency", "urgent", "concern", "steps", "listen", "message", "check", "check_danger",
        "situations", "organisations", "source", "checked"}  # fmt: skip
FORMS = {"say", "easier", "friend", "parent", "professional"}
DONE_OR_NOT_YET = {
    "image_sharing/doorgestuurd", "image_sharing/nog_niet_gestuurd", "deepfake/zelf_gemaakt", "bullying/doe_ik_mee",
}  # fmt: skip
"""Situations in which the teen did something to another, or nothing has happened yet."""
LONGEST = 60
"""Words in one message: a teen in fear reads little."""


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, dict[str, Any]]:
    """The topics, as written."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (root / "data/first_aid").glob("*.yml")}


@pytest.fixture(scope="module")
def topics(root: Path) -> dict[str, FirstAid]:
    """The topics, as a teen reads them."""
    return Library(root / "data").first_aid


def all_texts(aid: FirstAid) -> list[str]:
    """Everything that is said about a topic, to anybody."""
    levels = [aid.levels, *(one.levels for one in aid.situations.values())]
    said = [text for one in levels for texts in one.values() for kind, text in texts.items() if kind != "call"]
    steps = [step for one in aid.steps.values() for step in one]
    steps += [step for one in aid.situations.values() for step in one.steps]
    return [*said, *steps, *aid.listen.values(), *aid.message.values(), *([aid.check] if aid.check else [])]


def test_every_harm_topic_has_first_aid_and_nothing_else_has(files: dict[str, dict[str, Any]]) -> None:
    assert files.keys() == HARM
    for name, aid in files.items():
        assert aid["topic"] == name
        assert aid.keys() <= KEYS, name


def test_every_topic_is_complete_for_everybody_who_asks(files: dict[str, dict[str, Any]]) -> None:
    for name, aid in files.items():
        for level in ("urgent", "concern"):
            assert aid[level].keys() == FORMS, (name, level)
        if "emergency" in aid:
            assert aid["emergency"].keys() == FORMS | {"call"}, name
        for key in ("steps", "listen", "message"):
            assert aid[key].keys() == set(ASKERS), (name, key)
        assert len(aid["steps"]["self"]) >= 6, name
        assert all(len(steps) >= 4 for steps in aid["steps"].values()), name
        assert aid["organisations"], name
        assert "checked" in aid, name


def test_the_teen_has_a_safety_question_for_all_but_accounts(topics: dict[str, FirstAid]) -> None:
    assert {name for name, aid in topics.items() if not aid.check} == {"account_safety"}


def test_a_situation_has_examples_and_both_forms(files: dict[str, dict[str, Any]]) -> None:
    everything = [
        (name, one["id"], text.lower())
        for name, aid in files.items()
        for one in aid.get("situations", [])
        for text in one["said"]
    ]
    assert len({text for _name, _id, text in everything}) == len(everything)
    for name, aid in files.items():
        for one in aid.get("situations", []):
            assert one.keys() <= {"id", "title", "said", "urgent", "concern", "steps"}, (name, one["id"])
            assert len(one["said"]) >= 14, (name, one["id"])
            for level in ("urgent", "concern"):
                assert level not in one or one[level].keys() == {"say", "easier"}, (name, one["id"])
        if "situations" in aid:  # a topic that knows one situation only would take everything for it
            assert len(aid["situations"]) >= 2, name


def test_only_a_topic_without_danger_to_life_lacks_an_emergency_text(topics: dict[str, FirstAid]) -> None:
    assert {name for name, aid in topics.items() if "emergency" not in aid.levels} == {"account_safety"}


def test_an_emergency_has_a_number_to_call_first(topics: dict[str, FirstAid], root: Path) -> None:
    directory = Library(root / "data").directory
    for name, aid in topics.items():
        if "emergency" in aid.levels:
            call = aid.levels["emergency"]["call"]
            assert call in {"112", "113"}, name
            assert directory.phone(call) == call, name
            assert f"Bel {call}" not in aid.levels["emergency"]["say"], name  # the bot says it before this text


@pytest.mark.parametrize("topic", ["suicide", "self_harm", "wellbeing"])
def test_who_wants_to_die_is_sent_to_113(topic: str, topics: dict[str, FirstAid]) -> None:
    assert "113" in topics[topic].organisations
    assert "113" in " ".join(all_texts(topics[topic]))


def test_suicide_names_113_at_every_level(topics: dict[str, FirstAid]) -> None:
    suicide = topics["suicide"]
    assert suicide.levels["emergency"]["call"] == "113"
    assert "112" in suicide.levels["emergency"]["say"]
    for level in ("urgent", "concern"):
        for kind, text in suicide.levels[level].items():
            assert "113" in text, (level, kind)
    assert suicide.organisations[0] == "113"


def test_sextortion_says_the_four_things_that_matter_first(topics: dict[str, FirstAid]) -> None:
    for kind in ("say", "easier"):
        first = topics["sextortion"].levels["urgent"][kind]
        for words in ("niet jouw schuld", "Betaal niets", "Stuur niets" if kind == "easier" else "stuur niets",
                      "Bewaar", "Helpwanted"):  # fmt: skip
            assert words in first, (kind, words)


def test_nobody_is_told_to_pay_give_in_or_settle_it_alone(topics: dict[str, FirstAid]) -> None:
    for name, aid in topics.items():
        for text in all_texts(aid):
            for wrong in ("betaal toch", "doe wat", "spreek met hem af", "los het zelf op", "eigen schuld", "had je"):
                assert wrong not in text.lower(), (name, wrong)


def test_who_was_harmed_hears_that_it_is_not_their_fault(topics: dict[str, FirstAid]) -> None:
    for name in HARM - NOT_BLAMELESS:
        general = {name: topics[name].levels}
        special = {f"{name}/{one.id}": one.levels for one in topics[name].situations.values()}
        for where, levels in (general | special).items():
            for level, kind in itertools.product({"urgent", "concern"} & levels.keys(), ("say", "easier")):
                told = "niet jouw schuld" in levels[level][kind]
                assert told or where in DONE_OR_NOT_YET, (where, level, kind)


def test_who_harms_others_is_taken_seriously_and_not_helped_with_it(topics: dict[str, FirstAid]) -> None:
    for level in ("urgent", "concern"):
        said = topics["own_behaviour"].levels[level]["say"]
        assert "Goed dat je" in said
        assert "Ik help niet om iemand pijn te doen" in said
        assert "niet jouw schuld" not in said
    assert topics["own_behaviour"].organisations[0] == "stop_it_now"


def test_nothing_promises_secrecy_removal_or_an_outcome(topics: dict[str, FirstAid]) -> None:
    for name, aid in topics.items():
        for text in all_texts(aid):
            for promise in ("beloof", "garand", "komt goed", "niemand komt het te weten", "blijft geheim",
                            "halen het weg", "zeker weten dat"):  # fmt: skip
                assert promise not in text.lower(), (name, promise)


def test_nothing_asks_for_pictures_names_addresses_or_passwords(topics: dict[str, FirstAid]) -> None:
    for name, aid in topics.items():
        for text in all_texts(aid):
            for asked in (
                "stuur mij",
                "stuur me",
                "hoe heet",
                "waar woon je",
                "wat is je adres",
                "wat is je wachtwoord",
            ):
                assert asked not in text.lower(), (name, asked)


def test_a_message_is_short(topics: dict[str, FirstAid]) -> None:
    for name, aid in topics.items():
        for text in all_texts(aid):
            assert len(text.split()) <= LONGEST, (name, len(text.split()), text)


def test_the_easier_form_is_no_longer_than_the_other(topics: dict[str, FirstAid]) -> None:
    for name, aid in topics.items():
        for levels in (aid.levels, *(one.levels for one in aid.situations.values())):
            for level, texts in levels.items():
                assert len(texts["easier"].split()) <= len(texts["say"].split()), (name, level)


def test_a_safety_question_says_which_answer_means_danger(files: dict[str, dict[str, Any]]) -> None:
    for name, aid in files.items():
        if aid.get("check"):
            assert aid["check"].strip().endswith("?"), name
            assert aid["check_danger"] == ("nee" if "veilige plek" in aid["check"] else "ja"), name


def test_a_topic_names_its_sources(files: dict[str, dict[str, Any]]) -> None:
    for name, aid in files.items():
        assert aid["source"], name
        for source in aid["source"]:
            assert source["url"].startswith("http"), name
            assert source["date"], name


def test_the_first_organisation_can_be_reached(topics: dict[str, FirstAid], root: Path) -> None:
    """Somebody on the list can be called, chatted with or visited by what may be shown today."""
    directory = Library(root / "data").directory
    for name, aid in topics.items():
        for one in aid.organisations:
            assert directory[one].show == "yes", (name, one)
        reachable = [
            one for one in aid.organisations if directory[one].shown("phone") or directory[one].shown("website")
        ]
        assert len(reachable) >= 2, name
