"""Silence procedures on the wire: what is frozen until when, who objected, what came of it."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from app.models import ObjectionRow, SilenceExtensionRow, SilenceRulesRow
from app.schemas.amendments import OnBehalfOf
from app.schemas.wire import AN_ID, Id, In, Out, Reason, Time, TimeIn, examples
from documents.errors import Unacceptable
from documents.silence import LONGEST, SilenceState, earliest_deadline

Languages = Annotated[
    list[Annotated[str, Field(max_length=16)]],
    Field(
        max_length=50,
        description="in which every text must be there; the negotiated one is always among them",
    ),
]


MOST_HOURS = LONGEST // timedelta(hours=1)
Deadline = Annotated[TimeIn | None, Field(examples=["2026-04-24T12:00:00Z"])]


def deadline_sent(deadline: datetime | None, hours: int | None, *, since: datetime) -> datetime:
    """Return the deadline that a body names, or means by so many hours; refuse none, and both."""
    if (deadline is None) == (hours is None):
        raise Unacceptable("Name the deadline, or in how many hours it is.", field="deadline")
    return deadline if deadline is not None else earliest_deadline(since, hours or 0)


class SilenceRulesIn(In):
    """What the rules of a document say of silence procedures."""

    model_config = examples({"minimum_hours": 48, "reason": "Decided in plenary on 20 April."})

    minimum_hours: int = Field(description="that delegations have at least; 72 where nothing is said")
    languages: Languages | None = Field(None, description="every language of the document by default")
    reason: Reason


class SilenceRulesOut(Out):
    """The rules of a document for silence procedures."""

    minimum_hours: int
    languages: list[str]
    reason: str = Field(description='why they were set; "": nobody has, and what holds everywhere holds here')
    set_at: Time | None

    @classmethod
    def of(cls, row: SilenceRulesRow) -> "SilenceRulesOut":
        """Translate a row."""
        return cls(
            minimum_hours=row.minimum_hours,
            languages=row.languages,
            reason=row.reason,
            set_at=row.set_at,
        )


class ReadClauseIn(In):
    """A clause, and the revision of it that was read."""

    clause: Id
    base_revision: Id | None = None


class SilenceIn(In):
    """Clauses, or the whole document, that stand agreed unless a delegation objects before the deadline."""

    model_config = examples(
        {
            "clauses": [{"clause": AN_ID, "base_revision": AN_ID}],
            "level": "agreed ad ref",
            "hours": 96,
            "note": "As it came out of the informals.",
        }
    )

    clauses: list[ReadClauseIn] = Field(
        max_length=5000, description="each as you read it, and with it what stands under it"
    )
    whole_document: bool = Field(
        False, description="nothing is inserted either; name every clause that stands"
    )
    level: str = Field(max_length=32, description="that the clauses take if nobody objects")
    deadline: Deadline = None
    hours: int | None = Field(None, ge=1, le=MOST_HOURS, description="from now, instead of a deadline")
    note: Reason = ""


class ExtensionIn(In):
    """A later deadline."""

    model_config = examples({"hours": 24, "reason": "A holiday in two capitals."})

    deadline: Deadline = None
    hours: int | None = Field(
        None, ge=1, le=MOST_HOURS, description="after the present deadline, instead of a deadline"
    )
    reason: Reason = ""


class CallOffIn(In):
    """Why a silence procedure ends without an outcome."""

    model_config = examples({"reason": "A slip in the text was found."})

    reason: Reason


class ObjectionIn(In):
    """An objection, with its reason and the clauses that it is to."""

    model_config = examples({"clauses": [AN_ID], "reason": "Our capital cannot accept the year 2027."})

    clauses: list[Id] = Field(max_length=5000)
    reason: Reason
    on_behalf_of: OnBehalfOf = None


class ObjectionOut(Out):
    """An objection; until its head confirms it, it holds the outcome back and breaks nothing."""

    id: Id
    delegation: str
    clauses: list[Id]
    reason: str
    recorded_by: str | None
    made_at: Time
    confirmed_at: Time | None = Field(description="by the head of delegation: it broke the silence then")
    ended_at: Time | None = Field(description="taken back, or said anew by the head")

    @classmethod
    def of(cls, row: ObjectionRow) -> "ObjectionOut":
        """Translate a row."""
        return cls(
            id=row.id,
            delegation=row.delegation,
            clauses=row.clauses,
            reason=row.reason,
            recorded_by=row.recorded_by,
            made_at=row.made_at,
            confirmed_at=row.confirmed_at,
            ended_at=row.ended_at,
        )


class ExtensionOut(Out):
    """An extension."""

    from_deadline: Time
    deadline: Time
    reason: str
    extended_at: Time

    @classmethod
    def of(cls, row: SilenceExtensionRow) -> "ExtensionOut":
        """Translate a row."""
        return cls(
            from_deadline=row.from_deadline,
            deadline=row.deadline,
            reason=row.reason,
            extended_at=row.extended_at,
        )


class FrozenClauseOut(Out):
    """A clause under silence, with the revision that is frozen in each language."""

    clause: Id
    label: str
    revisions: dict[str, Id]


class LocalDeadlineOut(Out):
    """What the clock in a capital shows at the deadline."""

    delegation: str
    time_zone: str = Field(description='"UTC" where none is known')
    local: Time


class SilenceOut(Out):
    """A silence procedure as it stands by the clock of the server."""

    id: Id
    document: str
    state: SilenceState
    whole_document: bool
    level: str
    note: str
    languages: list[str]
    minimum_hours: int = Field(description="that the rules asked for when it was opened")
    opened_by: str
    opened_at: Time
    deadline: Time
    closes_at: Time = Field(description="later than the deadline while an objection waits to be confirmed")
    local_deadlines: list[LocalDeadlineOut]
    clauses: list[FrozenClauseOut]
    extensions: list[ExtensionOut]
    objections: list[ObjectionOut]
    ended_at: Time | None
    reason: str = Field(description="why it was called off")
