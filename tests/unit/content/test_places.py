"""Where a teen lives, understood from what they type."""

from __future__ import annotations

import pytest

from weerwoord.content.places import find_region, within


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("Amsterdam", "amsterdam"), ("mokum", "amsterdam"), ("UTRECHT", "utrecht"), ("utrecht overvecht", "utrecht"),
        ("Almere", "almere"), ("lelystad", "flevoland"), ("rotterdam", "rotterdam"), ("Den Haag", "den-haag"),
        ("'s-Gravenhage", "den-haag"), ("den bosch", "noord-brabant"), ("'s-Hertogenbosch", "noord-brabant"),
        ("Ede", "gelderland"), ("Oss", "noord-brabant"), ("bergen op zoom", "noord-brabant"), ("Limburg", "limburg"),
        ("noord-holland", "noord-holland"), ("Fryslan", "friesland"), ("Haarlemmermeer", "noord-holland"),
        ("osdorp", "amsterdam"), ("Roffa", "rotterdam"),
        ("Súdwest-Fryslân", "friesland"), ("Antwerpen", "vlaanderen"), ("Gent", "vlaanderen"),
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
        ("kom uit de buurt van eindhoven", "eindhoven"),
        ("ergens bij amersfoort maar dat maakt toch niet uit", "provincie-utrecht"),
        ("hij heeft mijn foto's en ik woon in utrecht, wie kan mij helpen?", "utrecht"),
        ("ik wone in brugge", "vlaanderen"),
        ("we wonen sinds vorig jaar in Den Haag", "den-haag"),
        ("er staat een toestel bij mijn sessies, in groningen, dat ken ik niet", "groningen"),
        ("Zeeland, bij goes", "zeeland"),
        ("ik woon in de bijlmer", "amsterdam"),
    ],
)
def test_a_place_in_a_sentence_is_found(typed: str, region: str) -> None:
    assert find_region(typed) == region


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("amsterdm", "amsterdam"), ("Amsterdaam", "amsterdam"), ("roterdam", "rotterdam"), ("mastricht", "limburg"),
        ("lelystd", "flevoland"), ("antwerpn", "vlaanderen"), ("ik woon in amstrdam zuid", "amsterdam"),
    ],
)  # fmt: skip
def test_a_misspelt_place_is_understood(typed: str, region: str) -> None:
    assert find_region(typed) == region


@pytest.mark.parametrize(
    ("typed", "province"),
    [
        ("Volendam", "noord-holland"), ("Giethoorn", "overijssel"), ("Zoutelande", "zeeland"),
        ("Markelo", "overijssel"), ("ik woon in Baflo bij mijn oma", "provincie-groningen"),
    ],
)  # fmt: skip
def test_a_village_is_known(typed: str, province: str) -> None:
    assert find_region(typed) == province


@pytest.mark.parametrize(
    ("region", "larger"),
    [
        ("amsterdam", ("noord-holland", "nederland")), ("almere", ("flevoland", "nederland")),
        ("zeeland", ("nederland",)), ("nederland", ()), ("vlaanderen", ()), ("aruba", ()),
    ],
)  # fmt: skip
def test_a_region_lies_in_larger_ones(region: str, larger: tuple[str, ...]) -> None:
    assert within(region) == (region, *larger)


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("Mechelen", "vlaanderen"),
        ("Zwijndrecht", "zuid-holland"),
        ("Deurne", "noord-brabant"),
        ("middelburg", "zeeland"),
    ],
)  # fmt: skip
def test_of_two_places_with_one_name_the_likelier_counts(typed: str, region: str) -> None:
    assert find_region(typed) == region


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "?", "😭", "1012", "ja", "nee", "weet niet", "geen idee", "nergens", "zeg ik niet", "andere",
        "waar", "noord", "zuidoost", "amst", "thuis", "op school", "bij mijn oma", "in de klas",
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
