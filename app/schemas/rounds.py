"""Rounds on the wire: what is asked for until when, how that changed, and the table of what came."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from pydantic import Field

from app.models import RoundRow
from app.schemas.wire import AN_ID, Id, In, Out, Reason, Time, TimeIn, examples
from documents.amendments import AmendmentKind
from documents.circles import Circle
from documents.content import ClauseKind
from documents.round_table import Entry, EntryState
from documents.rounds import LateRule, Round, RoundKind, RoundState, state_of


class RoundIn(In):
    """A round of comments or of proposals."""

    model_config = examples(
        {"kind": "proposals", "name": "Second reading", "deadline": "2036-04-10T15:00:00Z"},
        {
            "kind": "comments",
            "name": "Written comments on water",
            "note": "Please say what your capitals can carry.",
            "opens_at": "2036-04-01T06:00:00Z",
            "deadline": "2036-04-10T15:00:00Z",
            "clauses": [AN_ID],
        },
    )

    kind: RoundKind
    name: str = Field(max_length=1000, description="as the table is headed")
    note: Reason = Field("", description="what is asked for, in words")
    opens_at: TimeIn | None = Field(None, description="now by default")
    deadline: TimeIn
    late: LateRule = Field(
        "mark",
        description="what becomes of an amendment that is tabled after the deadline, until the next round opens: "
        "marked, or refused. Comments are marked",
    )
    clauses: Sequence[Id] = Field(
        (), max_length=1000, description="with what stands under them; none: the whole document"
    )


class DeadlineIn(In):
    """Another deadline, and why."""

    model_config = examples(
        {"deadline": "2036-04-12T15:00:00Z", "reason": "Two capitals asked for it.", "version": 1}
    )

    deadline: TimeIn
    reason: Reason = Field(description="read by everyone who takes part")
    version: int | None = Field(None, description="of the round that you read; or If-Match with its ETag")


class ClosingIn(In):
    """Why a round ends before its deadline."""

    model_config = examples({"reason": "All delegations have answered.", "version": 1})

    reason: Reason = Field(description="read by everyone who takes part")
    version: int | None = Field(None, description="of the round that you read; or If-Match with its ETag")


class AskedOut(Out):
    """A clause that a round asks about."""

    clause: Id
    label: str


class RoundChangeOut(Out):
    """What happened to a round."""

    at: Time
    by: str
    what: Literal["called", "deadline moved", "closed", "called off", "deadline near"]
    deadline: Time = Field(description="from then on")
    before: Time | None = Field(description="of a deadline that was moved: which one it was before")
    hours: int | None = Field(description="of a reminder: how many hours before the deadline")
    reason: str


class RoundOut(Out):
    """A round."""

    id: Id
    document: str
    kind: RoundKind
    name: str
    note: str
    late: LateRule
    state: RoundState
    opens_at: Time
    deadline: Time
    closed_at: Time | None = Field(description="where it was closed before the deadline")
    clauses: list[AskedOut] = Field(description="none: it asks about the whole document")
    changes: list[RoundChangeOut]
    version: int = Field(description="which whoever moves the deadline or closes it has read")

    @classmethod
    def of(
        cls,
        row: RoundRow,
        value: Round,
        *,
        document: str,
        labels: Mapping[str, str],
        changes: list[RoundChangeOut],
        now: datetime,
    ) -> "RoundOut":
        """Translate a row; ``labels``: of the clauses it asks about, in the order of the text."""
        return cls(
            id=row.id,
            document=document,
            kind=row.kind,
            name=row.name,
            note=row.note,
            late=row.late,
            state=state_of(value, now),
            opens_at=row.opens_at,
            deadline=row.deadline,
            closed_at=row.closed_at,
            clauses=[AskedOut(clause=clause, label=label) for clause, label in labels.items()],
            changes=changes,
            version=row.version,
        )


class AnswerOut(Out):
    """An answer to a comment."""

    delegation: str
    text: str = Field(description='"" where it was taken back')
    at: Time


class WantedOut(Out):
    """What a proposal makes of one field, against the text on which it was written."""

    field: str
    base: str
    text: str


class EntryOut(Out):
    """One comment, or one proposal, as a row of the table of its round."""

    clause: Id
    kind: ClauseKind
    label: str = Field(description="of the clause, as it is called now")
    comment: Id | None
    amendment: Id | None = Field(description="the proposal, or the one that the comment is on")
    amends: AmendmentKind | None = Field(description="of that proposal: what it does")
    delegations: list[str] = Field(description="who says it; of a proposal all who stand behind it")
    on_proposal_of: list[str] = Field(description="of a comment on a proposal: who stands behind that")
    circle: Circle = Field(description="who reads it")
    words: str = Field(description="of a comment: those of the text that it is about")
    text: str = Field(
        description='of a comment what is said, "" where it was taken back; of a proposal why it is made'
    )
    wanted: list[WantedOut] = Field(description="of a proposal")
    move_to: str = Field(description="of a move: where to, in words")
    answers: list[AnswerOut]
    state: EntryState = Field(description="of a comment open or resolved; of a proposal what became of it")
    at: Time
    late: bool = Field(description="after the deadline, and before the next round opened")

    @classmethod
    def of(cls, one: Entry) -> "EntryOut":
        """Translate a value."""
        return cls(
            clause=one.clause,
            kind=one.kind,
            label=one.label,
            comment=one.comment,
            amendment=one.amendment,
            amends=one.amends,
            delegations=list(one.delegations),
            on_proposal_of=list(one.on_proposal_of),
            circle=one.circle,
            words=one.words,
            text=one.text,
            wanted=[WantedOut(field=it.address, base=it.base, text=it.text) for it in one.wanted],
            move_to=one.move_to,
            answers=[AnswerOut(delegation=it.delegation, text=it.text, at=it.at) for it in one.answers],
            state=one.state,
            at=one.at,
            late=one.late,
        )


class RoundTableOut(Out):
    """Everything that came in a round, as far as its reader may see it, in the order of the text."""

    round: Id
    circle: Circle = Field(description="up to which: what is for a narrower one is left out")
    entries: list[EntryOut]
