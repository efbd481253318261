"""What the trained model reads: held-out messages by other writers, and sentences that it may never miss."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench import gate, scoring
from bench.quality import of_ours
from bench.scoring import Message, Reading
from engine.context import Context, read_in_context
from engine.decisions import FOLLOW_UP, OTHER_LANGUAGE, rule_intent_in_talk
from engine.language import language_of
from engine.levels import HIGH, highest
from engine.triage import LIKE
from tuning.messages import read_examples

Read = Callable[[str], dict[str, Any]]

ROOT = Path(__file__).resolve().parents[2]
CONVERSATIONS = yaml.safe_load((ROOT / "tests/nlu/conversations.yml").read_text("utf-8"))
BARS = {
    "high recall": 0.94,
    "emergency read as high": 0.97,
    "false alarm on none": 0.07,
    "level right": 0.87,
    "topic right": 0.8,
    "asker right": 0.82,
}
"""A message or two under what docs/model-card.md says: the embedding's last digits differ between processors."""
ROOM = 3
"""Messages that may flip for the worse, for the same reason."""
NEVER_MISSED = ROOT / "tests" / "nlu" / "never_missed.txt"


@pytest.mark.parametrize("line", NEVER_MISSED.read_text("utf-8").splitlines())
def test_never_missed(line: str, read: Read) -> None:
    level, _, text = line.partition(" ")
    found = read(text)["triage"]["level"]
    assert found == "emergency" if level == "emergency" else found in HIGH


@pytest.mark.parametrize(
    "text",
    ["ik ga dood van het lachen", "moet een werkstuk maken over sextortion", "hoi", "wat is de hoofdstad van peru",
     "die film over mensenhandel gister was heftig", "mag ik iets vragen"],
)  # fmt: skip
def test_no_needless_alarm(text: str, read: Read) -> None:
    assert read(text)["triage"]["level"] not in HIGH


@pytest.fixture(scope="module")
def held_out(read: Read) -> tuple[list[Message], list[Reading]]:
    """The messages by writers whom the model has not seen, and what it reads in them."""
    messages = scoring.read(scoring.HELD_OUT)
    return messages, [of_ours(read(one["text"])) for one in messages]


@pytest.mark.parametrize(("name", "least"), BARS.items())
def test_held_out_messages_are_read_as_well_as_before(
    name: str, least: float, held_out: tuple[list[Message], list[Reading]]
) -> None:
    hits, count = scoring.shares(*held_out)[name]
    assert (hits / count <= least) if name == "false alarm on none" else (hits / count >= least), (hits, count)


def test_no_message_is_lost_that_was_read_right_before(held_out: tuple[list[Message], list[Reading]]) -> None:
    """More than the few that another processor's last digits can flip; after a change that is meant: `make accept`."""
    messages, found = held_out
    flipped = gate.flips(messages, gate.accepted(), found)
    harmful = [str(one) for one in flipped if one.harms]
    assert len(harmful) <= ROOM, "\n".join(["now missed or alarmed:", *harmful])


@pytest.mark.parametrize("case", CONVERSATIONS, ids=lambda case: case["text"][:40])
def test_a_message_is_read_in_the_light_of_the_talk(case: dict[str, Any], read: Read) -> None:
    context = Context(case["level"], tuple(case["before"]))
    alone, together = read(case["text"])["triage"], read(context.together(case["text"]))["triage"]
    found = read_in_context(alone, together, case["level"])["level"]
    match case["expected"]:
        case "high":
            assert found in HIGH
        case "kept":
            assert highest(found, case["level"]) == case["level"]
        case level:
            assert found == level


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("someone has my pictures and wants money", "en"),
        ("bir adam fotoğraflarımı yaymakla tehdit ediyor", "tr"),
        ("في رجل عنده صوري ويهددني", "ar"),
        ("ktoś grozi że wyśle moje zdjęcia wszystkim", "pl"),
        ("хтось погрожує надіслати мої фото всім", "uk"),
        ("hij heeft mn nudes en wil money bro wtf", "nl"),
        ("wollah hij gaat me exposen", "nl"),
        ("help me", "nl"),
        ("ok thanks", "nl"),
        ("lol wtf", "nl"),
    ],
)
def test_a_message_in_another_language_is_recognised(text: str, language: str, read: Read) -> None:
    parse = read(text)
    assert parse["language"] == language
    assert (parse["intent"]["name"] == OTHER_LANGUAGE) == (language != "nl")


@pytest.mark.parametrize(
    "text",
    [
        "someone has my nudes and wants money or he sends them to my school",
        "i took all the pills",
        "my stepdad hits me every day",
        "bir adam çıplak fotoğraflarımla bana şantaj yapıyor",
        "babam beni her gün dövüyor",
        "ktoś ma moje nagie zdjęcia i chce pieniędzy",
        "nie chcę już żyć",
        "хтось має мої фото і вимагає гроші",
        "не хочу більше жити",
        "رجل عنده صوري ويهددني ويطلب مصاري",
        "لا أريد أن أعيش بعد الآن",
    ],
)
def test_triage_hears_danger_in_other_languages(text: str, read: Read) -> None:
    assert read(text)["triage"]["level"] in HIGH


@pytest.mark.parametrize(
    ("text", "asker"),
    [
        ("mijn beste vriendin wordt gechanteerd met een foto", "friend"),
        ("mijn dochter van 14 krijgt rare berichten van een volwassen man", "parent"),
        ("een leerling uit mijn mentorklas vertelde mij dat ze wordt geslagen", "professional"),
        ("mijn vriend slaat me", "self"),
        ("mijn moeder heeft mijn telefoon gepakt en leest alles", "self"),
    ],
)
def test_who_asks_is_read_too(text: str, asker: str, read: Read) -> None:
    assert read(text)["triage"]["asker"] == asker


def test_every_training_message_counts_as_dutch_that_is() -> None:
    dutch = [one["text"] for one in read_examples() if one["brief"] == "topics"]
    taken = [text for text in dutch if language_of(text)[0] != "nl"]
    assert len(taken) <= 3, taken


def test_a_parse_carries_triage_with_reasons(read: Read) -> None:
    parse = read("hij dreigt mijn foto's te lekken als ik niet betaal")
    assert set(parse["triage"]) == {"level", "topic", "asker", "confidence", "reasons"}
    texts = {one["text"] for one in read_examples()}
    assert [reason for reason in parse["triage"]["reasons"] if reason.removeprefix(LIKE) in texts]
    assert parse["triage"]["topic"] == "sextortion"
    assert parse["intent"]["name"] == "dringend"
    assert any("vaste zin" in reason for reason in parse["triage"]["reasons"])


def test_who_asks_how_to_do_it_is_not_taken_for_the_victim(read: Read) -> None:
    for text in ("hoe maak ik een nepnaaktfoto van iemand uit mn klas", "hoe krijg ik haar zover dat ze nudes stuurt"):
        assert read(text)["triage"]["topic"] == "own_behaviour", text


def test_a_disclosure_is_answered_with_first_aid(read: Read) -> None:
    rules = yaml.safe_load((ROOT / "data/rules/eerste_hulp.yml").read_text("utf-8"))["rules"]
    first_aid = {rule["steps"][0]["intent"] for rule in rules if rule["steps"][1]["action"] == "action_eerste_hulp"}
    for text in ("mijn account is gehackt", "ik word gepest op school", "voel me zo alleen"):
        assert read(text)["intent"]["name"] in first_aid, text


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("is dit anoniem?", "is-dit-anoniem"),
        ("ben jij een robot", "ben-je-een-bot"),
        ("wat doet het centrum seksueel geweld", "wat-doet-csg"),
        ("hoe krijg ik mijn foto van internet af", "foto-laten-weghalen"),
    ],
)
def test_questions_find_their_entry(question: str, entry: str, read: Read) -> None:
    assert read(question)["faq"]["id"] == entry


def test_gibberish_is_not_taken_for_a_question(read: Read) -> None:
    for text in ("asdf qwer", "xkcd jjjj", "kdjfhg"):
        assert read(text)["intent"]["name"] in {"nlu_fallback", "praatje"}, text


def lines(name: str) -> list[dict[str, Any]]:
    """The held-out sentences of one file in `tests/nlu`."""
    return [json.loads(line) for line in (ROOT / "tests/nlu" / name).read_text("utf-8").splitlines()]


def test_follow_ups_are_told_apart_and_nothing_else_is_taken_for_one(read: Read) -> None:
    """In a talk that knows of something urgent. A follow-up that is not recognised is thanked for as one thing more."""
    chosen = answered = false = 0
    sentences = lines("follow_ups.jsonl")
    for one in sentences:
        parse = read(one["text"])
        is_one = rule_intent_in_talk(parse, "urgent")["name"] == FOLLOW_UP
        if one["follow_up"] is None:
            false += is_one
            continue
        right = parse["follow_up"]["id"] == one["follow_up"]
        chosen += right
        answered += right and is_one
    count = sum(one["follow_up"] is not None for one in sentences)
    assert chosen / count >= 0.9, chosen
    assert answered / count >= 0.62, answered
    assert false <= 2


def test_situations_are_told_apart(read: Read) -> None:
    sentences = lines("situations.jsonl")
    right = sum(read(one["text"])["situations"].get(one["topic"]) == one["situation"] for one in sentences)
    assert right / len(sentences) >= 0.88, right
