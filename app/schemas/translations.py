"""Tables of translations on the wire: what was found in one, and what is to be aligned of it."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from app.schemas.concordance import DisagreementOut
from app.schemas.wire import AN_ID, ANOTHER_ID, Id, In, Out, Text, examples
from app.translations_read import ClauseOffered, Outcome, TableFound
from documents.diff import diff_words
from documents.notation import marked


class TranslationRowOut(Out):
    """A row of a table, and what aligning it would change."""

    row: int = Field(description="of the table, the heading being 1")
    label: str
    clause: str | None
    field: str | None
    outcome: Outcome = Field(
        description="changes: may be aligned; overtaken: so may it, but the text in this language has changed since "
        "the file was made; confirms: it stands, and is stale; stands: nothing to do; empty; stale: the "
        "negotiated text has changed since the file was made; refused: no text as it is; unknown: no row of this "
        "document; twice: there is a row of it before"
    )
    present: str = Field(description="what stands in this language today")
    text: str = Field(description="what the row says")
    marked: str = Field(description="the difference in one line, [-gone-]{+come+}")
    why: str
    disagreements: list[DisagreementOut]


class TranslatedIn(In):
    """What is to be aligned of one clause; without fields, the text that stands is said to render the revision."""

    clause: Id
    fields: Mapping[str, Text] = {}
    aligned_to: Id = Field(description="the revision of the negotiated text that it renders")
    base_revision: Id | None = Field(
        None, description="the text in this language that it replaces, null for none"
    )


class TranslatedOut(Out):
    """What may be aligned of one clause, to be sent back as it is."""

    clause: Id
    fields: Mapping[str, str]
    aligned_to: Id
    base_revision: Id | None
    is_sure: bool = Field(
        description="every row of it was changed or stands, and nothing has moved meanwhile"
    )

    @classmethod
    def of(cls, one: ClauseOffered) -> "TranslatedOut":
        """Translate a value."""
        return cls(
            clause=one.clause,
            fields=one.fields,
            aligned_to=one.aligned_to,
            base_revision=one.base_revision or None,
            is_sure=one.is_sure,
        )


class TranslationsOut(Out):
    """What was found in a table of translations. Nothing is stored of it."""

    document: str
    language: str
    rows: list[TranslationRowOut]
    offered: list[TranslatedOut]
    notes: list[str]

    @classmethod
    def of(cls, found: TableFound, *, document: str, language: str) -> "TranslationsOut":
        """Translate a value."""
        return cls(
            document=document,
            language=language,
            rows=[
                TranslationRowOut(
                    row=row.number,
                    label=row.label,
                    clause=row.clause or None,
                    field=row.address or None,
                    outcome=row.outcome,
                    present=row.present,
                    text=row.text,
                    marked=marked(diff_words(row.present, row.text)) if row.text else "",
                    why=row.why,
                    disagreements=[DisagreementOut.of(one) for one in row.disagreements],
                )
                for row in found.rows
            ],
            offered=[TranslatedOut.of(one) for one in found.offered],
            notes=list(found.notes),
        )


class TranslationsIn(In):
    """The clauses to be aligned, all or none."""

    model_config = examples(
        {
            "language": "ru",
            "texts": [
                {
                    "clause": AN_ID,
                    "fields": {"text": "Стороны сотрудничают в вопросах воды к 2027 году;"},
                    "aligned_to": ANOTHER_ID,
                    "base_revision": ANOTHER_ID,
                }
            ],
        }
    )

    language: str = Field(max_length=16, description="another language of the document")
    texts: Annotated[list[TranslatedIn], Field(max_length=2_000)]
