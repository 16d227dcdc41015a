"""Editions as values: the clauses that were frozen, in one language."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.editions import EditionClauseRow, EditionRow
from app.models.texts import ClauseRevisionRow, ClauseRow, DocumentRow
from documents.content import ClauseKind, values_only
from documents.editions import FrozenClause
from documents.numbering import label


def as_frozen(
    session: Session, edition: EditionRow, document: DocumentRow, language: str | None = None
) -> list[FrozenClause]:
    """Return the clauses of an edition in the order of its text, labelled as they were."""
    language = language or document.negotiated_language
    rows = session.execute(
        select(EditionClauseRow, ClauseRow, ClauseRevisionRow)
        .join(ClauseRow, ClauseRow.id == EditionClauseRow.clause_id)
        .join(ClauseRevisionRow, ClauseRevisionRow.id == EditionClauseRow.revision_id)
        .where(
            EditionClauseRow.edition_id == edition.id,
            EditionClauseRow.language.in_({language, document.negotiated_language}),
        )
        .order_by(EditionClauseRow.ordinal)
    ).all()
    values: dict[str, dict[str, str]] = {}
    frozen: list[FrozenClause] = []
    labels: dict[str, str] = {}
    for row, clause, revision in rows:
        kind: ClauseKind = clause.kind
        if row.language == document.negotiated_language:
            values[clause.id] = values_only(kind, revision.content)
    for row, clause, revision in rows:
        if row.language != language:
            continue
        kind = clause.kind
        labels[clause.id] = label(
            kind,
            row.number,
            parent=labels.get(row.parent_id or "", ""),
            profile=document.numbering,
            language=language,
        )
        frozen.append(
            FrozenClause(
                id=clause.id,
                kind=kind,
                label=labels[clause.id],
                parent=row.parent_id,
                content={**values[clause.id], **revision.content},
            )
        )
    return frozen
