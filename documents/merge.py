"""Two texts written from one base, made into one.

The merge works on words with the gaps between them, not on characters: two texts that change different words
merge whatever happens to the spaces between those, and the result is the same whichever of the two came first.
Both may make the same change, or one a part of what the other makes; then the larger one stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from documents.alignment import Alignment, Edit, align
from documents.knots import Knot, knots, taken_up
from documents.tokens import is_word


@dataclass(frozen=True, slots=True)
class Collision:
    """A place where two texts want different things: the base, what is proposed, what stands at present."""

    base: str
    proposed: str
    present: str


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged text, with the words of the first of the two where they collide."""

    text: str
    collisions: tuple[Collision, ...]


_Places = tuple[
    int | None, int | None, int | None
]  # of a word in the base and in the two texts, where it stands


class _Run(NamedTuple):
    """Words of the merged text that come together; of the first and the last of them the word and its places."""

    text: str
    head: str
    tail: str
    first: _Places
    last: _Places


def merge(base: str, mine: str, theirs: str) -> Merge:
    """Return two texts in one, with every place where they collide.

    >>> merge("Parties shall act.", "Parties should act.", "All Parties shall act.").text
    'All Parties should act.'
    """
    return _Merger(align(base, mine), align(base, theirs)).merged()


class _Merger:
    def __init__(self, mine: Alignment, theirs: Alignment) -> None:
        self.base, self.mine, self.theirs = mine.old, mine.new, theirs.new
        self.my_alignment, self.their_alignment = mine, theirs
        self.my_place, self.my_origin = _places(mine)
        self.their_place, self.their_origin = _places(theirs)
        self.collisions: list[Collision] = []

    def merged(self) -> Merge:
        runs = list(self._runs())
        pieces: list[str] = []
        for left, right in zip([None, *runs], [*runs, None], strict=True):
            pieces.append(self._gap(left, right))
            if right is not None:
                pieces.append(right.text)
        return Merge("".join(pieces), tuple(self.collisions))

    def _runs(self) -> Iterator[_Run]:
        at = 0
        for knot in knots(self.my_alignment, self.their_alignment):
            yield from self._kept(at, knot.start)
            yield from self._resolved(knot)
            at = knot.end
        yield from self._kept(at, len(self.base.words))

    def _kept(self, start: int, end: int) -> Iterator[_Run]:
        """Yield words of the base that neither text touches: in one piece, unless a gap between them has changed."""
        if start == end:
            return
        mine, theirs = self.my_place[start], self.their_place[start]
        assert mine is not None
        assert theirs is not None
        length = end - start
        texts = ((self.base, start), (self.mine, mine), (self.theirs, theirs))
        base, *others = (text.pieces[2 * at + 1 : 2 * (at + length)] for text, at in texts)
        if all(other == base for other in others):
            last = (end - 1, mine + length - 1, theirs + length - 1)
            yield _Run("".join(base), base[0], base[-1], (start, mine, theirs), last)
            return
        for k in range(length):
            yield self._word(self.base.words[start + k], start + k, mine + k, theirs + k)

    @staticmethod
    def _word(text: str, base: int | None, mine: int | None, theirs: int | None) -> _Run:
        places = (base, mine, theirs)
        return _Run(text, text, text, places, places)

    def _resolved(self, knot: Knot) -> Iterator[_Run]:
        if not knot.theirs:
            return self._my_words(*_span(knot, knot.mine))
        if not knot.mine:
            return self._their_words(*_span(knot, knot.theirs))
        my_span, their_span = _span(knot, knot.mine), _span(knot, knot.theirs)
        if self.mine.words[slice(*my_span)] == self.theirs.words[slice(*their_span)]:
            return self._shared_words(my_span, their_span)
        if not any(edit.inserts for edit in (*knot.mine, *knot.theirs)):
            return self._left_by_both(knot)
        mine, theirs = self.my_alignment, self.their_alignment
        if all(taken_up(mine, edit, theirs, knot.theirs) for edit in knot.mine):
            return self._their_words(*their_span)
        if not all(taken_up(theirs, edit, mine, knot.mine) for edit in knot.theirs):
            self.collisions.append(
                Collision(
                    self.base.spell(knot.start, knot.end),
                    self.mine.spell(*my_span),
                    self.theirs.spell(*their_span),
                )
            )
        return self._my_words(*my_span)

    def _my_words(self, start: int, end: int) -> Iterator[_Run]:
        for k in range(start, end):
            origin = self.my_origin[k]
            theirs = None if origin is None else self.their_place[origin]
            yield self._word(self.mine.words[k], origin, k, theirs)

    def _their_words(self, start: int, end: int) -> Iterator[_Run]:
        for k in range(start, end):
            origin = self.their_origin[k]
            mine = None if origin is None else self.my_place[origin]
            yield self._word(self.theirs.words[k], origin, mine, k)

    def _left_by_both(self, knot: Knot) -> Iterator[_Run]:
        """Both only strike words: whatever one of them strikes is gone, and nothing is disputed."""
        for k in range(knot.start, knot.end):
            if self.my_place[k] is not None and self.their_place[k] is not None:
                yield self._word(self.base.words[k], k, self.my_place[k], self.their_place[k])

    def _shared_words(self, mine: tuple[int, int], theirs: tuple[int, int]) -> Iterator[_Run]:
        for k, other in zip(range(*mine), range(*theirs), strict=True):
            origin = self.my_origin[k] if self.my_origin[k] == self.their_origin[other] else None
            yield self._word(self.mine.words[k], origin, k, other)

    def _gap(self, left: _Run | None, right: _Run | None) -> str:
        """Return the gap between two words of the merged text; None stands for its start or its end."""
        texts = (self.base.gaps, self.mine.gaps, self.theirs.gaps)
        if left is None or right is None:
            end = _whole if left is right else _first if left is None else _last
            versions = [end(gaps) for gaps in texts]
        else:
            places = zip(texts, left.last, right.first, strict=True)
            versions = [_between(*place) for place in places]
            if not any(version is not None for version in versions):
                return self._gap_of_strangers(left, right)
        base, mine, theirs = versions
        if _both_changed(base, mine, theirs):
            before, after = left.tail if left else "", right.head if right else ""
            self.collisions.append(
                Collision(*(f"{before}{version or ''}{after}" for version in (base, mine, theirs)))
            )
            return mine or ""
        return _settled(base, mine, theirs) or ""

    def _gap_of_strangers(self, left: _Run, right: _Run) -> str:
        """Return a gap between words that stand together in none of the three texts."""
        texts = (self.base.gaps, self.mine.gaps, self.theirs.gaps)
        before = _settled(*(_before(gaps, k) for gaps, k in zip(texts, right.first, strict=True)))
        after = _settled(*(_after(gaps, k) for gaps, k in zip(texts, left.last, strict=True)))
        if is_word(left.tail) and is_word(right.head):
            return before or after or " "  # two words never grow together
        return next((gap for gap in (before, after) if gap is not None), " ")


def _places(alignment: Alignment) -> tuple[list[int | None], list[int | None]]:
    """Return for each word of the old text its place in the new one, and for each of the new one its origin."""
    places: list[int | None] = [None] * len(alignment.old.words)
    origins: list[int | None] = [None] * len(alignment.new.words)
    at, new_at = 0, 0
    stops = [(e.start, e.end, e.new_end) for e in alignment.edits]
    for start, end, new_end in (*stops, (len(places), len(places), len(origins))):
        for k in range(at, start):
            places[k], origins[new_at + k - at] = new_at + k - at, k
        at, new_at = end, new_end
    return places, origins


def _span(knot: Knot, edits: tuple[Edit, ...]) -> tuple[int, int]:
    """Return which words of the text that made these edits stand where the knot's words stand in the base."""
    first, last = edits[0], edits[-1]
    return first.new_start - (first.start - knot.start), last.new_end + (knot.end - last.end)


def _both_changed(base: str | None, mine: str | None, theirs: str | None) -> bool:
    return mine is not None and theirs is not None and mine != theirs and base not in (mine, theirs)


def _settled(base: str | None, mine: str | None, theirs: str | None) -> str | None:
    """Return what one of the two texts made of a gap; where both changed it, the same in either order."""
    versions = [version for version in (mine, theirs) if version is not None]
    changed = [version for version in versions if version != base]
    return min(changed, default=base if base is not None or not versions else versions[0])


def _whole(gaps: tuple[str, ...]) -> str | None:
    return gaps[0] if len(gaps) == 1 else None


def _first(gaps: tuple[str, ...]) -> str | None:
    return gaps[0]


def _last(gaps: tuple[str, ...]) -> str | None:
    return gaps[-1] if len(gaps) > 1 else ""  # the one gap of a text without words stands at its start


def _between(gaps: tuple[str, ...], left: int | None, right: int | None) -> str | None:
    return gaps[right] if left is not None and right == left + 1 else None


def _before(gaps: tuple[str, ...], word: int | None) -> str | None:
    return gaps[word] if word else None  # nothing stands before the first word


def _after(gaps: tuple[str, ...], word: int | None) -> str | None:
    return gaps[word + 1] if word is not None and word + 2 < len(gaps) else None
