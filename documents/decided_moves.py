"""Which clauses moved since an edition, and the present text with these back in the places that they left."""

from collections.abc import Collection, Mapping, Sequence

from documents.document import Clause
from documents.editions import FrozenClause
from documents.rising import longest_rising


def moves_since(edition: Sequence[FrozenClause], present: Sequence[Clause]) -> dict[str, str]:
    """Return what stands elsewhere among its siblings, or under another clause: id -> what it follows today.

    "" for the first place; a sub-item that comes first follows the clause above it.
    """
    places = {one.id: place for place, one in enumerate(edition)}
    parents = {one.id: one.parent or "" for one in edition}
    moved: dict[str, str] = {}
    for parent, siblings in _siblings(present).items():
        at_home = [one for one in siblings if parents.get(one) == parent]
        kept = {at_home[place] for place in longest_rising([places[one] for one in at_home])}
        last = parent
        for one in siblings:
            if one in places and one not in kept:
                moved[one] = last
            last = one
    return moved


def put_back(
    edition: Sequence[FrozenClause], present: Sequence[Clause], moved: Collection[str]
) -> list[Clause]:
    """Return the present text with some clauses, and what stands under them, where the edition had them."""
    staying: list[Clause] = []
    leaving: dict[str, list[Clause]] = {}
    group: list[Clause] | None = None  # what leaves with the last clause at the top
    for clause in present:
        if clause.id in moved:
            own = leaving[clause.id] = [clause]
            if not clause.depth:
                group = own
        elif clause.depth and group is not None:
            group.append(clause)
        else:
            group = None
            staying.append(clause)
    before: list[str] = []
    for one in edition:
        if one.id in leaving:
            place = _place_behind(staying, before, top=one.parent is None)
            staying[place:place] = leaving[one.id]
        before.append(one.id)
    return staying


def _siblings(present: Sequence[Clause]) -> Mapping[str, list[str]]:
    """Return the clauses under each clause, "" for those at the top, in their order."""
    found: dict[str, list[str]] = {}
    head = ""
    for clause in present:
        found.setdefault(head if clause.depth else "", []).append(clause.id)
        if not clause.depth:
            head = clause.id
    return found


def _place_behind(clauses: Sequence[Clause], before: Sequence[str], *, top: bool) -> int:
    """Return the place behind the last of some clauses that is there, and for a clause at the top behind its parts."""
    places = {clause.id: place for place, clause in enumerate(clauses)}
    place = next((places[one] + 1 for one in reversed(before) if one in places), 0)
    while top and place < len(clauses) and clauses[place].depth:
        place += 1
    return place
