"""Where each proposal went, on the wire."""

from pydantic import Field

from app.schemas.rounds import WantedOut
from app.schemas.wire import Id, Out, Time
from documents.amendments import AmendmentKind
from documents.content import ClauseKind
from documents.whereabouts import Act, Outcome
from documents.whereabouts_table import Came, DecidedOn, End, Leg, Whereabouts, WhereaboutsTable


class CameOut(Out):
    """A split, a merger, a move or the undoing of one."""

    streamlining: Id
    act: Act
    at: Time
    reason: str

    @classmethod
    def of(cls, one: Came) -> "CameOut":
        """Translate a value."""
        return cls(streamlining=one.act, act=one.kind, at=one.at, reason=one.reason)


class LegOut(Out):
    """How a proposal came from one clause to another."""

    by: CameOut
    label: str
    to_label: str
    fate: str = Field(description="how whole it arrived, as in the act itself")

    @classmethod
    def of(cls, one: Leg) -> "LegOut":
        """Translate a value."""
        return cls(by=CameOut.of(one.by), label=one.label, to_label=one.to_label, fate=one.fate)


class DecidedOnOut(Out):
    """The decision by which it was last said what became of a proposal."""

    decision: Id
    at: Time
    reason: str

    @classmethod
    def of(cls, one: DecidedOn) -> "DecidedOnOut":
        """Translate a value."""
        return cls(decision=one.decision, at=one.at, reason=one.reason)


class EndOut(Out):
    """What stands for a proposal on one clause now."""

    amendment: Id = Field(description="the proposal itself, or what a split or a merger wrote in its place")
    clause: Id
    label: str
    outcome: Outcome
    open: bool = Field(description="whether it is still on the table")
    legs: list[LegOut] = Field(description="how it came there, the first step first")
    decided: DecidedOnOut | None
    joined: list[Id] = Field(description="other proposals for which the same amendment stands")

    @classmethod
    def of(cls, one: End) -> "EndOut":
        """Translate a value."""
        return cls(
            amendment=one.amendment,
            clause=one.clause,
            label=one.label,
            outcome=one.outcome,
            open=one.is_open,
            legs=[LegOut.of(leg) for leg in one.legs],
            decided=DecidedOnOut.of(one.decided) if one.decided is not None else None,
            joined=list(one.joined),
        )


class LostOut(Out):
    """Words of a proposal that no new clause has a place for."""

    streamlining: Id
    field: str = Field(description="empty where it is no field's")
    base: str
    proposed: str


class WhereaboutsOut(Out):
    """A proposal as it was tabled, and where it went."""

    amendment: Id
    clause: Id
    kind: ClauseKind
    label: str = Field(description="of the clause on which it was tabled")
    amends: AmendmentKind
    delegations: list[str] = Field(description="who stands behind it, its own delegation first")
    wanted: list[WantedOut]
    move_to: str = Field(description="of a move: where to, in words")
    rationale: str
    at: Time
    late: bool
    outcome: Outcome = Field(description="of the whole of it; its parts may have fared differently")
    ends: list[EndOut]
    lost: list[LostOut]
    said: list[CameOut] = Field(description="acts that made a text which says it already")

    @classmethod
    def of(cls, one: Whereabouts) -> "WhereaboutsOut":
        """Translate a value."""
        proposal = one.proposal
        assert proposal.amendment is not None and proposal.amends is not None, "it is a proposal"
        return cls(
            amendment=proposal.amendment,
            clause=proposal.clause,
            kind=proposal.kind,
            label=proposal.label,
            amends=proposal.amends,
            delegations=list(proposal.delegations),
            wanted=[WantedOut(field=it.address, base=it.base, text=it.text) for it in proposal.wanted],
            move_to=proposal.move_to,
            rationale=proposal.text,
            at=proposal.at,
            late=proposal.late,
            outcome=one.outcome,
            ends=[EndOut.of(end) for end in one.ends],
            lost=[
                LostOut(streamlining=it.act, field=it.address, base=it.base, proposed=it.proposed)
                for it in one.lost
            ],
            said=[CameOut.of(act) for act in one.said],
        )


class WhereaboutsTableOut(Out):
    """Where the proposals of a document went, in the order of the text."""

    document: str
    since: str = Field(description="the symbol of an edition; empty from the beginning")
    delegation: str = Field(description="code; empty for all")
    counts: dict[Outcome, int] = Field(description="how many proposals came to what")
    entries: list[WhereaboutsOut]

    @classmethod
    def of(cls, slug: str, table: WhereaboutsTable) -> "WhereaboutsTableOut":
        """Translate a value."""
        return cls(
            document=slug,
            since=table.since,
            delegation=table.delegation,
            counts=dict(table.counts),
            entries=[WhereaboutsOut.of(one) for one in table.entries],
        )
