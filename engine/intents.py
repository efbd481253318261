"""The intent of a message. Rasa's own classifiers get fewer right: docs/model-card.md."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from engine.component import LinearComponent

RANKING = 5
"""How many intents the parse names; Rasa stores each of them with every message."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(LinearComponent):
    """Sets `intent` and `intent_ranking`."""

    LABELS = (INTENT,)

    def read(self, message: Message, *shares: dict[str, float]) -> None:
        """Rank the intents."""
        best = sorted(shares[0].items(), key=lambda one: -one[1])[:RANKING]
        ranking = [{"name": name, "confidence": share} for name, share in best]
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
