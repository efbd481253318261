"""Which organisations fit: by topic, level, region and what is open now. At most three."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from weerwoord.content.library import Library

MOST = 3
COUNTRY_WIDE = {"nederland", "wereldwijd"}
EVERYONE = ("kindertelefoon", "helpwanted", "113")
"""For a topic without a list of its own: somebody to talk to, online trouble, and day and night."""


def route(library: Library, topic: str | None, region: str | None, moment: datetime) -> list[dict[str, Any]]:
    """The cards for a teen, best first, at most three; open lines stand before closed ones.

    Args:
        topic: a topic code, or None when it is not known.
        region: a region code of `places.find_region`, or None when it is not known.
        moment: now.
    """
    directory = library.directory
    wanted = list(library.first_aid[topic].organisations) if topic in library.first_aid else list(EVERYONE)
    if region in {"vlaanderen", "caribisch-nederland", "aruba"}:
        local = [one for one in directory.by_id.values() if one.region == region and one.show == "yes"]
        fitting = [one.id for one in local if topic in one.topics] or [one.id for one in local]
        return _open_first([directory.card(one, moment) for one in fitting])[:MOST]
    here = [one for one in wanted if directory[one].show == "yes" and directory[one].region in COUNTRY_WIDE]
    cards = _open_first([directory.card(one, moment) for one in here])
    # A place of the teen's own town stands last, also when only its name is certain: the card says so.
    near = [
        directory.card(one.id, moment)
        for one in directory.by_id.values()
        if region is not None
        and one.region == region
        and region != "nederland"
        and topic in one.topics
        and one.show in {"yes", "after_verification"}
    ]
    near = near[:1]
    return cards[: MOST - len(near)] + near


def _open_first(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines that are closed now last; else in the order given."""
    return sorted(cards, key=lambda card: card.get("open_now") is False)
