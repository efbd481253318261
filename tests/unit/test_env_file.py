"""The `.env` that the first `make run` makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from weerwoord import __main__ as cli


@pytest.fixture
def folder(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".env.example").write_text((root / ".env.example").read_text("utf-8"), "utf-8")
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    return tmp_path


def values(folder: Path) -> dict[str, str]:
    lines = (folder / ".env").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def test_the_first_run_makes_it_with_fresh_secrets_that_only_the_owner_can_read(folder: Path) -> None:
    cli.make_env_file()
    made = values(folder)
    assert len({made[name] for name in cli.SECRETS}) == len(cli.SECRETS)
    assert all(len(made[name]) >= 32 for name in cli.SECRETS)
    assert (folder / ".env").stat().st_mode & 0o077 == 0


def test_a_second_run_changes_nothing(folder: Path) -> None:
    cli.make_env_file()
    before = (folder / ".env").read_text("utf-8")
    cli.make_env_file()
    assert (folder / ".env").read_text("utf-8") == before


def test_what_somebody_wrote_stays_and_an_emptied_secret_is_filled(folder: Path) -> None:
    (folder / ".env").write_text("PORT=9000\nSECRET_KEY=\nRASA_TOKEN=mijn-eigen\n", "utf-8")
    cli.make_env_file()
    made = values(folder)
    assert made["PORT"] == "9000"
    assert made["RASA_TOKEN"] == "mijn-eigen"
    assert len(made["SECRET_KEY"]) >= 32
