"""Cards of the directory that a counsellor can attach to a message."""

from __future__ import annotations

from typing import Any

from weerwoord.content.cards import Seeker, present
from weerwoord.content.directory import Organisation
from weerwoord.content.library import Library
from weerwoord.db import now
from weerwoord.problems import Problem


def attachable(library: Library) -> list[Organisation]:
    """The organisations that any teen may see, by name."""
    return sorted((one for one in library.directory.by_id.values() if one.show == "yes"), key=lambda one: one.name)


def card_of(library: Library, organisation_id: str, topic: str | None) -> dict[str, Any]:
    """The card of an organisation as the teen will see it, for the topic of the talk.

    Raises:
        Problem: there is no such organisation, or a teen may not see it.
    """
    organisation = library.directory.by_id.get(organisation_id)
    if organisation is None or organisation.show != "yes":
        raise Problem(422, "Deze kaart mag niet naar een jongere, of bestaat niet (meer).")
    return present(library, organisation, topic, Seeker(), now())
