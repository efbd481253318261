"""The directory of help organisations: and which of its facts a teen may see."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weerwoord.yaml_file import read_yaml


@dataclass(frozen=True)
class Fact:
    """One fact about an organisation, with where it was found and who checked it."""

    value: Any
    confidence: str
    source: str
    source_date: str
    verified_by: str | None = None
    verified_on: str | None = None
    source_kind: str | None = None
    note: str | None = None

    @property
    def may_be_shown(self) -> bool:
        """High facts may be shown; medium ones after a person checked them; low ones never."""
        return self.confidence == "high" or (self.confidence == "medium" and bool(self.verified_by))


@dataclass(frozen=True)
class Organisation:
    """One entry of `data/organisations.yml`."""

    id: str
    name: str
    does: str
    show: str
    region: str
    topics: tuple[str, ...]
    facts: dict[str, Fact]
    audience: tuple[int | None, int | None] = (None, None)
    """Youngest and oldest age that it is meant for; None where there is no limit or none is known."""
    routing_note: str | None = None
    verify_before_launch: tuple[str, ...] = ()

    def shown(self, fact: str) -> Any:
        """The value of a fact that a teen may see, or None."""
        found = self.facts.get(fact)
        return found.value if found and found.may_be_shown else None

    @property
    def verified(self) -> bool:
        """Whether a person checked every fact that a teen may see."""
        return all(fact.verified_by for fact in self.facts.values() if fact.may_be_shown)


class Directory:
    """All organisations by id, in the order of the file."""

    def __init__(self, organisations: list[Organisation]) -> None:
        self.by_id = {organisation.id: organisation for organisation in organisations}

    def __getitem__(self, organisation_id: str) -> Organisation:
        return self.by_id[organisation_id]

    def phone(self, organisation_id: str) -> str:
        """The number of an organisation, for use in a text.

        Raises:
            KeyError: the organisation is unknown or its number may not be shown.
        """
        number = self.by_id[organisation_id].shown("phone")
        if number is None:
            raise KeyError(f"no number of {organisation_id} that may be shown")
        return str(number)


def load_directory(path: Path) -> Directory:
    """Read `data/organisations.yml`."""
    entries = read_yaml(path)["organisations"]
    return Directory(
        [
            Organisation(
                **{
                    **entry,
                    "topics": tuple(entry["topics"]),
                    "audience": (entry.get("audience", {}).get("from"), entry.get("audience", {}).get("to")),
                    "verify_before_launch": tuple(entry.get("verify_before_launch", ())),
                    "facts": {name: Fact(**fact) for name, fact in entry["facts"].items()},
                }
            )
            for entry in entries
        ]
    )
