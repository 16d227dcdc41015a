"""All open proposals on one text, shown in one text, every word with its owners.

Nothing is lost: whatever overlaps, each delegation's text can be read back exactly. The order of the proposals
changes nothing, and a proposal that changes nothing leaves no trace.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from documents.diff import changes_between
from documents.errors import TwoReadings
from documents.reservations import Lifted, Span, lift, with_brackets

_LONG = 100_000  # characters of all texts together


@dataclass(frozen=True, slots=True)
class Proposal:
    """The whole text as one delegation wants it; "" = no text."""

    delegation: str
    text: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """One wording of a passage, with everyone who wants exactly it."""

    text: str
    delegations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the base; without alternatives nobody touches it. Base "": something is inserted here."""

    base: str
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Reservation:
    """Brackets round the tokens ``start`` to ``end`` (exclusive) of the base, without a change of words."""

    start: int
    end: int
    delegations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consolidation:
    """A base, cut into passages whose bases join to it, with what is wanted instead."""

    base: str
    passages: tuple[Passage, ...]
    reservations: tuple[Reservation, ...] = ()

    @property
    def delegations(self) -> tuple[str, ...]:
        """Everyone who wants something else than the base, sorted."""
        alternatives = (a.delegations for passage in self.passages for a in passage.alternatives)
        reservations = (reservation.delegations for reservation in self.reservations)
        return tuple(sorted({d for owners in (*alternatives, *reservations) for d in owners}))

    @property
    def disputed(self) -> tuple[int, ...]:
        """The indices of the passages that have alternatives."""
        return tuple(k for k, passage in enumerate(self.passages) if passage.alternatives)

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) over the base and every reading; changes when any of them does."""
        readings = [(delegation, read_as(self, delegation)) for delegation in self.delegations]
        return hashlib.sha256(json.dumps([self.base, readings]).encode()).hexdigest()


class _Change(NamedTuple):
    """Characters ``start`` to ``end`` of the base give way to ``text`` in one delegation's reading."""

    start: int
    end: int
    delegation: str
    text: str


def consolidate(base: str, proposals: Sequence[Proposal], *, whole: bool = False) -> Consolidation:
    """Return all proposals on a base in one; ``whole`` for values, whose alternatives are never cut.

    Raises TwoReadings when a delegation comes twice. The last ones are remembered: whoever reads a document again
    asks for those of all its clauses, and between two readings one of them has changed.

    >>> both = consolidate("Parties shall act.", [
    ...     Proposal("KAZ", "Parties should act."), Proposal("UZB", "Parties should act now.")])
    >>> [(p.base, [(a.text, a.delegations) for a in p.alternatives]) for p in both.passages if p.alternatives]
    [('shall', [('should', ('KAZ', 'UZB'))]), ('', [(' now', ('UZB',))])]
    """
    _require_one_reading_each(proposals)
    length = len(base) + sum(len(proposal.text) for proposal in proposals)
    return (_long if length > _LONG else _short)(base, tuple(proposals), whole)


def forget_consolidations() -> None:
    """Forget what is remembered, for whoever measures."""
    _short.cache_clear()
    _long.cache_clear()


def _consolidate(base: str, proposals: tuple[Proposal, ...], whole: bool) -> Consolidation:
    changed = {proposal.delegation: proposal.text for proposal in proposals if proposal.text != base}
    if whole:
        return _consolidated(
            base, {}, [_Change(0, len(base), delegation, text) for delegation, text in changed.items()]
        )
    lifted = {delegation: lift(base, text) for delegation, text in changed.items()}
    while True:
        changes = [
            _Change(start, end, delegation, text)
            for delegation, one in lifted.items()
            for start, end, text in changes_between(base, one.text)
        ]
        found = _consolidated(base, {code: one.spans for code, one in lifted.items() if one.spans}, changes)
        # A bracket that stands inside words over which others fight has no place of its own: it stays in the wording.
        lost = [code for code, one in lifted.items() if one.spans and read_as(found, code) != changed[code]]
        if not lost:
            return found
        lifted |= {code: Lifted(changed[code]) for code in lost}


_short = lru_cache(maxsize=2048)(_consolidate)
_long = lru_cache(maxsize=16)(_consolidate)


def _consolidated(base: str, spans: Mapping[str, Sequence[Span]], changes: list[_Change]) -> Consolidation:
    reserved: dict[tuple[int, int, int], list[str]] = defaultdict(list)
    for delegation, own in spans.items():
        for k, span in enumerate(own):
            # The same words may be bracketed twice by one delegation: the count keeps both pairs.
            reserved[(*span, own[:k].count(span))].append(delegation)
    return Consolidation(
        base,
        tuple(_passages(base, changes)),
        tuple(
            Reservation(start, end, tuple(sorted(owners)))
            for (start, end, _), owners in sorted(reserved.items())
        ),
    )


def read_as(consolidation: Consolidation, delegation: str | None) -> str:
    """Return the text as a delegation wants it, or the base.

    >>> read_as(consolidate("Parties shall act.", [Proposal("KAZ", "Parties [shall] act.")]), "KAZ")
    'Parties [shall] act.'
    """
    spans: list[Span] = [
        (reservation.start, reservation.end)
        for reservation in consolidation.reservations
        if delegation in reservation.delegations
    ]
    wanted = ((passage.base, _wanted(passage, delegation)) for passage in consolidation.passages)
    return with_brackets(wanted, spans) if spans else "".join(text for _, text in wanted)


def _require_one_reading_each(proposals: Iterable[Proposal]) -> None:
    seen: set[str] = set()
    for proposal in proposals:
        if proposal.delegation in seen:
            raise TwoReadings(
                f"{proposal.delegation} comes with two readings of one text; merge them first.",
                delegation=proposal.delegation,
            )
        seen.add(proposal.delegation)


def _passages(base: str, changes: list[_Change]) -> Iterator[Passage]:
    at = 0
    for group in _overlapping(changes):
        start, end = group[0].start, max(change.end for change in group)
        if start > at:
            yield Passage(base[at:start])
        wanted = _wordings(base[start:end], group)
        yield Passage(
            base[start:end],
            tuple(Alternative(text, tuple(sorted(owners))) for text, owners in sorted(wanted.items())),
        )
        at = end
    if at < len(base):
        yield Passage(base[at:])


def _overlapping(changes: list[_Change]) -> Iterator[list[_Change]]:
    """Yield the changes that share a word, or insert at one point, together; neighbours stay apart."""
    group: list[_Change] = []
    first = end = 0
    for change in sorted(changes):
        if group and (change.start < end or change.start == change.end == end == first):
            group.append(change)
            end = max(end, change.end)
            continue
        if group:
            yield group
        group = [change]
        first, end = change.start, change.end
    if group:
        yield group


def _wordings(base: str, group: list[_Change]) -> dict[str, list[str]]:
    """Return what the changes make of the words that they share: text -> who wants it."""
    start = group[0].start
    readings: dict[str, list[_Change]] = defaultdict(list)
    for change in group:
        readings[change.delegation].append(change)
    wanted: dict[str, list[str]] = defaultdict(list)
    for delegation, own in readings.items():
        pieces: list[str] = []
        at = start
        for change in own:
            pieces += (base[at - start : change.start - start], change.text)
            at = change.end
        wanted["".join((*pieces, base[at - start :]))].append(delegation)
    wanted.pop(base, None)
    return wanted


def _wanted(passage: Passage, delegation: str | None) -> str:
    for alternative in passage.alternatives:
        if delegation in alternative.delegations:
            return alternative.text
    return passage.base
