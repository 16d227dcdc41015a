"""A consolidation as it is drawn with square brackets, piece by piece.

Page and Word file draw the same brackets, because both draw these pieces, in their order, and decide only how
each kind looks; ``documents.shared_parts`` puts long wordings that are nearly alike into one. Nobody parses a text to
find them: a wording may hold brackets of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Literal

from documents.consolidation import Consolidation, Passage, Reservation
from documents.tokens import tokenize
from documents.uncrossing import uncrossed

PieceKind = Literal["text", "open", "close", "owners", "no text"]
PieceRole = Literal["agreed", "base", "alternative", "reservation"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to draw.

    ``kind``: *text* is words; *open* and *close* are the brackets; *owners* stands before the closing bracket
    and says whose the wording is (its ``text`` is "", the way of naming them is the drawer's); *no text* stands
    for a wording that is empty. ``role``: *agreed* words stand in no brackets but perhaps those of a reservation;
    the *base* comes first among competing wordings, each *alternative* after it; a *reservation* is a bracket
    round words that nobody rewords. ``delegations`` own the alternative or the reservation. ``passage`` is the
    index of the passage in the consolidation, None for the brackets of a reservation. ``at`` is where in the base
    (in characters) the words stand, or the words that they would replace.
    """

    kind: PieceKind
    text: str
    role: PieceRole
    delegations: tuple[str, ...] = ()
    passage: int | None = None
    at: int = 0


def bracketed_pieces(consolidation: Consolidation) -> tuple[Piece, ...]:
    """Return a consolidation as pieces to draw; without dispute, one piece of text or none.

    White space at the border of a bracket stands outside it, as a drafter would type it. ``passage`` of a piece counts
    in the consolidation as it is drawn, ``documents.uncrossing.uncrossed``.

    >>> from documents.consolidation import Proposal, consolidate
    >>> both = consolidate("Parties shall act.", [Proposal("KAZ", "Parties should act.")])
    >>> [(piece.kind, piece.text) for piece in bracketed_pieces(both)][:5]
    [('text', 'Parties '), ('open', '['), ('text', 'shall'), ('close', ']'), ('open', '[')]
    """
    return tuple(_Drawing(uncrossed(consolidation)).pieces())


class _Drawing:
    def __init__(self, consolidation: Consolidation) -> None:
        self.consolidation = consolidation
        self.tokens = tokenize(consolidation.base)
        self.offsets = [0, *accumulate(map(len, self.tokens))]

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces; where what is put in would read as something else, that the text has nothing there.

        Right behind competing wordings it would be one more of theirs, before the same words a reservation of these.
        """
        wordings_of: int | None = None  # the passage whose wordings have just ended
        for piece in self._pieces():
            opens = piece.kind == "open" and piece.role == "alternative" and wordings_of != piece.passage
            if opens and (wordings_of is not None or self._repeats(piece)):
                yield Piece("open", "[", "base", passage=piece.passage, at=piece.at)
                yield Piece("no text", "", "base", passage=piece.passage, at=piece.at)
                yield Piece("close", "]", "base", passage=piece.passage, at=piece.at)
            yield piece
            wordings_of = piece.passage if piece.kind == "close" and piece.role == "alternative" else None

    def _repeats(self, opening: Piece) -> bool:
        """Return whether what is put in first where a bracket opens are the words that come next."""
        passage = self.consolidation.passages[opening.passage or 0]
        words = "".join(passage.alternatives[0].text.split())
        follows = (sign for sign in self.consolidation.base[opening.at :] if not sign.isspace())
        return not passage.base and "".join(islice(follows, len(words))) == words

    def _pieces(self) -> Iterator[Piece]:
        start = 0  # in tokens
        for index, passage in enumerate(self.consolidation.passages):
            end = start + len(tokenize(passage.base))
            marks = _Marks.of(self.consolidation, start, end, disputed=bool(passage.alternatives))
            yield from (self._opening(reservation) for reservation in marks.before)
            if passage.alternatives:
                yield from self._disputed(index, passage, start, end, marks)
            else:
                yield from self._words(index, "agreed", start, end, marks)
            for reservation in marks.after:
                yield from self._closing(reservation)
            start = end

    def _disputed(
        self, index: int, passage: Passage, start: int, end: int, marks: "_Marks"
    ) -> Iterator[Piece]:
        at = self.offsets[start]
        lead, trail = outer_space(passage)
        if lead:
            yield Piece("text", lead, "agreed", passage=index, at=at)
        if passage.base:
            yield Piece("open", "[", "base", passage=index, at=at)
            yield from self._words(index, "base", start, end, marks, len(lead), len(trail))
            yield Piece("close", "]", "base", passage=index, at=self.offsets[end])
        for alternative in passage.alternatives:
            owners = alternative.delegations
            words = alternative.text[len(lead) : len(alternative.text) - len(trail)]
            kind: PieceKind = "text" if words else "no text"
            yield Piece("open", "[", "alternative", owners, index, at)
            yield Piece(kind, words, "alternative", owners, index, at)
            yield Piece("owners", "", "alternative", owners, index, at)
            yield Piece("close", "]", "alternative", owners, index, at)
        if trail:
            yield Piece("text", trail, "agreed", passage=index, at=max(at, self.offsets[end] - len(trail)))

    def _words(
        self,
        index: int,
        role: PieceRole,
        start: int,
        end: int,
        marks: "_Marks",
        lead: int = 0,
        trail: int = 0,
    ) -> Iterator[Piece]:
        """Yield words of the base without so many characters at both ends, and the brackets inside them."""
        first, last = self.offsets[start] + lead, self.offsets[end] - trail
        at = first
        for k in range(start, end + 1):
            opens, closes = marks.opens.get(k, ()), marks.closes.get(k, ())
            if not (opens or closes or k == end):
                continue
            to = min(max(self.offsets[k], first), last)
            if to > at:
                yield Piece("text", self.consolidation.base[at:to], role, passage=index, at=at)
                at = to
            for reservation in closes:
                yield from self._closing(reservation)
            yield from (self._opening(reservation) for reservation in opens)

    def _opening(self, reservation: Reservation) -> Piece:
        at = self.offsets[reservation.start]
        return Piece("open", "[", "reservation", reservation.delegations, at=at)

    def _closing(self, reservation: Reservation) -> Iterator[Piece]:
        at, owners = self.offsets[reservation.end], reservation.delegations
        yield Piece("owners", "", "reservation", owners, at=at)
        yield Piece("close", "]", "reservation", owners, at=at)


@dataclass(frozen=True, slots=True)
class _Marks:
    """The borders of reservations that fall into one passage.

    Where the passage is disputed, a reservation of all its words stands round the competing wordings, and one of
    a part of them inside the brackets of the base.
    """

    before: tuple[Reservation, ...]
    opens: dict[int, tuple[Reservation, ...]]  # inside, by token
    closes: dict[int, tuple[Reservation, ...]]
    after: tuple[Reservation, ...]

    @classmethod
    def of(cls, consolidation: Consolidation, start: int, end: int, *, disputed: bool) -> "_Marks":
        """Return what falls into the tokens from ``start`` to ``end``; into an insertion nothing does."""
        before: list[Reservation] = []
        after: list[Reservation] = []
        opens: dict[int, tuple[Reservation, ...]] = {}
        closes: dict[int, tuple[Reservation, ...]] = {}
        # The longer of two that open together opens first; the shorter of two that close together closes first.
        for one in sorted(consolidation.reservations, key=lambda r: -r.end):
            if start <= one.start < end:
                if one.start == start and (one.end >= end or not disputed):
                    before.append(one)
                else:
                    opens[one.start] = (*opens.get(one.start, ()), one)
        for one in sorted(consolidation.reservations, key=lambda r: -r.start):
            if start < one.end <= end:
                if one.end == end and (one.start <= start or not disputed):
                    after.append(one)
                else:
                    closes[one.end] = (*closes.get(one.end, ()), one)
        return cls(tuple(before), opens, closes, tuple(after))


def outer_space(passage: Passage) -> tuple[str, str]:
    """Return the white space with which all wordings of a passage begin, and with which they end.

    A wording without any text does not count; where one is nothing but white space, all of it is in dispute.
    """
    wordings = [text for text in (passage.base, *(a.text for a in passage.alternatives)) if text]
    if any(text.isspace() for text in wordings):
        return "", ""
    leads = {text[: len(text) - len(text.lstrip())] for text in wordings}
    trails = {text[len(text.rstrip()) :] for text in wordings}
    return leads.pop() if len(leads) == 1 else "", trails.pop() if len(trails) == 1 else ""
