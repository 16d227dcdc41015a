"""Who brought each word of the present text.

The answer is computed from what was decided: the first text, and of each step the words that gave way, the
words that came, and who wanted these first. A word that stays keeps its bringer, however often its
neighbours change.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.diff import diff_single_words
from documents.tokens import count_words


@dataclass(frozen=True, slots=True)
class Spelled:
    """One passage of a decision: its base, the text that was chosen, and whoever wanted this text first."""

    base: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A stretch of the present text and who brought it."""

    text: str
    by: str


def provenance(first: str, author: str, steps: Sequence[Sequence[Spelled]]) -> tuple[Origin, ...]:
    """Return the last text as stretches, each with its bringer; they join to it.

    The bases of a step join to the text that the step before made; ValueError where they do not.

    >>> step = [Spelled("Parties ", "Parties ", ""), Spelled("shall act", "should act now", "KAZ")]
    >>> [(origin.text, origin.by) for origin in provenance("Parties shall act", "SEC", [step])]
    [('Parties ', 'SEC'), ('should', 'KAZ'), (' act', 'SEC'), (' now', 'KAZ')]
    """
    origins = [Origin(first, author)] if first else []
    for number, step in enumerate(steps, 1):
        present = "".join(origin.text for origin in origins)
        if "".join(passage.base for passage in step) != present:
            raise ValueError(f"The passages of step {number} do not join to the text before it.")
        origins = _joined(_after(origins, step))
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


def _after(origins: Sequence[Origin], step: Sequence[Spelled]) -> list[Origin]:
    owners = [origin.by for origin in origins for _ in origin.text]  # of each character
    after: list[Origin] = []
    at = 0
    for passage in step:
        for segment in diff_single_words(passage.base, passage.text):
            if segment.op == "insert":
                after.append(Origin(segment.text, passage.by))
                continue
            if segment.op == "equal":
                after += (Origin(segment.text[k], owners[at + k]) for k in range(len(segment.text)))
            at += len(segment.text)
    return after


def _joined(origins: Sequence[Origin]) -> list[Origin]:
    pieces: list[tuple[str, list[str]]] = []
    for origin in origins:
        if pieces and pieces[-1][0] == origin.by:
            pieces[-1][1].append(origin.text)
        else:
            pieces.append((origin.by, [origin.text]))
    return [Origin("".join(texts), by) for by, texts in pieces]
