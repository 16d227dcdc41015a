"""Editions as values: the clauses that were frozen, in one language."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.editions import EditionClauseRow, EditionRow
from app.models.hashing import hash_values
from app.models.people import DelegationRow, ParticipationRow
from app.models.texts import ClauseRevisionRow, ClauseRow, DocumentRow
from documents.consensus import Agreement
from documents.content import values_only
from documents.document import Clause
from documents.editions import FrozenClause
from documents.numbering import label


def hash_edition(edition: EditionRow, frozen: Iterable[tuple[EditionClauseRow, str]]) -> str:
    """Return the hash of an edition over its clauses, each with the hash of its text: by language, in order."""
    rows = sorted(frozen, key=lambda one: (one[0].language, one[0].ordinal))
    return hash_values(
        symbol=edition.symbol,
        kind=edition.kind,
        clauses=[[row.language, row.ordinal, row.clause_id, row.number, digest] for row, digest in rows],
    )


def who_takes_part(session: Session, document: DocumentRow) -> list[dict[str, Any]]:
    """Return who takes part in a document at present, as it is kept with an edition: code, name, capacity."""
    part = session.execute(
        select(DelegationRow, ParticipationRow.capacity)
        .join(ParticipationRow, ParticipationRow.delegation == DelegationRow.code)
        .where(ParticipationRow.document_id == document.id)
        .order_by(DelegationRow.ordinal, DelegationRow.code)
    ).all()
    return [
        {"code": row.code, "name": row.names.get("en", row.code), "capacity": capacity}
        for row, capacity in part
    ]


def as_frozen(
    session: Session, edition: EditionRow, document: DocumentRow, language: str | None = None
) -> list[FrozenClause]:
    """Return the clauses of an edition in the order of its text, labelled as they were."""
    return [
        FrozenClause(
            id=clause.id, kind=clause.kind, label=clause.label, parent=parent, content=clause.content
        )
        for clause, parent in as_issued(session, edition, document, language)
    ]


def as_issued(
    session: Session, edition: EditionRow, document: DocumentRow, language: str | None = None
) -> list[tuple[Clause, str | None]]:
    """Return the clauses of an edition as they stood when it was issued, each with the id of the one above it."""
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
    values = {
        clause.id: values_only(clause.kind, revision.content)
        for row, clause, revision in rows
        if row.language == document.negotiated_language
    }
    issued: list[tuple[Clause, str | None]] = []
    labels: dict[str, str] = {}
    for row, clause, revision in rows:
        if row.language != language:
            continue
        labels[clause.id] = label(
            clause.kind,
            row.number,
            parent=labels.get(row.parent_id or "", ""),
            profile=document.numbering,
            language=language,
        )
        issued.append(
            (
                Clause(
                    id=clause.id,
                    kind=clause.kind,
                    label=labels[clause.id],
                    number=row.number,
                    depth=row.depth,
                    content={**values[clause.id], **revision.content},
                    revision=revision.id,
                    agreement=Agreement(
                        row.level, tuple(row.pending_delegations), tuple(row.pending_clauses)
                    ),
                    stale=row.stale,
                ),
                row.parent_id,
            )
        )
    return issued
