"""Words found in a text as people look for them: in any case, across any white space, whichever apostrophe or dash.

What is searched is what is read: of a cross-reference its label, never the id that the text holds.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from documents.references import printed_pieces
from documents.tokens import fold

_SOFT = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # nobody sees them, and nobody types them


class Found(NamedTuple):
    """Where in a text it was found, in characters."""

    start: int
    end: int


def find_words(text: str, wanted: str, labels: Mapping[str, str]) -> tuple[Found, ...]:
    """Return where the words stand in a text, from left to right; nothing of them twice, and () for no words at all.

    >>> find_words("The Oʻzbekiston\\u00a0Republic, the republic", "o'zbekiston republic", {})
    (Found(start=4, end=24),)
    >>> find_words("as in ⟦aaaaaaaaaaaaaaaa⟧", "op 5", {"aaaaaaaaaaaaaaaa": "OP 5"})
    (Found(start=6, end=24),)
    """
    words = _plain(wanted).split()
    if not words:
        return ()
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    if not pattern.search(_plain("".join(printed for *_, printed in printed_pieces(text, labels)))):
        return ()  # most texts hold nothing of it: they are not walked through letter by letter
    letters, places = _as_read(text, labels)
    return tuple(
        _apart(Found(places[hit.start()][0], places[hit.end() - 1][1]) for hit in pattern.finditer(letters))
    )


def _apart(found: Iterator[Found]) -> Iterator[Found]:
    """Yield what does not begin before the end of what came before: two hits inside one label are one."""
    end = 0
    for one in found:
        if one.start >= end:
            yield one
            end = one.end


def _as_read(text: str, labels: Mapping[str, str]) -> tuple[str, list[tuple[int, int]]]:
    """Return a text as it is searched, and of each character where in the text it comes from."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end, printed in printed_pieces(text, labels):
        is_label = text[start:end] != printed
        for at, letter in enumerate(printed):
            if plain := _plain(letter):
                letters.append(plain)
                places += [(start, end) if is_label else (start + at, start + at + 1)] * len(plain)
    return "".join(letters), places


def _plain(text: str) -> str:
    return fold(text).translate(_DROPPED).lower().replace("ё", "е")


_DROPPED = dict.fromkeys(map(ord, _SOFT))
