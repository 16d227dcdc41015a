"""What a Word form decides about a clause; the layout is the same for all of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from documents.document import ConsolidatedClause, ConsolidatedDocument
from exporters.word.pieces import Note, Piece
from exporters.word.printing import Printer
from exporters.word.words import say
from exporters.word.xml import Change

Form = Literal["clean", "consolidated", "tracked", "marked", "comparison", "status", "amendments"]
# What is said of a text, or its words row by row, without the text itself.
Listing = Literal["round of comments", "round of proposals", "whereabouts", "translations"]
WITHOUT_PROPOSALS: tuple[Form, ...] = ("clean", "status")  # which any language version can be printed in
Attribution = Literal["names", "codes", "none"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row that comes or goes as one: what stands round it, and the text of each of its cells."""

    before: list[Piece]
    after: list[Piece]
    texts: Mapping[str, str]


class Owners:
    """Names delegations as the reader of an export may see them."""

    def __init__(self, document: ConsolidatedDocument, attribution: Attribution) -> None:
        self._document = document
        self._attribution = attribution

    @property
    def are_named(self) -> bool:
        """Whether readers of this export learn who proposes what."""
        return self._attribution != "none"

    def names(self, delegations: Iterable[str]) -> list[str]:
        """Return the delegations as this export calls them, sorted by code, [] where they stay unnamed."""
        codes = sorted(set(delegations))
        if self._attribution == "names":
            return [self._document.delegations.get(code, code) for code in codes]
        return codes if self.are_named else []

    def author(self, delegations: Iterable[str]) -> str:
        """Return the author of a revision; a file must name one, so unnamed delegations share a name."""
        return ", ".join(self.names(delegations)) or say("a delegation", self._document.language)

    def legend(self, prefix: str) -> list[str]:
        """Return the line that spells out the codes that occur, where codes are used."""
        if self._attribution != "codes":
            return []
        named = {code for item in self._document.clauses for code in _delegations(item)}
        spelled = [
            f"{code} – {self._document.delegations[code]}"
            for code in sorted(named)
            if code in self._document.delegations
        ]
        return [prefix + "; ".join(spelled)] if spelled else []


class FormRules:
    """One way to show what is proposed. What a form does not say itself is the present text and nothing else."""

    shows_proposals = False  # whether words that are only proposed stand in this form

    def __init__(self, document: ConsolidatedDocument, printer: Printer, owners: Owners) -> None:
        self._document = document
        self._printer = printer
        self._owners = owners

    def shows(self, _item: ConsolidatedClause) -> bool:
        """Whether the clause stands in this form at all."""
        return True

    def arranged(self) -> "list[tuple[ConsolidatedClause, FormRules]]":
        """Return the clauses of this form in the order in which they are printed, each with the rules it follows."""
        return [(item, self) for item in self._document.clauses if self.shows(item)]

    def field(self, item: ConsolidatedClause, address: str) -> list[Piece]:
        """Return the pieces of one field, in stored words."""
        text = item.clause.content.get(address, "")
        return [Piece(text, at=0)] if text else []

    def connector(self, _item: ConsolidatedClause, _address: str) -> tuple[Change, ...]:
        """Return the revisions that the words round a field wear: they come and go with it."""
        return ()

    def row(self, _item: ConsolidatedClause, _addresses: Sequence[str]) -> Row | None:
        """Return how a row of an entry is shown as one, None where its cells speak for themselves."""
        return None

    def frame(self, _item: ConsolidatedClause) -> tuple[list[Piece], list[Piece]]:
        """Return what stands before the first and after the last word of the clause."""
        return [], []

    def whole(self, _item: ConsolidatedClause) -> Change | None:
        """Return the revision of the whole paragraph or row, its label and its mark included."""
        return None

    def moved(self) -> Change | None:
        """Return the revision of a clause that leaves its place, or arrives at it."""
        return None

    def margin(self, item: ConsolidatedClause) -> str:
        """Return the note in the margin, "" for none: that the text is behind the negotiated one."""
        return self._printer.staleness(item)

    def fill(self, _item: ConsolidatedClause) -> str:
        """Return the colour on which the clause stands, six hexadecimal digits, "" for none."""
        return ""

    def remarks(self, _item: ConsolidatedClause) -> tuple[Note, ...]:
        """Return the comments on the clause as a whole."""
        return ()

    def legend(self) -> list[str]:
        """Return the lines that explain the form."""
        return []

    def moves(self, item: ConsolidatedClause) -> list[Piece]:
        """Return in words where somebody wants the clause to go."""
        said = []
        for amendment in item.amendments:
            if amendment.kind == "move" and amendment.move_to:
                names = ", ".join(self._owners.names({amendment.delegation, *amendment.sponsors}))
                move = self._printer.say("move", where=amendment.move_to)
                said.append(Piece(f" [{names}: {move}]" if names else f" [{move}]", "Attribution"))
        return said


def _delegations(item: ConsolidatedClause) -> set[str]:
    named = {*item.inserted_by, *item.deleted_by}
    for consolidation in item.fields.values():
        for passage in consolidation.passages:
            named.update(*(alternative.delegations for alternative in passage.alternatives))
        named.update(*(reservation.delegations for reservation in consolidation.reservations))
    named.update(*(amendment.sponsors for amendment in item.amendments))
    return named
