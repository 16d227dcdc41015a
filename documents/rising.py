"""The longest row of places that rises: what kept its order. Everything else is the least that must have moved."""

from bisect import bisect_left
from collections.abc import Sequence


def longest_rising(places: Sequence[int]) -> list[int]:
    """Return which of the places make the longest row that rises, as indices in order; of equal places one.

    >>> longest_rising([0, 3, 1, 2])
    [0, 2, 3]
    """
    ends: list[int] = []  # of the rows of each length, the smallest place that ends one
    last: list[int] = []  # and its index
    before: list[int] = []  # of each index, the one before it in its row; -1 at the beginning
    for k, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [k]
    row: list[int] = []
    k = last[-1] if last else -1
    while k >= 0:
        row.append(k)
        k = before[k]
    return row[::-1]
