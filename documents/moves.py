"""Sentences that only went elsewhere: struck in one place, and put in again in another.

A difference of words knows no movement; a reader who finds a sentence struck would look for whoever wanted it out.
"""

import re
from collections.abc import Iterator, Sequence

from documents.diff import Segment
from documents.tokens import fold, is_word, tokenize

_SENTENCE = re.compile(r"\s*\S.*?(?:[.;:!?]+(?=\s|$)|$)\s*", re.DOTALL)
_FEWEST = 4  # words: fewer come together again by chance

_Key = tuple[str, ...]


def mark_moves(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return segments with each moved sentence, or moved part of one, as a stretch of its own in both places.

    The stretches join as before: only their borders and numbers are new. Whatever marks stand at the ends of a
    moved sentence may differ.

    >>> from documents.diff import diff_words
    >>> old = "We meet at noon. The Parties report each year in May. The Fund pays for the travel of experts."
    >>> new = "We meet at noon. The Fund pays for the travel of experts. The Parties report each year in May."
    >>> [(part.op, part.text) for part in mark_moves(diff_words(old, new)) if part.moved == 1]
    [('delete', 'The Parties report each year in May. '), ('insert', ' The Parties report each year in May.')]
    """
    cut = [list(_cut(segment)) for segment in segments]
    struck = _by_words(cut, "delete")
    put_in = _by_words(cut, "insert")
    moves: dict[tuple[int, int], int] = {}
    for key, places in struck.items():
        for here, there in zip(places, put_in.get(key, ()), strict=False):
            if abs(here[0] - there[0]) > 1:  # side by side they are one change
                moves[here] = moves[there] = 1 + len(moves) // 2
    return tuple(
        part
        for place, parts in enumerate(cut)
        for part in _joined([one._replace(moved=moves.get((place, k), 0)) for k, one in enumerate(parts)])
    )


def _cut(segment: Segment) -> Iterator[Segment]:
    """Yield a deleted or inserted segment sentence by sentence."""
    if segment.op == "equal" or segment.typography:
        yield segment
        return
    end = 0
    for found in _SENTENCE.finditer(segment.text):
        yield segment._replace(text=found[0])
        end = found.end()
    if end < len(segment.text):
        yield segment._replace(text=segment.text[end:])


def _by_words(cut: Sequence[Sequence[Segment]], op: str) -> dict[_Key, list[tuple[int, int]]]:
    """Return where each sentence of at least so many words stands: its words -> its places, in order."""
    found: dict[_Key, list[tuple[int, int]]] = {}
    for place, parts in enumerate(cut):
        for k, part in enumerate(parts):
            if part.op == op and not part.typography:
                key = tuple(token for token in tokenize(fold(part.text)) if is_word(token))
                if len(key) >= _FEWEST:
                    found.setdefault(key, []).append((place, k))
    return found


def _joined(parts: Sequence[Segment]) -> Iterator[Segment]:
    """Yield the parts of one segment, those that did not move joined again."""
    still: list[Segment] = []
    for part in parts:
        if part.moved and still:
            yield still[0]._replace(text="".join(one.text for one in still))
            still = []
        if part.moved:
            yield part
        else:
            still.append(part)
    if still:
        yield still[0]._replace(text="".join(one.text for one in still))
