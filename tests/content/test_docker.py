"""The images and the compose file fit the repository. Docker itself cannot run where the tests run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
DOCKER = ROOT / "docker"
DOCKERFILES = sorted(DOCKER.glob("*.Dockerfile"))
OF_EACH_IMAGE = pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda path: path.stem)
VARIABLE = re.compile(r"\$\{(\w+)")


def instructions(dockerfile: Path) -> list[str]:
    """A Dockerfile's instructions, one string each, without comments."""
    lines = [line for line in dockerfile.read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
    return [line.strip() for line in "\n".join(lines).replace("\\\n", " ").splitlines() if line.strip()]


def copied(dockerfile: Path) -> list[str]:
    """What a Dockerfile copies from the repository."""
    copies = [shlex.split(line)[1:] for line in instructions(dockerfile) if line.startswith("COPY ")]
    return [source for words in copies if not words[0].startswith("--from=") for source in words[:-1]]


def versions(lock: str) -> dict[str, str]:
    """The packages of a lock file with their versions."""
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,.-]+\])?==([^\s;\\]+)", text, re.MULTILINE))


def compose() -> dict[str, Any]:
    """The compose file."""
    parsed: dict[str, Any] = yaml.safe_load((DOCKER / "compose.yml").read_text("utf-8"))
    return parsed


def known_settings() -> set[str]:
    """The names in `.env.example`."""
    return set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))


def test_three_images() -> None:
    assert [path.stem for path in DOCKERFILES] == ["actions", "front-door", "rasa"]


@OF_EACH_IMAGE
def test_hadolint_finds_nothing(dockerfile: Path) -> None:
    hadolint = Path(sys.executable).parent / "hadolint"
    done = subprocess.run([hadolint, "--no-color", dockerfile], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@OF_EACH_IMAGE
def test_what_is_copied_exists_and_is_let_in(dockerfile: Path) -> None:
    ignore = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in ignore
    let_in = [line.removeprefix("!") for line in ignore if line.startswith("!")]
    kept_out = [line for line in ignore if line and line[0] not in "#*!"]
    sources = copied(dockerfile)
    assert sources
    for source in map(Path, sources):
        here = [source, *source.parents]
        assert (ROOT / source).exists(), source
        assert any(path.match(pattern) for pattern in let_in for path in here), f"{source} is in .dockerignore"
        assert not any(str(path) in kept_out for path in here), f"{source} is in .dockerignore"


@OF_EACH_IMAGE
def test_lock_files_exist_and_are_checked_by_hash(dockerfile: Path) -> None:
    text = "\n".join(instructions(dockerfile))
    locks = set(re.findall(r"requirements/[\w.-]+", text))
    assert locks
    assert all((ROOT / lock).is_file() and lock.endswith(".lock") for lock in locks)
    assert text.count("pip install") == text.count("--require-hashes -r requirements/")


@OF_EACH_IMAGE
def test_nobody_is_root(dockerfile: Path) -> None:
    users = [line for line in instructions(dockerfile) if line.startswith("USER ")]
    assert users == ["USER 65534:65534"]


def test_action_server_and_rasa_share_their_versions() -> None:
    actions, rasa = versions("actions.lock"), versions("rasa.lock")
    shared = actions.keys() & rasa.keys()
    assert "rasa-sdk" in shared
    assert {name: actions[name] for name in shared} == {name: rasa[name] for name in shared}


def test_action_server_is_without_rasa() -> None:
    assert "rasa.lock" not in (DOCKER / "actions.Dockerfile").read_text("utf-8")
    assert not {"rasa", "tensorflow"} & versions("actions.lock").keys()


def test_parts_start_as_on_a_laptop() -> None:
    flags = set(re.findall(r'"(--[a-z-]+)"', (ROOT / "weerwoord" / "stack.py").read_text("utf-8")))
    started = "\n".join(path.read_text("utf-8") for path in [*DOCKERFILES, DOCKER / "front-door.sh"])
    missing = {flag for flag in flags if not re.search(rf"{flag}(?![a-z-])", started)}
    assert flags
    assert not missing


def test_images_are_of_one_version() -> None:
    images = [service["image"] for service in compose()["services"].values()]
    assert all(":" in image and not image.endswith(":latest") for image in images)


def test_dockerfiles_of_the_compose_file_exist() -> None:
    builds = [service["build"] for service in compose()["services"].values() if "build" in service]
    assert {ROOT / build["dockerfile"] for build in builds} == set(DOCKERFILES)
    assert all((DOCKER / build["context"]).resolve() == ROOT for build in builds)


def test_only_the_front_door_can_be_reached_from_outside() -> None:
    file = compose()
    outer = {name for name, network in file["networks"].items() if not network.get("internal")}
    assert [name for name, service in file["services"].items() if "ports" in service] == ["front-door"]
    assert [name for name, service in file["services"].items() if outer & set(service["networks"])] == ["front-door"]
    assert all("network_mode" not in service for service in file["services"].values())


def test_parts_are_hardened_and_watched() -> None:
    for name, service in compose()["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["restart"] == "unless-stopped", name
        assert service["healthcheck"]["test"], name


def test_telemetry_is_off() -> None:
    assert compose()["services"]["rasa"]["environment"]["RASA_TELEMETRY_ENABLED"] == "false"
    assert "RASA_TELEMETRY_ENABLED=false" in (DOCKER / "rasa.Dockerfile").read_text("utf-8")


def test_each_part_reads_the_tracker_with_its_own_driver() -> None:
    urls = {name: service["environment"].get("TRACKER_DATABASE_URL") for name, service in compose()["services"].items()}
    assert urls["front-door"].startswith("postgresql+psycopg://tracker:")
    assert urls["rasa"].startswith("postgresql://tracker:")
    assert urls["front-door"].partition("://")[2] == urls["rasa"].partition("://")[2]
    assert urls["actions"] == "none"


def test_every_variable_is_a_setting_or_set_here() -> None:
    file = compose()
    used = set(VARIABLE.findall(yaml.safe_dump(file, width=1000)))
    for service in file["services"].values():
        used |= {key for key, value in service["environment"].items() if value is None}
        assert service.get("env_file", "../.env") == "../.env"
    assert used <= known_settings()


def test_every_variable_of_the_databases_is_given() -> None:
    read = set(re.findall(r"^\\getenv \w+ (\w+)$", (DOCKER / "databases.sql").read_text("utf-8"), re.MULTILINE))
    assert read
    assert read <= compose()["services"]["postgres"]["environment"].keys()
