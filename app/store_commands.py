"""The commands for the store as a whole: whether it is what its record says, a copy of it, a store made of a copy."""

import json
from hashlib import file_digest
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import func, select

from app.backups import back_up
from app.backups import restore as restore_store
from app.certifying import SigningKey, certify
from app.checking_files import check_file
from app.commanding import open_store, out, require_schema
from app.database import Store
from app.models import DocumentRow, EditionRow, EventRow, EventStreamRow
from app.settings import read_settings
from app.verifying import verify_store
from documents.errors import UnknownValue
from importers.word.redline import WordFile


def verify(
    file: Annotated[
        Path | None,
        typer.Argument(help="a Word file, to say whether it is an edition", exists=True, dir_okay=False),
    ] = None,
    edition: Annotated[
        str | None, typer.Option(help="symbol of the edition; else what the file says")
    ] = None,
) -> None:
    """Say whether the store is what its record says, or a Word file an edition; if not, why, and end with 1."""
    with open_store() as store:
        require_schema(store)
        if file is None:
            _verify(store)
            return
        opened = WordFile(file.read_bytes(), read_settings().word_limits)
        with store.reading() as session:
            issued, differences = check_file(session, opened, symbol=edition)
    for difference in differences:
        out.print(difference, markup=False)
    if differences:
        out.print(f"{file} is not {issued.symbol} as it was issued.", markup=False)
        raise typer.Exit(1)
    out.print(f"{file} is {issued.symbol} in {issued.language}, word for word.", markup=False)


def certificate(
    edition: Annotated[str, typer.Argument(help="its symbol, e.g. RES2026/DEC/L.1")],
) -> None:
    """Print the certificate of an edition, signed where KELISIM_SIGNING_KEY names a key."""
    with open_store() as store:
        require_schema(store)
        with store.reading() as session:
            row = session.scalar(select(EditionRow).where(EditionRow.symbol == edition))
            if row is None:
                raise UnknownValue(f"There is no edition {edition}.", field="edition")
            key = read_settings().signing_key
            certified = certify(
                session,
                row,
                session.get_one(DocumentRow, row.document_id),
                key=SigningKey.read(key) if key else None,
            )
    typer.echo(json.dumps(certified, indent=2, ensure_ascii=False))


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
