"""The table of a round to take away: as a spreadsheet, and as what the Word exporter writes."""

import re
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import DocumentRow, RoundRow
from app.models.consolidated import delegation_names, reference_labels
from app.models.values import as_clauses
from app.rounds_shown import round_table
from documents.circles import Circle, readers_of
from documents.document import ConsolidatedDocument
from documents.field_names import field_name
from documents.permissions import Participant
from documents.round_table import Entry, RoundTable
from exporters.spreadsheet import Book, Sheet
from exporters.word.printing import Printer
from exporters.word.rounds import RoundPaper

_FOR: Mapping[Circle, str] = {"everyone": "", "chair": "-with-the-chairs", "delegation": "-with-our-own"}


def round_paper(
    session: Session,
    participant: Participant,
    document: DocumentRow,
    row: RoundRow,
    *,
    circle: Circle,
    now: datetime,
) -> RoundPaper:
    """Return what came in a round, up to a circle, with what an exporter needs to know of its document."""
    language = document.negotiated_language
    labels = {one.clause.id: one.clause.label for one in as_clauses(session, document)}
    about = ConsolidatedDocument(
        slug=document.slug,
        symbol=document.symbol,
        title=document.titles[language],
        kind=row.name,
        language=language,
        original_language=language,
        begun_at=document.created_at,
        as_of=now,
        notice=document.notices.get(language, ""),
        clauses=(),
        delegations=delegation_names(session, language),
        labels=reference_labels(session, document, language, labels),
    )
    return RoundPaper(
        file_name=_file_name(document, row, circle, "docx"),
        document=about,
        table=round_table(session, participant, document, row, circle=circle),
    )


def round_book(paper: RoundPaper) -> Book:
    """Return the same as a spreadsheet."""
    document, table = paper.document, paper.table
    warning = "" if table.circle == "everyone" else "; not for everyone"
    is_comments = table.round.kind == "comments"
    return Book(
        file_name=paper.file_name.removesuffix("docx") + "xlsx",
        title=f"{document.title}: {table.round.name}",
        language=document.language,
        stamp=f"{document.symbol}, {table.round.name}, as it stood on {document.as_of:%Y-%m-%d at %H:%M} UTC{warning}",
        as_of=document.as_of,
        sheets=[_comments(table, Printer(document)) if is_comments else _proposals(table, Printer(document))],
    )


def _file_name(document: DocumentRow, row: RoundRow, circle: Circle, ending: str) -> str:
    symbol = document.symbol.replace("/", "-")
    name = re.sub(r"[^\w]+", "-", row.name).strip("-")[:60] or row.kind
    return f"{symbol}-{row.kind}-{name}{_FOR[circle]}.{ending}"


def _comments(table: RoundTable, printer: Printer) -> Sheet:
    names = printer.document.delegations
    return Sheet(
        name="Comments",
        columns=[
            ("Clause", 14),
            ("On", 22),
            ("Words concerned", 34),
            ("Code", 10),
            ("Delegation", 24),
            ("Comment", 60),
            ("Answers", 50),
            ("State", 12),
            ("Late", 8),
            ("Read by", 22),
            ("Made", 20),
        ],
        rows=[
            [
                one.label or one.kind,
                f"proposal of {', '.join(one.on_proposal_of)}" if one.on_proposal_of else "the clause",
                printer.text(one.words),
                one.delegations[0],
                names.get(one.delegations[0], one.delegations[0]),
                printer.text(one.text) or "(taken back)",
                "\n".join(
                    f"{it.delegation}: {printer.text(it.text) or '(taken back)'}" for it in one.answers
                ),
                one.state,
                "late" if one.late else "",
                readers_of(one.circle, one.delegations[0]),
                f"{one.at:%Y-%m-%d %H:%M} UTC",
            ]
            for one in table.entries
        ],
        fixed=2,
    )


def _proposals(table: RoundTable, printer: Printer) -> Sheet:
    return Sheet(
        name="Proposals",
        columns=[
            ("Clause", 14),
            ("Delegations", 20),
            ("What", 18),
            ("Text it was written on", 60),
            ("Proposed text", 60),
            ("Reasons", 40),
            ("State", 14),
            ("Late", 8),
            ("Tabled", 20),
        ],
        rows=[
            [
                one.label or one.kind,
                ", ".join(one.delegations),
                _WHAT[one.amends or "replace"].format(where=one.move_to),
                _texts(one, printer, [(it.address, it.base) for it in one.wanted]),
                _texts(one, printer, [(it.address, it.text) for it in one.wanted]),
                printer.text(one.text),
                one.state,
                "late" if one.late else "",
                f"{one.at:%Y-%m-%d %H:%M} UTC",
            ]
            for one in table.entries
        ],
        fixed=2,
    )


_WHAT: Mapping[str, str] = {
    "replace": "other words",
    "insert": "a new clause",
    "delete": "delete the clause",
    "move": "move {where}",
}


def _texts(one: Entry, printer: Printer, texts: list[tuple[str, str]]) -> str:
    """Return the text of a paragraph, or the fields of an entry, each with its name."""
    if one.kind != "entry":
        return "\n".join(printer.text(text) for _, text in texts)
    return "\n".join(f"{field_name(address)}: {printer.text(text)}" for address, text in texts if text)
