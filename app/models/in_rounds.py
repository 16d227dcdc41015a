"""Rows become values: the rounds of a document, and where its clauses stand, as far as rounds ask."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.lineage import lineage_of
from app.models.proposals import AmendmentRow
from app.models.rounds import RoundClauseRow, RoundRow
from app.models.texts import ClausePlaceRow, ClauseRow, DocumentRow
from documents.rounds import Place, Round, RoundKind


def as_round(row: RoundRow, clauses: Iterable[str]) -> Round:
    """Return a round as a value."""
    return Round(
        id=row.id,
        name=row.name,
        kind=row.kind,
        late=row.late,
        opens_at=row.opens_at,
        deadline=row.deadline,
        set_at=row.deadline_set_at,
        closed_at=row.closed_at,
        clauses=frozenset(clauses),
    )


def as_rounds(session: Session, rows: Sequence[RoundRow]) -> list[Round]:
    """Return rounds as values, in the order given."""
    if not rows:
        return []
    named: dict[str, list[str]] = {}
    for one in session.scalars(
        select(RoundClauseRow).where(RoundClauseRow.round_id.in_([row.id for row in rows]))
    ):
        named.setdefault(one.round_id, []).append(one.clause_id)
    return [as_round(row, named.get(row.id, ())) for row in rows]


def rounds_of(session: Session, document: DocumentRow, *, kind: RoundKind | None = None) -> list[Round]:
    """Return the rounds of a document as values, the first to open first."""
    query = select(RoundRow).where(RoundRow.document_id == document.id)
    if kind is not None:
        query = query.where(RoundRow.kind == kind)
    return as_rounds(session, session.scalars(query.order_by(RoundRow.opens_at, RoundRow.id)).all())


def places_of(session: Session, document: DocumentRow) -> dict[str, Place]:
    """Return where each clause of a document stands, and of those that were proposed, behind which and since when."""
    under = {
        row.clause_id: row.parent_id
        for row in session.execute(
            select(ClausePlaceRow.clause_id, ClausePlaceRow.parent_id)
            .join(ClauseRow, ClauseRow.id == ClausePlaceRow.clause_id)
            .where(ClauseRow.document_id == document.id, ClausePlaceRow.current)
        )
    }
    places = {clause: Place(under=parent) for clause, parent in under.items()}
    for row in session.execute(
        select(
            AmendmentRow.clause_id, AmendmentRow.parent_id, AmendmentRow.after_id, AmendmentRow.tabled_at
        ).where(AmendmentRow.document_id == document.id, AmendmentRow.kind == "insert")
    ):
        places[row.clause_id] = Place(under.get(row.clause_id, row.parent_id), row.after_id, row.tabled_at)
    for clause, origins in lineage_of(session, document).origins.items():
        places[clause] = replace(places[clause], origins=origins)
    return places


def places_asked(session: Session, document: DocumentRow, rounds: Iterable[Round]) -> dict[str, Place]:
    """Return the places of a document's clauses, where any of these rounds asks about some of them alone."""
    return places_of(session, document) if any(one.clauses for one in rounds) else {}


def lateness_of(session: Session, amendments: Sequence[AmendmentRow]) -> dict[str, str]:
    """Return which amendments are late, and after the deadline of which round: amendment id -> round id.

    One that came late is in time once the deadline has been moved behind it.
    """
    marked = {row.late_round_id for row in amendments if row.late_round_id is not None}
    if not marked:
        return {}
    rounds = {
        row.id: as_round(row, ()) for row in session.scalars(select(RoundRow).where(RoundRow.id.in_(marked)))
    }
    return {
        row.id: row.late_round_id
        for row in amendments
        if row.late_round_id is not None
        and row.tabled_at is not None
        and row.tabled_at > rounds[row.late_round_id].ends_at
    }
