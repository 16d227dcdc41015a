"""Connections, sessions and the schema.

One request, one transaction. It is committed when the route function has returned and before the answer is
sent (``scope="function"``); application code never calls ``commit()``.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from fastapi import Request
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

from app.models.writing import unrecorded
from app.settings import PROJECT

WORKER_THREADS = 40  # of the server; each may hold one connection


def make_engine(url: str) -> Engine:
    """Return an engine for SQLite or PostgreSQL, set up so that no acknowledged write is ever lost."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(
            url,
            pool_size=20,
            max_overflow=WORKER_THREADS - 20,
            pool_pre_ping=True,
            hide_parameters=True,  # a log is no place for negotiating texts
            # Milliseconds. Nobody waits for ever for another's lock, and no question keeps a connection for ever.
            connect_args={"options": "-c lock_timeout=15000 -c statement_timeout=60000"},
        )
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        pool_size=20,
        max_overflow=WORKER_THREADS - 20,
        connect_args={"check_same_thread": False, "isolation_level": None},
        hide_parameters=True,
    )

    @event.listens_for(engine, "do_connect")
    def _keep_private(_dialect: Any, _record: Any, _arguments: Any, _options: Any) -> None:
        if parsed.database and not parsed.database.startswith((":memory:", "file:")):
            create_private(Path(parsed.database))

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "busy_timeout=15000", "foreign_keys=ON", "synchronous=FULL"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A transaction that reads first and writes later fails under SQLite when another wrote in between:
        # those that will write say so from the start.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def create_private(file: Path) -> None:
    """Create an empty file that its owner alone may read, whatever the umask; one that is there stays as it is.

    SQLite gives the files that it puts beside its own (-wal, -shm, -journal) the same mode.
    """
    with suppress(OSError):  # whoever opens it says what is wrong with it
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


class Store:
    """An engine with its two kinds of session: one that only reads, one that writes."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = make_engine(url)
        self._reading = sessionmaker(self.engine, expire_on_commit=False)
        self._writing = sessionmaker(self.engine.execution_options(writes=True), expire_on_commit=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one state of the store and changes nothing."""
        with self._reading() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose transaction is committed at the end, or rolled back whole."""
        with self._writing.begin() as session:
            yield session
            if left := unrecorded(session):
                raise RuntimeError(f"written without an event that says so: {', '.join(left)}")


def get_session(request: Request) -> Iterator[Session]:
    """Give a route a reading session."""
    store: Store = request.app.state.store
    with store.reading() as session:
        yield session


def get_writing_session(request: Request) -> Iterator[Session]:
    """Give a route a session that writes.

    Its first statement must be made by the route itself: a dependency that already held SQLite's write lock
    would keep it while the route waits for a free worker thread, and all of them may be waiting for the lock.
    """
    store: Store = request.app.state.store
    with store.writing() as session:
        yield session


def migrate(url: str, revision: str = "head") -> None:
    """Bring the schema of a database to a revision."""
    from alembic import command  # loads Mako and more: not needed to serve
    from alembic.config import Config

    config = Config()  # alembic.ini is for those who write migrations; an installed system has none
    config.set_main_option("script_location", str(PROJECT / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    command.upgrade(config, revision)
