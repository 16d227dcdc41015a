"""How far each clause of a document is agreed, by name alone: the words are not needed."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from app.models.decisions import StatusChangeRow
from app.models.texts import ClauseHeadRow, ClauseRevisionRow, ClauseRow, DocumentRow
from documents.consensus import Agreement, agreement_of


class Agreed(NamedTuple):
    """Where the present text of a clause stands."""

    agreement: Agreement
    revision: str  # id of the present text, "" of a clause without words
    hash: str
    status: str | None  # id of the status change that says so


def present_agreements(
    session: Session, document: DocumentRow, chosen: ColumnElement[bool] | None = None
) -> dict[str, Agreed]:
    """Return of each clause of the running text how far it is agreed, in one query; ``chosen``: of some clauses."""
    query = (
        select(
            ClauseRow.id,
            ClauseRevisionRow.id,
            ClauseRevisionRow.hash,
            StatusChangeRow.id,
            StatusChangeRow.level,
            StatusChangeRow.pending_delegations,
            StatusChangeRow.pending_clauses,
            StatusChangeRow.text_hash,
        )
        .outerjoin(
            ClauseHeadRow,
            and_(
                ClauseHeadRow.clause_id == ClauseRow.id,
                ClauseHeadRow.language == document.negotiated_language,
            ),
        )
        .outerjoin(ClauseRevisionRow, ClauseRevisionRow.id == ClauseHeadRow.revision_id)
        .outerjoin(StatusChangeRow, and_(StatusChangeRow.clause_id == ClauseRow.id, StatusChangeRow.current))
        .where(ClauseRow.document_id == document.id, ClauseRow.state.in_(("standing", "proposed")))
    )
    rows = session.execute(query if chosen is None else query.where(chosen))
    found = {}
    for clause, revision, digest, status, level, delegations, clauses, agreed_hash in rows:
        agreed = Agreement(level, tuple(delegations), tuple(clauses)) if status else Agreement()
        found[clause] = Agreed(
            agreement_of(agreed, agreed_hash=agreed_hash, present_hash=digest or ""),
            revision or "",
            digest or "",
            status,
        )
    return found
