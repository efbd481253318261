"""Phrases that mean one thing only: what must hit, and what only looks like it."""

from __future__ import annotations

import pytest

from engine.levels import HIGH, LEVELS
from engine.phrases import PHRASES, unmistakable


def meaning(text: str) -> tuple[str, str] | None:
    """Level and topic of the phrase in a text."""
    found = unmistakable(text)
    return (found.level, found.topic) if found else None


@pytest.mark.parametrize(
    ("text", "level", "topic"),
    [
        ("ik maak er vandaag een einde aan", "emergency", "suicide"),
        ("ik ga er vanavond een eind aan maken", "emergency", "suicide"),
        ("ik wil er nu een eind aan maken", "emergency", "suicide"),
        ("ik ga vannacht een eind aan mijn leven maken", "emergency", "suicide"),
        ("ik heb net te veel pillen genomen", "emergency", "suicide"),
        ("heb al teveel pillen op", "emergency", "suicide"),
        ("net een overdosis genomen", "emergency", "suicide"),
        ("dit is mijn afscheidsbrief", "emergency", "suicide"),
        ("ik wil niet meer leven", "urgent", "suicide"),
        ("ik kan echt niet meer leven", "urgent", "suicide"),
        ("ik wil dood", "urgent", "suicide"),
        ("ik wil gewoon dood", "urgent", "suicide"),
        ("ik ga mezelf van kant maken", "urgent", "suicide"),
        ("ik denk elke dag aan zelfmoord", "urgent", "suicide"),
        ("ik snij mezelf soms", "urgent", "self_harm"),
        ("mijn vader slaat me nu", "emergency", "physical_danger"),
        ("hij heeft me opgesloten", "emergency", "physical_danger"),
        ("ik zit nu opgesloten op de wc", "emergency", "physical_danger"),
        ("hij staat met een mes voor de deur", "emergency", "physical_danger"),
        ("ik word vastgehouden", "emergency", "physical_danger"),
        ("ik word nu achtervolgd", "emergency", "physical_danger"),
        ("ik ben gedwongen tot seks", "urgent", "sexual_violence"),
        ("ik word verkracht", "emergency", "sexual_violence"),
        ("ik ben vorig jaar misbruikt. hij heeft me verkracht", "urgent", "sexual_violence"),
        ("ik ben verkracht", "urgent", "sexual_violence"),
        ("ze heeft mij vroeger misbruikt", "urgent", "sexual_violence"),
        ("ik moet seks hebben voor geld", "urgent", "exploitation"),
        ("ik word gechanteerd", "urgent", "sextortion"),
        ("ik werd door iemand afgeperst", "urgent", "sextortion"),
        ("hij chanteert me met een filmpje", "urgent", "sextortion"),
        ("iemand chanteert mn vriendin", "urgent", "sextortion"),
        ("hij dreigt mijn foto door te sturen", "urgent", "sextortion"),
        ("hij dreigde een filmpje te posten", "urgent", "sextortion"),
    ],
)
def test_a_plain_statement_hits(text: str, level: str, topic: str) -> None:
    assert meaning(text) == (level, topic)


@pytest.mark.parametrize(
    "text",
    ["IK WIL DOOD", "Ik wil dood.", "ik  wil\ndood", "\tik wil\tdood!!", "hoi 😭 ik wil dood 😭", "ja,ik wil dood"],
)
def test_capitals_white_space_and_signs_do_not_matter(text: str) -> None:
    assert meaning(text) == ("urgent", "suicide")


@pytest.mark.parametrize(
    "text",
    [
        "ik wil niet dood", "ik denk niet aan zelfmoord", "ik zit niet opgesloten", "ik word niet achtervolgd",
        "ik ben niet verkracht", "ik ben nooit verkracht", "hij heeft me niet verkracht", "ik word niet gechanteerd",
        "ik ben nog nooit gechanteerd", "ik werd niet gedwongen tot seks",
    ],
)  # fmt: skip
def test_a_negation_does_not_hit(text: str) -> None:
    assert unmistakable(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "mijn spreekbeurt gaat over iemand die zegt ik wil dood", "voor mijn werkstuk: wat als ik word gechanteerd",
        "in die film zegt ze ik wil dood", "die serie waarin hij heeft me opgesloten zegt",
        "op het nieuws: ik ben verkracht",
        "in de game zit ik opgesloten", "dat liedje, ik wil niet meer leven",
        "in het boek denkt ik elke dag aan zelfmoord",
        "hahaha ik wil dood", "ik wil dood lol", "ik wil dood xd", "lmao ik word gechanteerd",
    ],
)  # fmt: skip
def test_school_stories_and_laughter_are_left_to_the_model(text: str) -> None:
    assert unmistakable(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "hoi", "ik ga dood van het lachen", "ik lach me dood", "ik schrik me dood", "dood moe",
        "ik wil doodleuk zeggen",
        "ik wil dode planten weggooien", "ik snij een appel", "ik maak er een einde aan, aan dit gesprek",
        "het is dood gewoon",
        "hij perst sinaasappels", "chanteren mag niet", "met een mes in mijn hand sneed ik brood",
        "wat is een overdosis",
        "wat is verkrachting", "hij slaat op de trommel nu", "hij dreigt mij te blokkeren", "pillen tegen hoofdpijn",
        "afscheidsfeest", "ik houd het vast", "opgesloten in een escaperoom",
    ],
)  # fmt: skip
def test_hyperbole_and_look_alikes_do_not_hit(text: str) -> None:
    assert unmistakable(text) is None


@pytest.mark.parametrize("word", ["filmpje", "filmen", "gamen", "boeken", "seriemoordenaar", "lolly"])
def test_a_word_that_only_begins_like_a_story_silences_nothing(word: str) -> None:
    assert meaning(f"{word}, ik wil dood") == ("urgent", "suicide")


def test_the_first_phrase_of_the_list_wins_and_the_list_names_only_high_levels() -> None:
    assert meaning("ik wil dood en ik ga er vanavond een eind aan maken") == ("emergency", "suicide")
    assert {level for _, level, _ in PHRASES} <= HIGH < set(LEVELS)


def test_a_long_text_is_searched_to_its_end() -> None:
    assert meaning("hij zei dit en dat. " * 99 + "ik wil dood") == ("urgent", "suicide")
    assert unmistakable("dreigt " * 285) is None


def test_the_words_that_hit_are_named() -> None:
    found = unmistakable("sorry maar IK  WIL dood echt")
    assert found is not None
    assert found.words == "ik wil dood"
