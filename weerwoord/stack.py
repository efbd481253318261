"""Runs the three parts on one machine: Rasa, the action server and the front door."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx2

from weerwoord.model import ENVIRONMENT, current_model
from weerwoord.settings import ROOT, Settings

LOGS = ROOT / "var" / "log"
READY_WITHIN = 120.0
"""Seconds for a part to come up; Rasa on a slow laptop needs about forty."""
RESTARTS = 3
"""How often a part is started again before the whole stops with an honest message."""


@dataclass
class Part:
    """One process, where it listens, and the path that answers once it is ready."""

    name: str
    command: list[str]
    host: str
    port: int
    health: str
    process: subprocess.Popen[bytes] | None = None
    restarts: int = 0

    @property
    def log(self) -> Path:
        """Where its output goes."""
        return LOGS / f"{self.name.replace(' ', '-')}.log"

    def start(self) -> None:
        """Start the process, in a group of its own: Ctrl-C reaches only us, and we stop it in order."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        output: IO[bytes] = self.log.open("ab")
        with output:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, stdout=output, stderr=output, start_new_session=True,
                # The SDK listens on every address unless SANIC_HOST says otherwise.
                env=os.environ | ENVIRONMENT | {"SANIC_HOST": self.host},
            )  # fmt: skip

    def stop(self) -> None:
        """Stop it and wait."""
        if self.process is None or self.process.poll() is not None:
            return
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def port_is_free(self) -> bool:
        """Whether nobody listens where it wants to."""
        with socket.socket() as probe:
            return probe.connect_ex((self.host, self.port)) != 0

    def answers(self) -> bool:
        """Whether it is ready."""
        try:
            return httpx2.get(f"http://{self.host}:{self.port}{self.health}", timeout=2).status_code == 200
        except httpx2.HTTPError:
            return False


def parts(settings: Settings) -> list[Part]:
    """The three parts, slowest first."""
    rasa_bin = ROOT / ".venv-rasa" / "bin"
    rasa = [
        str(rasa_bin / "rasa"), "run", "--model", str(current_model()), "--interface", settings.rasa_host,
        "--port", str(settings.rasa_port), "--enable-api", "--auth-token", settings.rasa_token,
        "--response-timeout", "30",
    ]  # fmt: skip
    actions = [
        str(rasa_bin / "python"), "-m", "rasa_sdk", "--actions", "actions", "--port", str(settings.actions_port),
    ]  # fmt: skip
    front_door = [
        sys.executable, "-m", "uvicorn", "weerwoord.app:build", "--factory", "--host", settings.host,
        "--port", str(settings.port), "--log-level", settings.log_level.lower(), "--no-access-log",
        "--timeout-graceful-shutdown", "3",
    ]  # fmt: skip
    return [
        Part("rasa", rasa, settings.rasa_host, settings.rasa_port, f"/status?token={settings.rasa_token}"),
        Part("action server", actions, settings.actions_host, settings.actions_port, "/health"),
        Part("front door", front_door, settings.host, settings.port, "/health"),
    ]


class PartFailed(Exception):
    """A part does not run; the text says which, and where its log is."""


def start(running: list[Part]) -> None:
    """Start all parts at once and wait until each answers.

    Raises:
        PartFailed: one died or took too long, or something else listens on its port.
    """
    for part in running:
        if not part.port_is_free():
            raise PartFailed(
                f"Port {part.port} is taken, so the {part.name} cannot start. Stop what runs there "
                "(an earlier `make run`?) or choose another port in .env."
            )
    for part in running:
        part.start()
    deadline = time.monotonic() + READY_WITHIN
    for number, part in enumerate(running, 1):
        while not part.answers():
            if part.process is None or part.process.poll() is not None or time.monotonic() > deadline:
                raise PartFailed(f"The {part.name} did not start. Its last words:\n{_tail(part.log)}")
            time.sleep(0.3)
        print(f"  {number} of {len(running)}: {part.name} is ready", flush=True)


def watch(running: list[Part]) -> None:
    """Start a part again when it dies; return when one keeps dying.

    Raises:
        PartFailed: a part died more often than RESTARTS.
    """
    while True:
        for part in running:
            if part.process is not None and part.process.poll() is not None:
                part.restarts += 1
                if part.restarts > RESTARTS:
                    raise PartFailed(f"The {part.name} keeps stopping. Its last words:\n{_tail(part.log)}")
                print(f"· the {part.name} stopped; starting it again", flush=True)
                part.start()
        time.sleep(1)


def _tail(log: Path) -> str:
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-15:])
