"""Which proposed moves can be shown as moves: a clause with its sub-items, where it leaves and where it arrives.

In a redline a clause stands in both places, and its words can leave the old one by one hand only. So a move is shown
as one where nobody else touches the clause; where somebody does, or two want it in different places, words say it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from documents.document import ConsolidatedClause

_IN_TABLES = ("chapter", "entry")  # a file has no way to say that a row moved
_OPENING = ("title", "chapeau")


@dataclass(frozen=True, slots=True)
class MovedClauses:
    """A clause and what stands under it, as places in a row of clauses: from ``first`` to before ``end``."""

    first: int
    end: int
    to: int  # before which place it would stand
    after: str  # id of the clause to follow
    by: frozenset[str]
    tabled_at: datetime
    amendments: frozenset[str]


def find_moves(
    clauses: Sequence[ConsolidatedClause], *, whoever_rewords: bool = False
) -> tuple[MovedClauses, ...]:
    """Return the moves that can be shown; those that lead to one place in the order in which they arrive there.

    ``whoever_rewords``: also of clauses that others reword, for a text that is accepted or rejected as a whole.
    """
    places = {item.clause.id: place for place, item in enumerate(clauses)}
    left = {
        move.first: move
        for first, item in enumerate(clauses)
        if any(one.kind == "move" for one in item.amendments)
        for move in _moves_of(clauses, first, places, whoever_rewords=whoever_rewords)
    }
    found: list[MovedClauses] = []
    for move in left.values():
        goal = places.get(move.after, -1)
        stands_there = move.first <= move.to <= move.end
        follows = any(other.first <= goal < other.end for other in left.values())
        if not stands_there and not follows and _is_alone(move, found):
            found += _with_followers(clauses, move, left)
    return tuple(found)


def _is_alone(move: MovedClauses, found: Sequence[MovedClauses]) -> bool:
    """Whether nobody who wants a move wants another clause in the same place: which comes first is not said."""
    return not any(other.to == move.to and other.by & move.by for other in found)


def _with_followers(
    clauses: Sequence[ConsolidatedClause], move: MovedClauses, left: Mapping[int, MovedClauses]
) -> Iterator[MovedClauses]:
    """Yield a move, and one that the same delegations want right behind it, and so on."""
    yield move
    head = clauses[move.first].clause
    following = [
        other
        for other in left.values()
        if other.after == head.id and other.by == move.by and clauses[other.first].clause.depth == head.depth
    ]
    for one in following[:1]:
        yield from _with_followers(clauses, replace(one, to=move.to), left)


def _moves_of(
    clauses: Sequence[ConsolidatedClause], first: int, places: dict[str, int], *, whoever_rewords: bool
) -> Iterator[MovedClauses]:
    item = clauses[first]
    moves = [one for one in item.amendments if one.kind == "move"]
    goals = {one.after for one in moves}
    by = frozenset(code for one in moves for code in one.sponsors)
    end = _end_of(clauses, first)
    if len(goals) > 1 or item.clause.kind in _IN_TABLES or not (goals - {""} <= places.keys()):
        return
    if any(one.kind == "move" for below in clauses[first + 1 : end] for one in below.amendments):
        return
    if not all(_is_free(one, by, whoever_rewords=whoever_rewords) for one in clauses[first:end]):
        return
    after = goals.pop()
    to = _place_behind(clauses, places, after, depth=item.clause.depth)
    since = min(one.tabled_at for one in moves)
    yield MovedClauses(first, end, to, after, by, since, frozenset(one.id for one in moves))


def _end_of(clauses: Sequence[ConsolidatedClause], first: int) -> int:
    """Return the place behind a clause and all that stands under it."""
    end = first + 1
    while end < len(clauses) and clauses[end].clause.depth > clauses[first].clause.depth:
        end += 1
    return end


def _place_behind(
    clauses: Sequence[ConsolidatedClause], places: dict[str, int], after: str, *, depth: int
) -> int:
    """Return before which place a clause of a depth stands that follows another; first where it follows none."""
    if not after:
        return sum(item.clause.kind in _OPENING for item in clauses)
    place = places[after]
    return place + 1 if clauses[place].clause.depth < depth else _end_of(clauses, place)


def _is_free(item: ConsolidatedClause, by: frozenset[str], *, whoever_rewords: bool) -> bool:
    """Whether nobody but those who move a clause wants anything of it, and they want it to stay."""
    if not item.clause.standing or item.deleted_by or item.decided is not None:
        return False
    wanted: list[tuple[str, ...]] = []
    for consolidation in item.fields.values():
        wanted += [one.delegations for passage in consolidation.passages for one in passage.alternatives]
        wanted += [reservation.delegations for reservation in consolidation.reservations]
    return whoever_rewords or all(by == set(delegations) for delegations in wanted)
