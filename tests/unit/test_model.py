"""When a model counts as new: exactly when something changed that training reads."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from weerwoord import model


@pytest.fixture
def folder(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of all that training reads, for a test to change."""
    for name in (*model.LEARNED_FROM, "data/faq", "data/follow_ups", "data/first_aid"):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (root / name).is_dir():
            shutil.copytree(root / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(root / name, target)
    monkeypatch.setattr(model, "ROOT", tmp_path)
    return tmp_path


def change_faq(folder: Path, **changed: Any) -> None:
    path = folder / "data/faq/sextortion.yml"
    entries = yaml.safe_load(path.read_text("utf-8"))
    entries[0] |= changed
    path.write_text(yaml.safe_dump(entries, allow_unicode=True), "utf-8")


def add_line(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "\n# changed\n", "utf-8")


def test_the_copy_and_the_project_have_the_same_fingerprint(folder: Path, root: Path) -> None:
    copy = model.fingerprint()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "ROOT", root)
        assert model.fingerprint() == copy


@pytest.mark.parametrize(
    "changed",
    [{"answer": "Anders."}, {"easier": "Anders."}, {"organisations": []}, {"next": []}, {"checked": "2026-01-01"},
     {"doubt": "?"}, {"owner": "iemand"}, {"source": {"url": "https://voorbeeld.example/", "date": "2026-01-01"}}],
)  # fmt: skip
def test_what_a_question_is_answered_with_needs_no_training(changed: dict[str, Any], folder: Path) -> None:
    before = model.fingerprint()
    change_faq(folder, **changed)
    assert model.fingerprint() == before


@pytest.mark.parametrize(
    "changed", [{"also_asked": ["hoe zit dat"]}, {"title": "Hoe zit dat?"}, {"id": "anders"}, {"topic": "grooming"}]
)
def test_a_changed_question_needs_training(changed: dict[str, Any], folder: Path) -> None:
    before = model.fingerprint()
    change_faq(folder, **changed)
    assert model.fingerprint() != before


@pytest.mark.parametrize(
    "name",
    ["data/nlu/topics/sextortion.yml", "data/rules/hulp.yml", "config.yml", "domain.yml", "engine/phrases.py",
     "requirements/rasa.lock"],
)  # fmt: skip
def test_a_changed_file_that_training_reads_needs_training(name: str, folder: Path) -> None:
    before = model.fingerprint()
    add_line(folder / name)
    assert model.fingerprint() != before


def test_a_new_file_and_a_removed_file_of_messages_need_training(folder: Path) -> None:
    before = model.fingerprint()
    (folder / "data/nlu/voices/nieuw.yml").write_text("nlu: []\n", "utf-8")
    assert model.fingerprint() != before
    (folder / "data/nlu/voices/nieuw.yml").unlink()
    assert model.fingerprint() == before
    (folder / "data/nlu/topics/sextortion.yml").unlink()
    assert model.fingerprint() != before


def test_what_python_leaves_behind_and_the_time_of_a_file_need_no_training(folder: Path) -> None:
    before = model.fingerprint()
    (folder / "engine/__pycache__").mkdir()
    (folder / "engine/__pycache__/phrases.cpython-310.pyc").write_bytes(b"x")
    (folder / "data/nlu/topics/sextortion.yml").touch()
    assert model.fingerprint() == before


def test_the_file_of_the_model_is_named_after_the_fingerprint(folder: Path) -> None:
    assert model.current_model() == model.MODELS / f"weerwoord-{model.fingerprint()}.tar.gz"


def test_a_training_that_succeeds_removes_older_models_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "MODELS", folder)
    asked: list[tuple[str, ...]] = []

    def train(*arguments: str) -> None:
        asked.append(arguments)
        model.current_model().touch()

    monkeypatch.setattr(model, "_rasa", train)
    for name in ("weerwoord-0.tar.gz", "andere.tar.gz"):
        (folder / name).touch()
    model.train()
    assert asked == [
        ("train", "--data", *model.DATA, "--fixed-model-name", model.current_model().name.removesuffix(".tar.gz"))
    ]
    assert sorted(one.name for one in folder.glob("*.tar.gz")) == ["andere.tar.gz", model.current_model().name]
