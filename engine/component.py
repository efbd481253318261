"""What intent, FAQ and triage share: what the words of a message say, agreed with what its embedding says."""

from __future__ import annotations

import abc
import hashlib
from pathlib import Path
from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix

from engine import examples, heads
from engine.encoder import encoder

FILE = "heads.npz"
UNLESS_SAID = {"asker": "self"}
"""Labels that the metadata of a message with a topic leaves out when they are the usual one."""

Self = TypeVar("Self", bound="LinearComponent")


class LinearComponent(GraphComponent, abc.ABC):
    """A component that predicts one or more labels. `LABELS` names them: `intent`, or metadata of the intent block."""

    LABELS: tuple[str, ...]

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage = storage
        self._resource = resource
        self._features: heads.Features | None = None
        self._heads: list[heads.Head] = []

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """A digest of the code that trains: Rasa's cache must not give back what older code made of the data."""
        files = (heads.__file__, examples.__file__, __file__)
        return {"code": hashlib.sha256(b"".join(Path(one).read_bytes() for one in files)).hexdigest()}

    @classmethod
    def create(
        cls: type[Self],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Make an untrained component."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls: type[Self],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Load a trained component."""
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._features, component._heads = heads.load(folder / FILE, *cls.LABELS)
            component.recall(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every training message that carries a label: some in the content carry a level and no topic."""
        examples = training_data.intent_examples
        messages = [one for one in examples if any(stated(one, name) for name in self.LABELS)]
        self._features = heads.Features.fit(messages)
        rows = self._features(messages)
        self._heads = [self._learn(name, messages, rows) for name in self.LABELS]
        with self._storage.write_to(self._resource) as folder:
            heads.save(folder / FILE, self._features, **dict(zip(self.LABELS, self._heads, strict=True)))
            self.keep(folder, messages)
        return self._resource

    @staticmethod
    def _learn(name: str, messages: list[Message], rows: csr_matrix) -> heads.Head:
        """One head, from the messages that carry its label."""
        labels = [label(one, name) for one in messages]
        known = [number for number, found in enumerate(labels) if found]
        return heads.Head.fit(rows[known], [str(labels[number]) for number in known])

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Read the training messages too: Rasa wants every classifier to."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message that has a text: what words and encoder agree on."""
        assert self._features is not None, "used before it was trained or loaded"
        for message in messages:
            if message.get(TEXT):
                row, vector = self._features([message]), heads.embeddings([message])[0]
                words = (head(row)[0] for head in self._heads)
                opinions = (self.opinion(name, vector) for name in self.LABELS)
                self.read(message, *map(heads.agreed, words, opinions))
        return messages

    def opinion(self, name: str, vector: heads.Floats) -> dict[str, float]:
        """What the meaning of a message says about a label, beside its words."""
        return encoder().probabilities(name, vector)

    def keep(self, folder: Path, messages: list[Message]) -> None:
        """Store what else a component wants to keep of the training messages: nothing, unless it says otherwise."""

    def recall(self, folder: Path) -> None:
        """Load what `keep` stored."""

    @abc.abstractmethod
    def read(self, message: Message, *shares: dict[str, float]) -> None:
        """Add what was predicted to the message: one probability per class, for each of LABELS."""


def stated(message: Message, name: str) -> bool:
    """Whether a training message names a label itself."""
    return bool(message.get(INTENT) if name == INTENT else (message.get(METADATA) or {}).get(INTENT, {}).get(name))


def label(message: Message, name: str) -> str | None:
    """A label of a training message: its intent, or metadata of the intent block it stands in; None if it has none."""
    if name == INTENT:
        return message.get(INTENT) or None
    found = (message.get(METADATA) or {}).get(INTENT) or {}
    return str(found[name]) if found.get(name) else UNLESS_SAID.get(name) if found.get("topic") else None
