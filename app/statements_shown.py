"""Statements as their readers see them, and as they are annexed to a text; in a bounded number of queries."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access_beside import visible_statements
from app.models import DelegationRow, DocumentRow, StatementRow
from app.models.present import whole_texts
from app.models.values import as_clauses, clauses_by_id
from app.schemas.statements import ConcernedOut, StatementOut
from documents.permissions import Participant


def statements_of(
    session: Session,
    participant: Participant,
    document: DocumentRow,
    *,
    clause: str | None = None,
    whole: bool = False,
) -> list[StatementRow]:
    """Return the statements on a document that a reader sees: in the order of the house, then by time.

    ``clause``: those that concern it; ``whole``: and those that concern the whole text.
    """
    rows = session.scalars(
        select(StatementRow)
        .join(DelegationRow, DelegationRow.code == StatementRow.delegation)
        .where(StatementRow.document_id == document.id, visible_statements(participant))
        .order_by(
            DelegationRow.ordinal,
            StatementRow.delegation,
            StatementRow.made_at.is_(None),
            StatementRow.made_at,
            StatementRow.created_at,
            StatementRow.id,
        )
    )
    return [row for row in rows if clause is None or clause in row.concerns or (whole and not row.concerns)]


def show_statements(
    session: Session, document: DocumentRow, rows: Sequence[StatementRow]
) -> list[StatementOut]:
    """Return statements in the order given, their clauses in the order of the text."""
    concerned = {clause for row in rows for clause in row.concerns}
    if not concerned:
        return [_shown(row, document, []) for row in rows]
    placed = {one.clause.id: one for one in as_clauses(session, document)}
    order = {clause: place for place, clause in enumerate(placed)}
    placed |= clauses_by_id(session, document, sorted(concerned - placed.keys()))
    present = whole_texts(session, concerned)
    return [
        _shown(
            row,
            document,
            [
                ConcernedOut(
                    id=clause,
                    label=placed[clause].clause.label or placed[clause].clause.kind,
                    in_text=clause in order,
                    has_changed=clause not in order
                    or clause not in present
                    or present[clause].hash != row.concerns[clause],
                )
                for clause in sorted(row.concerns, key=lambda one: (order.get(one, len(order)), one))
            ],
        )
        for row in rows
    ]


def show_statement(session: Session, document: DocumentRow, row: StatementRow) -> StatementOut:
    """Return one statement."""
    return show_statements(session, document, [row])[0]


def _shown(row: StatementRow, document: DocumentRow, clauses: list[ConcernedOut]) -> StatementOut:
    return StatementOut(
        id=row.id,
        document=document.slug,
        delegation=row.delegation,
        kind=row.kind,
        status=row.status,
        texts=row.texts,
        clauses=clauses,
        hash=row.hash,
        recorded_by=row.recorded_by,
        made_at=row.made_at,
        confirmed_at=row.confirmed_at,
        ended_at=row.ended_at,
    )
