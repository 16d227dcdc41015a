"""Base, proposal and bridge in one text: the chair's edit of what a delegation proposed, against what stood before.

Each piece says in which of the three texts it stands; from that follows who brought it and who wants it out.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from documents.diff import Op, diff_words

Owner = Literal["base", "proposal", "bridge"]


class ThreefoldPiece(NamedTuple):
    """Words, and in which of the three texts they stand: in one of them at least."""

    text: str
    base: bool
    proposal: bool
    bridge: bool

    @property
    def owner(self) -> Owner:
        """Whose words they are: the first of the texts that has them."""
        return "base" if self.base else "proposal" if self.proposal else "bridge"

    @property
    def struck_by(self) -> Owner | None:
        """Which text left them out; None where they stand in the bridge."""
        if self.bridge:
            return None
        return "bridge" if self.proposal else "proposal"

    @property
    def restored(self) -> bool:
        """Whether the proposal struck them and the bridge has them again."""
        return self.base and self.bridge and not self.proposal


def three_texts(base: str, proposal: str, bridge: str) -> tuple[ThreefoldPiece, ...]:
    """Return three texts in one; the pieces of each join to it.

    >>> pieces = three_texts("Parties shall act.", "Parties should act.", "Parties will act.")
    >>> [(piece.text, piece.owner, piece.struck_by) for piece in pieces[1:-1]]
    [('shall', 'base', 'proposal'), ('should', 'proposal', 'bridge'), ('will', 'bridge', None)]
    >>> [piece.text for piece in three_texts("We shall act.", "We may act.", "We shall act.") if piece.restored]
    ['shall']
    """
    pieces: list[ThreefoldPiece] = []
    for common, together in groupby(_laid_together(base, proposal, bridge), key=_in_all):
        cluster = list(together)
        pieces += cluster if common else _restored(cluster)
    return tuple(_joined(pieces))


def _in_all(piece: ThreefoldPiece) -> bool:
    return piece.base and piece.proposal and piece.bridge


def _laid_together(base: str, proposal: str, bridge: str) -> Iterator[ThreefoldPiece]:
    """Yield what two differences say of the words of the proposal, with what only the base or the bridge has."""
    before = [(segment.op, segment.text) for segment in diff_words(base, proposal)][::-1]
    after = [(segment.op, segment.text) for segment in diff_words(proposal, bridge)][::-1]
    while before or after:
        if before and before[-1][0] == "delete":
            yield ThreefoldPiece(before.pop()[1], True, False, False)
        elif after and after[-1][0] == "insert":
            yield ThreefoldPiece(after.pop()[1], False, False, True)
        else:  # words of the proposal, as many as both differences say the same of
            length = min(len(before[-1][1]), len(after[-1][1]))
            in_base, in_bridge = before[-1][0] == "equal", after[-1][0] == "equal"
            text = _take(before, length)
            _take(after, length)
            yield ThreefoldPiece(text, in_base, True, in_bridge)


def _take(rest: list[tuple[Op, str]], length: int) -> str:
    op, text = rest.pop()
    if length < len(text):
        rest.append((op, text[length:]))
    return text[:length]


def _restored(cluster: list[ThreefoldPiece]) -> Iterable[ThreefoldPiece]:
    """Return pieces in which words that the bridge has taken back from the base are the base's again.

    Only where the proposal's own words between them are all dropped: otherwise they have another place.
    """
    if any(piece.proposal and (piece.base or piece.bridge) for piece in cluster):
        return cluster
    struck = "".join(piece.text for piece in cluster if piece.base)
    put_in = "".join(piece.text for piece in cluster if piece.bridge)
    dropped = [piece for piece in cluster if piece.proposal]
    between = [
        ThreefoldPiece(segment.text, segment.op != "insert", False, segment.op != "delete")
        for segment in diff_words(struck, put_in)
    ]
    first_new = next((k for k, piece in enumerate(between) if not piece.base), len(between))
    return [*between[:first_new], *dropped, *between[first_new:]]


def _joined(pieces: Iterable[ThreefoldPiece]) -> Iterator[ThreefoldPiece]:
    for _, alike in groupby(pieces, key=lambda piece: piece[1:]):
        first, *others = alike
        yield first._replace(text="".join((first.text, *(piece.text for piece in others))))
