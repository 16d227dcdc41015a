"""A table of translations that came back, row by row against the texts of today. Nothing is stored by looking."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from app.comparing_languages import Comparing, comparing
from app.models import DocumentRow
from app.models.values import as_clauses
from app.translation_tables import label_of_field
from documents.cleaning import clean
from documents.concordance import Disagreement
from documents.content import field_at, prose_only
from documents.document import Clause
from documents.errors import BrokenRule, UnreadableFile
from documents.translations import RowRead, read_table
from importers.spreadsheet import SpreadsheetFile, is_spreadsheet
from importers.word.package import Limits
from importers.word.redline import WordFile
from importers.word.tables import read_first_table

Outcome = Literal[
    "changes", "overtaken", "confirms", "stands", "empty", "stale", "refused", "unknown", "twice"
]
OFFERED: tuple[Outcome, ...] = ("changes", "overtaken", "confirms")  # what may be aligned


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file of translations that was opened: its rows, and what of it was not read."""

    rows: Sequence[RowRead]
    notes: Sequence[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class RowFound:
    """A row: what aligning it would change, and what is to be known before."""

    number: int
    label: str
    clause: str  # id, "" where the row names none of the document
    address: str
    outcome: Outcome
    present: str = ""  # what stands in this language today
    text: str = ""  # what the row says
    why: str = ""  # of what is refused or unknown
    disagreements: Sequence[Disagreement] = ()


@dataclass(frozen=True, slots=True)
class ClauseOffered:
    """What may be aligned of one clause: its fields that change, none where the present text is confirmed."""

    clause: str
    fields: Mapping[str, str]
    aligned_to: str
    base_revision: str  # "" where there is no text in this language yet
    is_sure: bool  # nothing speaks against aligning it


@dataclass(frozen=True, slots=True)
class TableFound:
    """What was found in a file, and what may be aligned of it."""

    rows: Sequence[RowFound]
    offered: Sequence[ClauseOffered]
    notes: Sequence[str]


def open_table(data: bytes, language: str, limits: Limits) -> TableFile:
    """Return the rows of a Word file or a spreadsheet. Raises UnreadableFile, TooLarge and WrongLanguage."""
    if is_spreadsheet(data, limits):
        sheet = SpreadsheetFile(data, limits)
        notes = (
            [f"formulas: {sheet.formulas} in the file, not read; write words instead."]
            if sheet.formulas
            else []
        )
        return TableFile(read_table(sheet.rows, language), notes)
    word = WordFile(data, limits)
    table = read_first_table(word)
    if not table:
        raise UnreadableFile("This file has no table. Fetch the table anew and fill it in.", field="file")
    return TableFile(read_table(table, language), word.notes)


def find_translations(session: Session, document: DocumentRow, language: str, file: TableFile) -> TableFound:
    """Return what the rows of a file would change in the texts of one other language."""
    negotiated = {one.clause.id: one.clause for one in as_clauses(session, document)}
    aligned = {one.clause.id: one.clause for one in as_clauses(session, document, language=language)}
    look = _Look(negotiated, aligned, comparing(session, document, language), document.negotiated_language)
    seen: set[tuple[str, str]] = set()
    rows = []
    for row in file.rows:
        found = look.at(row)
        if found.clause and (found.clause, found.address) in seen:
            found = RowFound(
                number=row.number, label=found.label, clause="", address="", outcome="twice", text=row.text
            )
        seen.add((found.clause, found.address))
        rows.append(found)
    return TableFound(rows, list(_offered(rows, negotiated, aligned)), file.notes)


@dataclass(frozen=True, slots=True)
class _Look:
    negotiated: Mapping[str, Clause]
    aligned: Mapping[str, Clause]
    comparing: Comparing
    language: str

    def at(self, row: RowRead) -> RowFound:
        """Return what one row would change."""
        known = row.reference
        clause = self.negotiated.get(known.clause) if known is not None else None
        if known is None or clause is None or known.address not in prose_only(clause.kind, clause.content):
            return RowFound(
                number=row.number,
                label=row.label,
                clause="",
                address="",
                outcome="unknown",
                text=row.text,
                why="Its reference names no field of this document's text.",
            )
        other = self.aligned[clause.id]
        present = other.content.get(known.address, "") if other.revision else ""
        outcome, text, why = self._outcome(row, clause, other, present)
        return RowFound(
            number=row.number,
            label=label_of_field(clause, known.address, self.language),
            clause=clause.id,
            address=known.address,
            outcome=outcome,
            present=present,
            text=text,
            why=why,
            disagreements=self.comparing.disagreements(clause.content[known.address], text) if text else (),
        )

    def _outcome(self, row: RowRead, clause: Clause, other: Clause, present: str) -> tuple[Outcome, str, str]:
        assert row.reference is not None
        try:
            text = clean(row.text, field_at(clause.kind, row.reference.address)).text
        except BrokenRule as rule:
            return "refused", row.text, rule.message
        if not text:
            return "empty", "", ""
        if row.reference.negotiated != clause.revision:
            return "stale", text, ""
        if text == present:
            return ("confirms" if other.stale else "stands"), text, ""
        return ("changes" if row.reference.aligned == other.revision else "overtaken"), text, ""


def _offered(
    rows: Sequence[RowFound], negotiated: Mapping[str, Clause], aligned: Mapping[str, Clause]
) -> Iterator[ClauseOffered]:
    of_clause: dict[str, list[RowFound]] = {}
    for row in rows:
        if row.clause:
            of_clause.setdefault(row.clause, []).append(row)
    for clause, found in of_clause.items():
        if not any(row.outcome in OFFERED for row in found):
            continue
        changed = [row for row in found if row.outcome in ("changes", "overtaken")]
        yield ClauseOffered(
            clause=clause,
            fields={row.address: row.text for row in changed},
            aligned_to=negotiated[clause].revision,
            base_revision=aligned[clause].revision,
            # What disagrees is to be looked at; what nobody changed may not have been, and what others changed was not
            # there to be seen.
            is_sure=bool(changed)
            and all(row.outcome in ("changes", "stands") and not row.disagreements for row in found),
        )
