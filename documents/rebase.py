"""Carrying an open proposal over to a new text of its clause.

A proposal that still has something to say stays alive without being tabled again. What the new text has taken
up already falls away from it; where both want the same words otherwise, the place is named, never settled.
"""

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

from documents.alignment import Alignment, align
from documents.amendments import Uptake
from documents.knots import Knot, knots, taken_up
from documents.merge import Collision, merge
from documents.tokens import is_word

__all__ = ["Collision", "Outcome", "Rebase", "rebase", "uptake"]

Outcome = Literal["clean", "satisfied", "collides"]


@dataclass(frozen=True, slots=True)
class Rebase:
    """What became of a proposal on a new base.

    ``text`` is the whole text as its delegation wants it now: the new base with the proposal's changes in it. Where
    they collide it holds the proposal's own words, so that the reading can still be shown on the new base.
    """

    outcome: Outcome
    text: str
    collisions: tuple[Collision, ...] = ()


def rebase(proposal: str, *, base: str, new_base: str) -> Rebase:
    """Return a proposal made on ``base`` as it reads on ``new_base``.

    *clean*: it still wants something, and nothing is in its way. *satisfied*: all it wants is there. *collides*: the
    new base wants some of its words otherwise.

    >>> rebase("Parties should act.", base="Parties shall act.", new_base="All Parties shall act.")
    Rebase(outcome='clean', text='All Parties should act.', collisions=())
    >>> rebase("Parties should act.", base="Parties shall act.", new_base="All Parties should act.").outcome
    'satisfied'
    >>> rebase("Parties should act.", base="Parties shall act.", new_base="Parties must act.").collisions
    (Collision(base='shall', proposed='should', present='must'),)
    """
    if new_base == base:
        return Rebase("clean", proposal)
    merged = merge(base, proposal, new_base)
    if merged.collisions:
        return Rebase("collides", merged.text, merged.collisions)
    return Rebase("satisfied" if merged.text == new_base else "clean", merged.text)


def uptake(wanted: str, *, base: str, new_base: str) -> Uptake:
    """Return how much of a proposal the next text has taken up.

    *adopted*: all its changes. *partly*: some of them, or at least half of the words that one of them brings, or
    some of the words that it only strikes.

    >>> uptake("Parties should act now.", base="Parties shall act.", new_base="All Parties should act.")
    'partly'
    """
    if wanted == new_base or rebase(wanted, base=base, new_base=new_base).outcome == "satisfied":
        return "adopted"
    if new_base == base:
        return "not so far"
    mine, theirs = align(base, wanted), align(base, new_base)
    taken = any(
        _partly_taken(mine, theirs, knot) for knot in knots(mine, theirs) if knot.mine and knot.theirs
    )
    return "partly" if taken else "not so far"


def _partly_taken(mine: Alignment, theirs: Alignment, knot: Knot) -> bool:
    parts = [part for edit in knot.mine for part in edit.single]
    if any(taken_up(mine, part, theirs, knot.theirs) for part in parts):
        return True
    gone = {k for edit in knot.theirs for part in edit.single for k in range(part.start, part.end)}
    if any(not part.inserts and not gone.isdisjoint(range(part.start, part.end)) for part in parts):
        return True
    wanted, present = (
        [word for edit in edits for word in text.inserted(edit) if is_word(word)]
        for text, edits in ((mine, knot.mine), (theirs, knot.theirs))
    )
    return bool(wanted) and 2 * LCSseq.similarity(wanted, present) >= len(wanted)
