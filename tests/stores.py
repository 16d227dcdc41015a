"""Databases at addresses that stay: each test finds its copy where the one before it had its own.

What SQLAlchemy has compiled belongs to an engine, and in a fresh one that is a third of what requests cost.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from app.database import Store
from tests.postgres import create_database, drop_database

T = TypeVar("T")


@cache
def store_at(url: str) -> Store:
    """Return the store at an address, the same each time; who asked closes its connections when done."""
    return Store(url)


def close_file(store: Store) -> None:
    """Close a store; if it is a SQLite file, that may now be copied without its journal."""
    if store.engine.dialect.name == "sqlite":
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.engine.dispose()


def placed_file(template: Path, file: Path) -> str:
    """Put a copy of a SQLite file where the one before it lay, and return its address."""
    for old in (file, *file.parent.glob(f"{file.name}-*")):  # its journal, too
        old.unlink(missing_ok=True)
    return f"sqlite:///{shutil.copyfile(template, file)}"


@contextmanager
def placed(request: pytest.FixtureRequest, name: str) -> Iterator[tuple[Any, str]]:
    """Give what was prepared with a database, and the address of a copy of that on the engine of the parameter.

    The fixtures ``<name>_file`` and ``<name>_database`` prepare it, once in a run.
    """
    if request.param == "sqlite":
        prepared, file = request.getfixturevalue(f"{name}_file")
        folder: Path = request.getfixturevalue("tmp_path_factory").getbasetemp()
        yield prepared, placed_file(file, folder / f"{name}.db")
        return
    prepared, template = request.getfixturevalue(f"{name}_database")
    server = request.getfixturevalue("postgres_server")
    copy = f"{template}_copy"
    yield prepared, create_database(server, copy, template=template).render_as_string(hide_password=False)
    drop_database(server, copy)


_played: dict[str, tuple[Any, Path]] = {}


def begin_after(store: Store, name: str, play: Callable[[], T]) -> T:
    """Play what a test begins from, and return what that gives; on SQLite it is played once and copied from then on.

    ``name`` stands for all that ``play`` depends on. The connections of the store are closed.
    """
    if store.engine.dialect.name != "sqlite":
        return play()
    file = Path(store.engine.url.database or "")
    if name not in _played:
        given = play()
        close_file(store)
        _played[name] = given, Path(shutil.copyfile(file, file.with_name(f"after {name}.db")))
    else:
        store.engine.dispose()
        placed_file(_played[name][1], file)
    found: T = _played[name][0]
    return found
