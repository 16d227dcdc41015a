"""Which words of two texts are the same words, and which were put in the place of which.

White space stays out of it: words are aligned, and whoever needs the text between them cuts it from the
originals. All that is shown, consolidated or carried over rests on this one alignment, so that no two parts of
the system can disagree on what a proposal touches.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from documents.cuts import cuts
from documents.tokens import Line, is_word, line_of

Words = tuple[str, ...]

_SENTENCE_ENDS = frozenset(".;:!?")
_OPENING = frozenset("[(«“„{")
_CLOSING = frozenset("])»”}")
_BRACKETS = frozenset("[](){}")
_CONJUNCTIONS = frozenset(
    ("and", "or", "и", "или", "және", "немесе", "жана", "же", "ва", "ё", "we", "ýa", "va", "yoki")
)
_LONGEST_ISLAND = 2  # words
_LONG = 20_000  # characters of both texts together


class Edit(NamedTuple):
    """Words ``start`` to ``end`` of the old text give way to words ``new_start`` to ``new_end`` of the new one.

    ``parts`` are the single edits that it was joined from; the words between those are the same in both texts.
    """

    start: int
    end: int
    new_start: int
    new_end: int
    parts: tuple["Edit", ...] = ()

    @property
    def deletes(self) -> int:
        """How many words go."""
        return self.end - self.start

    @property
    def inserts(self) -> int:
        """How many words come."""
        return self.new_end - self.new_start

    @property
    def size(self) -> int:
        """How many words go or come, whichever is more."""
        return max(self.deletes, self.inserts)

    @property
    def replaces(self) -> bool:
        """Whether words both go and come."""
        return self.deletes > 0 and self.inserts > 0

    @property
    def single(self) -> tuple["Edit", ...]:
        """The edits it was joined from, or itself."""
        return self.parts or (self,)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts and the edits between them, in order, with at least one common word between any two."""

    old: Line
    new: Line
    edits: tuple[Edit, ...]

    @property
    def single_edits(self) -> tuple[Edit, ...]:
        """The edits as they were before small islands between them were joined to them."""
        return tuple(part for edit in self.edits for part in edit.single)

    def inserted(self, edit: Edit) -> tuple[str, ...]:
        """Return the words that an edit brings."""
        return self.new.words[edit.new_start : edit.new_end]


def align(old: str, new: str) -> Alignment:
    """Return the alignment of two texts; it depends on nothing but them.

    The last ones are remembered, few of long texts: one request asks for the same pair several times.

    >>> [edit.inserts for edit in align("The Parties shall act.", "The Parties should fully act.").edits]
    [2]
    """
    return (_long if len(old) + len(new) > _LONG else _short)(old, new)


def forget_alignments() -> None:
    """Forget what is remembered, for whoever measures."""
    _short.cache_clear()
    _long.cache_clear()


def _align(old: str, new: str) -> Alignment:
    one, other = line_of(old), line_of(new)
    edits = _joined(one, _slid(one, other, _least_edits(one.words, other.words)))
    return Alignment(one, other, tuple(edits))


_short = lru_cache(maxsize=1024)(_align)
_long = lru_cache(maxsize=16)(_align)  # a pair of 20,000 words takes some megabytes


def _least_edits(old: Words, new: Words) -> list[Edit]:
    """Return the fewest words to delete and insert, as edits that do not touch one another."""
    edits: list[Edit] = []
    at = new_at = 0
    for start, new_start, length in _common(old, new):
        if start > at or new_start > new_at:
            edits.append(Edit(at, start, new_at, new_start))
        at, new_at = start + length, new_start + length
    return edits


def _common(old: Words, new: Words) -> Iterator[tuple[int, int, int]]:
    """Yield the runs of common words: their place in both texts, their length; an empty run at the end is the last."""
    # Whoever only shows what was aligned before, as an export from the command line does, need not wait for it.
    from rapidfuzz.distance import Indel

    shorter = min(len(old), len(new))
    head = next((k for k in range(shorter) if old[k] != new[k]), shorter)
    rest = shorter - head
    tail = next((k for k in range(rest) if old[-1 - k] != new[-1 - k]), rest)
    yield 0, 0, head
    # Numbers given out in order of appearance: string hashes differ between two runs of Python.
    known: dict[str, int] = {}
    one, other = (
        [known.setdefault(word, len(known)) for word in words[head : len(words) - tail]]
        for words in (old, new)
    )
    at = new_at = 0
    for cut, new_cut in (*cuts(one, other), (len(one), len(other))):
        for run in Indel.editops(one[at:cut], other[new_at:new_cut]).as_matching_blocks():
            yield head + at + run.a, head + new_at + run.b, run.size
        at, new_at = cut, new_cut
    yield len(old) - tail, len(new) - tail, tail
    yield len(old), len(new), 0


def _slid(old: Line, new: Line, edits: list[Edit]) -> list[Edit]:
    """Move each pure insertion or deletion that repeated words leave free to where a drafter would see it."""
    slid: list[Edit] = []
    for k, edit in enumerate(edits):
        if edit.replaces:
            slid.append(edit)
            continue
        words, start, end = (
            (new.words, edit.new_start, edit.new_end) if edit.inserts else (old.words, edit.start, edit.end)
        )
        # One common word at least stays on either side, so that edits never come to touch.
        before = edit.start - (slid[-1].end + 1 if slid else 0)
        after = (edits[k + 1].start - 1 if k + 1 < len(edits) else len(old.words)) - edit.end
        left = 0
        while left < before and words[start - left - 1] == words[end - left - 1]:
            left += 1
        right = 0
        while right < after and words[start + right] == words[end + right]:
            right += 1
        slid.append(_shifted(edit, words, start, end, left, right) if left or right else edit)
    return slid


def _shifted(edit: Edit, words: Words, start: int, end: int, left: int, right: int) -> Edit:
    by = max(
        range(-left, right + 1), key=lambda by: (_border_score(words, start + by, end + by), -abs(by), by)
    )
    return Edit(edit.start + by, edit.end + by, edit.new_start + by, edit.new_end + by)


def _border_score(words: Words, start: int, end: int) -> int:
    """Return how natural it is to insert or delete exactly these words."""
    depth = lowest = 0
    for word in words[start:end]:
        depth += (word in _OPENING) - (word in _CLOSING)
        lowest = min(lowest, depth)
    whole = 0 if depth == lowest == 0 else -20
    return whole + _cut_score(words, start) + _cut_score(words, end)


def _cut_score(words: Words, at: int) -> int:
    """Return how natural it is to cut a text before word ``at``: sentence, bracket, comma, conjunction."""
    if at == 0 or at == len(words) or words[at - 1] in _SENTENCE_ENDS:
        return 8
    if words[at] in _OPENING or words[at - 1] in _CLOSING:
        return 6
    if words[at] == ",":
        return 5
    if words[at - 1] == ",":
        return 4
    if words[at] in _CONJUNCTIONS:
        return 3
    return 0 if is_word(words[at]) and is_word(words[at - 1]) else 2


def _joined(old: Line, edits: list[Edit]) -> list[Edit]:
    """Join two replacements over a small island of common words: a person would mark them as one.

    Beside a pure insertion or deletion an island stays: there only something was added or left out.
    """
    joined: list[Edit] = []
    before: Edit | None = None
    for edit in edits:
        if before is not None and before.replaces and edit.replaces and _is_island(old, before, edit):
            last = joined[-1]
            joined[-1] = Edit(last.start, edit.end, last.new_start, edit.new_end, (*last.single, edit))
        else:
            joined.append(edit)
        before = edit
    return joined


def _is_island(old: Line, before: Edit, after: Edit) -> bool:
    """Return whether the common words between two replacements are few, and no more than either replaces."""
    length = after.start - before.end
    if length > _LONGEST_ISLAND or length > min(before.size, after.size):
        return False
    return all(map(is_word, old.words[before.end : after.start]))
