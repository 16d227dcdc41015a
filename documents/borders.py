"""Where a text may be cut in parts: at the ends of its sentences, and of the pieces that commas make."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from documents.errors import UnknownValue
from documents.following import place_of

_BORDER = re.compile(r"[.;:,][\"'”»)\]]*\s+|\n+")
_BEGINNING = re.compile(r"\S+(?:[^\S\n]+\S+){0,2}")
_ENOUGH = 60  # characters of a part that tell it from the others


@dataclass(frozen=True, slots=True)
class Border:
    """A place where a part may begin, with the words around it."""

    at: int  # characters from the beginning
    before: str
    after: str


def borders_in(text: str) -> list[Border]:
    """Return the places where a text may be cut, in its order.

    >>> [(one.at, one.before, one.after) for one in borders_in("Rivers unite; lakes, too.")]
    [(14, 'Rivers unite;', 'lakes, too.'), (21, 'lakes,', 'too.')]
    """
    ends = [found.end() for found in _BORDER.finditer(text) if text[found.end() :].strip()]
    return [
        Border(at, _last(text[start:at].strip()), _first(text[at:].strip()))
        for start, at in zip([0, *ends], ends, strict=False)
    ]


def beginnings_at(text: str, places: Iterable[int]) -> list[tuple[str, int]]:
    """Return the words with which parts begin at some borders, each with the which ones they are in the text.

    Raises UnknownValue for a place that is no border.

    >>> beginnings_at("To act, to act, to rest.", [8, 16])
    [('to act, to', 1), ('to rest', 1)]
    """
    known = {border.at for border in borders_in(text)}
    found = []
    for at in sorted(set(places)):
        beginning = _BEGINNING.match(text, at)
        if at not in known or beginning is None:
            raise UnknownValue("The text cannot be cut there; choose among its borders.", field="cut")
        words = beginning[0].rstrip(".,;:!?\"'”»)]")
        occurrence = 1
        while place_of(text, words, occurrence)[0] < at:
            occurrence += 1
        found.append((words, occurrence))
    return found


def _first(words: str) -> str:
    return words if len(words) <= _ENOUGH else f"{words[:_ENOUGH].rsplit(' ', 1)[0]} …"


def _last(words: str) -> str:
    return words if len(words) <= _ENOUGH else f"… {words[-_ENOUGH:].split(' ', 1)[-1]}"
