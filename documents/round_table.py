"""The table of a round as a value: everything that came in it, in the order of the text, for one reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from documents.amendments import AmendmentKind, Status, Uptake
from documents.circles import Circle
from documents.content import ClauseKind
from documents.rounds import Round

EntryState = Literal["open", "resolved", "tabled", "partly taken", "adopted", "withdrawn", "closed"]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a comment; "" where it was taken back."""

    delegation: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a proposal makes of one field, against the text on which it was written."""

    address: str
    base: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One comment, or one proposal. Texts are as they are stored, with their cross-references."""

    clause: str  # id
    kind: ClauseKind
    label: str
    comment: str | None = None  # id
    amendment: str | None = None  # id: the proposal, or what the comment is on
    amends: AmendmentKind | None = None  # of that
    delegations: Sequence[str]  # who says it; of a proposal all who stand behind it, its own delegation first
    on_proposal_of: Sequence[str] = ()  # of a comment on a proposal
    circle: Circle = "everyone"
    words: str = ""  # of a comment: those of the text that it is about
    text: str  # of a comment what is said, "" where it was taken back; of a proposal why
    wanted: Sequence[Wanted] = ()
    move_to: str = ""  # of a move: "after OP 7"
    answers: Sequence[Answer] = ()
    state: EntryState
    at: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class RoundTable:
    """A round and what came in it, up to a circle."""

    round: Round
    note: str
    circle: Circle
    entries: Sequence[Entry]

    @property
    def codes(self) -> list[str]:
        """The delegations that occur, sorted."""
        return sorted(
            {
                code
                for one in self.entries
                for code in (
                    *one.delegations,
                    *one.on_proposal_of,
                    *(answer.delegation for answer in one.answers),
                )
            }
        )


def state_of_proposal(status: Status, uptake: Uptake) -> EntryState:
    """Return in a word what became of a proposal.

    >>> state_of_proposal("tabled", "partly"), state_of_proposal("closed", "not so far")
    ('partly taken', 'closed')
    """
    if status == "withdrawn":
        return "withdrawn"
    if uptake == "adopted":
        return "adopted"
    if uptake == "partly":
        return "partly taken"
    return "closed" if status == "closed" else "tabled"
