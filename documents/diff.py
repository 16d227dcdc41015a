"""The words that two texts have in common, and those that one of them has alone.

Every segment is cut from one of the two texts at borders of their tokens: nothing is rebuilt, so nothing can
be lost, and no word is ever cut in two.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from documents.alignment import Alignment, Edit, align
from documents.tokens import is_word, same_but_for_typography

Op = Literal["equal", "delete", "insert"]


class Segment(NamedTuple):
    """A stretch that is equal, deleted or inserted.

    ``typography``: no word changes, only its setting. ``moved``: what is deleted here is inserted elsewhere with the
    same number, and the reverse (``documents.moves`` says which); 0 where nothing moved.
    """

    op: Op
    text: str
    typography: bool = False
    moved: int = 0


def diff_words(old: str, new: str) -> list[Segment]:
    """Return how ``old`` becomes ``new``, in whole tokens; of a replacement the deletion comes first.

    >>> for segment in diff_words("Parties shall cooperate.", "Parties should fully cooperate."):
    ...     print(segment.op, repr(segment.text))
    equal 'Parties '
    delete 'shall'
    insert 'should fully'
    equal ' cooperate.'
    """
    alignment = align(old, new)
    return _segments(alignment, alignment.edits)


def diff_single_words(old: str, new: str) -> list[Segment]:
    """Return the same with every common word kept, however small the island it stands on: for counting."""
    alignment = align(old, new)
    return _segments(alignment, alignment.single_edits)


class Change(NamedTuple):
    """Characters ``start`` to ``end`` of the old text give way to ``text``; either may be nothing."""

    start: int
    end: int
    text: str


def changes_between(old: str, new: str) -> Iterator[Change]:
    """Yield what changes, as places of the old text, from left to right.

    >>> list(changes_between("Parties shall act.", "Parties should act now."))
    [Change(start=8, end=13, text='should'), Change(start=17, end=17, text=' now')]
    """
    at = start = 0
    come = ""
    for op, words, *_ in diff_words(old, new):
        if op == "insert":
            come += words
            continue
        if op == "equal":
            if at > start or come:
                yield Change(start, at, come)
                come = ""
            start = at + len(words)
        at += len(words)
    if at > start or come:
        yield Change(start, at, come)


def similarity(old: str, new: str) -> float:
    """Return 1 - (words deleted + words inserted) / (words of both); 1.0 for two empty texts.

    >>> similarity("Parties shall cooperate", "Parties should cooperate")
    0.6666666666666667
    """
    alignment = align(old, new)
    words = len(alignment.old.words) + len(alignment.new.words)
    changed = sum(edit.deletes + edit.inserts for edit in alignment.single_edits)
    return 1 - changed / words if words else 1.0


def _segments(alignment: Alignment, edits: tuple[Edit, ...]) -> list[Segment]:
    segments: list[Segment] = []
    equal = deleted = inserted = ""
    for kept, gone, come in _stretches(alignment, edits):
        if kept:
            if deleted or inserted:
                segments += _change(deleted, inserted)
                deleted = inserted = ""
            equal += kept
        if gone or come:
            if equal:
                segments.append(Segment("equal", equal))
                equal = ""
            deleted += gone
            inserted += come
    segments += _change(deleted, inserted)
    if equal:
        segments.append(Segment("equal", equal))
    return segments


def _change(deleted: str, inserted: str) -> tuple[Segment, ...]:
    if not inserted:
        return (Segment("delete", deleted, deleted.isspace()),) if deleted else ()
    if not deleted:
        return (Segment("insert", inserted, inserted.isspace()),)
    typography = same_but_for_typography(deleted, inserted)
    return Segment("delete", deleted, typography), Segment("insert", inserted, typography)


def _stretches(alignment: Alignment, edits: tuple[Edit, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield (equal, deleted, inserted) from left to right; the deleted and inserted follow the equal."""
    at = new_at = 0
    first = True
    for edit in edits:
        yield from _common(alignment, at, new_at, edit.start, first=first)
        yield from _edit(alignment, edit)
        at, new_at = edit.end, edit.new_end
        first = False
    yield from _common(alignment, at, new_at, len(alignment.old.words), first=first, last=True)


def _common(
    alignment: Alignment, at: int, new_at: int, end: int, *, first: bool, last: bool = False
) -> Iterator[tuple[str, str, str]]:
    """Yield common words with the gaps between them, which may differ.

    The gap before the first of them was given out with the edit before, the one after the last one goes with the
    edit that follows; where there is none, both are given out here.
    """
    start = 2 * at + (not first)
    stop = 2 * end + (last and (first or at < end))
    shift = 2 * (new_at - at)
    old, new = alignment.old.pieces[start:stop], alignment.new.pieces[start + shift : stop + shift]
    if old == new:
        if old:
            yield "".join(old), "", ""
        return
    for one, other in zip(old, new, strict=True):
        yield _gap(one, other)


def _gap(old: str, new: str) -> tuple[str, str, str]:
    return (old, "", "") if old == new else ("", old, new)


def _edit(alignment: Alignment, edit: Edit) -> Iterator[tuple[str, str, str]]:
    """Yield an edit with the gaps on both sides of it, as many of them kept as are the same in both texts."""
    old, new = alignment.old, alignment.new
    gone = old.spell(edit.start, edit.end)
    come = new.spell(edit.new_start, edit.new_end)
    before, after = old.gaps[edit.start], old.gaps[edit.end]
    new_before, new_after = new.gaps[edit.new_start], new.gaps[edit.new_end]
    if edit.replaces:
        yield _gap(before, new_before)
        yield "", gone, come
        yield _gap(after, new_after)
        return
    # One side has words and two gaps, the other one gap: it is either the one before or the one after them.
    words, lead, trail = (come, new_before, new_after) if edit.inserts else (gone, before, after)
    sole = before if edit.inserts else new_before
    own_trail = lead == sole and not (trail == sole and _ends_a_stretch(alignment, edit))
    if own_trail:
        yield sole, "", ""
        yield ("", "", words + trail) if edit.inserts else ("", words + trail, "")
    elif trail == sole:
        yield ("", "", lead + words) if edit.inserts else ("", lead + words, "")
        yield sole, "", ""
    elif edit.inserts:
        yield "", sole, lead + words + trail
    else:
        yield "", lead + words + trail, sole


def _ends_a_stretch(alignment: Alignment, edit: Edit) -> bool:
    """Return whether nothing or a punctuation mark follows: then the gap before belongs to the words."""
    words = alignment.old.words
    return edit.end == len(words) or not (is_word(words[edit.end]) or words[edit.end] in "[(«“„")
