"""Where two long texts can be cut so that their pieces are aligned one by one.

The bare alignment takes time and memory by the square of the length. A word that stands only once in either text,
between the same two neighbours, is the same word for anybody who reads them: there both texts are cut.
"""

from collections.abc import Sequence

from documents.rising import longest_rising

_LONG = 2_000  # words: below it the square costs nothing
_PIECE = 500  # words between two cuts, at least

Place = tuple[int, int]  # of one word in both texts


def cuts(old: Sequence[int], new: Sequence[int]) -> list[Place]:
    """Return places before which both texts may be cut, in order; none for short texts.

    ``old`` and ``new`` are words as numbers, equal ones alike.

    >>> cuts([1, 2, 3], [1, 2, 3])
    []
    >>> text = list(range(3000))
    >>> cuts(text, [-1, *text])[:2]
    [(500, 501), (1000, 1001)]
    """
    if min(len(old), len(new)) < _LONG:
        return []
    found: list[Place] = []
    at = new_at = 0
    alone = _alone(old, new)
    for k in longest_rising([new_place for _, new_place in alone]):
        place, new_place = alone[k]
        if min(place - at, new_place - new_at, len(old) - place, len(new) - new_place) >= _PIECE:
            found.append((place, new_place))
            at, new_at = place, new_place
    return found


def _alone(old: Sequence[int], new: Sequence[int]) -> list[Place]:
    """Return the words that stand once in either text and between the same neighbours, in order of the old one."""
    once, new_once = _once(old), _once(new)
    return [
        (place, new_place)
        for word, place in once.items()
        if (new_place := new_once.get(word, 0))
        and 0 < place < len(old) - 1
        and new_place < len(new) - 1
        and old[place - 1] == new[new_place - 1]
        and old[place + 1] == new[new_place + 1]
    ]


def _once(words: Sequence[int]) -> dict[int, int]:
    """Return the place of each word that stands only once, in order."""
    places: dict[int, int] = {}
    again: set[int] = set()
    for place, word in enumerate(words):
        if places.setdefault(word, place) != place:
            again.add(word)
    return {word: place for word, place in places.items() if word not in again}
