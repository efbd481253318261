"""Triage: reads level and topic in every message, beside and independent of the intent."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine import heads
from engine.decisions import decide_intent, decide_level
from engine.levels import highest
from engine.phrases import unmistakable
from engine.training import label


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Triage(GraphComponent):
    """Adds `triage: {level, topic, confidence, reasons}` to the parse, and lets high levels win the intent."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage = storage
        self._resource = resource
        self._features: heads.Features | None = None
        self._level: heads.Head | None = None
        self._topic: heads.Head | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Triage:
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
    ) -> Triage:
        """Load a trained component."""
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._features, (component._level, component._topic) = heads.load(
                folder / "triage.npz", "level", "topic"
            )
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every training message whose metadata carries level and topic."""
        messages = [one for one in training_data.intent_examples if label(one, "level")]
        self._features = heads.Features.fit(messages)
        rows = self._features(messages)
        self._level = heads.Head.fit(rows, [str(label(one, "level")) for one in messages])
        self._topic = heads.Head.fit(rows, [str(label(one, "topic")) for one in messages])
        with self._storage.write_to(self._resource) as folder:
            heads.save(folder / "triage.npz", self._features, level=self._level, topic=self._topic)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message that has a text."""
        for message in messages:
            if message.get(TEXT):
                self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        assert self._features is not None, "used before it was trained or loaded"
        assert self._level is not None
        assert self._topic is not None
        row = self._features([message])
        levels, topics = self._level(row)[0], self._topic(row)[0]
        level, topic = decide_level(levels), max(topics, key=topics.__getitem__)
        confidence = levels[level]
        reasons = [f"model: {level} {levels[level]:.2f}, {topic} {topics[topic]:.2f}"]
        phrase_level, phrase_topic = unmistakable(message.get(TEXT))
        if phrase_level is not None and highest(level, phrase_level) != level:
            level, topic, confidence = phrase_level, str(phrase_topic), 1.0
        if phrase_level is not None:
            reasons.append(f"vaste zin: {phrase_level}, {phrase_topic}")
        message.set(
            "triage",
            {"level": level, "topic": topic, "confidence": round(confidence, 4), "reasons": reasons},
            add_to_output=True,
        )
        self._rule_intent(message, level)

    @staticmethod
    def _rule_intent(message: Message, level: str) -> None:
        heard = message.get(INTENT) or {"name": None, "confidence": 0.0}
        name = decide_intent(level, heard["name"], heard["confidence"])
        if name != heard["name"]:
            intent = {"name": name, "confidence": 1.0}
            message.set(INTENT, intent, add_to_output=True)
            message.set("intent_ranking", [intent, *(message.get("intent_ranking") or [])], add_to_output=True)
