"""Which clauses stand elsewhere in one order of a text than in another, and what each follows there."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from documents.content import ClauseKind
from documents.rising import longest_rising

BELOW = ("sub_item", "entry")  # kinds that stand under another clause


def moves_between(
    before: Sequence[str],
    after: Sequence[str],
    kinds: Mapping[str, ClauseKind],
    *,
    surely: Collection[str] = (),
) -> Iterator[tuple[str, str]]:
    """Yield each clause that moved, with the one that it follows now, "" for none.

    The fewest that can have moved, besides those that ``surely`` did; not what only went with the clause above it.
    What stands at the top follows what stands at the top.

    >>> kinds = dict.fromkeys("ABC", "operative") | {"a": "sub_item"}
    >>> list(moves_between(["A", "a", "B", "C"], ["B", "C", "A", "a"], kinds, surely=["A", "a"]))
    [('A', 'C')]
    """
    places = {clause: place for place, clause in enumerate(before)}
    order = [clause for clause in after if clause in places]
    kept = [clause for clause in order if clause not in surely]
    stayed = {kept[place] for place in longest_rising([places[clause] for clause in kept])}
    above, above_before = _above(order, kinds), _above(before, kinds)
    for place, clause in enumerate(order):
        head = above[clause]
        if clause in stayed or (head and head not in stayed and head == above_before[clause]):
            continue
        row = order[:place]
        if kinds[clause] not in BELOW:
            row = [one for one in row if kinds[one] not in BELOW]
        yield clause, row[-1] if row else ""


def _above(order: Sequence[str], kinds: Mapping[str, ClauseKind]) -> dict[str, str]:
    """Return the clause that each one of a row stands under, "" for those that stand for themselves."""
    above: dict[str, str] = {}
    head = ""
    for clause in order:
        is_below = kinds.get(clause) in BELOW
        above[clause] = head if is_below else ""
        head = head if is_below else clause
    return above
