"""Tables of translations to take away: every clause of a document in another language, or what is behind."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import DocumentRow
from app.models.consolidated import reference_labels
from app.models.values import as_clauses
from documents.content import ordered_addresses, prose_only
from documents.document import Clause, ConsolidatedDocument
from documents.errors import Unacceptable, WrongLanguage
from documents.field_names import field_name
from documents.translations import Reference, Row
from exporters.spreadsheet import Book, Sheet, fits_a_cell
from exporters.word.printing import Printer
from exporters.word.translations import TranslationPaper, headings


def require_other_language(document: DocumentRow, language: str) -> str:
    """Return a language that is aligned in a document, or refuse it."""
    others = sorted(set(document.titles) - {document.negotiated_language})
    if language not in others:
        raise WrongLanguage(
            f"{language} is not a language that is aligned in this document; those are: {', '.join(others) or 'none'}.",
            field="language",
        )
    return language


def translation_paper(
    session: Session, document: DocumentRow, language: str, *, only_behind: bool, now: datetime
) -> TranslationPaper:
    """Return the table for one other language: all fields of prose, or only those missing or stale."""
    own = document.negotiated_language
    placed = as_clauses(session, document)
    others = {one.clause.id: one.clause for one in as_clauses(session, document, language=language)}
    about = ConsolidatedDocument(
        slug=document.slug,
        symbol=document.symbol,
        title=document.titles[own],
        kind="",
        language=own,
        original_language=own,
        begun_at=document.created_at,
        as_of=now,
        notice=document.notices.get(own, ""),
        clauses=(),
        delegations={},
        labels=reference_labels(session, document, own, {one.clause.id: one.clause.label for one in placed}),
    )
    rows = [row for one in placed for row in _rows_of(one.clause, others[one.clause.id], own)]
    return TranslationPaper(
        file_name=f"{document.symbol.replace('/', '-')}-translations-{language}.docx",
        document=about,
        language=language,
        rows=[row for row in rows if row.state != "aligned"] if only_behind else rows,
    )


def translation_book(paper: TranslationPaper) -> Book:
    """Return the same as a spreadsheet. Raises Unacceptable where a text is longer than a cell."""
    for row in paper.rows:
        if not (fits_a_cell(row.negotiated) and fits_a_cell(row.aligned)):
            raise Unacceptable(
                f"{row.label} is longer than a cell of a spreadsheet can be; take the Word file."
            )
    document, printer = paper.document, Printer(paper.document)
    widths = (14, 20, 70, 70, 16)
    return Book(
        file_name=paper.file_name.removesuffix("docx") + "xlsx",
        title=f"{document.title}: {printer.say('translations')}",
        language=document.language,
        stamp=f"{document.symbol}, as it stood on {document.as_of:%Y-%m-%d at %H:%M} UTC",
        as_of=document.as_of,
        sheets=[
            Sheet(
                name=paper.language,
                columns=list(zip(headings(paper), widths, strict=True)),
                rows=[
                    [
                        *(row.label, str(row.reference), row.negotiated, row.aligned),
                        printer.say(f"is {row.state}"),
                    ]
                    for row in paper.rows
                ],
                fixed=2,
            )
        ],
    )


def label_of_field(clause: Clause, address: str, language: str) -> str:
    """Return what a row is called: the clause and, of an entry, the field."""
    name = clause.label or clause.kind.replace("_", " ")
    return f"{name}, {field_name(address, language=language)}" if clause.kind == "entry" else name


def _rows_of(clause: Clause, other: Clause, language: str) -> Iterator[Row]:
    aligned = prose_only(other.kind, other.content) if other.revision else {}
    prose = prose_only(clause.kind, clause.content)
    for address in ordered_addresses(clause.kind, prose):
        if not prose[address]:
            continue
        text = aligned.get(address, "")
        state = "missing" if not text else "stale" if other.stale else "aligned"
        yield Row(
            label=label_of_field(clause, address, language),
            reference=Reference(clause.id, clause.revision, other.revision, address),
            negotiated=prose[address],
            aligned=text,
            state=state,
        )
