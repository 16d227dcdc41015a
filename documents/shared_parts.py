"""Long wordings of one passage that differ in few words: what they share is read once.

Two delegations that put in the same sentence, one with "shall" and one with "should", dispute a word, not a sentence.
The passage keeps both wordings as they are; this is how they are drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.brackets import Piece, bracketed_pieces, outer_space
from documents.consolidation import Alternative, Consolidation, Passage, Proposal, consolidate
from documents.diff import similarity
from documents.tokens import count_words
from documents.uncrossing import uncrossed

_LONG = 6  # words: shorter wordings are compared at a glance
_NEAR = 0.7  # similarity from which a reader sees one wording with changes


@dataclass(frozen=True, slots=True)
class Shared:
    """Wordings of a passage in one: the first of them as base, owned by ``first``, the others as proposals on it."""

    text: Consolidation
    first: tuple[str, ...]

    @property
    def delegations(self) -> tuple[str, ...]:
        """Everyone who wants one of the wordings, sorted."""
        return tuple(sorted({*self.first, *self.text.delegations}))


def share_parts(passage: Passage) -> tuple[Alternative | Shared, ...]:
    """Return the alternatives of a passage, those that are near to one another in one.

    >>> passage = Passage("", (
    ...     Alternative("The Parties shall report on it every second year.", ("KAZ",)),
    ...     Alternative("The Parties should report on it every second year.", ("UZB",)),
    ...     Alternative("No text.", ("TKM",))))
    >>> shared, other = share_parts(passage)
    >>> [(part.base, [one.text for one in part.alternatives]) for part in shared.text.passages][1]
    ('shall', ['should'])
    """
    groups: list[list[Alternative]] = []
    for alternative in passage.alternatives:
        near = next((group for group in groups if _is_near(group[0].text, alternative.text)), None)
        if near is None:
            groups.append([alternative])
        else:
            near.append(alternative)
    return tuple(_drawn_as(groups))


@dataclass(frozen=True, slots=True)
class SharedWording:
    """Wordings that are drawn in one, in place of the pieces of each; ``passage`` as in :class:`Piece`."""

    passage: int
    shared: Shared


def shared_pieces(one: Consolidation) -> Iterator[Piece | SharedWording]:
    """Yield the pieces of a consolidation; wordings that share most words come in one, where the first stands."""
    one = uncrossed(one)
    places: dict[tuple[int | None, tuple[str, ...]], SharedWording | None] = {}
    for index, passage in enumerate(one.passages):
        for part in share_parts(_without_outer_space(passage)) if len(passage.alternatives) > 1 else ():
            if isinstance(part, Shared):
                codes = set(part.delegations)
                wordings = [wording.delegations for wording in passage.alternatives]
                places |= {(index, owners): None for owners in wordings if codes.issuperset(owners)}
                places[index, part.first] = SharedWording(index, part)
    for piece in bracketed_pieces(one):
        place = piece.passage, piece.delegations
        if piece.role != "alternative" or place not in places:
            yield piece
        elif piece.kind == "open" and (wording := places[place]):
            yield wording


def _without_outer_space(passage: Passage) -> Passage:
    """Return a passage whose wordings begin and end with words: the space round them stands outside the bracket."""
    lead, trail = map(len, outer_space(passage))
    return Passage(
        passage.base,
        tuple(
            Alternative(one.text[lead : len(one.text) - trail], one.delegations)
            for one in passage.alternatives
        ),
    )


def _drawn_as(groups: list[list[Alternative]]) -> Iterator[Alternative | Shared]:
    for first, *others in groups:
        if not others:
            yield first
            continue
        wanted = [Proposal(code, other.text) for other in others for code in other.delegations]
        yield Shared(consolidate(first.text, wanted), first.delegations)


def _is_near(one: str, other: str) -> bool:
    return min(count_words(one), count_words(other)) >= _LONG and similarity(one, other) >= _NEAR
