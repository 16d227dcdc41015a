"""Whole texts that stand apart as options, because they could not be read inside the present one.

A proposal that shares too little with the base would be drawn as a thicket of brackets, and would make everybody
else's small change one of many words. Set apart it is read as what it is: another text.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from documents.consolidation import Alternative, Consolidation, Proposal, consolidate, read_as
from documents.diff import similarity
from documents.tokens import line_of

REWRITTEN = 0.6  # below this similarity two texts are two texts, not one with changes


@dataclass(frozen=True, slots=True)
class Apart:
    """A consolidation of those who amend the text, and the whole texts of those who want another, sorted."""

    near: Consolidation
    options: tuple[Alternative, ...] = ()


def is_rewritten(old: str, new: str) -> bool:
    """Return whether two texts share too little for one to be read inside the other; one word never does.

    >>> is_rewritten("Parties shall act now.", "Parties should act now."), is_rewritten("We shall act.", "Welcomes it.")
    (False, True)
    """
    return bool(old and new and " " in old) and similarity(old, new) < REWRITTEN


@lru_cache(maxsize=2048)  # asked for each time a clause is drawn, and the consolidation is the same one
def set_apart(one: Consolidation) -> Apart:
    """Return a consolidation with the texts that rewrite its base set apart.

    Whoever wants no text at all stands apart too where others dispute words of it.

    >>> both = consolidate("Parties shall act now.", [Proposal("KAZ", "Parties should act now."),
    ...     Proposal("TKM", ""), Proposal("UZB", "Welcomes all that was done in the basin.")])
    >>> apart = set_apart(both)
    >>> [(option.text, option.delegations) for option in apart.options]
    [('', ('TKM',)), ('Welcomes all that was done in the basin.', ('UZB',))]
    >>> apart.near.delegations
    ('KAZ',)
    """
    readings = {delegation: read_as(one, delegation) for delegation in one.delegations}
    suspected = _perhaps_rewritten(one)
    far = {code for code, text in readings.items() if code in suspected and is_rewritten(one.base, text)}
    emptied = {delegation for delegation, text in readings.items() if not text}
    if len(readings) > len(far | emptied):
        far |= emptied
    if not far:
        return Apart(one)
    wanted: dict[str, list[str]] = {}
    for delegation in sorted(far):
        wanted.setdefault(readings[delegation], []).append(delegation)
    near = [Proposal(delegation, text) for delegation, text in readings.items() if delegation not in far]
    options = tuple(Alternative(text, tuple(owners)) for text, owners in sorted(wanted.items()))
    return Apart(consolidate(one.base, near), options)


def _perhaps_rewritten(one: Consolidation) -> set[str]:
    """Return whose passages change so much that their texts have to be compared: those of few words tell enough.

    Passages hold more words than really change, so nobody is overlooked.
    """
    changed: Counter[str] = Counter()
    longer: Counter[str] = Counter()
    for passage in one.passages:
        for alternative in passage.alternatives:
            gone, come = (len(line_of(text).words) for text in (passage.base, alternative.text))
            for delegation in alternative.delegations:
                changed[delegation] += gone + come
                longer[delegation] += come - gone
    words = 2 * len(line_of(one.base).words)
    return {
        delegation
        for delegation, count in changed.items()
        if 1 - count / max(1, words + longer[delegation]) < REWRITTEN
    }
