"""A clause in the two places of its move: what leaves the old one, and what arrives at the new one.

Words that stay as they are leave and arrive; those that go with the move's own rewording stay struck in the old place,
and those that come are put in at the new one. So each word has one revision, and either place can be read.
"""

from collections.abc import Sequence
from dataclasses import replace

from documents.document import ConsolidatedClause, ConsolidatedDocument
from documents.moved_clauses import MovedClauses
from exporters.word.forms import FormRules, Owners
from exporters.word.pieces import Note, Piece
from exporters.word.printing import Printer
from exporters.word.xml import Change


class Moved(FormRules):
    """Shows a clause as another form does, as leaving its place or as arriving at it."""

    shows_proposals = True

    def __init__(
        self,
        document: ConsolidatedDocument,
        printer: Printer,
        owners: Owners,
        *,
        in_place: FormRules,
        change: Change,
    ) -> None:
        super().__init__(document, printer, owners)
        self._in_place = in_place
        self._change = change

    def field(self, item: ConsolidatedClause, address: str) -> list[Piece]:
        """Return the words that leave this place, or that arrive at it."""
        elsewhere = "ins" if self._change.op == "moveFrom" else "del"
        here = [
            piece
            for piece in self._in_place.field(item, address)
            if not any(change.op == elsewhere for change in piece.changes)
        ]
        return [piece if piece.changes else replace(piece, changes=(self._change,)) for piece in here]

    def whole(self, _item: ConsolidatedClause) -> Change | None:
        """Return the move, of the paragraph with its mark."""
        return self._change

    def moved(self) -> Change | None:
        """Return the move."""
        return self._change

    def margin(self, item: ConsolidatedClause) -> str:
        """Return the note in the margin, which stays where the clause is."""
        return self._in_place.margin(item) if self._change.op == "moveFrom" else ""

    def remarks(self, item: ConsolidatedClause) -> tuple[Note, ...]:
        """Return the comments on the clause, which stand where it arrives."""
        return self._in_place.remarks(item) if self._change.op == "moveTo" else ()


def in_both_places(
    clauses: Sequence[ConsolidatedClause],
    moves: Sequence[tuple[MovedClauses, FormRules, FormRules]],
    in_place: FormRules,
) -> list[tuple[ConsolidatedClause, FormRules]]:
    """Return the clauses with those that move in the old and in the new place, each with the rules it follows.

    ``moves``: each with the rules of what leaves and of what arrives.
    """
    leaving = {place: away for move, away, _ in moves for place in range(move.first, move.end)}
    arriving: dict[int, list[tuple[ConsolidatedClause, FormRules]]] = {}
    for move, _, here in moves:
        arriving.setdefault(move.to, []).extend((item, here) for item in clauses[move.first : move.end])
    arranged: list[tuple[ConsolidatedClause, FormRules]] = []
    for place, item in enumerate(clauses):
        arranged += [*arriving.get(place, ()), (item, leaving.get(place, in_place))]
    return arranged + arriving.get(len(clauses), [])
