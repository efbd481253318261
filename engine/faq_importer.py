"""The questions of the FAQ as training messages of the intent `faq`.

Answers stay outside the model: the front door has them, so that a changed text is live at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

FOLDER = Path("data/faq")


class FaqImporter(TrainingDataImporter):
    """Adds the FAQ to what RasaFileImporter reads; config.yml names both."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        """Take the arguments that Rasa gives to every importer; the FAQ needs none of them."""

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
        """Every title and question of the FAQ: level none, the topic of its entry."""
        found = []
        for path in sorted(FOLDER.glob("*.yml")):
            for entry in yaml.safe_load(path.read_text("utf-8")):
                labels = {"level": "none", "topic": entry["topic"], "faq": entry["id"]}
                for text in [entry["title"], *entry["also_asked"]]:
                    found.append(Message({TEXT: text, INTENT: "faq", METADATA: {"intent": labels}}))
        return TrainingData(found)
