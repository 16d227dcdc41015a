"""The commands for the store as a whole: whether it is what its record says, a copy of it, a store made of a copy."""

from hashlib import file_digest
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import func, select

from app.backups import back_up
from app.backups import restore as restore_store
from app.commanding import open_store, out, require_schema
from app.database import Store
from app.models import EventRow, EventStreamRow
from app.settings import read_settings
from app.verifying import verify_store


def verify() -> None:
    """Say whether the store is what its record says; if not, what does not fit, and end with 1."""
    with open_store() as store:
        require_schema(store)
        _verify(store)


def backup(file: Annotated[Path, typer.Argument(help="a new file")]) -> None:
    """Write the whole store into a file, while the system runs, and print the file's SHA-256."""
    with open_store() as store:
        require_schema(store)
    back_up(read_settings().database_url, file)
    with file.open("rb") as opened:
        digest = file_digest(opened, "sha256").hexdigest()
    out.print(f"{file}: {file.stat().st_size:,} bytes, SHA-256 {digest}", markup=False)


def restore(
    file: Annotated[Path, typer.Argument(help="what kelisim backup wrote", exists=True, dir_okay=False)],
) -> None:
    """Make the store of a backup, in an empty database, and say whether it is what its record says."""
    restore_store(read_settings().database_url, file)
    with open_store() as store:
        require_schema(store)
        _verify(store)


def _verify(store: Store) -> None:
    with store.reading() as session:
        misfits = [str(one) for one in verify_store(session)]
        events = session.scalar(select(func.count()).select_from(EventRow))
        ends = session.execute(select(EventStreamRow.name, EventStreamRow.number, EventStreamRow.hash)).all()
    for misfit in misfits:
        out.print(misfit, markup=False)
    if misfits:
        raise typer.Exit(1)
    out.print(f"All fits: {events} events, and every row that they wrote. The chains end in")
    for name, number, hashed in sorted(map(tuple, ends)):
        out.print(f"  {name}  {number}  {hashed}", markup=False)
