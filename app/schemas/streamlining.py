"""Splitting, merging and moving clauses on the wire, and where everything on them went."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from app.models.streamlining import Act, Fate, Matter
from app.schemas.documents import ClauseOut
from app.schemas.wire import A_FINGERPRINT, AN_ID, Id, In, Out, Reason, Text, Time, examples

Languages = Mapping[str, Mapping[str, Text]]


class PartIn(In):
    """One of the clauses that a clause becomes."""

    text: Text | None = Field(None, description="of a paragraph: its whole text")
    fields: Mapping[str, Text] | None = Field(None, description="of an entry: all its fields")
    below: Sequence[Id] = Field(
        (), description="of what stands under the old clause; under the last part by default"
    )
    languages: Languages = Field(
        {}, description="other languages: language -> field -> text", examples=[{"ru": {"text": "Стороны"}}]
    )


class BeginningIn(In):
    """The words with which a part begins, as they stand in the text."""

    words: Text
    occurrence: int = Field(1, ge=1, description="the which one, where they stand there more than once")


class SplitIn(In):
    """How a clause becomes several, and what was read of it."""

    model_config = examples(
        {
            "parts": [{"text": "The Parties shall cooperate;"}, {"text": "The Parties shall protect water;"}],
            "base_revision": AN_ID,
            "fingerprint": A_FINGERPRINT,
            "reason": "Two matters in one paragraph.",
        },
        {
            "begins": [{"words": "on water"}],
            "base_revision": AN_ID,
            "fingerprint": A_FINGERPRINT,
            "reason": "Two matters in one paragraph.",
        },
    )

    parts: Sequence[PartIn] = Field((), max_length=20)
    begins: Sequence[BeginningIn] = Field(
        (), max_length=19, description="instead of parts: cut the text before these words of it"
    )
    base_revision: Id | None = Field(None, description="the text of the clause that you read")
    fingerprint: str | None = Field(None, max_length=64, description="of its consolidation that you read")
    reason: Reason


class ReadClauseIn(In):
    """A clause as it was read."""

    clause: Id
    base_revision: Id | None = None
    fingerprint: str | None = Field(None, max_length=64)


class MergerIn(In):
    """Which clauses become one, in which order, in which words; by default their own in a row."""

    model_config = examples(
        {
            "clauses": [
                {"clause": AN_ID, "base_revision": AN_ID, "fingerprint": A_FINGERPRINT},
                {"clause": AN_ID, "base_revision": AN_ID, "fingerprint": A_FINGERPRINT},
            ],
            "reason": "They say the same.",
        }
    )

    clauses: Sequence[ReadClauseIn] = Field(max_length=20)
    text: Text | None = Field(None, description="of a paragraph: its whole text")
    fields: Mapping[str, Text] | None = Field(None, description="of an entry: the fields that differ")
    languages: Languages = Field({}, description="other languages: language -> field -> text")
    reason: Reason


class ClauseMoveIn(In):
    """Where a clause is to stand."""

    model_config = examples(
        {"after": AN_ID, "base_revision": AN_ID, "reason": "It belongs to water."},
    )

    after: Id | None = Field(
        None, description="the clause to follow, or to stand under; null: the first place"
    )
    base_revision: Id | None = Field(None, description="the text of the clause that you read")
    reason: Reason


class StreamliningUndoIn(In):
    """Why a split, a merger or a move is taken back."""

    model_config = examples({"reason": "A wrong click."})

    reason: Reason = ""


class FormerClauseOut(Out):
    """A clause that gave way to others."""

    id: Id
    label: str
    text: str


class UnplacedOut(Out):
    """A change that no new clause has a place for."""

    field: str = Field(description="empty where it is no field's")
    base: str
    proposed: str


class WentOut(Out):
    """Where one thing that stood on an old clause stands now, as far as you may know of it."""

    matter: Matter
    subject: Id
    delegation: str = Field(description="whose it is; empty where it is nobody's")
    clause: Id
    label: str
    fate: Fate
    to: Id | None = Field(description="itself, or what stands for it now; null where nothing does")
    to_clause: Id | None
    to_label: str
    unplaced: list[UnplacedOut]


class ReferenceOut(Out):
    """A clause whose text refers to one that gave way: it is printed as a reference to all that took its place."""

    document: str
    clause: Id
    label: str
    refers_to: Id
    printed: str


class LanguageGapOut(Out):
    """A new clause that has no text in a language yet, or a stale one."""

    clause: Id
    label: str
    language: str
    stale: bool


class StreamliningOut(Out):
    """A split, a merger, a move, or the undoing of one."""

    id: Id | None = Field(description="null in a preview")
    document: str
    act: Act
    undoes: Id | None
    undone_by: Id | None
    reason: str
    by: str
    done_at: Time
    clauses: list[FormerClauseOut] = Field(description="that gave way; of a move: the clause itself")
    became: list[ClauseOut] = Field(description="what took their place, in order")
    went: list[WentOut]
    references: list[ReferenceOut]
    languages: list[LanguageGapOut]


class LineageOut(Out):
    """Of which clauses one came, and which came of it, by the splits and mergers that stand."""

    clause: Id
    origins: list[FormerClauseOut]
    became: list[FormerClauseOut]
    streamlining: Id | None = Field(description="the last one that it is part of")
