"""scripts/find-python and scripts/build.py, with small interpreters and commands of our own."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


def interpreter(path: Path, minor: int, fails: bool = False) -> Path:
    """A `python` that reports Python 3.`minor` from where it stands, or fails as a pyenv shim does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pretend = f"import sys; sys.version_info = (3, {minor}, 0); sys.executable = {str(path)!r}; "
    run = f'exec {sys.executable} -c {shell(pretend)}"$2"'
    if fails:
        run = "echo 'pyenv: python3: command not found' >&2; exit 127"
    path.write_text(f"#!/bin/sh\n{run}\n")
    path.chmod(0o755)
    return path


def shell(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A PATH with only what the script itself needs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sed", "sh"):
        where = next(place for place in ("/bin", "/usr/bin") if (Path(place) / name).exists())
        (folder / name).symlink_to(Path(where) / name)
    return folder


def find(root: Path, tools: Path, want: str, **environment: str) -> subprocess.CompletedProcess[str]:
    home = {"PATH": str(tools), "HOME": str(tools.parent / "home")}
    script = ["/bin/sh", str(root / "scripts" / "find-python"), want]
    return subprocess.run(script, env=home | environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("want", "minor", "fits"),
    [("3.10", 10, True), ("3.10", 9, False), ("3.10", 11, False), ("3.11+", 10, False), ("3.11+", 11, True),
     ("3.11+", 12, True), ("3.11+", 14, True)],
)  # fmt: skip
def test_only_a_fitting_version_is_found(want: str, minor: int, fits: bool, root: Path, tools: Path) -> None:
    python = interpreter(tools / "python3", minor)
    found = find(root, tools, want)
    assert (found.returncode, found.stdout) == ((0, f"{python}\n") if fits else (1, ""))


def test_a_shim_that_fails_and_an_old_one_are_passed_over(root: Path, tools: Path) -> None:
    interpreter(tools / "python3", 8)
    interpreter(tools / "python3.12", 12, fails=True)
    python = interpreter(tools / "python3.11", 11)
    found = find(root, tools, "3.11+")
    assert found.stdout == f"{python}\n"
    assert found.stderr == ""


def test_a_file_that_is_no_program_is_passed_over(root: Path, tools: Path) -> None:
    (tools / "python3").write_bytes(b"\x7fELF broken")
    (tools / "python3").chmod(0o755)
    python = interpreter(tools / "python3.10", 10)
    assert find(root, tools, "3.10").stdout == f"{python}\n"


@pytest.mark.parametrize("where", ["PYENV_ROOT", "HOME"])
def test_the_folder_of_pyenv_is_searched_when_path_has_none(where: str, root: Path, tools: Path) -> None:
    home = tools.parent / "home"
    folder = tools.parent / "own pyenv" if where == "PYENV_ROOT" else home / ".pyenv"
    interpreter(folder / "versions/3.9.1/bin/python", 9)
    python = interpreter(folder / "versions/3.10.4/bin/python", 10)
    interpreter(tools / "python3", 10, fails=True)
    more = {"PYENV_ROOT": str(folder)} if where == "PYENV_ROOT" else {}
    assert find(root, tools, "3.10", **more).stdout == f"{python}\n"


def test_what_is_on_path_comes_before_the_folder_of_pyenv(root: Path, tools: Path) -> None:
    folder = tools.parent / "pyenv"
    interpreter(folder / "versions/3.10.4/bin/python", 10)
    python = interpreter(tools / "python3.10", 10)
    assert find(root, tools, "3.10", PYENV_ROOT=str(folder)).stdout == f"{python}\n"


@pytest.mark.parametrize(("want", "install"), [("3.10", "pyenv install 3.10"), ("3.11+", "pyenv install 3.11")])
def test_a_missing_python_is_named_with_how_to_get_it(want: str, install: str, root: Path, tools: Path) -> None:
    interpreter(tools / "python3", 8)
    found = find(root, tools, want)
    assert found.returncode == 1
    assert found.stdout == ""
    assert f"Python {want} is missing" in found.stderr
    assert "https://www.python.org/downloads/" in found.stderr
    assert f"{install})" in found.stderr


def test_the_python_that_is_found_really_runs(root: Path, tools: Path) -> None:
    (tools / "python3").symlink_to(sys.executable)
    found = find(root, tools, "3.11+").stdout.strip()
    code = "import sys; print(sys.version_info >= (3, 11))"
    assert subprocess.run([found, "-c", code], capture_output=True, text=True, check=True).stdout == "True\n"


@pytest.fixture
def build(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """scripts/build.py, for a project of one source."""
    spec = importlib.util.spec_from_file_location("build_script", root / "scripts" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    (tmp_path / "src/deep").mkdir(parents=True)
    (tmp_path / "src/deep/one.txt").write_text("1")
    (tmp_path / "lock").write_text("1")
    return module


def built(build: ModuleType, folder: Path) -> int:
    """Run the step, and count how often its command ran in all."""
    command = [sys.executable, "-c", "open('ran', 'a').write('x')"]
    build.step("a thing", folder / "out/.built", ["src", "lock"], [command], folder)
    return len((folder / "ran").read_text())


def test_a_step_runs_once_and_again_only_when_a_source_changed(build: ModuleType, tmp_path: Path) -> None:
    assert built(build, tmp_path) == 1
    assert built(build, tmp_path) == 1
    (tmp_path / "src/deep/one.txt").write_text("2")
    assert built(build, tmp_path) == 2
    (tmp_path / "src/two.txt").write_text("")
    assert built(build, tmp_path) == 3
    (tmp_path / "src/two.txt").rename(tmp_path / "src/three.txt")
    assert built(build, tmp_path) == 4
    (tmp_path / "src/three.txt").unlink()
    assert built(build, tmp_path) == 5
    assert built(build, tmp_path) == 5


def test_a_step_runs_again_when_its_result_is_gone(build: ModuleType, tmp_path: Path) -> None:
    assert built(build, tmp_path) == 1
    (tmp_path / "out/.built").unlink()
    assert built(build, tmp_path) == 2


def test_a_failing_command_stops_with_a_message_and_counts_as_not_built(
    build: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fails = [sys.executable, "-c", "import sys; print('geen netwerk'); sys.exit('echt niet')"]
    never = [sys.executable, "-c", "open('ran', 'a').write('x')"]
    with pytest.raises(SystemExit, match=r"Could not build a thing: .* failed, see above"):
        build.step("a thing", tmp_path / ".built", ["lock"], [fails, never], tmp_path)
    said = capsys.readouterr().err
    assert "geen netwerk" in said
    assert "echt niet" in said
    assert not (tmp_path / "ran").exists()
    assert built(build, tmp_path) == 1


def test_the_fingerprint_depends_on_names_and_contents_only(build: ModuleType, tmp_path: Path) -> None:
    before = build.fingerprint(["src", "lock"])
    os.utime(tmp_path / "lock", (0, 0))
    assert build.fingerprint(["src", "lock"]) == before
    assert build.fingerprint(["src"]) != before
    (tmp_path / "lock").write_text("2")
    assert build.fingerprint(["src", "lock"]) != before


@pytest.mark.parametrize(("version", "fits"), [("v20.0.0", True), ("v24.1.2", True), ("v18.20.1", False), ("?", False)])
def test_an_old_node_stops_the_build_with_one_sentence(
    version: str, fits: bool, build: ModuleType, tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("node", "npm"):
        (tools / name).write_text(f"#!/bin/sh\necho {version!r}\n")
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tools))
    if fits:
        build.check_node()
        (tools / "npm").unlink()
    with pytest.raises(SystemExit, match=r"Node 20 or newer with npm is missing.*nodejs\.org"):
        build.check_node()


def test_without_node_the_build_stops_too(build: ModuleType, tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tools))
    with pytest.raises(SystemExit, match="Node 20"):
        build.check_node()
