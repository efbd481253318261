"""All texts of the assistant, read from `data/` and checked on the way in.

Numbers and names of organisations stand in a text as `{telefoon:113}` and `{naam:helpwanted}` and are
filled from the directory, so that no text can hold a number that the directory does not know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weerwoord.content.directory import Directory, load_directory
from weerwoord.content.first_aid import FirstAid, FollowUp, first_aid_of, follow_up_of
from weerwoord.yaml_file import read_yaml

PLACEHOLDER = re.compile(r"\{(telefoon|naam):([a-z0-9_]+)\}")


@dataclass(frozen=True)
class FaqEntry:
    """One question with its answer; `easier` says the same in A2."""

    id: str
    topic: str
    title: str
    also_asked: tuple[str, ...]
    answer: str
    easier: str
    next: tuple[str, ...]
    organisations: tuple[str, ...]
    source: dict[str, str]
    checked: str | None
    doubt: str | None
    owner: str


class Library:
    """The content as it is now.

    Args:
        folder: the `data/` folder.

    Raises:
        KeyError: a text names an organisation, number or entry that does not exist.
    """

    def __init__(self, folder: Path) -> None:
        self.directory: Directory = load_directory(folder / "organisations.yml")
        self.faq = {entry.id: entry for entry in self._read_faq(folder / "faq")}
        self.first_aid = {aid.topic: aid for aid in self._read_first_aid(folder / "first_aid")}
        self.follow_ups = {one.id: one for one in self._read_follow_ups(folder / "follow_ups")}
        self.texts: dict[str, Any] = self._filled(read_yaml(folder / "texts" / "chat.yml"))
        self.talk: dict[str, list[str]] = self._filled(read_yaml(folder / "texts" / "talk.yml"))
        self.desk: dict[str, Any] = self._filled(read_yaml(folder / "texts" / "desk.yml"))
        self._languages = {one["language"]: one for one in self._filled(read_yaml(folder / "texts" / "languages.yml"))}
        for entry in self.faq.values():
            for other in entry.next:
                _ = self.faq[other]
            for organisation in entry.organisations:
                _ = self.directory[organisation]

    def text(self, key: str, **values: str) -> str:
        """A text of the house by its key in `data/texts/chat.yml`, with `{name}` values filled in."""
        return str(self.texts[key]).format(**values).strip()

    def language(self, code: str) -> dict[str, Any]:
        """What to say to someone who writes another language; English when we have no words in theirs."""
        found: dict[str, Any] = self._languages.get(code, self._languages["en"])
        return found

    def _read_faq(self, folder: Path) -> list[FaqEntry]:
        tuples = ("also_asked", "next", "organisations")
        entries = [self._filled(entry) for path in sorted(folder.glob("*.yml")) for entry in read_yaml(path)]
        return [FaqEntry(**{**entry, **{key: tuple(entry[key]) for key in tuples}}) for entry in entries]

    def _read_first_aid(self, folder: Path) -> list[FirstAid]:
        found = [first_aid_of(self._filled(read_yaml(path))) for path in sorted(folder.glob("*.yml"))]
        for aid in found:  # must be there now, not only when it is needed
            _ = [self.directory.phone(texts["call"]) for texts in aid.levels.values() if "call" in texts]
            _ = [self.directory[one] for one in aid.organisations]
        return found

    def _read_follow_ups(self, folder: Path) -> list[FollowUp]:
        return [follow_up_of(self._filled(one)) for path in sorted(folder.glob("*.yml")) for one in read_yaml(path)]

    def _filled(self, value: Any) -> Any:
        """`value` with every placeholder in it replaced, and the white space around texts removed."""
        if isinstance(value, str):
            return PLACEHOLDER.sub(self._fill, value).strip()
        if isinstance(value, list):
            return [self._filled(item) for item in value]
        if isinstance(value, dict):
            return {key: self._filled(item) for key, item in value.items()}
        return value

    def _fill(self, match: re.Match[str]) -> str:
        kind, organisation = match.groups()
        return self.directory.phone(organisation) if kind == "telefoon" else self.directory[organisation].name
