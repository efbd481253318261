"""How easy the texts are to read, by the Flesch-Douma formula for Dutch; syllables are counted by Pyphen's hyphenation.

100 is very easy, 60 to 70 is what a thirteen-year-old reads; B1 lies around 65 and up. The formula sees only the
length of words and sentences: a text can pass and still be unclear, but one that fails is too hard.
"""

from __future__ import annotations

import re
import statistics
from pathlib import Path

import pyphen
import pytest

from weerwoord.content.library import Library

LEAST = 40.0
"""For any single text of more than a few words: one long name in a short text weighs much."""
USUAL = 70.0
"""Least median per kind of text."""
FEW_WORDS = 12

SYLLABLES = pyphen.Pyphen(lang="nl_NL", left=1, right=1)


def ease(text: str) -> float:
    """Flesch-Douma reading ease: 206.84 - 0.77 x syllables per 100 words - 0.93 x words per sentence."""
    words = re.findall(r"[A-Za-zÀ-ÿ']+", text)
    sentences = [one for one in re.split(r"[.?!:\n]+", text) if re.search(r"[A-Za-z]", one)]
    syllables = sum(len(SYLLABLES.positions(word)) + 1 for word in words)
    return 206.84 - 77 * syllables / len(words) - 0.93 * len(words) / len(sentences)


Kinds = dict[str, list[str]]


@pytest.fixture(scope="module")
def kinds(root: Path) -> Kinds:
    library = Library(root / "data")
    aids = list(library.first_aid.values())
    teen = [texts for aid in aids for texts in aid.levels.values()]
    teen += [texts for aid in aids for one in aid.situations.values() for texts in one.levels.values()]
    return {
        "first aid": [one["say"] for one in teen],
        "first aid, easier": [one["easier"] for one in teen],
        "first aid, others": [one[who] for one in teen for who in ("friend", "parent") if who in one],
        "steps": [step for aid in aids for step in aid.steps["self"]],
        "follow-ups": [one.say for one in library.follow_ups.values()],
        "follow-ups, easier": [one.easier for one in library.follow_ups.values()],
        "talk": [text for variants in library.talk.values() for text in variants],
        "faq": [one.answer for one in library.faq.values()],
        "faq, easier": [one.easier for one in library.faq.values()],
    }


def test_no_text_is_hard_to_read(kinds: Kinds) -> None:
    hard = [
        (kind, round(ease(text)), text)
        for kind, texts in kinds.items()
        for text in texts
        if len(text.split()) > FEW_WORDS and ease(text) < LEAST
    ]
    assert hard == []


def test_most_texts_are_easy(kinds: Kinds) -> None:
    found = {kind: statistics.median(map(ease, texts)) for kind, texts in kinds.items()}
    assert {kind: round(value) for kind, value in found.items() if value < USUAL} == {}


def test_the_easier_forms_are_easier(kinds: Kinds) -> None:
    for kind in ("first aid", "follow-ups", "faq"):
        plain, easier = (statistics.median(map(ease, kinds[one])) for one in (kind, f"{kind}, easier"))
        assert easier > plain, kind


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Bel nu. Ik blijf hier.", 110, 140),
        ("Het is niet jouw schuld.", 90, 140),
        ("De verantwoordelijkheidsverdeling tussen organisaties veroorzaakt onduidelijkheid.", -200, 0),
    ],
)
def test_the_formula_tells_easy_from_hard(text: str, least: float, most: float) -> None:
    assert least < ease(text) < most
