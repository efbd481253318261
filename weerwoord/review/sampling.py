"""Which conversations are read for quality: all high, all missed or doubtful, and a fixed part of the rest."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, cast, or_

from engine.levels import HIGH
from weerwoord.review.models import Digest

SHARE = 0.05
"""Of the conversations that nothing points out."""
_SPREAD, _SPACE = 2_654_435_761, 2**32  # Knuth's multiplicative hash: spreads numbers in a row evenly over the space


def by_chance(number: Any) -> Any:
    """Whether the hash of a number falls in the share: the same number always has the same answer.

    Args:
        number: an id, or the column of ids as large integers: the database then reckons the same.
    """
    return number * _SPREAD % _SPACE < int(SHARE * _SPACE)


def in_sample() -> ColumnElement[bool]:
    """The condition that a conversation is to be read."""
    return or_(Digest.level.in_(HIGH), Digest.doubtful, by_chance(cast(Digest.id, BigInteger)))


def why(digest: Digest) -> str:
    """What put a conversation in the sample, in Dutch."""
    if digest.level in HIGH:
        return "hoog niveau"
    return "niet begrepen of onzeker" if digest.doubtful else "steekproef"
