"""A front door for tests: real database, real content, a Rasa that says what a test tells it to."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import psycopg
import pytest
import uvicorn
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text

from tests.people import Teen, log_in, new_teen, wait_for
from weerwoord.__main__ import upgrade
from weerwoord.accounts import passwords
from weerwoord.accounts import service as accounts
from weerwoord.accounts.roles import JONGERENWERKER
from weerwoord.app import create_app, make_state
from weerwoord.chat.rasa import Rasa
from weerwoord.content.library import Library
from weerwoord.db import Base
from weerwoord.settings import Settings, postgres_test_url
from weerwoord.state import State

LOCAL_POSTGRES = "postgresql+psycopg://postgres@127.0.0.1:5432/test"
PASSWORD = "een lang wachtwoord"


def postgres_server() -> str | None:
    """The PostgreSQL to test on: the one named in the environment, or a local one that answers."""
    url = postgres_test_url() or LOCAL_POSTGRES
    try:
        psycopg.connect(url.replace("+psycopg", ""), connect_timeout=2).close()
    except psycopg.OperationalError:
        if postgres_test_url():
            raise  # named, so it must work
        return None
    return url


POSTGRES = postgres_server()
DATABASES = ["sqlite", "postgresql"] if POSTGRES else ["sqlite"]


@dataclass
class FakeRasa:
    """A Rasa that answers with `reply`, or not at all when `down`; it remembers what it was asked."""

    reply: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    down: bool = False
    before: Callable[[], None] | None = None

    async def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """Answer one request of the internal channel."""
        self.asked.append((request.url.path.rsplit("/", 1)[1], json.loads(request.content)))
        if self.before:
            self.before()
        if self.down:
            raise httpx2.ConnectError("down")
        return httpx2.Response(200, json=self.reply)

    def says(self, *texts: str, level: str = "none", topic: str = "smalltalk", intent: str = "x", **more: Any) -> None:
        """Set the reply."""
        messages = [{"text": text} for text in texts] + more.pop("custom", [])
        triage = {"level": level, "topic": topic, "confidence": 0.9, "reasons": ["test"]}
        self.reply = {"messages": messages, "triage": triage, "intent": intent, **more}


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Password hashes that cost little: hundreds of tests make accounts."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", quick)
        patch.setattr(passwords, "_NOBODY", quick.hash("niemand"))
        yield


@pytest.fixture
def rasa() -> FakeRasa:
    """The Rasa of this test."""
    fake = FakeRasa()
    fake.says("Hoi.")
    return fake


@pytest.fixture(scope="session")
def library(root: Path) -> Library:
    """The real content, read once."""
    return Library(root / "data")


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without rows, to copy."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_schema() -> Iterator[str]:
    """The URL of a migrated schema of our own on PostgreSQL."""
    schema = f"t{uuid4().hex}"
    with psycopg.connect(str(POSTGRES).replace("+psycopg", ""), autocommit=True) as server:
        server.execute(f"CREATE SCHEMA {schema}")
        url = f"{POSTGRES}?options=-csearch_path%3D{schema}"
        upgrade(url)
        yield url
        server.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty, migrated database."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_sqlite"), tmp_path / "test.db")
        yield f"sqlite:///{tmp_path}/test.db"
        return
    url = request.getfixturevalue("postgres_schema")
    yield url
    engine = create_engine(url)
    with engine.begin() as connection:
        tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    engine.dispose()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings for a test."""
    return Settings(
        secret_key="s" * 32, previous_secret_key="", rasa_token="r" * 32, internal_token="i" * 32, host="127.0.0.1",
        port=0, public_url="http://localhost", database_url=database_url, rasa_host="rasa", rasa_port=1,
        actions_host="a", actions_port=2, front_door_url="http://testserver",
        tracker_database_url=f"sqlite:///{tmp_path}/rasa.db", widget_sites=frozenset({"https://jongeren.example"}),
        organisation="Stichting Voorbeeld", exit_url="https://www.wikipedia.org/", log_level="WARNING",
        oidc_issuer="", oidc_client_id="", oidc_client_secret="",
    )  # fmt: skip


def plain_mask(text: str) -> str:
    """A mask that hides one name: the real one has tests of its own and takes seconds to load."""
    return text.replace("Sanne", "[naam]")


@pytest.fixture
def state(settings: Settings, library: Library, rasa: FakeRasa) -> Iterator[State]:
    """The services of a front door on a migrated database."""
    made = make_state(settings, library, plain_mask, Rasa("http://rasa", "r" * 32, httpx2.MockTransport(rasa)))
    yield made
    made.database.engine.dispose()


@pytest.fixture
def client(state: State) -> Iterator[TestClient]:
    """A browser at the front door."""
    with TestClient(create_app(state), follow_redirects=False) as browser:
        yield browser


@pytest.fixture
def counsellor(state: State, client: TestClient) -> TestClient:
    """The same browser, logged in at the desk as Noor."""
    with state.database.transaction() as session:
        accounts.create(session, "noor", "Noor", PASSWORD)
    log_in(client, "noor", PASSWORD)
    return client


@pytest.fixture
def reviewer(state: State, client: TestClient) -> TestClient:
    """The same browser, logged in at the desk as Noor who reads afterwards."""
    with state.database.transaction() as session:
        accounts.create(session, "noor", "Noor", PASSWORD, [JONGERENWERKER])
    log_in(client, "noor", PASSWORD)
    return client


@pytest.fixture
def teen(client: TestClient) -> Teen:
    """A teen who just opened the chat."""
    return new_teen(client)


@pytest.fixture
def served(state: State) -> Iterator[str]:
    """The front door on a real port, for what TestClient cannot do: streams. Gives its address."""
    config = uvicorn.Config(create_app(replace(state)), port=0, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    wait_for(lambda: [1] if server.started else [])
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()
