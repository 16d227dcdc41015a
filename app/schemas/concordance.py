"""The concordance check on the wire: what two language versions of a document disagree on."""

from pydantic import Field

from app.comparing_languages import Disagreeing
from app.schemas.wire import Id, Out
from documents.concordance import DisagreementKind


class DisagreementOut(Out):
    """What one version has and the other has not; "" where it has nothing in its place."""

    kind: DisagreementKind
    negotiated: str = Field(examples=["eleventh"])
    aligned: str = Field(examples=["XXI"])


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
            disagreements=[
                DisagreementOut(kind=it.kind, negotiated=it.here, aligned=it.there)
                for it in one.disagreements
            ],
        )
