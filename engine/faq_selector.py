"""Finds the FAQ entry that a message asks for."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine import heads
from engine.training import label

SURE_FROM = 0.3
"""Probability from which the first entry is the answer; below it the bot offers the first two as guesses."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FaqSelector(GraphComponent):
    """Adds `faq: {id, confidence, guesses}` to the parse; `id` is None when it is not sure."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage = storage
        self._resource = resource
        self._features: heads.Features | None = None
        self._entry: heads.Head | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FaqSelector:
        """Make an untrained component."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FaqSelector:
        """Load a trained component."""
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._features, (component._entry,) = heads.load(folder / "faq.npz", "entry")
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the questions of the FAQ."""
        messages = [one for one in training_data.intent_examples if label(one, "faq")]
        self._features = heads.Features.fit(messages)
        self._entry = heads.Head.fit(self._features(messages), [str(label(one, "faq")) for one in messages])
        with self._storage.write_to(self._resource) as folder:
            heads.save(folder / "faq.npz", self._features, entry=self._entry)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Find the entry for each message that has a text."""
        for message in messages:
            if message.get(TEXT):
                message.set("faq", self._select(message), add_to_output=True)
        return messages

    def _select(self, message: Message) -> dict[str, Any]:
        assert self._features is not None, "used before it was trained or loaded"
        assert self._entry is not None
        shares = self._entry(self._features([message]))[0]
        first, second = sorted(shares, key=shares.__getitem__, reverse=True)[:2]
        return {
            "id": first if shares[first] >= SURE_FROM else None,
            "confidence": round(shares[first], 4),
            "guesses": [first, second],
        }
