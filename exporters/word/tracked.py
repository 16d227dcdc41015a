"""The tracked form: real revisions; the author of each is the delegation, or the delegations, that want it.

Rejecting all of them gives the present text. Accepting all gives each proposal where only one wording is
proposed in a place; where several compete, one deletion of the present words by all of them is followed by an
insertion for each wording, because a run of Word can be deleted by one author only. Accepting the changes of
one author gives that delegation's reading.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from documents.consolidation import Consolidation, Passage
from documents.document import ConsolidatedClause, ConsolidatedDocument, TabledAmendment
from documents.moved_clauses import MovedClauses, find_moves
from exporters.word.forms import FormRules, Owners
from exporters.word.moved import Moved, in_both_places
from exporters.word.pieces import Note, Piece
from exporters.word.printing import Printer
from exporters.word.reservations import brackets
from exporters.word.xml import Change


class Tracked(FormRules):
    """Shows every proposal as a revision, its reason as a comment on it."""

    shows_proposals = True

    def __init__(self, document: ConsolidatedDocument, printer: Printer, owners: Owners) -> None:
        super().__init__(document, printer, owners)
        self._moves = find_moves(
            document.clauses, whoever_rewords=bool(document.since) and not document.stacked
        )

    def arranged(self) -> list[tuple[ConsolidatedClause, FormRules]]:
        """Return the clauses in their order, those that are moved in both of their places."""
        moves = [(move, self._moved(move, "moveFrom"), self._moved(move, "moveTo")) for move in self._moves]
        return in_both_places(self._document.clauses, moves, self)

    def _moved(self, move: MovedClauses, op: Literal["moveFrom", "moveTo"]) -> Moved:
        change = Change(op, self._owners.author(move.by), move.tabled_at)
        return Moved(self._document, self._printer, self._owners, in_place=self, change=change)

    def field(self, item: ConsolidatedClause, address: str) -> list[Piece]:
        """Return the present words, each passage in dispute as one deletion and an insertion per wording."""
        text = item.clause.content.get(address, "")
        consolidation = item.fields.get(address) or Consolidation(text, (Passage(text),) if text else ())
        notes = self._notes(item, address, consolidation)
        pieces: list[Piece] = []
        at = 0
        for index, passage in enumerate(consolidation.passages):
            pieces += self._passage(item, address, passage, at, notes.get(index, {}))
            at += len(passage.base)
        return self._with_reservations(item, address, consolidation, pieces)

    def _with_reservations(
        self, item: ConsolidatedClause, address: str, consolidation: Consolidation, pieces: list[Piece]
    ) -> list[Piece]:
        """Return the pieces with the brackets that delegations put round words of the base, as insertions."""
        for at, bracket, delegations in brackets(consolidation):
            change = self._change("ins", item, delegations, address)
            pieces = inserted(pieces, at, Piece(bracket, "Bracket", (change,)))
        return pieces

    def _passage(
        self,
        item: ConsolidatedClause,
        address: str,
        passage: Passage,
        at: int,
        notes: dict[str, list[Note]],
    ) -> list[Piece]:
        whole = self._whole_clause(item)
        if not passage.alternatives:
            return [Piece(passage.base, changes=whole, at=at)] if passage.base else []
        touching = {d for alternative in passage.alternatives for d in alternative.delegations}
        insertions = [alternative for alternative in passage.alternatives if alternative.text]
        pieces: list[Piece] = []
        deleting = touching | set(item.deleted_by)
        # Who takes back words of its own insertion has never inserted them: so Word does it.
        if passage.base and (item.clause.standing or deleting != set(item.inserted_by)):
            pieces.append(Piece(passage.base, changes=self._deletion(item, deleting, address), at=at))
        for number, alternative in enumerate(insertions):
            change = self._change("ins", item, alternative.delegations, address)
            own = [note for d in alternative.delegations for note in notes.pop(d, [])]
            pieces.append(
                Piece(
                    alternative.text,
                    changes=(change,),
                    at=at,
                    proposed=True,
                    gap=number + 1 < len(insertions),
                    notes=tuple(own),
                )
            )
        left = tuple(note for kept in notes.values() for note in kept)
        if left and pieces:
            pieces[0] = replace(pieces[0], notes=left + pieces[0].notes)
        return pieces

    def connector(self, item: ConsolidatedClause, address: str) -> tuple[Change, ...]:
        """Return the revision of the words round a field: of one that is proposed whole, or deleted whole."""
        whole = self._whole_clause(item)
        consolidation = item.fields.get(address)
        if consolidation is None:
            return whole
        wanted = [a for passage in consolidation.passages for a in passage.alternatives]
        by = {d for alternative in wanted for d in alternative.delegations}
        if not consolidation.base and by:
            return (self._change("ins", item, by, address),)
        if by and all(
            p.alternatives and not any(a.text for a in p.alternatives) for p in consolidation.passages
        ):
            return self._deletion(item, by | set(item.deleted_by), address)
        return whole

    def _whole_clause(self, item: ConsolidatedClause) -> tuple[Change, ...]:
        changes = []
        if not item.clause.standing:
            changes.append(self._change("ins", item, item.inserted_by, None))
        if item.deleted_by:
            changes.append(self._change("del", item, item.deleted_by, None))
        return tuple(changes)

    def _deletion(self, item: ConsolidatedClause, by: set[str], address: str) -> tuple[Change, ...]:
        """Return the deletion of present words, inside their insertion where the clause is only tabled."""
        deletion = self._change("del", item, by, address)
        if item.clause.standing:
            return (deletion,)
        insertion = self._change("ins", item, item.inserted_by, None)
        if deletion.author == insertion.author:
            # Two unnamed delegations: LibreOffice cannot undo a deletion inside an insertion by the same author.
            deletion = replace(deletion, author=self._printer.say("another delegation"))
        return insertion, deletion

    def whole(self, item: ConsolidatedClause) -> Change | None:
        """Return the revision of the whole clause; a deletion only where nobody wants other words to stay."""
        if not item.clause.standing:
            return self._change("ins", item, item.inserted_by, None)
        if item.deleted_by and not item.fields:
            return self._change("del", item, item.deleted_by, None)
        return None

    def remarks(self, item: ConsolidatedClause) -> tuple[Note, ...]:
        """Return the reasons for inserting, deleting and moving the clause, and where it should go."""
        return tuple(
            note
            for amendment in item.amendments
            if amendment.kind != "replace" or not set(amendment.texts) & set(item.fields)
            for note in self._note(amendment)
        )

    def legend(self) -> list[str]:
        """Return how to read the revisions, and what the codes mean."""
        if not any(item.is_disputed for item in self._document.clauses):
            return []
        legend = self._owners.legend(self._printer.say("delegations"))
        if (since := self._document.since) and not self._document.stacked:
            return [self._printer.say("legend decided", since=since), *legend]
        return [self._printer.say("legend tracked"), *legend]

    def _change(
        self, op: str, item: ConsolidatedClause, delegations: Iterable[str], address: str | None
    ) -> Change:
        by = set(delegations)
        return Change(
            "ins" if op == "ins" else "del", self._owners.author(by), self._tabled_at(item, by, address)
        )

    def _tabled_at(self, item: ConsolidatedClause, delegations: set[str], address: str | None) -> datetime:
        """Return when the first of the delegations tabled this; the document's time where nothing says so."""
        theirs = [a for a in item.amendments if delegations & {a.delegation, *a.sponsors}]
        on_field = [a for a in theirs if address is not None and address in a.texts]
        return min((a.tabled_at for a in on_field or theirs), default=self._document.as_of)

    def _notes(
        self, item: ConsolidatedClause, address: str, consolidation: Consolidation
    ) -> dict[int, dict[str, list[Note]]]:
        """Return the comments by passage and delegation; a reason stands once, in the first field it concerns."""
        notes: dict[int, dict[str, list[Note]]] = {}
        for amendment in item.amendments:
            touched = next((a for a in amendment.texts if a in item.fields), None)
            if amendment.kind == "replace" and touched == address and (note := self._note(amendment)):
                passage = _passage_of(amendment, address, consolidation)
                notes.setdefault(passage, {}).setdefault(amendment.delegation, []).extend(note)
        return notes

    def _note(self, amendment: TabledAmendment) -> list[Note]:
        parts = []
        shown = any(amendment.id in move.amendments for move in self._moves)
        if amendment.kind == "move" and amendment.move_to and not shown:
            move = self._printer.say("move", where=amendment.move_to)
            parts.append(f"{move[:1].upper()}{move[1:]}.")
        parts.append(self._printer.text(amendment.rationale))
        parts += self._printer.remarks_on(amendment, self._owners.names)
        text = "\n".join(part for part in parts if part)
        author = self._owners.author({amendment.delegation, *amendment.sponsors})
        return [Note(author, amendment.tabled_at, text)] if text else []


def _passage_of(amendment: TabledAmendment, address: str, consolidation: Consolidation) -> int:
    """Return the passage that an amendment changes first, among those that its delegation has a wording for."""
    first = _length_of_shared_opening(consolidation.base, amendment.texts[address])
    own: list[int] = []
    at = 0
    for index, passage in enumerate(consolidation.passages):
        at += len(passage.base)
        if any(amendment.delegation in alternative.delegations for alternative in passage.alternatives):
            own.append(index)
            if first <= at:
                break
    return own[-1] if own else 0


def _length_of_shared_opening(one: str, other: str) -> int:
    """Return how many characters two texts begin alike, by halving: comparing slices is far cheaper than characters."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def inserted(pieces: list[Piece], at: int, mark: Piece) -> list[Piece]:
    """Return the pieces with a bracket, or words that went, at a place of the base, cutting the piece that is there.

    A bracket stands next to its words: one that closes stands before what is put in at its place, one that opens
    after it.
    """
    placed: list[Piece] = []
    for index, piece in enumerate(pieces):
        if piece.at is None or (piece.proposed and not (mark.text == "]" and piece.at == at)):
            placed.append(piece)
        elif piece.at == at:
            return [*placed, mark, *pieces[index:]]
        elif piece.at < at < piece.at + len(piece.text):
            cut = at - piece.at
            first, rest = replace(piece, text=piece.text[:cut]), replace(piece, text=piece.text[cut:], at=at)
            return [*placed, first, mark, replace(rest, notes=()), *pieces[index + 1 :]]
        else:
            placed.append(piece)
    return [*placed, mark]
