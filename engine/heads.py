"""A linear classifier over the features that Rasa's featurizers made, kept as plain numbers.

Sparse counts become tf-idf, dense embeddings are centred on the training mean (those of e5 all point the
same way otherwise); logistic regression does the rest. Stored as a NumPy archive without pickled objects:
loading a model never runs code from it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

Floats = npt.NDArray[np.float64]

DENSE_WEIGHT = 1.5
STRENGTH = 4.0
"""Weight of the embedding beside the n-grams, and inverse regularisation; chosen with bench/understanding.py."""


class Features:
    """Turns messages into one matrix; learns idf and mean from the training messages."""

    def __init__(self, idf: Floats, mean: Floats) -> None:
        self.idf = idf
        self.mean = mean

    @classmethod
    def fit(cls, messages: list[Message]) -> Features:
        """Learn from training messages that have been through the featurizers."""
        sparse, dense = _raw(messages)
        return cls(TfidfTransformer(sublinear_tf=True).fit(sparse).idf_, dense.mean(axis=0))

    def __call__(self, messages: list[Message]) -> csr_matrix:
        """One row per message."""
        sparse, dense = _raw(messages)
        sparse.data = (1.0 + np.log(sparse.data)) * self.idf[sparse.indices]
        return hstack([normalize(sparse), csr_matrix(self.embedding(dense) * DENSE_WEIGHT)]).tocsr()

    def embedding(self, dense: Floats) -> Floats:
        """Embeddings, centred and of length one."""
        return normalize(dense - self.mean)


class Head:
    """One decision: a probability per class."""

    def __init__(self, classes: list[str], weights: Floats, bias: Floats) -> None:
        self.classes = classes
        self._weights = weights
        self._bias = bias

    @classmethod
    def fit(cls, rows: csr_matrix, labels: list[str]) -> Head:
        """Learn from one label per row."""
        model = LogisticRegression(C=STRENGTH, max_iter=1000, class_weight="balanced", random_state=0)
        model.fit(rows, labels)
        return cls(list(model.classes_), model.coef_, model.intercept_)

    def __call__(self, rows: csr_matrix) -> list[dict[str, float]]:
        """A probability per class, for each row."""
        scores = rows @ self._weights.T + self._bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares = scores / scores.sum(axis=1, keepdims=True)
        return [dict(zip(self.classes, map(float, row), strict=True)) for row in shares]

    def numbers(self, name: str) -> dict[str, npt.NDArray[np.generic]]:
        """What to store of this head, under names that start with `name`."""
        return {
            f"{name}_classes": np.array(self.classes),
            f"{name}_weights": self._weights,
            f"{name}_bias": self._bias,
        }


def save(path: Path, features: Features, **heads: Head) -> None:
    """Store features and heads in one archive."""
    numbers = {key: value for name, head in heads.items() for key, value in head.numbers(name).items()}
    np.savez_compressed(path, idf=features.idf, mean=features.mean, **numbers)


def load(path: Path, *names: str) -> tuple[Features, list[Head]]:
    """Read features and the named heads from an archive."""
    with np.load(path, allow_pickle=False) as numbers:
        heads = [
            Head([str(one) for one in numbers[f"{n}_classes"]], numbers[f"{n}_weights"], numbers[f"{n}_bias"])
            for n in names
        ]
        return Features(numbers["idf"], numbers["mean"]), heads


def _raw(messages: list[Message]) -> tuple[csr_matrix, Floats]:
    """The sentence features of messages, as the featurizers left them: sparse counts and dense vectors."""
    sparse = vstack([message.get_sparse_features(TEXT)[1].features for message in messages]).tocsr()
    dense = np.vstack([message.get_dense_features(TEXT)[1].features for message in messages])
    return sparse.astype(np.float64), dense.astype(np.float64)
