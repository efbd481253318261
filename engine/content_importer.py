"""What editors write as examples, as training messages: the FAQ's questions, follow-ups, and situations of first aid.

The texts that answer them stay outside the model: the front door has them, so that a changed text is live at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.content_examples import read_content


class ContentImporter(TrainingDataImporter):
    """Adds the content's examples to what RasaFileImporter reads; config.yml names both."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        """Take the arguments that Rasa gives to every importer; the content needs none of them."""

    def get_domain(self) -> Domain:
        """Nothing: the domain is a file."""
        return Domain.empty()

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """Nothing: the rules are files."""
        return StoryGraph([])

    def get_conversation_tests(self) -> StoryGraph:
        """Nothing: the dialogue tests are files."""
        return StoryGraph([])

    def get_config(self) -> dict[str, Any]:
        """Nothing: the configuration is a file."""
        return {}

    def get_config_file_for_auto_config(self) -> str | None:
        """Nothing: the configuration is a file."""
        return None

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Every example, with its labels as metadata."""
        return TrainingData(list(_messages()))


def _messages() -> Iterator[Message]:
    for labels in read_content():
        text, intent = labels.pop("text"), labels.pop("intent")
        yield Message({TEXT: text, INTENT: intent, METADATA: {"intent": labels}})
