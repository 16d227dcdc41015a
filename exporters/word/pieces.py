"""A printed text as a list of pieces, and runs written from them.

Each form decides what its pieces are, without a word of XML; here they become runs, revisions and comments,
the same way for all forms.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from documents.opening_words import opening_words
from exporters.word import xml
from exporters.word.xml import Change

_GAP = 60  # twentieths of a point after a wording that competes with the next one, so that both can be read


@dataclass(frozen=True, slots=True)
class Note:
    """A Word comment: who says what, when."""

    author: str
    date: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one look: its words, the revisions it wears (the outermost first), the comments on it."""

    text: str
    style: str = ""
    changes: tuple[Change, ...] = ()
    at: int | None = (
        None  # where in the base its words begin, or stand instead of others; None: no words of a text
    )
    proposed: bool = False
    italic: bool = False
    gap: bool = False
    notes: tuple[Note, ...] = ()

    def styled(self, style: str) -> "Piece":
        """Return the piece in a style, unless it has one of its own."""
        return self if self.style else replace(self, style=style)

    def with_notes(self, notes: tuple[Note, ...]) -> "Piece":
        """Return the piece with further comments on it."""
        return replace(self, notes=notes + self.notes) if notes else self


class Writer:
    """What one file collects while it is written: its language, its ids and its comments."""

    def __init__(self, language: str, styles: Mapping[str, str] | None = None) -> None:
        self.language = language
        self.ids = xml.Ids()
        self.notes: list[Note] = []
        self._styles = styles or {}

    def restyled(self, styles: Mapping[str, str]) -> "Writer":
        """Return a writer of the same file that sets some styles in others: words stand larger outside of tables."""
        writer = Writer(self.language, styles)
        writer.ids, writer.notes = self.ids, self.notes
        return writer

    def speaking(self, language: str) -> "Writer":
        """Return a writer of the same file in another language."""
        writer = Writer(language, self._styles)
        writer.ids, writer.notes = self.ids, self.notes
        return writer

    def runs(self, pieces: Iterable[Piece]) -> str:
        """Return the pieces as runs."""
        return "".join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Piece) -> str:
        deleted = any(change.op == "del" for change in piece.changes)
        style = piece.style or ("LeadWords" if piece.italic else "")
        style = self._styles.get(style, style)
        body, last = (piece.text[:-1], piece.text[-1:]) if piece.gap else (piece.text, "")
        runs = xml.r(body, xml.r_pr(style=style, language=self.language), deleted=deleted)
        if last:
            runs += xml.r(last, xml.r_pr(style=style, spacing=_GAP, language=self.language), deleted=deleted)
        written = xml.revised(runs, piece.changes, self.ids) if runs else ""
        for note in piece.notes:
            written = xml.comment_range(written, len(self.notes), piece.changes, self.ids)
            self.notes.append(note)
        return written


def lines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return the pieces cut into paragraphs at the line breaks that nobody proposes to change.

    A break inside a change stays inside its run: there it comes and goes with the words around it.
    """
    paragraphs: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.changes or "\n" not in piece.text:
            paragraphs[-1].append(piece)
            continue
        for index, text in enumerate(piece.text.split("\n")):
            if index:
                paragraphs.append([])
            if text or (piece.notes and not index):
                paragraphs[-1].append(replace(piece, text=text, notes=piece.notes if not index else ()))
    return paragraphs


def italic_opening(pieces: Iterable[Piece], base: str, language: str) -> list[Piece]:
    """Return the pieces with the opening words in italics, those of the text and those proposed for it."""
    length = len(opening_words(base, language))
    cut: list[Piece] = []
    for piece in pieces:
        if piece.style or piece.at is None or piece.at > length or (piece.at == length and length):
            cut.append(piece)
        elif piece.proposed:
            italic = len(opening_words(piece.text, language)) if piece.at == 0 else len(piece.text)
            cut += _italic_until(piece, italic)
        else:
            cut += _italic_until(piece, length - piece.at)
    return cut


def _italic_until(piece: Piece, length: int) -> list[Piece]:
    if length <= 0:
        return [piece]
    if length >= len(piece.text):
        return [replace(piece, italic=True)]
    return [
        replace(piece, text=piece.text[:length], italic=True, gap=False),
        replace(piece, text=piece.text[length:], notes=()),
    ]
