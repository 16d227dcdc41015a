"""Which clauses came of which, by the splits and mergers that stand: rows become a lineage."""

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.models.streamlining import ClauseOriginRow, StreamliningRow
from app.models.texts import ClauseRow, DocumentRow
from documents.lineage import Lineage

_Undoing = aliased(StreamliningRow)


def lineage_of(session: Session, document: DocumentRow | None = None) -> Lineage:
    """Return the lineage of the clauses of a document, or of all documents; what was undone is not in it."""
    query = (
        select(ClauseOriginRow.clause_id, ClauseOriginRow.origin_id, ClauseOriginRow.ordinal)
        .join(StreamliningRow, StreamliningRow.id == ClauseOriginRow.streamlining_id)
        .outerjoin(_Undoing, _Undoing.undoes == StreamliningRow.id)
        .where(_Undoing.id.is_(None))
    )
    if document is not None:
        query = query.where(StreamliningRow.document_id == document.id)
    return Lineage.of((clause, origin, ordinal) for clause, origin, ordinal in session.execute(query))


def closing_act(session: Session, clause: ClauseRow) -> StreamliningRow | None:
    """Return the split or merger, not undone, by which a clause gave way to others."""
    return session.scalar(
        select(StreamliningRow)
        .join(ClauseOriginRow, ClauseOriginRow.streamlining_id == StreamliningRow.id)
        .outerjoin(_Undoing, _Undoing.undoes == StreamliningRow.id)
        .where(ClauseOriginRow.origin_id == clause.id, _Undoing.id.is_(None))
        .limit(1)
    )
