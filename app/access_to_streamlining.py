"""From ids in a request to clauses that give way to others; as :mod:`app.access`."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import clause_for, document_for
from app.models import (
    ClauseOriginRow,
    ClausePlaceRow,
    ClauseRow,
    DocumentRow,
    StatusChangeRow,
    StreamliningRow,
)
from documents.errors import NotThere, UnknownValue
from documents.permissions import Participant


def clauses_to_streamline(
    session: Session, participant: Participant, ids: Sequence[str]
) -> tuple[list[ClauseRow], DocumentRow]:
    """Return clauses of one document in the order named, held until the transaction ends.

    With them, what stands under them and what is agreed pending them is held: all in one order, so that no two who
    streamline wait for each other.
    """
    named, document = _seen(session, participant, ids)
    below = session.scalars(
        select(ClausePlaceRow.clause_id).where(ClausePlaceRow.parent_id.in_(named), ClausePlaceRow.current)
    ).all()
    waiting = session.execute(
        select(StatusChangeRow.clause_id, StatusChangeRow.pending_clauses)
        .join(ClauseRow, ClauseRow.id == StatusChangeRow.clause_id)
        .where(ClauseRow.document_id == document.id, StatusChangeRow.current)
    ).all()
    held = {*named, *below, *(clause for clause, pending in waiting if not set(named).isdisjoint(pending))}
    rows = {
        row.id: row
        for row in session.scalars(
            select(ClauseRow)
            .where(ClauseRow.id.in_(held))
            .order_by(ClauseRow.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
    }
    return [rows[one] for one in named], document


def _seen(session: Session, participant: Participant, ids: Sequence[str]) -> tuple[list[str], DocumentRow]:
    homes: dict[str, DocumentRow] = {}
    for one in ids:
        clause, document = clause_for(session, participant, one)
        homes[clause.id] = document
    if len({home.id for home in homes.values()}) != 1:
        raise UnknownValue("Name clauses of one document.", field="clauses")
    return list(homes), next(iter(homes.values()))


def clauses_named(
    session: Session, participant: Participant, slug: str, ids: Sequence[str]
) -> tuple[list[ClauseRow], DocumentRow]:
    """Return clauses of a document that a body names, held as above, or refuse the body."""
    document = document_for(session, participant, slug)
    if not ids:
        raise UnknownValue("Name the clauses.", field="clauses")
    try:
        clauses, home = clauses_to_streamline(session, participant, ids)
    except NotThere:
        raise UnknownValue("One of these is not a clause of this document.", field="clauses") from None
    if home.id != document.id:
        raise UnknownValue("One of these is not a clause of this document.", field="clauses")
    return clauses, document


def hold_clauses_of(session: Session, participant: Participant, row: StreamliningRow) -> None:
    """Hold the clauses that a split or merger was about, as above, until the transaction ends."""
    pairs = session.execute(
        select(ClauseOriginRow.clause_id, ClauseOriginRow.origin_id).where(
            ClauseOriginRow.streamlining_id == row.id
        )
    ).all()
    if pairs:
        clauses_to_streamline(session, participant, sorted({one for pair in pairs for one in pair}))
