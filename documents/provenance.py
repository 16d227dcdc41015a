"""Who brought each word of the present text.

The answer is computed from what was decided: the first text, and of each step the words that gave way, the
words that came, and who wanted these first. A word that stays keeps its bringer, however often its
neighbours change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from documents.diff import diff_single_words
from documents.moves import mark_moves
from documents.tokens import count_words


@dataclass(frozen=True, slots=True)
class Spelled:
    """One passage of a decision: its base, the text that was chosen, who wanted it first, and by which amendment."""

    base: str
    text: str
    by: str
    amendment: str = ""  # its id; "" where no amendment brought it


@dataclass(frozen=True, slots=True)
class Origin:
    """A stretch of the present text, who brought it, and by which amendment."""

    text: str
    by: str
    amendment: str = ""  # its id; "" for the first text, the chair's words and corrections


def provenance(
    first: str,
    author: str,
    steps: Sequence[Sequence[Spelled]],
    *,
    amendment: str = "",
    begun: Sequence[Origin] = (),
) -> tuple[Origin, ...]:
    """Return the last text as stretches, each with its bringer; they join to it.

    The bases of a step join to the text that the step before made; ValueError where they do not. A sentence that a
    step only moves keeps its bringers. ``amendment`` brought the first text, where one did. ``begun``: who brought the
    first text, where it came of other clauses.

    >>> step = [Spelled("Parties ", "Parties ", ""), Spelled("shall act", "should act now", "KAZ")]
    >>> [(origin.text, origin.by) for origin in provenance("Parties shall act", "SEC", [step])]
    [('Parties ', 'SEC'), ('should', 'KAZ'), (' act', 'SEC'), (' now', 'KAZ')]
    """
    origins = list(begun) or ([Origin(first, author, amendment)] if first else [])
    for number, step in enumerate(steps, 1):
        present = "".join(origin.text for origin in origins)
        if "".join(passage.base for passage in step) != present:
            raise ValueError(f"The passages of step {number} do not join to the text before it.")
        origins = list(_joined(_after(origins, step)))
    return tuple(origins)


def words_brought(origins: Sequence[Origin]) -> dict[str, int]:
    """Return how many words of a text each bringer brought, most first.

    >>> words_brought([Origin("Parties ", "SEC"), Origin("should", "KAZ"), Origin(" act", "SEC")])
    {'SEC': 2, 'KAZ': 1}
    """
    counts: dict[str, int] = {}
    for origin in origins:
        counts[origin.by] = counts.get(origin.by, 0) + count_words(origin.text)
    return {by: counts[by] for by in sorted(counts, key=lambda by: (-counts[by], by)) if counts[by]}


def _after(origins: Sequence[Origin], step: Sequence[Spelled]) -> Iterator[Origin]:
    """Yield the text after a step: what stays as it was brought, what comes as its passage brings it."""
    before = _Reader(origins)
    for passage in step:
        segments = mark_moves(diff_single_words(passage.base, passage.text))
        kept = [() if segment.op == "insert" else before.read(len(segment.text)) for segment in segments]
        went = {
            segment.moved: k for k, segment in enumerate(segments) if segment.moved and segment.op == "delete"
        }
        for segment, stretches in zip(segments, kept, strict=True):
            if segment.op == "equal":
                yield from stretches
            elif segment.op == "insert" and segment.moved:
                gone = went[segment.moved]
                yield from _moved(segments[gone].text, kept[gone], segment.text, passage)
            elif segment.op == "insert":
                yield Origin(segment.text, passage.by, passage.amendment)


def _moved(old: str, stretches: Sequence[Origin], new: str, passage: Spelled) -> Iterator[Origin]:
    """Yield a sentence that went elsewhere, its words as they were brought, other marks as the passage brings them."""
    before = _Reader(stretches)
    for segment in diff_single_words(old, new):
        if segment.op == "insert":
            yield Origin(segment.text, passage.by, passage.amendment)
            continue
        read = before.read(len(segment.text))
        if segment.op == "equal":
            yield from read


class _Reader:
    """Reads stretches from left to right, so many characters at a time."""

    def __init__(self, origins: Sequence[Origin]) -> None:
        self._rest = list(reversed(origins))

    def read(self, length: int) -> tuple[Origin, ...]:
        """Return the next characters with their bringers."""
        found: list[Origin] = []
        while length:
            origin = self._rest.pop()
            if length < len(origin.text):
                self._rest.append(replace(origin, text=origin.text[length:]))
                origin = replace(origin, text=origin.text[:length])
            found.append(origin)
            length -= len(origin.text)
        return tuple(found)


def inherited(
    first: str, author: str, sources: Sequence[tuple[Origin, ...]], *, start: int = 0, end: int | None = None
) -> tuple[Origin, ...]:
    """Return who brought the first text of a clause that came of others: their words stay theirs, the rest is new.

    ``sources``: their last texts, which stand in a row; of one that was split, ``start`` and ``end`` say in characters
    what the new clause took of it.

    >>> whole = (Origin("Rivers unite. ", "SEC"), Origin("Lakes divide.", "KAZ"))
    >>> [(one.text, one.by) for one in inherited("Lakes divide us.", "CHAIR", [whole], start=14)]
    [('Lakes divide', 'KAZ'), (' us', 'CHAIR'), ('.', 'KAZ')]
    """
    row: list[Origin] = []
    for source in sources:
        row += [Origin(" ", author)] * bool(row and source)
        row += source
    reader = _Reader(row)
    reader.read(start)
    length = sum(len(one.text) for one in row)
    kept = reader.read((length if end is None else end) - start)
    step = [Spelled("".join(one.text for one in kept), first, author)]
    return tuple(_joined(_after(kept, step))) if kept else (Origin(first, author),) if first else ()


def _joined(origins: Iterable[Origin]) -> Iterator[Origin]:
    for (by, amendment), alike in groupby(origins, key=lambda origin: (origin.by, origin.amendment)):
        yield Origin("".join(origin.text for origin in alike), by, amendment)
