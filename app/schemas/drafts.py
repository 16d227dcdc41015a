"""What a Word text would become as a document, on the wire."""

from typing import Annotated

from pydantic import Field

from app.schemas.wire import Out
from app.word_drafts import Draft
from documents.content import ClauseKind


class DraftClauseOut(Out):
    """One clause as the document would begin with it."""

    kind: ClauseKind
    label: str
    content: Annotated[dict[str, str], Field(description="address -> text")]


class RemarkOut(Out):
    """What somebody must look at."""

    text: Annotated[str, Field(description="the words as they came")]
    why: str
    placed: Annotated[bool, Field(description="false: it is in no clause")]


class DraftOut(Out):
    """A Word text read as a document; ``created`` tells whether there is one now."""

    created: bool
    slug: str
    symbol: str
    title: str
    language: str
    numbering: str
    clauses: list[DraftClauseOut]
    remarks: list[RemarkOut]

    @classmethod
    def of(cls, draft: Draft, *, created: bool) -> "DraftOut":
        """Return a draft as it goes out."""
        source, labels = draft.source, draft.labels
        return cls(
            created=created,
            slug=source.slug,
            symbol=source.symbol,
            title=source.title,
            language=source.language,
            numbering=source.numbering,
            clauses=[
                DraftClauseOut(kind=one.kind, label=labels[one.key], content=one.content)
                for one in source.clauses
            ],
            remarks=[RemarkOut(text=one.text, why=one.why, placed=one.placed) for one in draft.remarks],
        )
