"""Where the edits of two texts meet, and whether one of them already does what the other wants.

Two texts written from one base meet where they touch the same words. What merely stands side by side stays
apart, unless the one has taken up the other: then treating them apart would do the same thing twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.alignment import Alignment, Edit


@dataclass(frozen=True, slots=True)
class Knot:
    """The edits of two texts that touch the same words ``start`` to ``end`` of the base."""

    start: int
    end: int
    mine: tuple[Edit, ...]
    theirs: tuple[Edit, ...]


def knots(mine: Alignment, theirs: Alignment) -> Iterator[Knot]:
    """Yield the edits of two texts from left to right, those that touch the same words together.

    Edits that only stand side by side stay apart: an insertion before replaced words, or after them.
    """
    both = sorted(
        [(edit.start, edit.end, 0, edit) for edit in mine.edits]
        + [(edit.start, edit.end, 1, edit) for edit in theirs.edits],
        key=lambda one: one[:3],
    )
    texts = (mine, theirs)
    group: list[tuple[int, Edit]] = []
    start = end = 0
    for first, last, side, edit in both:
        touches = first < end or (first == last == start == end)
        if group and not touches and first == end:
            # Where both were decided together, their difference shows them as one: "k" before and "w" -> "u"
            # give "w" -> "k u". Inserted again, "k" would stand there twice.
            other, neighbour = group[-1]
            touches = side != other and (
                _takes_up(texts[side], edit, texts[other], neighbour)
                or _takes_up(texts[other], neighbour, texts[side], edit)
            )
        if group and not touches:
            yield _knot(start, end, group)
            group = []
        if not group:
            start, end = first, last
        end = max(end, last)
        group.append((side, edit))
    if group:
        yield _knot(start, end, group)


def _knot(start: int, end: int, group: list[tuple[int, Edit]]) -> Knot:
    return Knot(
        start,
        end,
        tuple(edit for side, edit in group if side == 0),
        tuple(edit for side, edit in group if side == 1),
    )


def brought(alignment: Alignment, edits: Sequence[Edit]) -> frozenset[tuple[int, int, tuple[str, ...]]]:
    """Return what edits do to the words of the base, in the smallest pieces, for comparison."""
    return frozenset(
        piece
        for edit in edits
        for part in edit.single
        for piece in (
            ((part.start, part.end, alignment.inserted(part)),)
            if part.inserts
            else ((k, k + 1, ()) for k in range(part.start, part.end))
        )
    )


def taken_up(one: Alignment, edit: Edit, other: Alignment, others: Sequence[Edit]) -> bool:
    """Return whether everything that an edit of one text does is done in the other text too."""
    there = brought(other, others)
    return all(
        brought(one, (part,)) <= there
        or any(_takes_up(one, part, other, larger) for whole in others for larger in whole.single)
        for part in edit.single
    )


def _takes_up(one: Alignment, part: Edit, other: Alignment, larger: Edit) -> bool:
    """Return whether a larger edit does what an edit does, and something beside it.

    Its words stand on the same side of the larger edit's words as their place does. Words that are only struck
    must leave fewer words behind; of the same words replaced in two ways neither takes up the other.
    """
    wanted, present = one.inserted(part), other.inserted(larger)
    if not (larger.start <= part.start and part.end <= larger.end and larger.deletes > part.deletes):
        return False
    if not wanted:
        return part.deletes > 0 and len(present) <= larger.deletes - part.deletes
    at_start, at_end = part.start == larger.start, part.end == larger.end
    if at_start or at_end:
        length = len(wanted)
        return (at_start and present[:length] == wanted) or (at_end and present[-length:] == wanted)
    return any(present[k : k + len(wanted)] == wanted for k in range(1, len(present) - len(wanted)))
