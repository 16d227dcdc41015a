"""Decisions and agreement on the wire."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from app.models import DecisionRow, UptakeRow
from app.schemas.documents import ClauseOut
from app.schemas.wire import A_FINGERPRINT, AN_ID, Id, In, Out, Reason, Text, Time, examples

ChoiceIn = int | Text


class DecisionIn(In):
    """What the chair decides on a clause, or which decision is taken back."""

    model_config = examples(
        {"fingerprint": A_FINGERPRINT, "choices": [1], "reason": "So agreed in the room."},
        {"fingerprint": A_FINGERPRINT, "choices": ["2029"], "reason": "A bridge between two years."},
        {"fingerprint": A_FINGERPRINT, "text": "The Parties cooperate on water by 2029;"},
        {"fingerprint": A_FINGERPRINT, "closes": [AN_ID], "reason": "Not taken up by anyone else."},
        {"undoes": AN_ID, "reason": "A wrong click."},
    )

    fingerprint: str | None = Field(
        None, max_length=64, description="of the clause's consolidation that you decide on"
    )
    choices: Mapping[str, Sequence[ChoiceIn]] | Sequence[ChoiceIn] | None = Field(
        None,
        description="per field (a list is short for the text of a paragraph) one choice for every disputed passage "
        "in order: 0 = present text, n = the n-th alternative, a string = words of the chair's own",
        examples=[[1, 0]],
    )
    text: Text | None = Field(None, description="a whole text of the chair's own")
    fields: Mapping[str, Text] | None = Field(None, description="texts of the chair's own, by address")
    bridging_text: Id | None = Field(None, description="that is adopted as it stands, instead of a text")
    adopts: Sequence[Id] = Field((), description="insertions, deletions and moves that are adopted")
    closes: Sequence[Id] = Field((), description="amendments that are closed, whatever became of them")
    reason: Reason = ""
    undoes: Id | None = Field(None, description="the decision to take back; then nothing else is needed")


class OutcomeOut(Out):
    """What a decision made of one amendment."""

    amendment: Id
    delegation: str
    uptake: str
    status: str
    outcome: str | None = Field(
        description="clean, satisfied or collides, on the text that the decision made"
    )
    collisions: list[dict[str, str]]


class DecisionOut(Out):
    """A decision, the text it made and what became of each amendment."""

    id: Id
    clause: ClauseOut
    undoes: Id | None
    bridging_text: Id | None = Field(description="that was adopted as it stood")
    decided_at: Time
    reason: str
    outcomes: list[OutcomeOut]


class DecisionSummaryOut(Out):
    """A decision in the list of a clause's decisions."""

    id: Id
    ordinal: int
    from_revision: Id | None
    to_revision: Id | None
    passages: Sequence[Mapping[str, str]] = Field(
        description="base words, chosen words, who brought them and by which amendment"
    )
    undoes: Id | None
    bridging_text: Id | None = Field(description="that was adopted as it stood")
    reason: str
    by: str
    decided_at: Time
    uptakes: Mapping[str, str] = Field(description="amendment -> uptake by this decision")

    @classmethod
    def of(cls, row: DecisionRow, uptakes: Sequence[UptakeRow]) -> "DecisionSummaryOut":
        """Translate a row."""
        return cls(
            id=row.id,
            ordinal=row.ordinal,
            from_revision=row.from_revision,
            to_revision=row.to_revision,
            passages=[part for part in row.passages if part["base"] != part["chosen"]],
            undoes=row.undoes,
            bridging_text=row.bridging_text_id,
            reason=row.reason,
            by=row.by,
            decided_at=row.decided_at,
            uptakes={one.amendment_id: one.uptake for one in uptakes},
        )


class StatusIn(In):
    """An agreement level taken on the present text of a clause."""

    model_config = examples(
        {"level": "agreed ad ref", "base_revision": AN_ID, "pending_delegations": ["KAZ"]},
        {"level": "open", "base_revision": AN_ID, "reason": "Tajikistan has new instructions."},
    )

    level: str = Field(max_length=64, examples=["agreed ad ref"])
    base_revision: Id | None = Field(None, description="the text that is agreed; or send If-Match")
    pending_delegations: Sequence[str] = Field((), examples=[["TJK"]])
    pending_clauses: Sequence[Id] = ()
    reason: Reason = Field("", description="needed to reopen")
