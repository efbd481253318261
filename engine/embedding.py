"""The sentence embedding as a featurizer of Rasa's: what `engine/encoder.py` makes of each message."""

from __future__ import annotations

import hashlib
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.encoder import NETWORK, encoder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEmbedding(GraphComponent):
    """Gives each message one dense vector of 384 numbers for its meaning."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """A digest of the weights: Rasa's cache must not give back what another encoder made of the data."""
        return {"weights": hashlib.sha256(NETWORK.read_bytes()).hexdigest()}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEmbedding:
        """Make the component; it has no settings; the process loads the encoder once."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Embed the training messages."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Embed messages that have a text."""
        with_text = [message for message in messages if message.get(TEXT)]
        vectors = encoder().embed([message.get(TEXT) for message in with_text])
        for message, vector in zip(with_text, vectors, strict=True):
            message.add_features(Features(vector[None], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__))
        return messages
