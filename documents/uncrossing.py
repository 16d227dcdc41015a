"""Disputed words that a reservation would cut in two, cut there before they are drawn.

Brackets on paper cannot cross. Where one delegation reserves "Parties shall" and another rewords "shall cooperate", a
drafter writes two disputes, one inside the reservation and one behind it, and so does this.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from documents.consolidation import Alternative, Consolidation, Passage
from documents.diff import changes_between
from documents.tokens import tokenize


def uncrossed(one: Consolidation) -> Consolidation:
    """Return a consolidation to draw, in which no reservation crosses the border of disputed words.

    White space at a cut may be there twice, as round words that are not there: this is for drawing, and readings are
    taken from the consolidation itself.

    >>> from documents.consolidation import Proposal, consolidate
    >>> both = consolidate("Parties shall act.", [
    ...     Proposal("KAZ", "Parties work."), Proposal("TKM", "[Parties shall] act.")])
    >>> [(p.base, [a.text for a in p.alternatives]) for p in uncrossed(both).passages]
    [('Parties ', []), ('shall', ['work']), (' act', ['']), ('.', [])]
    """
    if not one.reservations:
        return one
    return replace(one, passages=tuple(_uncrossed(one)))


def _uncrossed(one: Consolidation) -> Iterator[Passage]:
    start = 0  # in tokens
    for passage in one.passages:
        tokens = tokenize(passage.base)
        end = start + len(tokens)
        offsets = [0, *accumulate(map(len, tokens))]
        done = 0
        if passage.alternatives:
            ends = {r.end for r in one.reservations if r.start < start < r.end < end}
            begins = {r.start for r in one.reservations if start < r.start < end < r.end}
            for place in sorted(ends | begins):
                at = offsets[place - start]
                before, passage = _cut(passage, at - done)
                yield before
                done = at
        yield passage
        start = end


def _cut(passage: Passage, at: int) -> tuple[Passage, Passage]:
    """Return both parts of a passage that is cut after so many characters of its base."""
    wanted: tuple[dict[str, list[str]], dict[str, list[str]]] = defaultdict(list), defaultdict(list)
    for alternative in passage.alternatives:
        place = _place_in(passage.base, alternative.text, at)
        wanted[0][alternative.text[:place]] += alternative.delegations
        wanted[1][alternative.text[place:]] += alternative.delegations
    return _part(passage.base[:at], wanted[0]), _part(passage.base[at:], wanted[1])


def _place_in(base: str, text: str, at: int) -> int:
    """Return where a text is cut, in characters, when its base is cut at one; new words are not cut in two.

    Where the base has a gap the text is cut at one as well: a comma stays with the word that it touches.
    """
    place = _same_place(base, text, at)
    if not (base[at - 1].isspace() or base[at].isspace()):
        return place
    touches = not text[place - 1].isspace() if place else base[0].isspace()
    while touches and place < len(text) and not text[place].isspace():
        place += 1
    while base[at - 1].isspace() and 0 < place < len(text) and text[place].isspace():
        place += 1
    return place


def _same_place(base: str, text: str, at: int) -> int:
    longer = 0
    for start, end, words in changes_between(base, text):
        if end > at:
            gap = base[start:at] if start < at else ""
            kept = gap if gap.isspace() and words.startswith(gap) else words
            return start + longer + len(kept) if start < at else at + longer
        longer += len(words) - (end - start)
    return at + longer


def _part(base: str, wanted: dict[str, list[str]]) -> Passage:
    found: dict[str, list[str]] = defaultdict(list)
    for text, owners in wanted.items():
        words = text if text.strip() else ""
        if base.isspace() and not words:  # it goes with the words beside it
            continue
        # The space at a cut belongs to the text.
        if words and base[-1:].isspace() and not words[-1].isspace():
            words += base[len(base.rstrip()) :]
        if words != base:
            found[words] += owners
    return Passage(base, tuple(Alternative(text, tuple(sorted(found[text]))) for text in sorted(found)))
