"""Words of a text that somebody has pointed at: where they stand, and where they went when the text became another."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from documents.diff import diff_single_words
from documents.errors import UnknownValue
from documents.tokens import tokenize

Fate = Literal["kept", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words of one field, by themselves: no place of a text is kept, since texts move."""

    address: str  # of the field: "text", "indicators.k3v5.target"
    words: str
    occurrence: int = 1  # the which one, where the words stand there more than once


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of the words: as they were, others in their place, or nothing of them."""

    fate: Fate
    words: str  # what stands there now; "" where nothing of it is left


def place_of(text: str, words: str, occurrence: int = 1) -> tuple[int, int]:
    """Return where whole words stand in a text, as characters from and to.

    Raises UnknownValue where they do not stand there, or not so often.

    >>> place_of("Water is life; water is peace.", "is", 2)
    (21, 23)
    """
    found = _places(text, words)
    if len(found) < max(occurrence, 1):
        often = "" if occurrence == 1 else f" ({occurrence}\N{MULTIPLICATION SIGN})"
        raise UnknownValue(
            f"The text does not hold these words{often}; copy them from it, whole words.", field="passage"
        )
    return found[occurrence - 1]


def follow(old: str, new: str, pointer: Pointer) -> Followed:
    """Return where the words that a pointer names in the old text have gone in the new one.

    White space around the words is not theirs: it may go without them.

    >>> follow("The Parties shall fully act.", "All Parties should fully act.", Pointer("text", "shall fully"))
    Followed(fate='changed', words='should fully')
    >>> follow("The Parties shall fully act.", "The Parties shall act.", Pointer("text", "fully"))
    Followed(fate='gone', words='')
    """
    wanted = pointer.words.strip()
    start = place_of(old, pointer.words, pointer.occurrence)[0] + pointer.words.index(wanted)
    end = start + len(wanted)
    first, last = start, end
    for hunk in _hunks(old, new):
        # What was put in beside the words is not theirs; what stands in place of the first or the last one is.
        if hunk.end <= start:
            first = hunk.new_end + start - hunk.end
        elif hunk.start <= start:
            first = hunk.new_start
        if hunk.start < end:
            last = hunk.new_end + max(end - hunk.end, 0)
    words = new[first:last].strip()
    if words == wanted:
        return Followed("kept", wanted)
    # Moved words stand elsewhere. A common word may stand anywhere, so of few words only what is gone is looked for.
    if (not words or len(wanted.split()) > 2) and len(_places(new, wanted)) == 1:
        return Followed("kept", wanted)
    return Followed("changed", words) if words else Followed("gone", "")


class _Hunk(NamedTuple):
    """Characters of the old text that gave way to characters of the new one; either may be none."""

    start: int
    end: int
    new_start: int
    new_end: int


def _hunks(old: str, new: str) -> list[_Hunk]:
    found: list[_Hunk] = []
    at = there = 0
    for op, text, *_ in diff_single_words(old, new):
        old_part, new_part = len(text) * (op != "insert"), len(text) * (op != "delete")
        if op != "equal":
            touches = found and (found[-1].end, found[-1].new_end) == (at, there)
            before = found.pop() if touches else _Hunk(at, at, there, there)
            found.append(_Hunk(before.start, at + old_part, before.new_start, there + new_part))
        at, there = at + old_part, there + new_part
    return found


def _places(text: str, words: str) -> list[tuple[int, int]]:
    if not words.strip():
        return []
    borders, at = {0}, 0
    for token in tokenize(text):
        at += len(token)
        borders.add(at)
    found = []
    place = text.find(words)
    while place >= 0:
        if place in borders and place + len(words) in borders:
            found.append((place, place + len(words)))
        place = text.find(words, place + 1)
    return found
