"""The clean form: the present text alone; what is not yet agreed carries a note in the margin."""

from collections.abc import Sequence

from documents.document import ConsolidatedClause, ConsolidatedDocument
from exporters.word.forms import Row
from exporters.word.pieces import Note, Piece
from exporters.word.printing import Printer
from exporters.word.xml import Change


class Clean:
    """Shows the text as it stands; nothing that is only proposed."""

    shows_proposals = False

    def __init__(self, document: ConsolidatedDocument, printer: Printer) -> None:
        self._document = document
        self._printer = printer

    def shows(self, item: ConsolidatedClause) -> bool:
        """Whether the clause is part of the text: a tabled insertion is not yet."""
        return item.clause.standing

    def field(self, item: ConsolidatedClause, address: str) -> list[Piece]:
        """Return the field's text as one piece."""
        text = item.clause.content.get(address, "")
        return [Piece(text, at=0)] if text else []

    def connector(self, _item: ConsolidatedClause, _address: str) -> tuple[Change, ...]:
        """Return no revisions: there are none in a clean text."""
        return ()

    def row(self, _item: ConsolidatedClause, _addresses: Sequence[str]) -> Row | None:
        """Return None: nothing that is proposed is shown."""
        return None

    def frame(self, _item: ConsolidatedClause) -> tuple[list[Piece], list[Piece]]:
        """Return nothing: no brackets stand round a clean clause."""
        return [], []

    def whole(self, _item: ConsolidatedClause) -> Change | None:
        """Return no revision."""
        return None

    def margin(self, item: ConsolidatedClause) -> str:
        """Return what keeps the clause from being agreed, and whether its text is behind."""
        notes = (self._printer.agreement(item), self._printer.staleness(item))
        return "; ".join(note for note in notes if note)

    def remarks(self, _item: ConsolidatedClause) -> tuple[Note, ...]:
        """Return no comments."""
        return ()

    def legend(self) -> list[str]:
        """Return the line on notes in the margin, where any clause has one."""
        if any(self.shows(item) and self._printer.agreement(item) for item in self._document.clauses):
            return [self._printer.say("legend clean")]
        return []
