"""Two texts written from one base, made into one.

The merge works on words with the gaps between them, not on characters: two texts that change different words
merge whatever happens to the spaces between those, and the result is the same whichever of the two came first.
Both may make the same change, or one a part of what the other makes; then the larger one stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the merged text, and where it stands in the base and in the two texts, if it does."""

    text: str
    base: int | None
    mine: int | None
    theirs: int | None

    @property
    def places(self) -> tuple[int | None, int | None, int | None]:
        """Its places in the base and in the two texts."""
        return self.base, self.mine, self.theirs


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
        words = list(self._words())
        pieces: list[str] = []
        for left, right in zip([None, *words], [*words, None], strict=True):
            pieces.append(self._gap(left, right))
            if right is not None:
                pieces.append(right.text)
        return Merge("".join(pieces), tuple(self.collisions))

    def _words(self) -> Iterator[_Word]:
        at = 0
        for knot in knots(self.my_alignment, self.their_alignment):
            for k in range(at, knot.start):
                yield _Word(self.base.words[k], k, self.my_place[k], self.their_place[k])
            yield from self._resolved(knot)
            at = knot.end
        for k in range(at, len(self.base.words)):
            yield _Word(self.base.words[k], k, self.my_place[k], self.their_place[k])

    def _resolved(self, knot: Knot) -> Iterator[_Word]:
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

    def _my_words(self, start: int, end: int) -> Iterator[_Word]:
        for k in range(start, end):
            origin = self.my_origin[k]
            theirs = None if origin is None else self.their_place[origin]
            yield _Word(self.mine.words[k], origin, k, theirs)

    def _their_words(self, start: int, end: int) -> Iterator[_Word]:
        for k in range(start, end):
            origin = self.their_origin[k]
            mine = None if origin is None else self.my_place[origin]
            yield _Word(self.theirs.words[k], origin, mine, k)

    def _left_by_both(self, knot: Knot) -> Iterator[_Word]:
        """Both only strike words: whatever one of them strikes is gone, and nothing is disputed."""
        for k in range(knot.start, knot.end):
            if self.my_place[k] is not None and self.their_place[k] is not None:
                yield _Word(self.base.words[k], k, self.my_place[k], self.their_place[k])

    def _shared_words(self, mine: tuple[int, int], theirs: tuple[int, int]) -> Iterator[_Word]:
        for k, other in zip(range(*mine), range(*theirs), strict=True):
            origin = self.my_origin[k] if self.my_origin[k] == self.their_origin[other] else None
            yield _Word(self.mine.words[k], origin, k, other)

    def _gap(self, left: _Word | None, right: _Word | None) -> str:
        """Return the gap between two words of the merged text; None stands for its start or its end."""
        texts = (self.base.gaps, self.mine.gaps, self.theirs.gaps)
        if left is None or right is None:
            end = _whole if left is right else _first if left is None else _last
            versions = [end(gaps) for gaps in texts]
        else:
            places = zip(texts, left.places, right.places, strict=True)
            versions = [_between(*place) for place in places]
            if not any(version is not None for version in versions):
                return self._gap_of_strangers(left, right)
        base, mine, theirs = versions
        if _both_changed(base, mine, theirs):
            before, after = (word.text if word else "" for word in (left, right))
            self.collisions.append(
                Collision(*(f"{before}{version or ''}{after}" for version in (base, mine, theirs)))
            )
            return mine or ""
        return _settled(base, mine, theirs) or ""

    def _gap_of_strangers(self, left: _Word, right: _Word) -> str:
        """Return a gap between words that stand together in none of the three texts."""
        texts = (self.base.gaps, self.mine.gaps, self.theirs.gaps)
        before = _settled(*(_before(gaps, k) for gaps, k in zip(texts, right.places, strict=True)))
        after = _settled(*(_after(gaps, k) for gaps, k in zip(texts, left.places, strict=True)))
        if is_word(left.text) and is_word(right.text):
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
