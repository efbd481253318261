"""Builds what the project runs on: two locked Python environments and the widget. Standard library only.

    build.py RASA_PYTHON MAIN_PYTHON

Each part is built again only when what it is built from has changed.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NODE = 20


def main(rasa_python: str, main_python: str) -> None:
    """Build every part that is not current."""
    check_node()
    environment(
        "Rasa's own Python environment (about 2.5 GB)", rasa_python, ROOT / ".venv-rasa", "rasa.lock", source_only=True
    )
    environment("the front door's Python environment", main_python, ROOT / ".venv", "main.lock")
    names = "the tables for masking names"
    code = "from weerwoord.privacy.masking import build_masker; build_masker()"
    step(names, ROOT / ".venv" / ".names", ["requirements/main.lock"], [[ROOT / ".venv/bin/python", "-c", code]])
    widget = ROOT / "widget"
    sources = [
        "widget/package-lock.json",
        "widget/src",
        "widget/build",
        "widget/vite.config.ts",
        "data/organisations.yml",
    ]
    commands = [["npm", "ci", "--no-audit", "--no-fund"], ["npm", "run", "build"]]
    step("the widget", widget / "dist" / ".built", sources, commands, widget)


def check_node() -> None:
    """Stop with one sentence when Node is missing or old."""
    try:
        said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
        major = int(said.removeprefix("v").split(".")[0])
    except (OSError, subprocess.CalledProcessError, ValueError):
        major = 0
    if major < NODE or not shutil.which("npm"):
        sys.exit(f"Node {NODE} or newer with npm is missing. Install it from https://nodejs.org/ and run this again.")


def environment(what: str, python: str, folder: Path, lock: str, source_only: bool = False) -> None:
    """Make a Python environment from its lock file, every package checked by its hash.

    Args:
        source_only: some packages of it come as source only; they are built with what build.lock holds.
    """
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    commands: list[list[object]] = [[python, "-m", "venv", "--clear", folder]]
    locks = [f"requirements/{lock}"]
    if source_only:
        locks.append("requirements/build.lock")
        commands.append([*pip, "--require-hashes", "-r", "requirements/build.lock"])
        pip.append("--no-build-isolation")
    # The lock is complete, so nothing needs resolving.
    commands.append([*pip, "--require-hashes", "-r", f"requirements/{lock}"])
    step(what, folder / ".built", locks, commands)


def step(what: str, stamp: Path, sources: list[str], commands: list[list[object]], folder: Path = ROOT) -> None:
    """Run commands unless the stamp says that they were run for these very sources."""
    digest = fingerprint(sources)
    if stamp.exists() and stamp.read_text() == digest:
        return
    print(f"· building {what} …", flush=True)
    started = time.monotonic()
    for command in commands:
        done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stdout[-4000:], done.stderr[-4000:], sep="\n", file=sys.stderr)
            sys.exit(f"Could not build {what}: `{' '.join(map(str, command))}` failed, see above.")
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)


def fingerprint(sources: list[str]) -> str:
    """A digest of files and folders."""
    digest = hashlib.sha256()
    for source in sources:
        path = ROOT / source
        for file in [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file()):
            digest.update(str(file.relative_to(ROOT)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
