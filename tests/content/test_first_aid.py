"""First aid: for every harm topic the right words first, and the right number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from weerwoord.content.library import FirstAid, Library

HARM = {
    "suicide", "self_harm", "sextortion", "image_sharing", "deepfake", "grooming", "exploitation", "sexual_violence",
    "physical_danger", "criminal_exploitation", "bullying", "account_safety", "relationship_pressure", "wellbeing",
    "own_behaviour",
}  # fmt: skip
NOT_BLAMELESS = {"own_behaviour"}
"""Here "niet jouw schuld" would not be true."""
KEYS = {"topic", "title", "emergency", "urgent", "concern", "steps", "listen", "check", "check_danger",
        "organisations", "source", "checked"}  # fmt: skip
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
    """Everything that is said about a topic."""
    said = [text for texts in aid.levels.values() for kind, text in texts.items() if kind != "call"]
    return [*said, *aid.steps, aid.listen, *([aid.check] if aid.check else [])]


def test_every_harm_topic_has_first_aid_and_nothing_else_has(files: dict[str, dict[str, Any]]) -> None:
    assert files.keys() == HARM
    for name, aid in files.items():
        assert aid["topic"] == name
        assert aid.keys() <= KEYS, name


def test_every_topic_is_complete(files: dict[str, dict[str, Any]]) -> None:
    for name, aid in files.items():
        for level in ("urgent", "concern"):
            assert aid[level].keys() == {"say", "easier", "friend"}, (name, level)
        if "emergency" in aid:
            assert aid["emergency"].keys() == {"call", "say"}, name
        assert len(aid["steps"]) >= 4, name
        assert aid["listen"], name
        assert aid["organisations"], name
        assert "checked" in aid, name


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
        for level in ("urgent", "concern"):
            for kind in ("say", "easier"):
                assert "niet jouw schuld" in topics[name].levels[level][kind], (name, level, kind)


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
        for level in ("urgent", "concern"):
            texts = aid.levels[level]
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
