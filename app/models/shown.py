"""Which clause the room sees: the last that was shown in it, as the record has it. Nothing else keeps it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.record import EventRow
from app.models.texts import ClauseRow, DocumentRow
from app.models.values import IN_THE_TEXT

SHOWN = "clause shown in the room"  # what the event says


def clause_in_room(session: Session, document: DocumentRow) -> ClauseRow | None:
    """Return the clause that was shown last, as long as it stands in the text for everyone to read."""
    last = session.scalar(
        select(EventRow.subject)
        .where(EventRow.document_id == document.id, EventRow.what == SHOWN)
        .order_by(EventRow.number.desc())
        .limit(1)
    )
    clause = session.get(ClauseRow, last) if last is not None else None
    return clause if clause is not None and clause.state in IN_THE_TEXT else None
