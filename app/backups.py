"""A copy of the whole store in one file, made while the system runs, and a store made of such a file.

SQLite is copied by its own online backup, page by page; PostgreSQL by ``pg_dump`` and ``pg_restore``, which must be on
the machine. Either file holds one moment of the store.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, create_engine, inspect, make_url

from app.database import create_private, migrate
from documents.errors import StateForbids, UnknownValue

_SQLITE, _POSTGRES = b"SQLite format 3\x00", b"PGDMP"


def back_up(url: str, file: Path) -> None:
    """Write the store into a new file; nothing is left of it where that fails.

    Raises UnknownValue where the file is there already, StateForbids where a tool is missing or fails.
    """
    if file.exists():
        raise UnknownValue(f"{file} is there already; name a new file.", field="file")
    parsed = make_url(url)
    with _finished(file) as begun:
        if parsed.get_backend_name() == "sqlite":
            with closing(sqlite3.connect(_path(parsed))) as source, closing(sqlite3.connect(begun)) as target:
                source.backup(target)
        else:
            _run("pg_dump", "--format=custom", "--no-owner", f"--file={begun}", parsed=parsed)


def restore(url: str, file: Path) -> None:
    """Make a store of a backup, in a database in which there is none, and bring its tables up to date.

    Raises UnknownValue where the file is no backup of such a database, StateForbids where there is a store already.
    """
    parsed = make_url(url)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    _require_backup(file, is_sqlite=is_sqlite)
    _require_empty(url)
    if is_sqlite:
        path = _path(parsed)
        path.parent.mkdir(parents=True, exist_ok=True)
        for beside in ("", "-wal", "-shm"):
            path.with_name(f"{path.name}{beside}").unlink(missing_ok=True)  # there are no tables in it
        with _finished(path) as begun:
            shutil.copyfile(file, begun)
    else:
        _run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", str(file), parsed=parsed)
    migrate(url)


def _require_backup(file: Path, *, is_sqlite: bool) -> None:
    with file.open("rb") as opened:
        start = opened.read(16)
    kinds = {"SQLite": start == _SQLITE, "PostgreSQL": start.startswith(_POSTGRES)}
    wanted = "SQLite" if is_sqlite else "PostgreSQL"
    if not any(kinds.values()):
        raise UnknownValue(f"{file} is no backup that kelisim backup made.", field="file")
    if not kinds[wanted]:
        other = next(name for name, is_this in kinds.items() if is_this)
        raise UnknownValue(
            f"{file} is a backup of {other}, and this database is {wanted}: set KELISIM_DATABASE_URL accordingly.",
            field="file",
        )


def _require_empty(url: str) -> None:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and not _path(parsed).exists():
        return
    engine = create_engine(url)
    try:
        if inspect(engine).get_table_names():
            raise StateForbids(
                "There is a system in this database already, and it would be lost. Name an empty database, "
                "or move this one away first."
            )
    finally:
        engine.dispose()


@contextmanager
def _finished(file: Path) -> Iterator[Path]:
    """Give an empty file beside a file; what is written to it gets the file's own name once it is whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    begun = file.with_name(f"{file.name}.part")
    begun.unlink(missing_ok=True)
    create_private(begun)  # everything that anybody keeps to themselves is in it
    try:
        yield begun
        begun.rename(file)
    finally:
        begun.unlink(missing_ok=True)


def _run(tool: str, *arguments: str, parsed: URL) -> None:
    """Run a tool of PostgreSQL on a database; the password goes by the environment, which others cannot list."""
    found = shutil.which(tool)
    if found is None:
        raise StateForbids(f"{tool} is not on this machine; install PostgreSQL's client (postgresql-client).")
    password = {"PGPASSWORD": str(parsed.password)} if parsed.password else {}
    shown = parsed.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    done = subprocess.run(  # noqa: S603  (the tool by its path, its arguments ours)
        [found, f"--dbname={shown}", *arguments],
        env={**os.environ, **password},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise StateForbids(f"{tool} failed: {done.stderr.strip()}")


def _path(parsed: URL) -> Path:
    return Path(parsed.database or "")
