"""Training messages by label, to find the ones that are most like a new message."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.preprocessing import normalize

from engine.heads import Floats

CLOSEST = 2
"""How many of a label's messages speak for it."""
WARMTH = 0.08
"""By how much two labels must differ in likeness (a cosine) for one to be e times as probable as the other."""

Words = npt.NDArray[np.str_]


class Examples:
    """Texts with a label and an embedding each, and the mean embedding, which all have in common."""

    def __init__(self, texts: Words, labels: Words, vectors: Floats, mean: Floats) -> None:
        self._texts = texts
        self._vectors = vectors
        self._mean = mean
        self._labels = labels
        self._rows = {str(name): np.flatnonzero(labels == name) for name in np.unique(labels)}

    @classmethod
    def of(cls, texts: list[str], labels: list[str], embeddings: Floats) -> Examples:
        """Keep messages with what was made of them."""
        mean = embeddings.mean(axis=0)
        return cls(np.array(texts), np.array(labels), normalize(embeddings - mean).astype(np.float16), mean)

    def nearest(self, label: str, embedding: Floats) -> str | None:
        """The text with that label that is most like a message; None when there is none."""
        rows = self._rows.get(label)
        return None if rows is None else str(self._texts[rows[int(self._likeness(rows, embedding).argmax())]])

    def shares(self, embedding: Floats) -> dict[str, float]:
        """A probability per label, by the messages of each that are closest."""
        likeness = self._likeness(slice(None), embedding)
        closeness = np.array([np.sort(likeness[rows])[-CLOSEST:].mean() for rows in self._rows.values()])
        shares = np.exp((closeness - closeness.max()) / WARMTH)
        return dict(zip(self._rows, map(float, shares / shares.sum()), strict=True))

    def save(self, path: Path) -> None:
        """Store as a NumPy archive without pickled objects."""
        np.savez(path, texts=self._texts, labels=self._labels, vectors=self._vectors, mean=self._mean)

    @classmethod
    def load(cls, path: Path) -> Examples:
        """Read what `save` stored."""
        with np.load(path, allow_pickle=False) as kept:
            return cls(kept["texts"], kept["labels"], kept["vectors"], kept["mean"])

    def _likeness(self, rows: npt.NDArray[np.intp] | slice, embedding: Floats) -> Floats:
        centred = embedding - self._mean
        likeness: Floats = self._vectors[rows].astype(np.float32) @ (centred / np.linalg.norm(centred))
        return likeness
