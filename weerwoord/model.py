"""Rasa's model: trained when the data that it learns from has changed, and only then."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

from engine.content_examples import read_content
from weerwoord.settings import ROOT

MODELS = ROOT / "models"
RASA = ROOT / ".venv-rasa" / "bin" / "rasa"
DATA = ("data/nlu", "data/rules")
LEARNED_FROM = ("config.yml", "domain.yml", *DATA, "engine", "requirements/rasa.lock")
KINDS = {".py", ".yml", ".npz", ".onnx"}
"""The files that count in a folder."""
ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "PYTHONPATH": str(ROOT),
    "PYTHONWARNINGS": "ignore",
}
"""What every Rasa process gets: no telemetry, and no warnings that only Rasa's makers can mend."""


def current_model() -> Path:
    """Where the model for the present data is, or will be."""
    return MODELS / f"weerwoord-{fingerprint()}.tar.gz"


def fingerprint() -> str:
    """A digest of all that training reads. Of the content only the examples: a changed answer needs no training."""
    digest = hashlib.sha256()
    for name in LEARNED_FROM:
        path = ROOT / name
        files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.suffix in KINDS)
        for file in files:
            digest.update(file.read_bytes())
    for labels in read_content(ROOT / "data"):
        digest.update(repr(labels).encode())
    return digest.hexdigest()[:12]


def train() -> None:
    """Train the model for the present data.

    Raises:
        subprocess.CalledProcessError: training failed; its output is in the error.
    """
    model = current_model()
    _rasa("train", "--data", *DATA, "--fixed-model-name", model.name.split(".")[0])
    for old in MODELS.glob("weerwoord-*.tar.gz"):
        if old != model:
            old.unlink()


def validate() -> None:
    """Let Rasa check that domain, messages and rules fit together; a warning counts as a failure.

    Raises:
        subprocess.CalledProcessError: they do not; what is wrong is in its output.
    """
    _rasa("data", "validate", "--fail-on-warnings", "--data", *DATA)


def _rasa(*arguments: str) -> None:
    subprocess.run(
        [RASA, *arguments], cwd=ROOT, check=True, text=True, env=os.environ | ENVIRONMENT, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
