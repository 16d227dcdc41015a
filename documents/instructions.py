"""Amending instructions: a difference as the chair would read it to the floor, change by change.

An instruction quotes so many words of the present text that they stand there once, and says what becomes of some of
them. Whoever hears it needs no position, no number of a word, and no other text before the eyes.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from documents.diff import changes_between
from documents.options import is_rewritten
from documents.tokens import is_word, tokenize

InstructionKind = Literal["insert", "delete", "replace", "rewrite"]

_MOST_CHANGES = 40  # in one text: nobody follows more by ear, so the text is read as a whole
_NEAR = 12  # tokens: so near every way to quote is tried, the shortest first
_MOST_CONTEXT = 60  # tokens on either side: nobody keeps more in mind


@dataclass(frozen=True, slots=True)
class Instruction:
    """Words of a text that stand in it once, ``before`` + ``old`` + ``after``; in them ``old`` becomes ``new``."""

    before: str
    old: str
    after: str
    new: str
    whole: bool = False  # the text as a whole is to read otherwise

    @property
    def quote(self) -> str:
        """The words that are quoted."""
        return self.before + self.old + self.after

    @property
    def kind(self) -> InstructionKind:
        """What it does."""
        if self.whole:
            return "rewrite"
        if not self.old:
            return "insert"
        return "replace" if self.new else "delete"


def instructions(old: str, new: str) -> tuple[Instruction, ...]:
    """Return what makes ``new`` of ``old``, in the order of the text; () where they are the same.

    >>> [(one.kind, one.before, one.old, one.new) for one in instructions(
    ...     "voluntary contributions by the Parties", "voluntary and predictable contributions by all Parties")]
    [('insert', 'voluntary ', '', 'and predictable '), ('replace', '', 'the', 'all')]
    >>> [one.quote for one in instructions("the sea and the river", "the sea and a river")]
    ['the river']
    """
    if old == new:
        return ()
    whole = (Instruction("", old, "", new, whole=True),)
    if not old or not new or is_rewritten(old, new):
        return whole
    changes = list(changes_between(old, new))
    if len(changes) > _MOST_CHANGES:
        return whole
    text = _Text(old)
    found: list[Instruction] = []
    for start, end, words in changes:
        one = _unambiguous(text, start, end, words)
        if one is None:
            return whole
        found.append(one)
    return tuple(found)


def value_instructions(old: str, new: str) -> tuple[Instruction, ...]:
    """Return what makes one value of another: values are taken as a whole.

    >>> [(one.kind, one.old, one.new) for one in value_instructions("USD 6 million", "USD 8 million")]
    [('replace', 'USD 6 million', 'USD 8 million')]
    """
    if old == new:
        return ()
    return (Instruction("", old, "", new, whole=not (old and new)),)


def apply_instructions(text: str, given: Sequence[Instruction]) -> str:
    """Return what the instructions make of a text, by nothing but the words that they quote.

    ValueError where quoted words do not stand in it exactly once.

    >>> apply_instructions("We shall act.", [Instruction("", "shall", "", "should")])
    'We should act.'
    """
    places: list[tuple[int, int, str]] = []
    for one in given:
        if one.whole and one.old == text:
            return one.new
        found = list(_Text(text).places_of(one.quote))
        if len(found) != 1:
            raise ValueError(f"These words stand {len(found)} times in the text: {one.quote!r}")
        start = found[0] + len(one.before)
        places.append((start, start + len(one.old), one.new))
    for start, end, words in sorted(places, reverse=True):
        text = text[:start] + words + text[end:]
    return text


class _Text:
    """A text and the borders of its tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.borders = [0, *accumulate(map(len, self.tokens))]

    def places_of(self, words: str) -> Iterator[int]:
        """Yield where words stand as whole words."""
        at = self.text.find(words)
        while at >= 0:
            if self._is_border(at) and self._is_border(at + len(words)):
                yield at
            at = self.text.find(words, at + 1)

    def stands_once(self, start: int, end: int) -> bool:
        """Return whether these words stand nowhere else."""
        return start < end and sum(1 for _ in self.places_of(self.text[start:end])) == 1

    def _is_border(self, place: int) -> bool:
        k = bisect_left(self.borders, place)
        return k < len(self.borders) and self.borders[k] == place


def _unambiguous(text: _Text, start: int, end: int, words: str) -> Instruction | None:
    """Return an instruction with as little context as makes its quote stand once, or None where nothing does."""
    first, last = bisect_left(text.borders, start), bisect_left(text.borders, end)
    # Where no word goes, what stands beside is quoted: on both sides, if no word comes either.
    beside = not text.text[start:end].strip()
    both_sides = beside and not words.strip() and first > 0 and last < len(text.tokens)
    contexts = list(_contexts(first, len(text.tokens) - last, inserts=start == end))
    for at_words in (True, False):  # a quotation begins and ends with words, if that can be
        for before, after in contexts:
            quoted = [*text.tokens[first - before : first], *text.tokens[last : last + after]]
            ends = [*quoted[:1][: before and 1], *quoted[-1:][: after and 1]]
            if not all(is_word(end) if at_words else not end.isspace() for end in ends):
                continue
            if (beside and not any(map(is_word, quoted))) or (both_sides and not (before and after)):
                continue
            quote_start, quote_end = text.borders[first - before], text.borders[last + after]
            if text.stands_once(quote_start, quote_end):
                return Instruction(
                    text.text[quote_start:start], text.text[start:end], text.text[end:quote_end], words
                )
    return None


def _contexts(before: int, after: int, *, inserts: bool) -> Iterator[tuple[int, int]]:
    """Yield how many tokens to quote before and after a change, the least first.

    What is put in is best placed by the words before it; a change of words is made clear by those after it too.
    """
    before, after = min(before, _MOST_CONTEXT), min(after, _MOST_CONTEXT)
    if inserts:
        yield from ((width, 0) for width in range(1, min(before, _NEAR) + 1))
        yield from ((0, width) for width in range(1, min(after, _NEAR) + 1))
        near = [(left, right) for left in range(1, _NEAR) for right in range(1, _NEAR)]
    else:
        near = [(left, right) for left in range(_NEAR) for right in range(_NEAR)]
    near.sort(key=lambda sides: (sum(sides), abs(sides[0] - sides[1]), sides))
    yield from ((left, right) for left, right in near if left <= before and right <= after)
    yield from ((min(width, before), min(width, after)) for width in range(_NEAR, max(before, after) + 1))
