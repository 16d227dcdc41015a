"""Two texts as a reader compares them: what changed, what only moved, what cannot be seen, and whether they are one.

``documents.diff`` says which words differ; here that is prepared for whoever looks at it or asks for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.diff import Segment, diff_single_words, diff_words, similarity
from documents.invisible import Invisible, foreign_letters, invisible_changes
from documents.moves import mark_moves
from documents.options import is_rewritten


@dataclass(frozen=True, slots=True)
class Comparison:
    """How ``old`` becomes ``new``.

    ``segments`` join to both texts. ``two_texts``: they share too little to be read as one text with changes.
    ``unseen`` are changes that nobody sees, ``foreign`` letters of another script in the new words, each with the
    one that is meant.
    """

    segments: tuple[Segment, ...]
    similarity: float
    two_texts: bool
    unseen: tuple[Invisible, ...] = ()
    foreign: tuple[Invisible, ...] = ()


def compare(old: str, new: str) -> Comparison:
    """Return two texts compared.

    >>> compared = compare("Parties shall act by 2030.", "Parties should act by\\u00a02030.")
    >>> [(one.old, one.new) for one in compared.unseen], compared.two_texts
    ([(' ', '\\xa0')], False)
    """
    segments = mark_moves(diff_words(old, new))
    inserted = " ".join(segment.text for segment in segments if segment.op == "insert")
    # Where the whole texts look alike, repeated words may hide which of them changed.
    unseen = invisible_changes(old, new) or tuple(dict.fromkeys(_unseen(segments)))
    return Comparison(
        segments,
        similarity(old, new),
        is_rewritten(old, new),
        unseen,
        foreign_letters(inserted),
    )


def without_typography(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return segments that show only changes of words; what differs in its setting alone reads as in the new text.

    >>> [one.text for one in without_typography(diff_words("the “Parties” act", "the «Parties» act now"))]
    ['the «Parties» act', ' now']
    """
    shown: list[Segment] = []
    for segment in segments:
        if segment.typography:
            if segment.op == "delete":
                continue
            segment = Segment("equal", segment.text)
        if shown and shown[-1].op == segment.op == "equal":
            segment = Segment("equal", shown.pop().text + segment.text)
        shown.append(segment)
    return tuple(shown)


def in_the_setting_of(base: str, text: str) -> str:
    """Return a text with what differs from its base in its setting alone set as in the base.

    >>> in_the_setting_of("the “Parties” act", "the «Parties» act now")
    'the “Parties” act now'
    """
    return "".join(
        segment.text
        for segment in diff_single_words(base, text)
        if segment.op != ("insert" if segment.typography else "delete")
    )


def _unseen(segments: Sequence[Segment]) -> Iterator[Invisible]:
    """Yield what changes unseen between a deletion and the insertion beside it; either may be missing."""
    for before, segment in pairwise((Segment("equal", ""), *segments, Segment("equal", ""))):
        if before.op == "delete":
            yield from _unseen_in(before.text, segment.text if segment.op == "insert" else "")
        elif segment.op == "insert":
            yield from _unseen_in("", segment.text)


def _unseen_in(old: str, new: str) -> Iterator[Invisible]:
    """Yield what changes unseen in words that changed, or in the gaps round them."""
    found = invisible_changes(old, new)
    yield from found
    if old.strip() and new.strip() and not found:
        for one, other in zip(_outer_gaps(old), _outer_gaps(new), strict=True):
            if one and other:
                yield from invisible_changes(one, other)


def _outer_gaps(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
