"""Requests for translation on the wire."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import Field

from app.models import TranslationRequestRow
from app.models.translations import RequestState
from app.schemas.concordance import DisagreementOut
from app.schemas.wire import AN_ID, Id, In, Out, Reason, Text, examples
from documents.concordance import Disagreement


class TranslationRequestIn(In):
    """Other words for a clause, in another language of the document."""

    model_config = examples(
        {
            "base_revision": AN_ID,
            "language": "ru",
            "text": "Стороны всемерно сотрудничают в вопросах воды к 2028 году;",
            "rationale": "Our capital wrote this in Russian.",
        }
    )

    base_revision: Id | None = Field(None, description="the negotiated text that was read")
    language: str = Field(max_length=16)
    text: Text | None = None
    fields: Mapping[str, Text] | None = None
    rationale: Reason = ""


class TranslationIn(In):
    """The words in the negotiated language (secretariat)."""

    model_config = examples(
        {"base_revision": AN_ID, "text": "The Parties shall by all means cooperate on water by 2028;"}
    )

    base_revision: Id | None = None
    text: Text | None = None
    fields: Mapping[str, Text] | None = None


class AskAgainIn(In):
    """What is to be other in a translation."""

    model_config = examples({"note": "We wrote “by all means”, not “fully”."})

    note: Reason


class OriginalOut(Out):
    """The words in which an amendment was first drafted, where that was in another language."""

    language: str | None = Field(description="null where it was written in the negotiated language")
    fields: Mapping[str, str]


class FieldDisagreementOut(DisagreementOut):
    """What the words of one field disagree on."""

    field: str


class TranslationRequestOut(Out):
    """A draft in another language: for its delegation and the secretariat."""

    id: Id
    clause: Id
    delegation: str
    language: str
    fields: Mapping[str, str]
    rationale: str
    state: RequestState
    note: str
    given: Mapping[str, str] = Field(description="in the negotiated language; empty until it is given")
    base_revision: Id
    asked_at: datetime
    given_at: datetime | None
    amendment: Id | None = Field(description="the draft that it has become")
    disagreements: Sequence[FieldDisagreementOut]

    @classmethod
    def of(
        cls, row: TranslationRequestRow, disagreements: Mapping[str, Sequence[Disagreement]]
    ) -> "TranslationRequestOut":
        """Translate a row."""
        return cls(
            id=row.id,
            clause=row.clause_id,
            delegation=row.delegation,
            language=row.language,
            fields=row.fields,
            rationale=row.rationale,
            state=row.state,
            note=row.note,
            given=row.given,
            base_revision=row.base_revision,
            asked_at=row.asked_at,
            given_at=row.given_at,
            amendment=row.amendment_id,
            disagreements=[
                FieldDisagreementOut(field=address, kind=one.kind, negotiated=one.here, aligned=one.there)
                for address, found in disagreements.items()
                for one in found
            ],
        )
