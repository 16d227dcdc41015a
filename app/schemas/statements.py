"""Statements on the wire: reservations, explanations and the like, and who has adopted, initialled and signed."""

from collections.abc import Mapping

from pydantic import Field

from app.schemas.wire import A_FINGERPRINT, AN_ID, Id, In, Out, Text, Time, examples
from documents.statements import StatementKind, StatementStatus


class StatementIn(In):
    """A statement: a draft of your delegation's; in another's name, what it has said in the room."""

    model_config = examples(
        {
            "kind": "explanation of position",
            "texts": {"en": "We join the consensus and read this Declaration in the light of our laws."},
        },
        {
            "kind": "reservation",
            "texts": {"en": "We reserve our position on this paragraph."},
            "clauses": [AN_ID],
        },
    )

    kind: StatementKind
    texts: Mapping[str, Text] = Field(
        description="language -> words; in one language of the document at least", max_length=20
    )
    clauses: list[Id] = Field(default_factory=list, max_length=200, description="those that it concerns")
    on_behalf_of: str | None = Field(
        None, max_length=32, description="as the secretariat: who has said it in the room"
    )


class StatementPatch(In):
    """Other words for a draft; what is left out stays as it is."""

    model_config = examples(
        {
            "base": A_FINGERPRINT,
            "texts": {"en": "We join the consensus.", "ru": "Мы присоединяемся к консенсусу."},
        }
    )

    base: str | None = Field(None, max_length=64, description="the hash of the words that you read")
    kind: StatementKind | None = None
    texts: Mapping[str, Text] | None = Field(None, max_length=20)
    clauses: list[Id] | None = Field(None, max_length=200)


class StatementReadIn(In):
    """The words of a draft that you read."""

    model_config = examples({"base": A_FINGERPRINT})

    base: str | None = Field(None, max_length=64, description="the hash of the words that you read")


class ConcernedOut(Out):
    """A clause that a statement concerns."""

    id: Id
    label: str = Field(description="as it is called now")
    has_changed: bool = Field(description="it reads otherwise than when the statement was made, or is gone")
    in_text: bool = Field(description="false where it has left the text since")


class StatementOut(Out):
    """A statement of a delegation."""

    id: Id
    document: str
    delegation: str
    kind: StatementKind
    status: StatementStatus = Field(
        description="draft and discarded: seen by its delegation alone; recorded: said in the room, not yet confirmed"
    )
    texts: Mapping[str, str]
    clauses: list[ConcernedOut]
    hash: str = Field(description="of its words: what a step names as read")
    recorded_by: str | None
    made_at: Time | None
    confirmed_at: Time | None
    ended_at: Time | None
