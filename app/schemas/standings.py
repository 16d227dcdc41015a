"""Where clauses stand, packages and adoption on the wire."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from app.models import AdoptionRow, PackageRow
from app.models.values import Labelled
from app.schemas.wire import AN_ID, ANOTHER_ID, Id, In, Out, Reason, Text, Time, examples
from documents.adoption import Lack, Lacking
from documents.content import ClauseKind
from documents.document import Clause
from documents.packages import Package
from documents.standing import Against, Matter, Standing


@dataclass(kw_only=True, slots=True)
class AgainstOut:
    """One thing that stands against the next level; it can be taken pending all these delegations and clauses."""

    matter: Matter
    delegations: tuple[str, ...]
    clauses: Annotated[tuple[Id, ...], Field(description="of a package: those that have not come as far")]
    subject: Annotated[Id | None, Field(description="the amendment, or the package")]
    words: Annotated[str, Field(description="of a collision: the present words over which wordings compete")]

    @classmethod
    def of(cls, one: Against) -> "AgainstOut":
        """Translate a value."""
        return cls(
            matter=one.matter,
            delegations=one.delegations,
            clauses=one.clauses,
            subject=one.subject or None,
            words=one.words,
        )


@dataclass(kw_only=True, slots=True)
class StandingOut:
    """Where a clause stands: how far it is agreed, and what stands against the next level."""

    clause: Id
    label: str
    kind: ClauseKind
    level: str
    pending_delegations: tuple[str, ...]
    pending_clauses: tuple[Id, ...]
    dropped_from: Annotated[str | None, Field(description="the level that an edit of the text has ended")]
    may_be_taken: Annotated[bool, Field(description="nothing stands against the next level")]
    against: tuple[AgainstOut, ...]
    awaited: Annotated[tuple[str, ...], Field(description="delegations of which the room waits to hear")]

    @classmethod
    def of(cls, clause: Clause | Labelled, standing: Standing) -> "StandingOut":
        """Translate a clause and where it stands."""
        agreement = standing.agreement
        return cls(
            clause=clause.id,
            label=clause.label,
            kind=clause.kind,
            level=agreement.level,
            pending_delegations=agreement.pending_delegations,
            pending_clauses=agreement.pending_clauses,
            dropped_from=agreement.dropped_from,
            may_be_taken=clause.standing and not standing.against,
            against=tuple(map(AgainstOut.of, standing.against)),
            awaited=standing.awaited,
        )


class AgreedTextIn(In):
    """A clause in the text that was read."""

    clause: Id
    base_revision: Id


class LevelsIn(In):
    """An agreement level taken on several clauses in one act."""

    model_config = examples(
        {
            "level": "agreed ad ref",
            "clauses": [{"clause": AN_ID, "base_revision": AN_ID}],
            "pending_delegations": ["TJK"],
        },
    )

    level: str = Field(max_length=64, examples=["agreed ad ref"])
    clauses: Sequence[AgreedTextIn] = Field(min_length=1, max_length=1000)
    pending_delegations: Sequence[str] = Field((), max_length=40)
    pending_clauses: Sequence[Id] = Field((), max_length=1000)
    reason: Reason = ""


class PackageIn(In):
    """Clauses that are agreed only together."""

    model_config = examples({"name": "Water and energy", "clauses": [AN_ID, ANOTHER_ID]})

    name: Text = Field(description="by which the room knows it")
    clauses: Sequence[Id] = Field(max_length=1000)
    reason: Reason = ""


class ReasonIn(In):
    """Why something is taken back."""

    model_config = examples({"reason": "A wrong click."})

    reason: Reason


class PackageOut(Out):
    """A package."""

    id: Id
    document: str
    name: str
    clauses: tuple[Id, ...]
    reason: str
    formed_by: str
    formed_at: Time
    dissolved_at: Time | None

    @classmethod
    def of(cls, row: PackageRow, package: Package, document: str) -> "PackageOut":
        """Translate a row."""
        return cls(
            id=row.id,
            document=document,
            name=row.name,
            clauses=package.clauses,
            reason=row.reason,
            formed_by=row.formed_by,
            formed_at=row.formed_at,
            dissolved_at=row.dissolved_at,
        )


class AdoptionIn(In):
    """The edition that the house adopts."""

    model_config = examples(
        {"edition": AN_ID, "place": "Astana", "body": "the Heads of State of Central Asia"},
    )

    edition: Id = Field(description="whose text is the present one")
    place: Text
    body: Text = Field(description="who adopts it")


class LackingOut(Out):
    """One thing that is missing before the document can be adopted."""

    lack: Lack
    clause: Id | None
    label: str
    detail: str = Field(description="the level, the language, the matter, or the name of the package")

    @classmethod
    def of(cls, one: Lacking) -> "LackingOut":
        """Translate a value."""
        return cls(lack=one.lack, clause=one.clause or None, label=one.label, detail=one.detail)


class AdoptionOut(Out):
    """The adoption of a document, or what is missing before it can be adopted."""

    document: str
    edition: Id | None = Field(description="that was adopted; null: the document is still negotiated")
    symbol: str | None
    hash: str | None = Field(description="of that edition")
    place: str
    body: str
    adopted_at: Time | None
    lacking: list[LackingOut] = Field(description="nothing is agreed until everything is agreed")

    @classmethod
    def of(cls, adoption: AdoptionRow, *, document: str, symbol: str, edition_hash: str) -> "AdoptionOut":
        """Translate a row."""
        return cls(
            document=document,
            edition=adoption.edition_id,
            symbol=symbol,
            hash=edition_hash,
            place=adoption.place,
            body=adoption.body,
            adopted_at=adoption.adopted_at,
            lacking=[],
        )
