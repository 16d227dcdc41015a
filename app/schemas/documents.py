"""Documents, clauses and their revisions on the wire."""

from collections.abc import Mapping

from pydantic import Field

from app.models import ClauseRevisionRow, DocumentRow
from app.models.values import PlacedClause
from app.schemas.wire import AN_ID, Id, In, Out, Reason, Text, Time, examples
from documents.consensus import Agreement
from documents.content import ClauseKind
from documents.permissions import Capacity


class DocumentOut(Out):
    """A negotiated text."""

    slug: str
    symbol: str
    title: str
    titles: Mapping[str, str] = Field(description="language -> title; the languages of the document")
    notice: str = Field(description="what must stand on every page that leaves the system, or nothing")
    negotiated_language: str
    numbering: str
    levels: list[str] = Field(description="of agreement, in order")
    capacity: Capacity | None = Field(
        description="in which your delegation takes part; null for chair, secretariat"
    )

    @classmethod
    def of(cls, row: DocumentRow, capacity: Capacity | None) -> "DocumentOut":
        """Translate a row."""
        return cls(
            slug=row.slug,
            symbol=row.symbol,
            title=row.titles[row.negotiated_language],
            titles=row.titles,
            notice=row.notices.get(row.negotiated_language, ""),
            negotiated_language=row.negotiated_language,
            numbering=row.numbering,
            levels=row.levels,
            capacity=capacity,
        )


class AgreementOut(Out):
    """Where a text stands; ``dropped_from`` names the level that an edit has ended."""

    level: str
    pending_delegations: list[str]
    pending_clauses: list[Id]
    dropped_from: str | None

    @classmethod
    def of(cls, agreement: Agreement) -> "AgreementOut":
        """Translate a value."""
        return cls(
            level=agreement.level,
            pending_delegations=list(agreement.pending_delegations),
            pending_clauses=list(agreement.pending_clauses),
            dropped_from=agreement.dropped_from,
        )


class ClauseOut(Out):
    """A clause in one language."""

    id: Id
    kind: ClauseKind
    label: str
    number: str
    depth: int
    parent: Id | None
    standing: bool = Field(description="false: a tabled insertion that no decision has adopted yet")
    language: str
    content: Mapping[str, str] = Field(description="address -> text")
    text: str = Field(description="the text of a paragraph, the title of an entry")
    revision: str = Field(
        description="what an amendment names as base_revision; empty where there is no text"
    )
    stale: bool = Field(description="an aligned text that renders an earlier revision of the negotiated one")
    agreement: AgreementOut

    @classmethod
    def of(cls, placed: PlacedClause, language: str) -> "ClauseOut":
        """Translate a value."""
        clause = placed.clause
        return cls(
            id=clause.id,
            kind=clause.kind,
            label=clause.label,
            number=clause.number,
            depth=clause.depth,
            parent=placed.parent,
            standing=clause.standing,
            language=language,
            content=clause.content,
            text=clause.text,
            revision=clause.revision,
            stale=clause.stale,
            agreement=AgreementOut.of(clause.agreement),
        )


class TextOut(Out):
    """The text of a clause in one language, and whether it has fallen behind the negotiated one."""

    language: str
    negotiated: bool
    revision: Id | None = Field(description="null where there is no text in this language yet")
    aligned_to: Id | None
    stale: bool
    content: Mapping[str, str]


class RevisionOut(Out):
    """One immutable state of a clause's text in one language."""

    id: Id
    clause: Id
    language: str
    ordinal: int
    content: Mapping[str, str]
    hash: str
    follows: Id | None
    aligned_to: Id | None
    author: str
    reason: str
    decision: Id | None
    created_at: Time

    @classmethod
    def of(cls, row: ClauseRevisionRow) -> "RevisionOut":
        """Translate a row."""
        return cls(
            id=row.id,
            clause=row.clause_id,
            language=row.language,
            ordinal=row.ordinal,
            content=row.content,
            hash=row.hash,
            follows=row.follows,
            aligned_to=row.aligned_to,
            author=row.author,
            reason=row.reason,
            decision=row.decision_id,
            created_at=row.created_at,
        )


class AlignIn(In):
    """The text of a clause in another language."""

    model_config = examples(
        {"aligned_to": AN_ID, "text": "Стороны сотрудничают в вопросах воды к 2027 году;"},
    )

    aligned_to: Id | None = Field(None, description="the revision of the negotiated text that it renders")
    base_revision: Id | None = Field(None, description="the text in this language that it replaces")
    text: Text | None = None
    fields: Mapping[str, Text] | None = None


class CorrectionIn(In):
    """A slip, corrected by the secretariat."""

    model_config = examples(
        {
            "base_revision": AN_ID,
            "text": "The Parties shall cooperate on water by 2027;",
            "reason": "A word stood twice.",
        },
        {"base_revision": AN_ID, "fields": {"end": "2029"}, "reason": "A misprint."},
    )

    base_revision: Id | None = None
    text: Text | None = None
    fields: Mapping[str, Text] | None = None
    reason: Reason


def sent_fields(text: str | None, fields: Mapping[str, str] | None) -> dict[str, str]:
    """Return what was sent as fields; ``text`` is short for the one field of a paragraph."""
    return {**(fields or {}), **({"text": text} if text is not None else {})}
