"""The whole stack for tests: Rasa, action server and front door as `make run` starts them, on ports of their own."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from weerwoord import stack
from weerwoord.__main__ import migrate
from weerwoord.accounts import service as accounts
from weerwoord.db import Database
from weerwoord.live import Hub
from weerwoord.settings import Settings, get_settings

PASSWORD = "een lang wachtwoord"
LOGINS = {"noor": "Noor", "sam": "Sam"}


@dataclass
class Stack:
    """A running stack."""

    settings: Settings
    parts: dict[str, stack.Part]

    @property
    def url(self) -> str:
        """The front door."""
        return f"http://{self.settings.host}:{self.settings.port}"


@contextmanager
def running_stack(folder: Path) -> Iterator[Stack]:
    """Start everything with databases in `folder`, and two accounts at the desk; stop it afterwards."""
    ports = dict(zip(("PORT", "RASA_PORT", "ACTIONS_PORT"), free_ports(3), strict=True))
    os.environ |= {name: str(port) for name, port in ports.items()} | {
        "PUBLIC_URL": f"http://127.0.0.1:{ports['PORT']}",
        "FRONT_DOOR_URL": f"http://127.0.0.1:{ports['PORT']}",
        "DATABASE_URL": f"sqlite:///{folder}/weerwoord.db",
        "TRACKER_DATABASE_URL": f"sqlite:///{folder}/rasa.db",
    }
    get_settings.cache_clear()
    settings = get_settings()
    migrate(settings)
    with Database(settings.database_url, Hub()).transaction() as session:
        for login, alias in LOGINS.items():
            accounts.create(session, login, alias, PASSWORD)
    parts = stack.parts(settings)
    try:
        stack.start(parts)
        yield Stack(settings, {part.name: part for part in parts})
    finally:
        for part in reversed(parts):
            part.stop()


def free_ports(count: int) -> list[int]:
    """Ports on which nobody listens now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports
