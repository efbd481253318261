"""The migration of accounts: nobody who could work before is shut out, and it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from tests.unit.conftest import DATABASES, PASSWORD, POSTGRES
from weerwoord.accounts import passwords
from weerwoord.accounts.models import Account
from weerwoord.accounts.roles import ROLES
from weerwoord.db import Database
from weerwoord.live import Hub


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/old.db"
        return
    schema = f"t{uuid4().hex}"
    with psycopg.connect(str(POSTGRES).replace("+psycopg", ""), autocommit=True) as server:
        server.execute(f"CREATE SCHEMA {schema}")
        yield f"{POSTGRES}?options=-csearch_path%3D{schema}"
        server.execute(f"DROP SCHEMA {schema} CASCADE")


def test_an_account_of_before_keeps_its_password_and_may_do_everything(empty: str, root: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(root / "migrations"))
    config.attributes["url"] = empty
    command.upgrade(config, "0003-1")
    database = Database(empty, Hub())
    old = "INSERT INTO accounts (login, alias, password_hash, created_at) VALUES ('desk', 'Noor', :hash, :at)"
    with database.transaction() as session:
        session.execute(text(old), {"hash": passwords.hashed(PASSWORD), "at": "2026-01-01 00:00:00"})
    database.engine.dispose()
    command.upgrade(config, "head")
    with database.transaction() as session:
        account = session.query(Account).one()
        assert passwords.matches(account.password_hash, PASSWORD)
        assert set(account.roles) == set(ROLES)
        assert (account.blocked, account.version, account.failures, account.totp_secret) == (False, 0, 0, None)
    database.engine.dispose()
    command.check(config)  # the tables are what the models say
    command.downgrade(config, "0003-1")
    with database.transaction() as session:
        assert session.execute(text("SELECT login FROM accounts")).scalars().all() == ["desk"]
    database.engine.dispose()
