"""The tracked form of two steps at once: what was decided since an edition, and over it what is proposed now.

Rejecting everything gives the edition, accepting everything the present text with the proposals. Words that were
brought since and that somebody wants to strike wear both revisions, the insertion outermost, as Word stacks them.
"""

from collections.abc import Iterable
from dataclasses import replace

from documents.document import ConsolidatedClause
from exporters.word.pieces import Piece
from exporters.word.tracked import Tracked, inserted
from exporters.word.xml import Change


class Stacked(Tracked):
    """Shows proposals as revisions over the revisions that made the present text."""

    def field(self, item: ConsolidatedClause, address: str) -> list[Piece]:
        """Return the present words with what is proposed, each that is new since the edition as inserted."""
        pieces = super().field(item, address)
        decided = item.decided
        if decided is None:
            return pieces
        if whole := self._decided_whole(decided):
            return _worn(pieces, 0, _length(pieces), whole)
        consolidation = decided.fields.get(address)
        at = 0
        for passage in consolidation.passages if consolidation else ():
            if not passage.alternatives:
                at += len(passage.base)
                continue
            [brought] = passage.alternatives
            if passage.base:
                gone = self._made("del", decided, brought.delegations, address)
                pieces = inserted(pieces, at, Piece(passage.base, changes=(gone,), at=at, proposed=True))
            come = self._made("ins", decided, brought.delegations, address)
            pieces = _worn(pieces, at, at + len(brought.text), come)
            at += len(brought.text)
        return pieces

    def connector(self, item: ConsolidatedClause, address: str) -> tuple[Change, ...]:
        """Return the revisions of the words round a field: of one that came or went since the edition, too."""
        proposed = super().connector(item, address)
        if item.decided is None:
            return proposed
        if whole := self._decided_whole(item.decided):
            return (whole, *proposed)
        consolidation = item.decided.fields.get(address)
        if consolidation is None:
            return proposed
        by = {
            d for passage in consolidation.passages for one in passage.alternatives for d in one.delegations
        }
        if not consolidation.base:
            return (self._made("ins", item.decided, by, address), *proposed)
        if address not in item.clause.content:
            return (self._made("del", item.decided, by, address), *proposed)
        return proposed

    def whole(self, item: ConsolidatedClause) -> Change | None:
        """Return the revision of the whole clause; of one that is new since the edition its insertion."""
        decided = self._decided_whole(item.decided) if item.decided else None
        return decided or super().whole(item)

    def legend(self) -> list[str]:
        """Return how to read both steps."""
        first, *rest = super().legend() or [""]
        since = self._printer.say("legend stacked", since=self._document.since)
        return [since, *([first] if first else []), *rest]

    def _made(self, op: str, decided: ConsolidatedClause, by: Iterable[str], address: str | None) -> Change:
        """Return a revision of the first step; its author says so, for the same delegation may want the second."""
        change = self._change(op, decided, by, address)
        return replace(change, author=self._printer.say("decided by", whom=change.author))

    def _decided_whole(self, decided: ConsolidatedClause) -> Change | None:
        if not decided.clause.standing:
            return self._made("ins", decided, decided.inserted_by, None)
        if decided.deleted_by:
            return self._made("del", decided, decided.deleted_by, None)
        return None


def _length(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces if _is_present(piece))


def _is_present(piece: Piece) -> bool:
    """Whether a piece holds words of the present text."""
    return piece.at is not None and not piece.proposed


def _worn(pieces: Iterable[Piece], low: int, high: int, change: Change) -> list[Piece]:
    """Return the pieces with the present words between two places inside a further revision, the outermost."""
    worn: list[Piece] = []
    for piece in pieces:
        if piece.at is None or not _is_present(piece) or not piece.text:
            worn.append(piece)
            continue
        start = min(max(low - piece.at, 0), len(piece.text))
        end = min(max(high - piece.at, start), len(piece.text))
        if end == start:
            worn.append(piece)
            continue
        before = replace(piece, text=piece.text[:start], gap=False)
        inside = replace(
            piece,
            text=piece.text[start:end],
            at=piece.at + start,
            changes=(change, *piece.changes),
            notes=() if start else piece.notes,
        )
        after = replace(piece, text=piece.text[end:], at=piece.at + end, notes=())
        worn += [one for one in (before, inside, after) if one.text]
    return worn
