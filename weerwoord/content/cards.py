"""A help organisation as somebody sees it: what may be shown, what happens on contact, words to start with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from weerwoord.content.directory import Organisation
from weerwoord.content.library import Library
from weerwoord.content.opening import opening


@dataclass(frozen=True)
class Seeker:
    """Whoever looks for help: what they told of themselves, as far as they did.

    Args:
        asker: self, friend, parent or professional.
        region: a code of `places.find_region`.
        age: of the teen, in years.
        way: "phone" or "chat", when one is preferred.
    """

    asker: str = "self"
    region: str | None = None
    age: int | None = None
    way: str | None = None


def card(organisation: Organisation, moment: datetime) -> dict[str, Any]:
    """The organisation as a teen sees it: only facts that may be shown, and an honest note."""
    found: dict[str, Any] = {"id": organisation.id, "name": organisation.name, "does": organisation.does}
    for fact in ("phone", "chat_url", "website", "cost"):
        if (value := organisation.shown(fact)) is not None:
            found[fact] = value
    if organisation.shown("anonymous") == "yes":
        found["anonymous"] = True
    if (happens := organisation.shown("what_happens")) is not None:
        found["expect"] = happens
    if (hours := organisation.shown("hours_phone")) is not None:
        found |= opening(hours, organisation.region, moment)
    if not any(key in found for key in ("phone", "chat_url", "website")):
        found["note"] = "Hun nummer en site hebben we nog niet nagekeken. Een hulpverlener kan met je meekijken."
    elif not organisation.verified:
        found["note"] = "Uit openbare bronnen. Nog niet door ons nagebeld."
    return found


def present(
    library: Library, organisation: Organisation, topic: str | None, seeker: Seeker, moment: datetime
) -> dict[str, Any]:
    """A card, with what happens on contact and a message that can be copied."""
    found = card(organisation, moment)
    way = next((way for way in ("phone", "chat_url", "website") if way in found), None)
    if way is not None:
        found.setdefault("expect", library.text(f"expect_{way}"))
    if topic in library.first_aid and organisation.id != "112" and way is not None:
        found["message"] = library.first_aid[topic].message[seeker.asker]
    return found
