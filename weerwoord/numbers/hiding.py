"""Small numbers are hidden, so that nobody can be recognised in a figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

FEWEST = 5
"""The smallest number that is shown; the same number of conversations must have said a text that is shown."""
FEW = f"<{FEWEST}"
HIDDEN = "verborgen"
"""Stands for a number that is large enough, but would betray a small one: the total is known."""

Cell = int | str
Key = TypeVar("Key")


def shown(counts: Mapping[Key, int]) -> dict[Key, Cell]:
    """The parts of a whole as they may be shown: parts below FEWEST as FEW.

    Whoever knows the whole and the other parts could reckon a hidden part. So the hidden ones must be at least two, and
    together not few: else the smallest of the others is HIDDEN too.
    """
    by_size = sorted(counts, key=counts.__getitem__)
    hidden = [key for key in by_size if counts[key] < FEWEST]
    few = set(hidden)
    for key in by_size[len(hidden) :]:
        if not hidden or (len(hidden) > 1 and sum(counts[one] for one in hidden) >= FEWEST):
            break
        hidden.append(key)
    return {key: FEW if key in few else HIDDEN if key in hidden else count for key, count in counts.items()}


def shown_alone(count: int) -> Cell:
    """A number that is no part of a whole that is shown."""
    return count if count >= FEWEST else FEW
