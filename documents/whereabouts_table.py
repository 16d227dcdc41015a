"""The table that says where each proposal went, as a value: an entry for each that was tabled, as everyone reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from documents.round_table import Entry
from documents.whereabouts import OUTCOMES, Act, Lost, Outcome


@dataclass(frozen=True, slots=True)
class Came:
    """An act of streamlining, with its reason."""

    act: str  # id
    kind: Act
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Leg:
    """How a proposal came from one clause to another by an act."""

    by: Came
    label: str
    to_label: str
    fate: str


@dataclass(frozen=True, slots=True)
class DecidedOn:
    """The decision by which it was last said what became of a proposal."""

    decision: str  # id
    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class End:
    """What stands for a proposal on one clause, and what became of it there."""

    amendment: str
    clause: str
    label: str
    outcome: Outcome
    is_open: bool
    legs: Sequence[Leg]
    decided: DecidedOn | None
    joined: Sequence[str]  # other proposals for which the same amendment stands


@dataclass(frozen=True, kw_only=True, slots=True)
class Whereabouts:
    """One proposal as it was tabled, and where it went."""

    proposal: Entry
    outcome: Outcome
    ends: Sequence[End]
    lost: Sequence[Lost]
    said: Sequence[Came]  # acts that made a text which says it already


@dataclass(frozen=True, slots=True)
class WhereaboutsTable:
    """Where proposals went: all, or those since an edition, or those that one delegation stands behind."""

    since: str  # the symbol of the edition, "" from the beginning
    delegation: str  # code, "" for all
    entries: Sequence[Whereabouts]

    @property
    def codes(self) -> list[str]:
        """The delegations that occur, sorted."""
        return sorted({code for one in self.entries for code in one.proposal.delegations})

    @property
    def counts(self) -> list[tuple[Outcome, int]]:
        """How many proposals came to what, those outcomes alone that occur."""
        found = [one.outcome for one in self.entries]
        return [(outcome, found.count(outcome)) for outcome in OUTCOMES if outcome in found]
