"""The commands for Word files: one goes out, one comes back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, get_args

import typer
from sqlalchemy.orm import Session

from app.commanding import document_named, open_store, out, require_schema
from app.exporting import OTHER_FORMS, Format, Order, carry_out
from app.models import DocumentRow, RedlineRow
from app.redlining import findings_of, guess_delegations, settle
from app.services.redlines import confirm_findings, receive_redline
from app.services.silence_outcome import write_due_outcomes
from app.settings import read_settings
from app.word_drafts import draft_of
from documents.diff import diff_words
from documents.errors import NotThere, UnknownValue
from documents.notation import marked
from documents.permissions import Participant, Role
from documents.source import write_source
from exporters.word.forms import WITHOUT_PROPOSALS, Attribution, Form
from importers.word.redline import WordFile


def export(
    document: Annotated[str, typer.Argument(help="its slug, e.g. joint-declaration")],
    form: Annotated[str, typer.Option(help=", ".join(get_args(Form)))] = "clean",
    language: Annotated[str | None, typer.Option(help="the negotiated one by default")] = None,
    attribution: Annotated[str, typer.Option(help=", ".join(get_args(Attribution)))] = "codes",
    format_: Annotated[str, typer.Option("--format", help=", ".join(get_args(Format)))] = "docx",
    long: Annotated[bool, typer.Option("--long", help="entries below each other, not in tables")] = False,
    to: Annotated[Path | None, typer.Option(help="a file or folder; here by default")] = None,
) -> None:
    """Write the present text as a file, and print the file's name."""
    known_forms = get_args(Form) if format_ == "docx" else OTHER_FORMS.get(format_, ())
    for value, known in (
        (format_, get_args(Format)),
        (form, known_forms),
        (attribution, get_args(Attribution)),
    ):
        if value not in known:
            raise UnknownValue(f"{value!r} is not one of: {', '.join(known)}.")
    with open_store() as store:
        require_schema(store)
        with store.writing() as session:
            write_due_outcomes(session, now=datetime.now(UTC))
        with store.reading() as session:
            row = document_named(session, document)
            if form not in WITHOUT_PROPOSALS and language not in (None, row.negotiated_language):
                raise UnknownValue(
                    f"Amendments are in {row.negotiated_language}; for {language} take --form clean or status."
                )
            if language is not None and language not in row.titles:
                raise NotThere(
                    f"{document} has no text in {language}; it has {', '.join(sorted(row.titles))}."
                )
            order = Order(
                document=row.id,
                language=language or row.negotiated_language,
                as_of=datetime.now(UTC),
                form=form,  # type: ignore[arg-type]  # checked above, as the next two
                format=format_,  # type: ignore[arg-type]
                attribution=attribution,  # type: ignore[arg-type]
                long=long,
            )
        file = carry_out(store, order)
    path = to / file.name if to is not None and to.is_dir() else to or Path(file.name)
    path.write_bytes(file.content)
    out.print(str(path))


def draft(
    file: Annotated[Path, typer.Argument(help="a Word text of any origin", exists=True, dir_okay=False)],
    slug: Annotated[str, typer.Option(help="the document's name in addresses")],
    symbol: Annotated[str, typer.Option(help="e.g. RES2026/MIN")],
    language: Annotated[str, typer.Option(help="in which it is negotiated")] = "en",
    title: Annotated[str, typer.Option(help="where the file does not say it")] = "",
    to: Annotated[Path | None, typer.Option(help="a file; SLUG.LANGUAGE.md by default")] = None,
) -> None:
    """Write a Word text as a text file to look at and to import, and say what has no place in it."""
    opened = WordFile(file.read_bytes(), read_settings().word_limits)
    read = draft_of(opened, slug=slug, symbol=symbol, language=language, title=title)
    path = to or Path(f"{slug}.{language}.md")
    path.write_text(write_source(read.source), encoding="utf-8")
    for remark in read.remarks:
        said = "placed" if remark.placed else "left out"
        out.print(f"{said}: {remark.why} {remark.text}".rstrip(), markup=False)
    out.print(
        f"{path}: {len(read.source.clauses)} clauses. Next: look at it, then kelisim import {path}",
        markup=False,
    )


def redline(
    file: Annotated[Path, typer.Argument(help="a Word file that came back", exists=True, dir_okay=False)],
    document: Annotated[str, typer.Option(help="its slug; by default the one that the file names")] = "",
    sender: Annotated[str, typer.Option("--as", help="who sends it: SEC, or a delegation")] = "SEC",
    author: Annotated[
        list[str] | None, typer.Option(help="'name in the file=code'; may be given several times")
    ] = None,
    file_them: Annotated[bool, typer.Option("--file", help="file what is found, as drafts")] = False,
) -> None:
    """Say what a redlined Word file proposes, and with --file enter it as drafts of its delegations."""
    now = datetime.now(UTC)
    opened = WordFile(file.read_bytes(), read_settings().word_limits)
    role: Role = "secretariat" if sender == "SEC" else "negotiator"
    speaks_for = dict(one.rpartition("=")[::2] for one in author or ())
    with open_store() as store:
        require_schema(store)
        with store.writing() as session:
            home = document_named(session, document or opened.properties.get("Document", ""))
            row = receive_redline(
                session,
                participant=Participant(sender, role),
                document=home,
                file_name=file.name,
                file=opened,
                now=now,
            )
            if file_them:
                confirm_findings(
                    session,
                    participant=Participant(sender, role),
                    document=home,
                    redline=row,
                    authors={**guess_delegations(session, row.authors), **speaks_for},
                    chosen=range(len(row.findings)),
                    tabled=False,
                    now=now,
                )
            _print_findings(session, home, row)


def _print_findings(session: Session, document: DocumentRow, row: RedlineRow) -> None:
    findings = findings_of(row)
    for one, where, kept in zip(findings, settle(session, document, findings), row.findings, strict=True):
        out.print(f"{one.author or '(tracking off)'}: {one.kind} {one.label}", markup=False)
        for address, text in one.fields.items():
            out.print(f"    {marked(diff_words(where.base.get(address, ''), text))}", markup=False)
        if one.reason:
            out.print(f"    reason: {one.reason}", markup=False)
        if kept["filed"] or kept["left"]:
            out.print(f"    {'filed as ' + kept['filed'] if kept['filed'] else kept['left']}", markup=False)
    for note in row.notes:
        out.print(note, markup=False)
    out.print(f"{len(findings)} proposals found, {sum(bool(one['filed']) for one in row.findings)} filed.")
