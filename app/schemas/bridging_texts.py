"""Bridging texts on the wire: a compromise, what it would do for each amendment, who may read it; facilitators."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from app.models import BridgingTextRow
from app.schemas.comparison import SegmentOut
from app.schemas.wire import AN_ID, Id, In, Out, Reason, Text, Time, examples
from documents.amendments import AmendmentKind, Uptake


class BridgingTextIn(In):
    """A compromise on the present text of a clause."""

    model_config = examples(
        {"text": "The Parties shall cooperate on water;", "note": "Between both.", "base_revision": AN_ID},
    )

    text: Text | None = Field(None, description="of a paragraph: its whole text")
    fields: Mapping[str, Text] | None = Field(None, description="of an entry: field -> its whole text")
    note: Reason = Field("", description="read by whoever reads the text")
    base_revision: Id | None = Field(None, description="the revision of the clause that it stands on")


class ReleaseIn(In):
    """To whom a bridging text is shown."""

    model_config = examples({"to": ["UZB"]}, {"everyone": True})

    to: Sequence[str] = Field((), max_length=40, description="codes of delegations")
    everyone: bool = Field(
        False, description="to everyone who takes part, instead; that cannot be taken back"
    )


class SatisfiedOut(Out):
    """How much of an open amendment a bridging text would take."""

    amendment: Id
    kind: AmendmentKind
    sponsors: list[str]
    uptake: Uptake


class BridgedFieldOut(Out):
    """One field: as it stands, as the bridging text has it, and the difference."""

    field: str
    base: str
    text: str
    segments: list[SegmentOut]


class BridgingTextOut(Out):
    """A bridging text."""

    id: Id
    document: str
    clause: Id
    label: str
    by: str
    note: str
    fields: list[BridgedFieldOut]
    base_revision: Id
    is_stale: bool = Field(description="the clause has changed since it was written")
    satisfies: list[SatisfiedOut] = Field(description="what it would do for each open amendment")
    shown_to: list[str] | None = Field(
        description="delegations that may read it before it is released; null: not for you"
    )
    created_at: Time
    released_at: Time | None
    withdrawn_at: Time | None
    decision: Id | None = Field(description="that adopted it")

    @classmethod
    def of(
        cls,
        row: BridgingTextRow,
        *,
        document: str,
        label: str,
        fields: list[BridgedFieldOut],
        is_stale: bool,
        satisfies: list[SatisfiedOut],
        shown_to: list[str] | None,
    ) -> "BridgingTextOut":
        """Translate a row."""
        return cls(
            id=row.id,
            document=document,
            clause=row.clause_id,
            label=label,
            by=row.by,
            note=row.note,
            fields=fields,
            base_revision=row.base_revision,
            is_stale=is_stale,
            satisfies=satisfies,
            shown_to=shown_to,
            created_at=row.created_at,
            released_at=row.released_at,
            withdrawn_at=row.withdrawn_at,
            decision=row.decision_id,
        )


class FacilitatorOut(Out):
    """A delegation that was asked to look for a compromise on a clause."""

    delegation: str
    named_at: Time
