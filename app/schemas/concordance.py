"""The concordance check on the wire: what two language versions of a document disagree on."""

from pydantic import Field

from app.comparing_languages import Disagreeing
from app.schemas.wire import Id, Out
from documents.concordance import Disagreement, DisagreementKind


class DisagreementOut(Out):
    """What one version has and the other has not; "" where it has nothing in its place."""

    kind: DisagreementKind
    negotiated: str = Field(examples=["eleventh"])
    aligned: str = Field(examples=["XXI"])

    @classmethod
    def of(cls, one: Disagreement) -> "DisagreementOut":
        """Translate a value."""
        return cls(kind=one.kind, negotiated=one.here, aligned=one.there)


class DisagreeingOut(Out):
    """One field of a clause in which both versions do not say the same."""

    clause: Id
    label: str
    field: str
    stale: bool = Field(description="it renders an earlier text, so much may be otherwise")
    disagreements: list[DisagreementOut]

    @classmethod
    def of(cls, one: Disagreeing) -> "DisagreeingOut":
        """Translate a value."""
        return cls(
            clause=one.clause.id,
            label=one.clause.label,
            field=one.address,
            stale=one.stale,
            disagreements=[DisagreementOut.of(it) for it in one.disagreements],
        )
