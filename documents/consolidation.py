"""All open proposals on one text, shown in one text, every word with its owners.

Nothing is lost: whatever overlaps, each delegation's text can be read back exactly. The order of the proposals
changes nothing, and a proposal that changes nothing leaves no trace.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from documents.diff import diff_words
from documents.errors import TwoReadings
from documents.reservations import Span, reserved_spans, with_brackets


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


@dataclass(frozen=True, slots=True)
class _Change:
    """Characters ``start`` to ``end`` of the base give way to ``text`` in one delegation's reading."""

    start: int
    end: int
    text: str
    delegation: str


def consolidate(base: str, proposals: Sequence[Proposal], *, whole: bool = False) -> Consolidation:
    """Return all proposals on a base in one; ``whole`` for values, whose alternatives are never cut.

    Raises TwoReadings when a delegation comes twice.

    >>> both = consolidate("Parties shall act.", [
    ...     Proposal("KAZ", "Parties should act."), Proposal("UZB", "Parties should act now.")])
    >>> [(p.base, [(a.text, a.delegations) for a in p.alternatives]) for p in both.passages if p.alternatives]
    [('shall', [('should', ('KAZ', 'UZB'))]), ('', [(' now', ('UZB',))])]
    """
    _require_one_reading_each(proposals)
    changed = [proposal for proposal in proposals if proposal.text != base]
    changes: list[_Change] = []
    reserved: dict[tuple[int, int, int], list[str]] = defaultdict(list)
    for proposal in changed:
        spans = None if whole else reserved_spans(base, proposal.text)
        if spans is not None:
            for k, span in enumerate(spans):
                # The same words may be bracketed twice by one delegation: the count keeps both pairs.
                reserved[(*span, spans[:k].count(span))].append(proposal.delegation)
        elif whole:
            changes.append(_Change(0, len(base), proposal.text, proposal.delegation))
        else:
            changes += _changes(base, proposal)
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
    if spans:
        return with_brackets(consolidation.base, spans)
    return "".join(_wanted(passage, delegation) for passage in consolidation.passages)


def _require_one_reading_each(proposals: Iterable[Proposal]) -> None:
    seen: set[str] = set()
    for proposal in proposals:
        if proposal.delegation in seen:
            raise TwoReadings(
                f"{proposal.delegation} comes with two readings of one text; merge them first.",
                delegation=proposal.delegation,
            )
        seen.add(proposal.delegation)


def _changes(base: str, proposal: Proposal) -> Iterator[_Change]:
    at = start = 0
    come = ""
    for segment in diff_words(base, proposal.text):
        if segment.op == "equal":
            if at > start or come:
                yield _Change(start, at, come, proposal.delegation)
            at += len(segment.text)
            start, come = at, ""
        elif segment.op == "delete":
            at += len(segment.text)
        else:
            come += segment.text
    if at > start or come:
        yield _Change(start, at, come, proposal.delegation)


def _passages(base: str, changes: list[_Change]) -> Iterator[Passage]:
    at = 0
    for group in _overlapping(changes):
        start, end = group[0].start, max(change.end for change in group)
        if start > at:
            yield Passage(base[at:start])
        readings: dict[str, list[_Change]] = defaultdict(list)
        for change in group:
            readings[change.delegation].append(change)
        wanted: dict[str, list[str]] = defaultdict(list)
        for delegation, own in readings.items():
            wanted[_applied(base, start, end, own)].append(delegation)
        wanted.pop(base[start:end], None)
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
    end = 0
    for change in sorted(changes, key=lambda c: (c.start, c.end, c.delegation)):
        inside = change.start < end
        same_point = bool(group) and change.start == change.end == end == group[0].start
        if group and not (inside or same_point):
            yield group
            group = []
        end = max(end, change.end) if group else change.end
        group.append(change)
    if group:
        yield group


def _applied(base: str, start: int, end: int, changes: list[_Change]) -> str:
    pieces: list[str] = []
    at = start
    for change in changes:
        pieces += (base[at : change.start], change.text)
        at = change.end
    return "".join((*pieces, base[at:end]))


def _wanted(passage: Passage, delegation: str | None) -> str:
    for alternative in passage.alternatives:
        if delegation in alternative.delegations:
            return alternative.text
    return passage.base
