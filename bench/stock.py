"""Rasa as `rasa init` sets it up, trained on our messages: what ours is measured against.

Its intents name our intent, level and topic at once, so that it can be scored as ours is. It answers each with a fixed
sentence, so that it has everything a plain Rasa bot has and nothing more.
"""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
from pathlib import Path

import yaml

from tuning.messages import read_examples
from weerwoord.model import ENVIRONMENT, RASA
from weerwoord.settings import ROOT

FOLDER = ROOT / "var" / "bench" / "stock"
BETWEEN = "__"
CONFIG = """
recipe: default.v1
assistant_id: stock
language: nl
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - name: CountVectorsFeaturizer
    analyzer: char_wb
    min_ngram: 1
    max_ngram: 4
  - name: DIETClassifier
    epochs: 10  # of 100, which take hours on this much data and two cores
    constrain_similarities: true
  - name: EntitySynonymMapper
  - name: ResponseSelector
    epochs: 100
    constrain_similarities: true
  - name: FallbackClassifier
    threshold: 0.3
    ambiguity_threshold: 0.1
policies:
  - name: MemoizationPolicy
  - name: RulePolicy
  - name: UnexpecTEDIntentPolicy
    max_history: 5
    epochs: 100
  - name: TEDPolicy
    max_history: 5
    epochs: 100
    constrain_similarities: true
"""


def build() -> tuple[Path, float]:
    """Train the stock model where it is not there yet; gives the model and how many seconds of processor that took.

    Processor time, of all cores together: it is the same when the machine has other work beside it.

    Raises:
        subprocess.CalledProcessError: training failed; its output is in the error.
    """
    texts: dict[str, list[str]] = {}
    for one in (one for one in read_examples() if {"level", "topic"} <= one.keys()):
        texts.setdefault(BETWEEN.join((one["intent"], one["level"], one["topic"])), []).append(one["text"])
    intents = sorted(texts)
    data = {
        "version": "3.1",
        "nlu": [{"intent": one, "examples": "".join(f"- {text}\n" for text in texts[one])} for one in intents],
        "stories": [{"story": one, "steps": [{"intent": one}, {"action": f"utter_{one}"}]} for one in intents],
        "rules": [
            {"rule": "fallback", "steps": [{"intent": "nlu_fallback"}, {"action": "utter_nlu_fallback"}]},
        ],
    }
    answers = {f"utter_{one}": [{"text": f"Antwoord op {one}."}] for one in [*intents, "nlu_fallback"]}
    domain = {"version": "3.1", "intents": [*intents, "nlu_fallback"], "responses": answers}
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = {"config.yml": CONFIG, "domain.yml": yaml.safe_dump(domain), "data.yml": yaml.safe_dump(data)}
    name = hashlib.sha256("".join(files.values()).encode()).hexdigest()[:12]
    model, took = FOLDER / f"{name}.tar.gz", FOLDER / f"{name}.seconds"
    if not took.exists():
        for file, content in files.items():
            (FOLDER / file).write_text(content, "utf-8")
        started = processor_seconds()
        command = ["train", "--config", "config.yml", "--domain", "domain.yml", "--data", "data.yml", "--out", "."]
        run(*command, "--fixed-model-name", name, folder=FOLDER)
        took.write_text(str(processor_seconds() - started))
    return model, float(took.read_text())


def processor_seconds() -> float:
    """What all child processes that have ended used of the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(*command: str, folder: Path) -> None:
    """Run Rasa's command line in a folder of its own, without its cache."""
    environment = os.environ | ENVIRONMENT | {"RASA_MAX_CACHE_SIZE": "0"}
    subprocess.run([RASA, *command], cwd=folder, env=environment, check=True, capture_output=True, text=True)


if __name__ == "__main__":
    print(build())
