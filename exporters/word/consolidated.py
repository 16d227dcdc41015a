"""The consolidated form: all proposals in one text, in square brackets, each wording with its owners."""

from collections.abc import Sequence

from documents.consolidation import Consolidation
from documents.content import field_at
from documents.document import ConsolidatedClause
from documents.options import Apart, set_apart
from documents.shared_parts import Shared, SharedWording, shared_pieces
from exporters.word.forms import FormRules, Row
from exporters.word.pieces import Piece


class Consolidated(FormRules):
    """Shows what is not agreed in brackets; the present wording first, then what is proposed instead."""

    shows_proposals = True

    def field(self, item: ConsolidatedClause, address: str) -> list[Piece]:
        """Return the field with its brackets, as page and file draw them alike."""
        consolidation = item.fields.get(address)
        if consolidation is None:
            text = item.clause.content.get(address, "")
            return [Piece(text, at=0)] if text else []
        is_value = field_at(item.clause.kind, address).kind == "value"
        apart = Apart(consolidation) if is_value else set_apart(consolidation)
        pieces = self._bracketed(apart.near)
        if not apart.options:
            return pieces
        written = self._option(1, pieces, ())
        for number, option in enumerate(apart.options, 2):
            words = [Piece(option.text, at=0, proposed=True)] if option.text else [self._nothing()]
            written += [Piece(" "), *self._option(number, words, option.delegations)]
        return written

    def _bracketed(self, consolidation: Consolidation, base_of: tuple[str, ...] = ()) -> list[Piece]:
        """Return a consolidation in brackets; ``base_of``: whose words the base is, where it is itself proposed."""
        pieces: list[Piece] = []
        for drawn in shared_pieces(consolidation):
            if isinstance(drawn, SharedWording):
                pieces += self._shared(drawn.shared)
            elif drawn.kind == "text":
                proposed = drawn.role == "alternative" or bool(base_of)
                pieces.append(Piece(drawn.text, at=drawn.at, proposed=proposed))
            elif drawn.kind == "owners":
                pieces += self._named(drawn.delegations)
            elif drawn.kind == "no text":
                pieces.append(self._nothing())
            else:
                if drawn.kind == "close" and drawn.role == "base" and base_of:
                    pieces += self._named(base_of)
                pieces.append(Piece(drawn.text, "Bracket"))
        return pieces

    def _shared(self, shared: Shared) -> list[Piece]:
        """Return wordings that share most words in one bracket, with brackets inside for those they do not share."""
        inside = [*self._bracketed(shared.text, shared.first), *self._named(shared.delegations)]
        return [Piece("[", "Bracket"), *inside, Piece("]", "Bracket")]

    def _option(self, number: int, words: list[Piece], owners: tuple[str, ...]) -> list[Piece]:
        """Return a whole text that competes with others, in brackets and with its number."""
        lead = Piece(self._printer.say("option", number=str(number)), "LeadWords")
        return [Piece("[", "Bracket"), lead, *words, *self._named(owners), Piece("]", "Bracket")]

    def _nothing(self) -> Piece:
        return Piece(self._printer.say("no text"), "LeadWords")

    def _named(self, delegations: tuple[str, ...]) -> list[Piece]:
        names = ", ".join(self._owners.names(delegations))
        return [Piece(f" {names}", "Attribution")] if names else []

    def row(self, item: ConsolidatedClause, addresses: Sequence[str]) -> Row | None:
        """Return a row that the same delegations want in, or out, with one pair of brackets round all of it."""
        fields = [item.fields.get(address) for address in addresses]
        wanted = {_single(consolidation) for consolidation in fields if consolidation}
        if None in fields or len(addresses) < 2 or len(wanted) != 1 or not (owners := wanted.pop()):
            return None
        texts = {address: item.fields[address].base for address in addresses}
        if all(texts.values()) and not any(_wanted(item, address) for address in addresses):
            return Row([Piece("[", "Bracket")], self._no_text(owners), texts)
        if any(texts.values()):
            return None
        texts = {address: _wanted(item, address) for address in addresses}
        return Row([Piece("[", "Bracket")], [*self._named(owners), Piece("]", "Bracket")], texts)

    def _no_text(self, delegations: tuple[str, ...]) -> list[Piece]:
        """Return the end of a bracket round what is to go, and the bracket that says who wants nothing here."""
        return [
            Piece("]", "Bracket"),
            Piece("[", "Bracket"),
            self._nothing(),
            *self._named(delegations),
            Piece("]", "Bracket"),
        ]

    def frame(self, item: ConsolidatedClause) -> tuple[list[Piece], list[Piece]]:
        """Return the brackets round a clause that somebody wants in or out, and where somebody wants it to go."""
        before: list[Piece] = []
        after: list[Piece] = []
        if not item.clause.standing:
            before.append(Piece("[", "Bracket"))
            after += [*self._named(item.inserted_by), Piece("]", "Bracket")]
        if item.deleted_by:
            before.append(Piece("[", "Bracket"))
            after += self._no_text(item.deleted_by)
        return before, after + self.moves(item)

    def legend(self) -> list[str]:
        """Return what the brackets mean, and what the codes mean."""
        if not any(item.is_disputed for item in self._document.clauses):
            return []
        brackets = self._printer.say("legend consolidated")
        if self._owners.are_named:
            brackets += " " + self._printer.say("legend consolidated owners")
        return [brackets, *self._owners.legend(self._printer.say("delegations"))]


def _single(consolidation: Consolidation) -> tuple[str, ...]:
    """Return the delegations that want one other wording of a whole field, () where there is more to it."""
    if len(consolidation.passages) != 1 or consolidation.reservations:
        return ()
    alternatives = consolidation.passages[0].alternatives
    return alternatives[0].delegations if len(alternatives) == 1 else ()


def _wanted(item: ConsolidatedClause, address: str) -> str:
    return item.fields[address].passages[0].alternatives[0].text
