"""`python -m weerwoord`: what `make run` does, and its steps one by one."""

from __future__ import annotations

import argparse
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from alembic import command
from alembic.config import Config

from weerwoord import stack
from weerwoord.accounts import service as accounts
from weerwoord.db import Database
from weerwoord.live import Hub
from weerwoord.model import current_model, train, validate
from weerwoord.settings import ROOT, Settings, get_settings

SECRETS = ("SECRET_KEY", "RASA_TOKEN", "INTERNAL_TOKEN")


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    print(f"· {what} …", flush=True)
    started = time.monotonic()
    yield
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)


def make_env_file() -> None:
    """Write `.env` from `.env.example` when absent, and fill in each empty secret."""
    path = ROOT / ".env"
    if not path.exists():
        shutil.copy(ROOT / ".env.example", path)
        path.chmod(0o600)
    lines = path.read_text("utf-8").splitlines()
    filled = [
        f"{line}{secrets.token_urlsafe(32)}" if line in {f"{name}=" for name in SECRETS} else line for line in lines
    ]
    if filled != lines:
        path.write_text("\n".join(filled) + "\n", "utf-8")


def migrate(settings: Settings) -> None:
    """Bring the front door's database to the newest shape."""
    upgrade(settings.database_url)


def upgrade(url: str) -> None:
    """Bring a database to the newest shape."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["url"] = url
    command.upgrade(config, "head")


def first_account(settings: Settings) -> None:
    """Make the first account of the desk, and print its password this once."""
    with Database(settings.database_url, Hub()).transaction() as session:
        password = accounts.create_first(session)
    if password:
        print(
            f"\n  First account of the desk:  desk, password {password}  (shown this once; teens see the name Noor)\n"
        )


def ensure_model() -> None:
    """Train when no model fits the present data."""
    if not current_model().exists():
        with step("training the model (four to six minutes)"):
            train()


def run(settings: Settings) -> None:
    """Everything, until Ctrl-C."""
    with step("bringing the database up to date"):
        migrate(settings)
    ensure_model()

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    running = stack.parts(settings)
    try:
        with step("starting Rasa, the action server and the front door"):
            stack.start(running)
        first_account(settings)
        print(f"  Website with the chat:  {settings.public_url}/")
        print(f"  Desk for counsellors:   {settings.public_url}/desk")
        print("  Ctrl-C stops everything.", flush=True)
        stack.watch(running)
    except KeyboardInterrupt:
        print("\n· stopping …", flush=True)
    except stack.PartFailed as failed:
        sys.exit(str(failed))
    finally:
        for part in reversed(running):
            part.stop()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="weerwoord", description=__doc__)
    parser.add_argument("command", choices=["run", "migrate", "train", "validate", "env"])
    chosen = parser.parse_args().command
    make_env_file()
    settings = get_settings()
    try:
        if chosen == "run":
            run(settings)
        elif chosen == "migrate":
            migrate(settings)
            first_account(settings)
        elif chosen == "train":
            ensure_model()
        elif chosen == "validate":
            validate()
    except subprocess.CalledProcessError as error:
        sys.exit(f"Rasa refused ({chosen}):\n{error.output[-4000:]}")


if __name__ == "__main__":
    main()
