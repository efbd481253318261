"""A linear classifier over the features that Rasa's featurizers made, kept as plain numbers.

Counts of words and pieces of words become tf-idf; logistic regression does the rest.
Stored as a NumPy archive without pickled objects: loading a model never runs code from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int32]

STRENGTH = 4.0
STEPS = 60
"""Inverse regularisation, and steps after which learning stops: more change nothing that can be measured."""


class Features:
    """Turns messages into one matrix of words and pieces of words; learns from training messages how rare each is."""

    def __init__(self, idfs: list[Floats]) -> None:
        self.idfs = idfs

    @classmethod
    def fit(cls, messages: list[Message]) -> Features:
        """Learn from training messages that have been through the featurizers."""
        return cls([TfidfTransformer().fit(block).idf_ for block in _counts(messages)])

    def __call__(self, messages: list[Message]) -> csr_matrix:
        """One row per message. Words and pieces of words each have their own length: neither drowns the other."""
        blocks = zip(_counts(messages), self.idfs, strict=True)
        return hstack([_tf_idf(block, idf) for block, idf in blocks]).tocsr()


class Head:
    """One decision: a probability per class.

    Holds weights for the terms that occurred in training only: of all terms, the FAQ's questions use a small part.
    """

    def __init__(self, classes: list[str], terms: Integers, weights: Floats, bias: Floats) -> None:
        self.classes = classes
        self._terms = terms
        self._weights = weights
        self._bias = bias

    @classmethod
    def fit(cls, rows: csr_matrix, labels: list[str]) -> Head:
        """Learn from one label per row."""
        terms = np.unique(rows.indices)
        model = LogisticRegression(C=STRENGTH, max_iter=STEPS, class_weight="balanced", tol=1e-3, random_state=0)
        model.fit(rows[:, terms], labels)
        return cls(list(model.classes_), terms, model.coef_.astype(np.float32), model.intercept_)

    def __call__(self, rows: csr_matrix) -> list[dict[str, float]]:
        """A probability per class, for each row."""
        return [self._shares(row.indices, row.data) for row in rows]

    def _shares(self, terms: Integers, values: Floats) -> dict[str, float]:
        places = np.minimum(np.searchsorted(self._terms, terms), len(self._terms) - 1)
        known = self._terms[places] == terms
        scores = self._weights[:, places[known]] @ values[known] + self._bias
        shares = np.exp(scores - scores.max())
        return dict(zip(self.classes, map(float, shares / shares.sum()), strict=True))

    def numbers(self, name: str) -> dict[str, npt.NDArray[np.generic]]:
        """What to store of this head, under names that start with `name`."""
        return {
            f"{name}_classes": np.array(self.classes),
            f"{name}_terms": self._terms,
            f"{name}_weights": self._weights,
            f"{name}_bias": self._bias,
        }


def save(path: Path, features: Features, **heads: Head) -> None:
    """Store features and heads in one archive."""
    numbers = {key: value for name, head in heads.items() for key, value in head.numbers(name).items()}
    idfs = {f"idf_{number}": idf for number, idf in enumerate(features.idfs)}
    np.savez(path, **idfs, **numbers)


def load(path: Path, *names: str) -> tuple[Features, list[Head]]:
    """Read features and the named heads from an archive."""
    with np.load(path, allow_pickle=False) as numbers:
        heads = [
            Head(
                [str(one) for one in numbers[f"{name}_classes"]],
                *(numbers[f"{name}_{part}"] for part in ("terms", "weights", "bias")),
            )
            for name in names
        ]
        idfs = [numbers[key] for key in sorted(numbers.files) if key.startswith("idf_")]
        return Features(idfs), heads


def agreed(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    """Two opinions on the same classes as one: their geometric mean, so that neither outvotes a plain "no".

    On a class that the other has not heard of, the first counts alone.
    """
    together = {name: (share * other.get(name, share)) ** 0.5 for name, share in one.items()}
    total = sum(together.values())
    return {name: share / total for name, share in together.items()}


def embeddings(messages: list[Message]) -> Floats:
    """The sentence embeddings of messages, one row each."""
    found = [_sentence(message, dense=True)[0] for message in messages]
    return np.vstack(found).astype(np.float64)


def _tf_idf(counts: csr_matrix, idf: Floats) -> csr_matrix:
    """Counts, weighed by how rare each term is; how often it stands in one message matters only a little."""
    weighed = counts.copy()
    weighed.data = (1.0 + np.log(weighed.data)) * idf[weighed.indices]
    return normalize(weighed)


def _counts(messages: list[Message]) -> list[csr_matrix]:
    """What the featurizers counted, a matrix per featurizer."""
    blocks = zip(*(_sentence(message, dense=False) for message in messages), strict=True)
    return [vstack(block).tocsr().astype(np.float32) for block in blocks]


def _sentence(message: Message, dense: bool) -> list[Any]:
    """The features of a whole message, of one kind, in the order of the pipeline."""
    found = [one for one in message.features if one.type == FEATURE_TYPE_SENTENCE and one.attribute == TEXT]
    return [one.features for one in found if one.is_dense() is dense]
