"""Which clauses of a long text are drawn with their marks at once: the chosen one and those nearest to it.

A page with hundreds of clauses and a thousand amendments would take seconds to draw, and nobody reads it in one look.
The words of all clauses stand there from the beginning; the marks of those far away come as the reader comes near.
"""

from collections.abc import Collection, Sequence

AT_ONCE = 150  # amendments: more than a Declaration in negotiation has had, so that its page is drawn whole


def far_from(counts: Sequence[int], chosen: int) -> Collection[int]:
    """Return which clauses wait, by their places, of those that have so many amendments each.

    Clauses without any have no marks to wait for.

    >>> sorted(far_from([70, 0, 70, 70, 70], 2)), far_from([2, 0, 2], 2)
    ([0, 4], set())
    """
    nearest = sorted((place for place, count in enumerate(counts) if count), key=lambda at: abs(at - chosen))
    far = set()
    drawn = 0
    for place in nearest:
        drawn += counts[place]
        if drawn > AT_ONCE and place != chosen:
            far.add(place)
    return far
