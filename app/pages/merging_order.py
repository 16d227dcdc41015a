"""In which order the words of merged clauses follow one another, as whoever merges them says on the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.pages.forms import sent_one

_PLACE = "place."


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """One of the chosen clauses, and at which place its words stand."""

    clause: str
    words: str
    place: int


def chosen_order(form: Mapping[str, list[str]], clauses: Sequence[str]) -> list[str]:
    """Return clauses, which are given in the order of the text, in the order that a form says.

    It has a place for each that was chosen when it was shown. One that got an earlier place goes before the one that
    stood there, one that got a later place behind it; what was chosen since comes last.

    >>> chosen_order({"place.a": ["1"], "place.b": ["2"], "place.c": ["1"]}, ["a", "b", "c", "d"])
    ['c', 'a', 'b', 'd']
    >>> chosen_order({"place.a": ["3"], "place.b": ["2"], "place.c": ["3"]}, ["a", "b", "c"])
    ['b', 'c', 'a']
    """
    shown = [name.removeprefix(_PLACE) for name in form if name.startswith(_PLACE)]

    def key(clause: str) -> tuple[int, int, int]:
        if clause not in shown:
            return len(shown) + 1, 0, clauses.index(clause)
        before, said = shown.index(clause) + 1, sent_one(form, f"{_PLACE}{clause}")
        place = min(int(said), len(shown)) if said.isascii() and said.isdigit() and len(said) < 4 else before
        return place, (place > before) - (place < before), before

    return sorted(clauses, key=key)
