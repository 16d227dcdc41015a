"""All open proposals on one text, shown in one text, every word with its owners."""

from collections.abc import Sequence
from dataclasses import dataclass


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
    """A stretch of the base; without alternatives nobody touches it."""

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
    def fingerprint(self) -> str:
        """SHA-256 (hex) over the base and every reading; changes when any of them does."""
        raise NotImplementedError


def consolidate(base: str, proposals: Sequence[Proposal], *, whole: bool = False) -> Consolidation:
    """Return all proposals on a base in one; ``whole`` for values, whose alternatives are never cut."""
    raise NotImplementedError


def read_as(consolidation: Consolidation, delegation: str | None) -> str:
    """Return the text as a delegation wants it, or the base."""
    raise NotImplementedError
