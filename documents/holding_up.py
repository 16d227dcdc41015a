"""What holds a text most up: the clauses on which the room would have to speak first."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from documents.standing import Against, Matter, Standing

# A collision cannot be agreed by waiting, an objection must be answered, and so on down to what goes along with others.
_WEIGHTS: Mapping[Matter, int] = {
    "collision": 5,
    "objection": 4,
    "reservation": 3,
    "awaited": 2,
    "amendment": 1,
    "package": 1,
}


def most_held_up(standings: Iterable[Standing]) -> list[Standing]:
    """Return the clauses against which something stands, what holds most up first; of each the weightiest first.

    Clauses that weigh alike stay in the order given, which is that of the text.

    >>> from documents.consensus import Agreement
    >>> amended, opposed = Against("amendment", ("KAZ",)), Against("objection", ("UZB",))
    >>> standings = [
    ...     Standing(clause="a", agreement=Agreement(), against=(amended,)),
    ...     Standing(clause="b", agreement=Agreement(), against=(amended, opposed)),
    ...     Standing(clause="c", agreement=Agreement(), against=()),
    ... ]
    >>> [(one.clause, [it.matter for it in one.against]) for one in most_held_up(standings)]
    [('b', ['objection', 'amendment']), ('a', ['amendment'])]
    """
    held = [
        replace(one, against=tuple(sorted(one.against, key=_weight, reverse=True)))
        for one in standings
        if one.against
    ]
    return sorted(held, key=lambda one: sum(map(_weight, one.against)), reverse=True)


def _weight(one: Against) -> int:
    return _WEIGHTS[one.matter]
