"""Amendments on the wire."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.models import AmendmentRevisionRow
from app.schemas.wire import AN_ID, Id, In, Out, Reason, Text, Time, examples
from documents.content import ClauseKind
from documents.merge import Collision
from documents.rebase import Rebase

Language = Annotated[
    str | None, Field(max_length=16, description="must be the language in which the document is negotiated")
]
Filing = Annotated[
    Literal["draft", "tabled"],
    Field(description="draft: only your delegation sees it until it is tabled; tabled: at once for all"),
]

OnBehalfOf = Annotated[
    str | None,
    Field(max_length=32, description="for the secretariat: the delegation that said this in the room"),
]


class AmendmentIn(In):
    """An amendment to a clause."""

    model_config = examples(
        {
            "base_revision": AN_ID,
            "text": "The Parties should cooperate on water by 2028;",
            "rationale": "A declaration invites; one year more is needed.",
            "status": "tabled",
        },
        {
            "base_revision": AN_ID,
            "fields": {"budget": "[USD 6 million]", "risks": "Stations may be cut off by snow."},
            "rationale": "Two stations more.",
            "status": "tabled",
        },
        {
            "kind": "delete",
            "base_revision": AN_ID,
            "rationale": "It says what PP 2 says.",
            "status": "tabled",
        },
        {"kind": "move", "base_revision": AN_ID, "after": AN_ID, "status": "draft"},
    )

    kind: Literal["replace", "delete", "move"] = "replace"
    base_revision: Id | None = Field(None, description="the revision it is written against; or send If-Match")
    text: Text | None = Field(None, description="of a paragraph: the whole text as you want it")
    fields: Mapping[str, Text] | None = Field(
        None, description="of an entry: address -> text, e.g. budget or indicators.a.target"
    )
    after: Id | None = Field(None, description="of a move: the clause it is to follow; null: first")
    amends: Id | None = Field(
        None,
        description="of a sub-amendment: the text that you read (`text_id`) of the other delegation's amendment; "
        "send that text with your change in it",
    )
    rationale: Reason = ""
    language: Language = None
    status: Filing = "draft"
    on_behalf_of: OnBehalfOf = None


class InsertionIn(In):
    """A new clause."""

    model_config = examples(
        {
            "after": AN_ID,
            "text": "The Parties shall plant trees along rivers;",
            "rationale": "Forests keep water.",
            "status": "tabled",
        },
        {
            "after": AN_ID,
            "clause_kind": "entry",
            "fields": {"code": "CL-09", "title": "Green roofs", "budget": "USD 1 million"},
            "status": "tabled",
        },
    )

    kind: Literal["insert"] = "insert"
    clause_kind: ClauseKind | None = Field(None, description="by default the kind of the clause it follows")
    after: Id | None = Field(None, description="the clause it is to follow; null: at the very beginning")
    text: Text | None = None
    fields: Mapping[str, Text] | None = None
    rationale: Reason = ""
    language: Language = None
    status: Filing = "draft"
    on_behalf_of: OnBehalfOf = None


class AmendmentPatch(In):
    """A new text of an amendment; what is not named stays as it is."""

    model_config = examples(
        {"base_revision": AN_ID, "text": "The Parties should cooperate on water by 2029;"},
        {"base_revision": AN_ID, "rationale": "As agreed among the five."},
    )

    base_revision: Id | None = None
    text: Text | None = None
    fields: Mapping[str, Text] | None = None
    rationale: Reason | None = None
    amends: Id | None = Field(
        None, description="of a sub-amendment: the present text (`text_id`) of the amendment that it amends"
    )
    language: Language = None


class ReadTextIn(In):
    """Joining an amendment, or releasing it, in the text that was read."""

    model_config = examples({"text": AN_ID})

    text: Id | None = Field(
        None, description="the amendment's text that you read (its `text_id`); or send its ETag as If-Match"
    )


class CollisionOut(Out):
    """Where the present text and the amendment want the same words otherwise."""

    base: str
    proposed: str
    present: str

    @classmethod
    def of(cls, collision: Collision) -> "CollisionOut":
        """Translate a value."""
        return cls(base=collision.base, proposed=collision.proposed, present=collision.present)


class CarriedOut(Out):
    """What one field of an amendment becomes on the present text."""

    outcome: Literal["clean", "satisfied", "collides"]
    text: str
    collisions: list[CollisionOut]

    @classmethod
    def of(cls, rebase: Rebase) -> "CarriedOut":
        """Translate a value."""
        return cls(
            outcome=rebase.outcome,
            text=rebase.text,
            collisions=[CollisionOut.of(collision) for collision in rebase.collisions],
        )


class AmendedOut(Out):
    """The amendment of another delegation that a sub-amendment amends, and what it makes of that."""

    amendment: Id
    delegation: str
    status: str
    text_read: Id = Field(description="the text of it on which the sub-amendment was written")
    is_present: bool = Field(description="whether that is still its last text")
    present: Mapping[str, CarriedOut] = Field(
        description="what the sub-amendment makes of its last words, field by field"
    )


class AmendmentOut(Out):
    """An amendment."""

    id: Id
    document: str
    clause: Id
    label: str
    kind: str
    status: str
    uptake: str
    delegation: str
    sponsors: list[str]
    text_id: Id = Field(description="the id of its last text, which a sponsor names when joining")
    base_revision: Id | None = Field(description="the revision that its last text was written against")
    fields: Mapping[str, str] = Field(description="as its delegation last wrote them")
    text: str | None = Field(description="of a paragraph: as its delegation last wrote it")
    rationale: str
    present: Mapping[str, CarriedOut] = Field(
        description="what it becomes on the present text, field by field"
    )
    outcome: Literal["clean", "satisfied", "collides"] | None
    after: Id | None
    amends: AmendedOut | None = Field(description="of a sub-amendment: what it amends")
    identical_to: list[Id] = Field(description="open amendments of others that want exactly this: join one")
    filed_at: Time = Field(description="when it was tabled; while it is a draft, when it was written")
    tabled_at: Time | None
    late: Id | None = Field(
        description="the round of proposals after whose deadline it was tabled; null: it came in time"
    )
    recorded_by: str | None = Field(description="who recorded it, where its delegation said it orally")
    confirmed_at: Time | None = Field(description="when its delegation confirmed what was recorded")
    is_released: bool = Field(
        description="whether its head has released its last text; told to its delegation"
    )
    notes: list[str] = Field(description="what was cleaned in the texts you sent, in words")


class AmendmentTextOut(Out):
    """One text that an amendment had."""

    id: Id
    ordinal: int
    base_revision: Id | None
    fields: Mapping[str, str]
    rationale: str
    created_at: Time

    @classmethod
    def of(cls, row: AmendmentRevisionRow, ordinal: int, *, earliest: datetime | None) -> "AmendmentTextOut":
        """Translate a row; ``ordinal`` counts the texts that its reader may see, ``earliest`` when it could be seen."""
        return cls(
            id=row.id,
            ordinal=ordinal,
            base_revision=row.base_revision,
            fields=row.fields,
            rationale=row.rationale,
            created_at=max(row.created_at, earliest or row.created_at),
        )


def worst_outcome(carried: Sequence[CarriedOut]) -> Literal["clean", "satisfied", "collides"] | None:
    """Return how the amendment as a whole stands to the present text."""
    outcomes = {one.outcome for one in carried}
    if not outcomes:
        return None
    if "collides" in outcomes:
        return "collides"
    return "clean" if "clean" in outcomes else "satisfied"
