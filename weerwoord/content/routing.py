"""Which organisations fit: by topic, region, age, asker, preferred way, and what is open. At most three."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from weerwoord.content.cards import Seeker, present
from weerwoord.content.directory import Organisation
from weerwoord.content.library import Library
from weerwoord.content.places import within

MOST = 3
COUNTRY_WIDE = {"nederland", "wereldwijd"}
ELSEWHERE = {"vlaanderen", "caribisch-nederland", "aruba"}
EVERYONE = ("kindertelefoon", "helpwanted", "113")
"""For a topic without a list of its own: somebody to talk to, online trouble, and day and night."""
ADULTS = {"parent", "professional"}
YOUNG = 27
"""Oldest age that a line for the young is for; one with a higher limit, or none, is for adults too."""
WAYS = {"phone": "phone", "chat": "chat_url"}
"""Per way of reaching out that somebody can prefer, what a card needs to offer it."""


def route(library: Library, topic: str | None, seeker: Seeker, moment: datetime) -> list[dict[str, Any]]:
    """The cards for somebody, best first, at most three; open lines stand before closed ones.

    Args:
        topic: a topic code, or None when it is not known.
        moment: now.
    """
    directory = library.directory
    if seeker.region in ELSEWHERE:
        local = [one for one in directory.by_id.values() if one.region == seeker.region and one.show == "yes"]
        fitting = [one for one in local if topic in one.topics] or local
        return _ordered(library, fitting, topic, seeker, moment)[:MOST]
    wanted = library.first_aid[topic].organisations if topic in library.first_aid else EVERYONE
    fitting = [directory[one] for one in wanted if directory[one].show == "yes"]
    fitting = [one for one in fitting if one.region in COUNTRY_WIDE and is_for(one, seeker)]
    # A place of the teen's own town stands last, also when only its name is certain: the card says so.
    near = [one for one in directory.by_id.values() if _is_near(one, topic, seeker)][:1]
    cards = _ordered(library, fitting or [directory["112"]], topic, seeker, moment)
    return cards[: MOST - len(near)] + [present(library, one, topic, seeker, moment) for one in near]


def is_for(organisation: Organisation, seeker: Seeker) -> bool:
    """Whether an organisation is meant for somebody of this age; lines for the young are not for adults who ask."""
    youngest, oldest = organisation.audience
    if seeker.asker in ADULTS:
        return oldest is None or oldest > YOUNG
    if seeker.age is None:
        return True
    return (youngest or 0) <= seeker.age and (oldest is None or seeker.age <= oldest)


def _is_near(organisation: Organisation, topic: str | None, seeker: Seeker) -> bool:
    """Whether an organisation is of somebody's own town or province, and does this."""
    if seeker.region is None or organisation.region in COUNTRY_WIDE:
        return False
    fits = organisation.region in within(seeker.region) and topic in organisation.topics
    return fits and organisation.show in {"yes", "after_verification"} and is_for(organisation, seeker)


def _ordered(
    library: Library, organisations: list[Organisation], topic: str | None, seeker: Seeker, moment: datetime
) -> list[dict[str, Any]]:
    """Cards: closed lines last, then those that cannot be reached in the preferred way; else in the order given."""
    cards = [present(library, one, topic, seeker, moment) for one in organisations]
    wanted = WAYS.get(seeker.way or "")
    return sorted(cards, key=lambda card: (card.get("open_now") is False, bool(wanted) and wanted not in card))
