"""Where a teen lives, understood from what they type."""

from __future__ import annotations

import pytest

from weerwoord.content.places import find_region


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("Amsterdam", "amsterdam"), ("mokum", "amsterdam"), ("UTRECHT", "utrecht"), ("utrecht overvecht", "utrecht"),
        ("Almere", "flevoland"), ("lelystad", "flevoland"), ("rotterdam", "nederland"), ("Den Haag", "nederland"),
        ("'s-Gravenhage", "nederland"), ("den bosch", "nederland"), ("'s-Hertogenbosch", "nederland"),
        ("Ede", "nederland"), ("Oss", "nederland"), ("bergen op zoom", "nederland"), ("Limburg", "nederland"),
        ("noord-holland", "nederland"), ("Fryslan", "nederland"), ("Antwerpen", "vlaanderen"), ("Gent", "vlaanderen"),
        ("België", "vlaanderen"), ("vlaanderen", "vlaanderen"), ("Bonaire", "caribisch-nederland"),
        ("Sint Eustatius", "caribisch-nederland"), ("sint-eustatius", "caribisch-nederland"),
        ("saba", "caribisch-nederland"), ("Aruba", "aruba"), ("oranjestad", "aruba"),
    ],
)  # fmt: skip
def test_a_place_gives_its_region(typed: str, region: str) -> None:
    assert find_region(typed) == region


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("ik woon in amsterdam", "amsterdam"),
        ("ik zit op school in Amsterdam zuidoost", "amsterdam"),
        ("kom uit de buurt van eindhoven", "nederland"),
        ("ergens bij amersfoort maar dat maakt toch niet uit", "nederland"),
        ("hij heeft mijn foto's en ik woon in utrecht, wie kan mij helpen?", "utrecht"),
        ("ik wone in brugge", "vlaanderen"),
        ("we wonen sinds vorig jaar in Den Haag", "nederland"),
        ("er staat een toestel bij mijn sessies, in groningen, dat ken ik niet", "nederland"),
        ("Zeeland, bij goes", "nederland"),
    ],
)
def test_a_place_in_a_sentence_is_found(typed: str, region: str) -> None:
    assert find_region(typed) == region


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("amsterdm", "amsterdam"), ("Amsterdaam", "amsterdam"), ("roterdam", "nederland"), ("mastricht", "nederland"),
        ("lelystd", "flevoland"), ("antwerpn", "vlaanderen"), ("ik woon in amstrdam zuid", "amsterdam"),
    ],
)  # fmt: skip
def test_a_misspelt_place_is_understood(typed: str, region: str) -> None:
    assert find_region(typed) == region


@pytest.mark.parametrize("typed", ["Volendam", "Giethoorn", "Zoutelande", "Markelo", "ik woon in Baflo bij mijn oma"])
def test_a_village_is_known(typed: str) -> None:
    assert find_region(typed) == "nederland"


@pytest.mark.parametrize(
    ("typed", "region"),
    [("Mechelen", "vlaanderen"), ("Zwijndrecht", "nederland"), ("Deurne", "nederland"), ("middelburg", "nederland")],
)
def test_of_two_places_with_one_name_the_likelier_counts(typed: str, region: str) -> None:
    assert find_region(typed) == region


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "?", "😭", "1012", "ja", "nee", "weet niet", "geen idee", "nergens", "zeg ik niet", "andere",
        "waar", "noord", "zuidoost", "de bijlmer", "amst", "thuis", "op school", "bij mijn oma", "in de klas",
        "wil niet meer", "hulp halen", "waar melden", "chat voor jongeren", "blokkeren", "balen", "vertellen",
        "ik wil er niet meer over praten", "ik ben uit huis gezet door mijn vader", "ik zit in de problemen",
        "hij wil dat ik in het weekend bij hem kom", "ze zitten in een groepsapp en bij ons op het plein",
    ],
)  # fmt: skip
def test_words_that_are_no_place_give_nothing(typed: str) -> None:
    assert find_region(typed) is None


@pytest.mark.parametrize(
    "typed",
    ["het is niet best meer sinds hij mijn foto heeft", "een vriend wil mij halen en dan naast mij zitten"],
)
def test_in_a_long_sentence_a_word_that_is_also_a_village_is_only_a_word(typed: str) -> None:
    assert find_region(typed) is None


def test_a_very_long_text_is_read_too() -> None:
    assert find_region("bla " * 400 + "en ik woon in Amsterdam " + "bla " * 90) == "amsterdam"
