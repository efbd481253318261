"""The database: one engine per process, SQLite by default and PostgreSQL by URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import DateTime, Dialect, Engine, TypeDecorator, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

from weerwoord.live import Hub

LARGEST_NUMBER = 2**31 - 1
"""What an integer column can hold on every database."""


class Base(DeclarativeBase):
    """Base of all tables."""


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, whatever its time zone was. SQLite forgets the time zone; this gives it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a moment of another time zone into UTC."""
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Attach UTC where the driver returned a naive moment."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Database:
    """Opens transactions on one database, and tells the live streams what each of them changed.

    Args:
        url: an SQLAlchemy URL; the folder of an SQLite file is made when absent.
        hub: hears what `announce` said, once the transaction is committed.
    """

    def __init__(self, url: str, hub: Hub) -> None:
        self.engine = make_engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._hub = hub

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that commits at the end of the block and rolls back on any error."""
        with self._sessions.begin() as session:
            yield session
        for channel, name, data in session.info.get("news", []):
            self._hub.publish(channel, name, **data)


def announce(session: Session, channel: str, name: str, **data: Any) -> None:
    """Tell the listeners of a channel of an event, once this transaction is committed and not before."""
    session.info.setdefault("news", []).append((channel, name, data))


def make_engine(url: str) -> Engine:
    """An engine with the settings that each kind of database needs. Its errors do not tell what was written."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20, hide_parameters=True)
    Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 15}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        # The driver must not open transactions by itself: BEGIN IMMEDIATE below does, so that two
        # writers wait for each other instead of failing half-way with "database is locked".
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
