"""Participation on the wire: who has adopted, initialled, signed a text, or acceded to it."""

from datetime import date

from pydantic import Field

from app.models import ParticipationActRow
from app.schemas.wire import Id, In, Out, Reason, Time, examples
from documents.participation import Act
from documents.permissions import Capacity


class ActIn(In):
    """What delegations have done with the text, on one day."""

    model_config = examples({"act": "initialled", "day": "2025-04-24", "delegations": ["KGZ", "UZB"]})

    act: Act
    day: date = Field(description="on the calendar of the place where it happened")
    delegations: list[str] = Field(min_length=1, max_length=100)
    note: Reason = ""


class ActPatch(In):
    """Another day, or another note, for what was recorded."""

    model_config = examples({"day": "2025-04-26", "reason": "It was signed two days later."})

    day: date | None = None
    note: Reason | None = None
    reason: Reason = Field("", description="that everyone reads; without one nothing is corrected")


class StrikeIn(In):
    """Why something that was recorded is struck."""

    model_config = examples({"reason": "Recorded for the wrong delegation."})

    reason: Reason = Field("", description="that everyone reads; without one nothing is struck")


class ActOut(Out):
    """One act of a delegation."""

    id: Id
    delegation: str
    act: Act
    day: date
    note: str
    recorded_by: str
    recorded_at: Time
    corrects: Id | None = Field(description="what was recorded before, and is corrected by this")
    ended_at: Time | None = Field(description="when it was corrected or struck")
    reason: str = Field(description="why")

    @classmethod
    def of(cls, row: ParticipationActRow) -> "ActOut":
        """Translate a row."""
        return cls(
            id=row.id,
            delegation=row.delegation,
            act=row.act,
            day=date.fromisoformat(row.day),
            note=row.note,
            recorded_by=row.recorded_by,
            recorded_at=row.recorded_at,
            corrects=row.corrects_id,
            ended_at=row.ended_at,
            reason=row.reason,
        )


class PartOut(Out):
    """A delegation, and what it has done with the text."""

    delegation: str
    capacity: Capacity
    acts: list[ActOut]


class ParticipationsOut(Out):
    """Who has done what with a text."""

    document: str
    parts: list[PartOut] = Field(
        description="who negotiates it, and who has acceded, in the order of the house"
    )
    earlier: list[ActOut] = Field(description="what was corrected or struck, in order of time")
