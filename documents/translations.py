"""A table of translations that goes out to translators and comes back: what names its rows, and how they are read.

A row is one field of one clause. Its reference says which, which text it was made on, and which text in the other
language stood beside that, so that nothing is aligned silently to words that the translator has not seen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.errors import UnreadableFile, WrongLanguage

REFERENCE = "Reference"  # the heading of the column by which rows are known
COLUMNS = 5
_NOTHING = "none"  # in place of a text that there was not
_REFERENCE = re.compile(
    r"([a-z2-7]{16}) ([a-z2-7]{16}) ([a-z2-7]{16}|none) ([a-z_0-9]+(?:\.[A-Za-z0-9_-]+)*)"
)
_LANGUAGE = re.compile(r"\(([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)\s*$")


@dataclass(frozen=True, slots=True)
class Reference:
    """A field of a clause; the negotiated text that a row was made on; the aligned one beside it, "" where none was.

    >>> read_reference("aaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbb none text")
    Reference(clause='aaaaaaaaaaaaaaaa', negotiated='bbbbbbbbbbbbbbbb', aligned='', address='text')
    """

    clause: str
    negotiated: str
    aligned: str
    address: str

    def __str__(self) -> str:
        return f"{self.clause} {self.negotiated} {self.aligned or _NOTHING} {self.address}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it goes out; ``state``: missing, stale or aligned."""

    label: str
    reference: Reference
    negotiated: str
    aligned: str
    state: str


@dataclass(frozen=True, slots=True)
class RowRead:
    """One row as it came back; ``reference`` is None where what stands there names no row."""

    number: int  # of the row of its table, the heading being 1
    label: str
    reference: Reference | None
    text: str


def read_reference(text: str) -> Reference | None:
    """Return what a cell refers to, however its words were broken into lines; None where it refers to nothing."""
    found = _REFERENCE.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    clause, negotiated, aligned, address = found.groups()
    return Reference(clause, negotiated, "" if aligned == _NOTHING else aligned, address)


def heading_of(name: str, language: str) -> str:
    """Return the heading of a column of texts, by which its language is known again.

    >>> heading_of("Russian", "ru")
    'Russian (ru)'
    """
    return f"{name} ({language})"


def read_table(rows: Sequence[Sequence[str]], language: str) -> list[RowRead]:
    """Return the rows of a table that came back, its heading first. Raises UnreadableFile and WrongLanguage."""
    heading = [" ".join(cell.split()) for cell in rows[0]] if rows else []
    if REFERENCE not in heading:
        raise UnreadableFile(
            f"This file has no table of translations: its first row is to name the columns, one of them {REFERENCE}. "
            "Fetch the table anew and fill it in as it is.",
            field="file",
        )
    spoken = {found[1]: place for place, cell in enumerate(heading) if (found := _LANGUAGE.search(cell))}
    if language not in spoken:
        raise WrongLanguage(
            f"This file has no column for {language}; it has: {', '.join(spoken) or 'none'}. "
            "Send it for the language it was made for.",
            field="language",
        )
    return list(_read_rows(rows[1:], heading.index(REFERENCE), spoken[language]))


def _read_rows(rows: Sequence[Sequence[str]], reference: int, text: int) -> Iterator[RowRead]:
    for number, cells in enumerate(rows, start=2):
        if any(cell.strip() for cell in cells):
            said = [*cells, *[""] * COLUMNS]
            yield RowRead(number, said[0].strip(), read_reference(said[reference]), said[text])
