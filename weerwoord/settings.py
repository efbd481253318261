"""The settings of every part, read from the environment and `.env`. The only reader of the environment.

Plain standard library and python-dotenv, so that the Rasa side (Python 3.10, its own packages) reads
its settings here too.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dotenv import load_dotenv

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """One value per line of `.env.example`; ports are integers, URLs have no slash at the end.

    `previous_secret_key` and `widget_sites` may be empty.
    """

    secret_key: str
    previous_secret_key: str
    rasa_token: str
    internal_token: str
    host: str
    port: int
    public_url: str
    database_url: str
    rasa_host: str
    rasa_port: int
    actions_host: str
    actions_port: int
    front_door_url: str
    tracker_database_url: str
    widget_sites: frozenset[str]
    organisation: str
    exit_url: str
    log_level: str
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str

    @property
    def rasa_url(self) -> str:
        """Where the front door finds Rasa."""
        return f"http://{self.rasa_host}:{self.rasa_port}"


class MissingSetting(Exception):
    """A setting has no value; the text names it and says how to get one."""


def _optional(name: str) -> str:
    return os.environ.get(name, "").strip()


def _value(name: str) -> str:
    value = _optional(name)
    if not value:
        raise MissingSetting(f"{name} is empty: run `make run` once, or fill it in .env (see .env.example).")
    return value


def _together(*names: str) -> list[str]:
    """Values that belong together: all of them, or all empty."""
    values = [_optional(name) for name in names]
    if any(values) and not all(values):
        raise MissingSetting(f"{' and '.join(names)} belong together: fill in all of them, or none (see .env.example).")
    return values


@lru_cache
def get_settings() -> Settings:
    """Read the settings once per process. Real environment variables win over `.env`.

    Raises:
        MissingSetting: a value is absent or empty.
    """
    load_dotenv(ROOT / ".env")
    oidc_issuer, oidc_client_id, oidc_client_secret = _together("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    return Settings(
        secret_key=_value("SECRET_KEY"),
        previous_secret_key=_optional("PREVIOUS_SECRET_KEY"),
        rasa_token=_value("RASA_TOKEN"),
        internal_token=_value("INTERNAL_TOKEN"),
        host=_value("HOST"),
        port=int(_value("PORT")),
        public_url=_value("PUBLIC_URL").rstrip("/"),
        database_url=_value("DATABASE_URL"),
        rasa_host=_value("RASA_HOST"),
        rasa_port=int(_value("RASA_PORT")),
        actions_host=_value("ACTIONS_HOST"),
        actions_port=int(_value("ACTIONS_PORT")),
        front_door_url=_value("FRONT_DOOR_URL").rstrip("/"),
        tracker_database_url=_value("TRACKER_DATABASE_URL"),
        widget_sites=frozenset(_optional("WIDGET_SITES").split()),
        organisation=_value("ORGANISATION"),
        exit_url=_value("EXIT_URL"),
        log_level=_value("LOG_LEVEL"),
        oidc_issuer=oidc_issuer,
        oidc_client_id=oidc_client_id,
        oidc_client_secret=oidc_client_secret,
    )


def postgres_test_url() -> str | None:
    """The PostgreSQL database that the tests may use, or None: `DATABASE_URL_TEST_POSTGRES`."""
    return os.environ.get("DATABASE_URL_TEST_POSTGRES") or None
