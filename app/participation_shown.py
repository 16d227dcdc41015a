"""Who has done what with a finished text, as its readers see it; in a bounded number of queries."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import DelegationRow, DocumentRow, ParticipationActRow, ParticipationRow
from app.schemas.participation import ActOut, ParticipationsOut, PartOut
from documents.participation import ACTS
from documents.permissions import Capacity


def taking_part(session: Session, document: DocumentRow) -> dict[str, Capacity]:
    """Return who takes part in a document, in which capacity, in the order of the house."""
    rows = session.execute(
        select(ParticipationRow.delegation, ParticipationRow.capacity)
        .join(DelegationRow, DelegationRow.code == ParticipationRow.delegation)
        .where(ParticipationRow.document_id == document.id)
        .order_by(DelegationRow.ordinal, DelegationRow.code)
    )
    return {row.delegation: row.capacity for row in rows}


def show_participation(session: Session, document: DocumentRow) -> ParticipationsOut:
    """Return who negotiates a document, and who has acceded to it, with what they have done."""
    rows = session.scalars(
        select(ParticipationActRow)
        .where(ParticipationActRow.document_id == document.id)
        .order_by(ParticipationActRow.recorded_at, ParticipationActRow.id)
    ).all()
    held: dict[str, list[ParticipationActRow]] = {}
    for row in rows:
        if row.ended_at is None:
            held.setdefault(row.delegation, []).append(row)
    return ParticipationsOut(
        document=document.slug,
        parts=[
            PartOut(
                delegation=code,
                capacity=capacity,
                acts=[
                    ActOut.of(row) for row in sorted(held.get(code, ()), key=lambda row: ACTS.index(row.act))
                ],
            )
            for code, capacity in taking_part(session, document).items()
            if capacity == "negotiates" or code in held
        ],
        earlier=[ActOut.of(row) for row in rows if row.ended_at is not None],
    )
