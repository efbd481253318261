"""One reader of the environment, and one list of all settings."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from weerwoord.settings import MissingSetting, get_settings

PASS_ON = {
    "weerwoord/model.py", "weerwoord/stack.py", "tests/running.py", "tests/browser/conftest.py", "bench/stock.py",
    "bench/speed.py",
}  # fmt: skip
"""Give the environment to child processes, or make a test's own: they read no settings from it."""


def example(root: Path) -> set[str]:
    return set(re.findall(r"^([A-Z_]+)=", (root / ".env.example").read_text("utf-8"), re.MULTILINE))


def test_the_example_lists_exactly_what_is_read(root: Path) -> None:
    code = (root / "weerwoord/settings.py").read_text("utf-8")
    together = re.findall(r'"([A-Z_]+)"', re.search(r"= _together\((.*?)\)", code, re.DOTALL)[1])
    single = re.findall(r'_(?:value|optional)\("([A-Z_]+)"\)', code)
    assert {*single, *together} == example(root)


def test_nobody_else_reads_the_environment(root: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
                            cwd=root, capture_output=True, text=True, check=True).stdout.split()  # fmt: skip
    for name in set(listed) - PASS_ON - {"weerwoord/settings.py", "tests/unit/test_settings.py"}:
        if (root / name).exists():
            tree = ast.parse((root / name).read_text("utf-8"))
            used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
            assert not used & {"environ", "getenv"}, name


def test_the_example_holds_no_secret(root: Path) -> None:
    text = (root / ".env.example").read_text("utf-8")
    for name in ("SECRET_KEY", "RASA_TOKEN", "INTERNAL_TOKEN"):
        assert f"{name}=\n" in text


def test_an_empty_setting_is_named(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    get_settings.cache_clear()
    for name in example(root):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("RASA_TOKEN", " ")
    with pytest.raises(MissingSetting, match="RASA_TOKEN"):
        get_settings()
    get_settings.cache_clear()
