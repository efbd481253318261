"""How the bot speaks: sentences by name, each time another variant, so that no line is read three times."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import front_door

Buttons = list[dict[str, str]]

SLOT = "beurten"
"""The slot that counts how often each sentence was said in this talk."""


class Voice(CollectingDispatcher):
    """Collects what an action says.

    Args:
        turns: how often each sentence was said before, by its name.
    """

    def __init__(self, turns: dict[str, int] | None) -> None:
        super().__init__()
        self._before = dict(turns or {})
        self.turns = dict(self._before)

    def say(self, name: str, buttons: Buttons | None = None, **values: object) -> None:
        """Say a sentence of `data/texts/talk.yml`."""
        self.utter_message(text=self.words(name, **values), buttons=buttons)

    def words(self, name: str, **values: object) -> str:
        """The variant of a sentence whose turn it is."""
        variants = self._sentences[name]
        return str(variants[self.count(name) % len(variants)]).format(**values)

    def count(self, name: str) -> int:
        """Count one more time that something is said; gives how often it was before."""
        said = self.turns.get(name, 0)
        self.turns[name] = said + 1
        return said

    @property
    def events(self) -> list[dict[str, Any]]:
        """What to remember of it."""
        return [SlotSet(SLOT, self.turns)] if self.turns != self._before else []

    @cached_property
    def _sentences(self) -> dict[str, Any]:
        return front_door.get("talk")
