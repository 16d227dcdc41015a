"""The commands for the store as a whole: is it what its record says, a copy, a store made of one, what falls due."""

import json
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from app.backups import back_up
from app.backups import restore as restore_store
from app.certifying import SigningKey, certify
from app.checking_certificates import check_certificate, read_certificate
from app.checking_files import check_file
from app.commanding import open_store, out, require_schema
from app.database import Store
from app.due import Post, do_what_is_due
from app.duties import DUTIES
from app.mailing import MailServer
from app.models import DocumentRow, EditionRow, EventRow, EventStreamRow
from app.services.backups import note_backup
from app.settings import read_settings
from app.verifying import verify_store
from documents.errors import UnknownValue
from importers.word.redline import WordFile


def verify(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="a Word file, to say whether it is an edition, or a certificate (JSON)",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    edition: Annotated[
        str | None, typer.Option(help="symbol of the edition; else what the file says")
    ] = None,
) -> None:
    """Say whether the store is what its record says, a Word file an edition, a certificate ours; if not, end with 1."""
    with open_store() as store:
        require_schema(store)
        if file is None:
            _verify(store)
            return
        data = file.read_bytes()
        if file.suffix.lower() == ".json" or data.lstrip().startswith(b"{"):
            _verify_certificate(store, file, data)
            return
        opened = WordFile(data, read_settings().word_limits)
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
            document = session.get_one(DocumentRow, row.document_id)
            certified = certify(session, row, document, key=_signing_key())
    typer.echo(json.dumps(certified, indent=2, ensure_ascii=False))


def backup(file: Annotated[Path, typer.Argument(help="a new file")]) -> None:
    """Write the whole store into a file, while the system runs, print the file's SHA-256, and note it in the record."""
    with open_store() as store:
        require_schema(store)
        back_up(read_settings().database_url, file)
        with file.open("rb") as opened:
            digest = file_digest(opened, "sha256").hexdigest()
        size = file.stat().st_size
        out.print(f"{file}: {size:,} bytes, SHA-256 {digest}", markup=False)
        try:
            with store.writing() as session:
                note_backup(session, size=size, sha256=digest, now=datetime.now(UTC))
        except SQLAlchemyError:  # what was asked for is there
            typer.echo(
                "The copy is whole, but the store could not note it, and administrators are not told of it: "
                "the store is busy or read only, or its tables are older than this program (kelisim init).",
                err=True,
            )


def restore(
    file: Annotated[Path, typer.Argument(help="what kelisim backup wrote", exists=True, dir_okay=False)],
) -> None:
    """Make the store of a backup, in an empty database, and say whether it is what its record says."""
    restore_store(read_settings().database_url, file)
    with open_store() as store:
        require_schema(store)
        _verify(store)


def tick() -> None:
    """Do what has fallen due, as a server does by itself every few seconds: for a machine where none runs all day."""
    settings = read_settings()
    server = MailServer.read(settings.smtp_url) if settings.smtp_url else None
    with open_store() as store:
        require_schema(store)
        post = Post(server, settings.address)
        done = do_what_is_due(store, DUTIES, now=datetime.now(UTC), post=post)
    out.print(f"Done: {', '.join(done)}." if done else "Nothing was due.", markup=False)


def _signing_key() -> SigningKey | None:
    file = read_settings().signing_key
    return SigningKey.read(file) if file else None


def _verify_certificate(store: Store, file: Path, data: bytes) -> None:
    with store.reading() as session:
        checked = check_certificate(session, read_certificate(data), key=_signing_key())
    for difference in checked.differences:
        out.print(difference, markup=False)
    if checked.differences:
        out.print(f"{file} is not the certificate of {checked.symbol} as this store gives it.", markup=False)
        raise typer.Exit(1)
    out.print(f"{file} is the certificate of {checked.symbol}, unchanged. {checked.signature}", markup=False)


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
