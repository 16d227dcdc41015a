"""Whether what is put on the table comes in time for the round of proposals that asks for it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AmendmentRow, DocumentRow, RoundRow
from app.models.in_rounds import as_rounds, places_asked
from documents.errors import RoundClosed
from documents.permissions import Participant
from documents.rounds import fallen_into


def require_in_time(
    session: Session,
    *,
    participant: Participant,
    amendment: AmendmentRow,
    document: DocumentRow,
    now: datetime,
) -> str | None:
    """Return after the deadline of which round an amendment is tabled now, None where it is in time, or refuse it.

    What the secretariat records as said in the room is not refused: that it came late is marked.
    """
    # Held until the end: nobody moves or closes a round while something is tabled by its present deadline.
    rows = session.scalars(
        select(RoundRow)
        .where(RoundRow.document_id == document.id, RoundRow.kind == "proposals")
        .order_by(RoundRow.id)
        .with_for_update(read=True)
    ).all()
    if not rows:
        return None
    rounds = as_rounds(session, rows)
    fallen = fallen_into(rounds, amendment.clause_id, now, places_asked(session, document, rounds))
    if fallen is None or not fallen.is_late:
        return None
    one = fallen.round
    if one.late == "refuse" and not participant.recorder:
        raise RoundClosed(
            f"The round {one.name!r} closed on {one.ends_at:%Y-%m-%d} at {one.ends_at:%H:%M} UTC and takes no late "
            "proposals. Keep this as a draft; ask the secretariat to extend the round, or to record it as said in the "
            "room.",
            round=one.id,
            closed_at=one.ends_at,
        )
    return one.id
