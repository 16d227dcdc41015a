"""The marked form: new words bold and underlined, words that go struck through, without a single revision.

For rooms that project a page or print it: what is marked stays as it is, whoever opens the file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from documents.diff import Segment
from documents.document import ConsolidatedClause, ConsolidatedDocument
from exporters.word.forms import FormRules, Owners
from exporters.word.pieces import Piece
from exporters.word.printing import Printer
from exporters.word.tracked import Tracked

_STYLES = {"equal": "", "insert": "MarkedInsertion", "delete": "MarkedDeletion"}


class Marked(FormRules):
    """Shows what the tracked form shows, as looks of words instead of revisions."""

    shows_proposals = True

    def __init__(self, document: ConsolidatedDocument, printer: Printer, owners: Owners) -> None:
        super().__init__(document, printer, owners)
        self._tracked = Tracked(document, printer, owners)

    def field(self, item: ConsolidatedClause, address: str) -> list[Piece]:
        """Return the present words and the proposed ones, each with its mark, and with whose it is behind it."""
        tracked = self._tracked.field(item, address)
        pieces: list[Piece] = []
        for piece, following in pairwise((*tracked, None)):
            assert piece is not None, "only the last one is followed by nothing"
            pieces += self._marked(piece, following) if piece.changes else [piece]
        return pieces

    def _marked(self, piece: Piece, following: Piece | None) -> Iterator[Piece]:
        """Yield a changed piece with its mark; marks begin and end at a word, the space round them is nobody's."""
        is_gone = any(change.op == "del" for change in piece.changes)
        words = piece.text.strip()
        lead, trail = piece.text.partition(words or " ")[::2] if words else (piece.text, "")
        plain = replace(piece, changes=(), gap=False, notes=())
        if lead:
            yield replace(plain, text=lead)
        yield replace(plain, text=words, style=_STYLES["delete" if is_gone else "insert"])
        if self._owners.are_named and words != "[" and _ends(piece, following):
            yield Piece(f" {piece.changes[-1].author}", "Attribution")
        if trail:
            yield replace(plain, text=trail)
        elif following is not None and following.changes and not following.text[:1].isspace():
            yield Piece(" ")

    def frame(self, item: ConsolidatedClause) -> tuple[list[Piece], list[Piece]]:
        """Return where somebody wants the clause to go."""
        return [], self.moves(item)

    def legend(self) -> list[str]:
        """Return what the marks mean, and what the codes mean."""
        if not any(item.is_disputed for item in self._document.clauses):
            return []
        marks = self._printer.say("legend marked")
        if since := self._document.since:
            marks = f"{self._printer.say('decided since', since=since)} {marks}"
        if self._owners.are_named:
            marks += " " + self._printer.say("legend marked owners")
        return [marks, *self._owners.legend(self._printer.say("delegations"))]


def _ends(piece: Piece, following: Piece | None) -> bool:
    """Whether whose words these are is said here: behind what is struck only where nothing comes instead of it."""
    if following is None or not following.changes:
        return True
    last = piece.changes[-1]
    return last.op == "ins" and last.author != following.changes[-1].author


def segments_as_pieces(segments: Sequence[Segment], printer: Printer) -> list[Piece]:
    """Return a difference in marked words, with a space between what goes and what comes instead."""
    pieces: list[Piece] = []
    for before, segment in pairwise((Segment("equal", ""), *segments)):
        if (
            before.op == "delete"
            and before.text
            and segment.op == "insert"
            and not segment.text[:1].isspace()
        ):
            pieces.append(Piece(" "))
        pieces.append(Piece(printer.text(segment.text), _STYLES[segment.op]))
    return [piece for piece in pieces if piece.text]
