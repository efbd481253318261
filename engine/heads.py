"""A linear classifier over the features that Rasa's featurizers made, kept as plain numbers.

Sparse counts become tf-idf, dense embeddings are centred on the training mean (those of e5 all point the
same way otherwise); logistic regression does the rest. Stored as a NumPy archive without pickled objects:
loading a model never runs code from it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
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
    """Turns messages into one matrix; learns idf per featurizer, and the mean embedding, from training messages."""

    def __init__(self, idfs: list[Floats], mean: Floats) -> None:
        self.idfs = idfs
        self.mean = mean

    @classmethod
    def fit(cls, messages: list[Message]) -> Features:
        """Learn from training messages that have been through the featurizers."""
        blocks, dense = _raw(messages)
        return cls([TfidfTransformer().fit(block).idf_ for block in blocks], dense.mean(axis=0))

    def __call__(self, messages: list[Message]) -> csr_matrix:
        """One row per message. Words, pieces of words and meaning each have their own length: none drowns another."""
        blocks, dense = _raw(messages)
        weighed = [_tf_idf(block, idf) for block, idf in zip(blocks, self.idfs, strict=True)]
        return hstack([*weighed, csr_matrix(normalize(dense - self.mean) * DENSE_WEIGHT)]).tocsr()


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
    idfs = {f"idf_{number}": idf for number, idf in enumerate(features.idfs)}
    np.savez_compressed(path, mean=features.mean, **idfs, **numbers)


def load(path: Path, *names: str) -> tuple[Features, list[Head]]:
    """Read features and the named heads from an archive."""
    with np.load(path, allow_pickle=False) as numbers:
        heads = [
            Head([str(one) for one in numbers[f"{n}_classes"]], numbers[f"{n}_weights"], numbers[f"{n}_bias"])
            for n in names
        ]
        idfs = [numbers[key] for key in sorted(numbers.files) if key.startswith("idf_")]
        return Features(idfs, numbers["mean"]), heads


def _tf_idf(counts: csr_matrix, idf: Floats) -> csr_matrix:
    """Counts, weighed by how rare each term is; how often it stands in one message matters only a little."""
    weighed = counts.copy()
    weighed.data = (1.0 + np.log(weighed.data)) * idf[weighed.indices]
    return normalize(weighed)


def _raw(messages: list[Message]) -> tuple[list[csr_matrix], Floats]:
    """The sentence features of messages as the featurizers left them: counts per featurizer, and embeddings."""
    rows = [
        [one for one in message.features if one.type == FEATURE_TYPE_SENTENCE and one.attribute == TEXT]
        for message in messages
    ]
    sparse = zip(*([one.features for one in row if one.is_sparse()] for row in rows), strict=True)
    dense = np.vstack([one.features for row in rows for one in row if one.is_dense()])
    return [vstack(block).tocsr().astype(np.float64) for block in sparse], dense.astype(np.float64)
