"""The matrix of positions as a spreadsheet: one sheet to look at, one with what was said to each."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.chosen_positions import Chosen
from app.models import DocumentRow
from app.models.consolidated import delegation_names
from app.positions_shown import cells_of, show_matrix
from app.schemas.positions import MatrixOut, MatrixRowOut, PositionOut
from documents.circles import Circle, readers_of
from documents.permissions import Participant
from exporters.spreadsheet import Book, Sheet

_FOR: Mapping[Circle, str] = {"everyone": "", "chair": "-with-the-chairs", "delegation": "-with-our-own"}
_WARNING: Mapping[Circle, str] = {
    "everyone": "",
    "chair": "; not for everyone",
    "delegation": "; not for everyone",
}


def positions_book(
    session: Session, participant: Participant, document: DocumentRow, chosen: Chosen, *, now: datetime
) -> Book:
    """Return what a reader has chosen of the matrix, as tables."""
    matrix = show_matrix(session, participant, document, chosen)
    language = document.negotiated_language
    title = document.titles[language]
    return Book(
        file_name=f"{document.symbol.replace('/', '-')}-positions{_FOR[chosen.circle]}.xlsx",
        title=f"{title}: positions",
        language=language,
        stamp=f"{document.symbol}, as it stood on {now:%Y-%m-%d at %H:%M} UTC{_WARNING[chosen.circle]}",
        as_of=now,
        sheets=[_table(matrix), _notes(matrix, delegation_names(session, language))],
    )


def _table(matrix: MatrixOut) -> Sheet:
    return Sheet(
        name="Positions",
        columns=[("Clause", 14), ("Agreement", 18), ("On", 22), *((code, 20) for code in matrix.delegations)],
        rows=[
            [row.label or row.kind, row.level, subject, *_cells(row, matrix.delegations)]
            for row, subject in named_rows(matrix)
        ],
        fixed=3,
    )


def _cells(row: MatrixRowOut, codes: list[str]) -> Iterator[str]:
    cells = cells_of(row)
    for code in codes:
        if code in cells:
            yield in_words(cells[code])
        else:
            yield "stands behind it" if code in row.sponsors and row.amendment else ""


def _notes(matrix: MatrixOut, names: Mapping[str, str]) -> Sheet:
    rows = [
        [
            row.label or row.kind,
            subject,
            one.delegation,
            names.get(one.delegation, one.delegation),
            in_words(one),
            readers_of(one.circle, one.delegation),
            "red line" if one.red_line else "",
            one.note,
            f"{one.taken_at:%Y-%m-%d %H:%M} UTC",
        ]
        for row, subject in named_rows(matrix)
        for one in row.positions
    ]
    return Sheet(
        name="What was said",
        columns=[
            ("Clause", 14),
            ("On", 22),
            ("Code", 10),
            ("Delegation", 24),
            ("Position", 34),
            ("Read by", 22),
            ("Red line", 10),
            ("Note", 60),
            ("Taken", 20),
        ],
        rows=rows,
        fixed=3,
    )


def named_rows(matrix: MatrixOut) -> Iterator[tuple[MatrixRowOut, str]]:
    """Yield each row with what it is on, in words; of several alike on a clause, which."""
    alike = Counter((row.clause, _subject_of(row)) for row in matrix.rows)
    so_far: Counter[tuple[str, str]] = Counter()
    for row in matrix.rows:
        name = (row.clause, _subject_of(row))
        so_far[name] += 1
        yield row, f"{name[1]} ({so_far[name]})" if alike[name] > 1 else name[1]


def _subject_of(row: MatrixRowOut) -> str:
    """Return in words on what a row's positions are."""
    if row.bridging_text is not None:
        return f"bridging text of {row.sponsors[0]}"
    return f"amendment of {', '.join(row.sponsors)}" if row.sponsors else "the clause"


def in_words(one: PositionOut) -> str:
    """Return a stance, and what is to be known of it."""
    known = [] if one.circle == "everyone" else [f"read by {readers_of(one.circle, one.delegation)}"]
    known += ["red line"] if one.red_line else []
    known += ["stale, to be confirmed"] if one.is_stale else []
    known += [] if one.is_confirmed else ["recorded, not yet confirmed"]
    return f"{one.stance} ({'; '.join(known)})" if known else one.stance
