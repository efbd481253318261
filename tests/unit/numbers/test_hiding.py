"""No figure and no sentence can lead to one teen."""

from __future__ import annotations

import pytest

from weerwoord.numbers.clusters import Cluster, clusters, normal
from weerwoord.numbers.hiding import FEW, FEWEST, HIDDEN, Cell, shown, shown_alone


@pytest.mark.parametrize(("count", "cell"), [(0, FEW), (4, FEW), (5, 5), (500, 500)])
def test_a_number_by_itself(count: int, cell: Cell) -> None:
    assert shown_alone(count) == cell


@pytest.mark.parametrize(
    ("counts", "cells"),
    [
        ([], []),
        ([5, 5], [5, 5]),
        ([4, 10], [FEW, HIDDEN]),  # else 14 less 10 betrays it
        ([0, 10], [FEW, HIDDEN]),
        ([4, 10, 20], [FEW, HIDDEN, 20]),
        ([4, 4, 10], [FEW, FEW, 10]),
        ([1, 1, 10, 7], [FEW, FEW, 10, HIDDEN]),  # 2 together is few too
        ([3], [FEW]),
        ([0, 0, 0], [FEW, FEW, FEW]),
    ],
)
def test_the_parts_of_a_whole(counts: list[int], cells: list[Cell]) -> None:
    assert list(shown(dict(enumerate(counts))).values()) == cells


@pytest.mark.parametrize("counts", [[4, 10], [0, 0, 9, 40], [1, 2, 3, 50], [4, 5, 6, 7], [0, 5], [2, 2, 1, 30, 8]])
def test_what_is_hidden_cannot_be_reckoned_from_the_whole(counts: list[int]) -> None:
    cells = shown(dict(enumerate(counts)))
    hidden = [counts[key] for key, cell in cells.items() if not isinstance(cell, int)]
    assert len(hidden) > 1
    assert sum(hidden) >= FEWEST
    assert all(count >= FEWEST for key, count in enumerate(counts) if isinstance(cells[key], int))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hééél érg!!", "heel erg"),
        ("hoe lang DUURT het?", "hoe lang duurt het"),
        ("  wat  nu ", "wat nu"),
        ("neeeee", "nee"),
        ("…", ""),
    ],
)
def test_what_differs_by_accident_is_the_same(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def said(*texts: tuple[str, int]) -> list[tuple[str, str]]:
    """Each text from so many conversations of its own."""
    return [(f"{text} {number}", text) for text, count in texts for number in range(count)]


@pytest.mark.parametrize(("count", "found"), [(4, []), (5, [Cluster("hoe lang duurt het", 5)])])
def test_a_sentence_of_few_is_not_shown(count: int, found: list[Cluster]) -> None:
    assert clusters(said(("Hoe lang duurt het?", count))) == found


def test_a_sentence_that_one_teen_repeats_is_not_shown() -> None:
    assert clusters([("een", "help me dan")] * 20) == []


def test_rarer_wordings_are_counted_and_not_shown() -> None:
    found = clusters(said(("hoe lang duurt het", 6), ("hoe lang duurt hett", 2), ("iets heel anders", 4)))
    assert found == [Cluster("hoe lang duurt het", 8)]


def test_nearly_the_same_wordings_of_few_each_are_not_shown() -> None:
    assert clusters(said(("hoe lang duurt het", 4), ("hoe lang duurt hett", 4))) == []


def test_groups_come_largest_first() -> None:
    found = clusters(said(("eerste zin hier", 5), ("een heel andere vraag", 9)))
    assert [(one.text, one.conversations) for one in found] == [("een heel andere vraag", 9), ("eerste zin hier", 5)]


def test_nothing_gives_nothing() -> None:
    assert clusters([]) == []
    assert clusters(said(("!!!", 9))) == []
