"""What everyone has come to know of a document since a page was drawn: its last change, for a line at the top."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AmendmentRow, ClauseRow, DocumentRow, EventRow, EventStreamRow
from app.models.values import IN_THE_TEXT, as_clause
from app.pages.history import revisions_of
from app.services.record import PUBLIC
from app.speaking import spoken
from app.telling import tell_history
from documents.document import Clause
from documents.permissions import Participant

# More at once is a whole sitting: whoever was away for so long reads the record.
_MOST = 50


@dataclass(frozen=True, slots=True)
class Change:
    """The last thing that happened to a clause."""

    clause: Clause
    moment: datetime
    revision: int  # to which its text moved; 0: its text is what it was
    sentence: str


def number_of_last(session: Session) -> int:
    """Return the number of the last event that everyone reads; asked before a page is drawn, so that none is missed."""
    return session.scalar(select(EventStreamRow.number).where(EventStreamRow.name == PUBLIC)) or 0


def events_since(session: Session, document: DocumentRow, number: int) -> list[EventRow]:
    """Return what everyone reads of a document after an event, the last first."""
    return list(
        session.scalars(
            select(EventRow)
            .where(EventRow.stream == PUBLIC, EventRow.number > number, EventRow.document_id == document.id)
            .order_by(EventRow.number.desc())
            .limit(_MOST)
        )
    )


def last_change(
    session: Session,
    participant: Participant,
    document: DocumentRow,
    events: list[EventRow],
    *,
    clause: str = "",
) -> Change | None:
    """Return the last of some events that is about a clause in the text, or about the one that is named."""
    for event, row in _on_clauses(session, events):
        if row.state not in IN_THE_TEXT or (clause and row.id != clause):
            continue
        # The level that an unbroken silence took is told with the silence, just before.
        told = [
            one.sentence
            for one in tell_history(session, participant, row, language=spoken())
            if one.event.stream == event.stream and one.event.number <= event.number
        ]
        if not told:
            continue
        revisions = revisions_of(session, row, document)
        moved = bool(revisions) and f"clause_revision:{revisions[-1].id}" in event.rows
        return Change(
            clause=as_clause(session, document, row.id).clause,
            moment=event.at,
            revision=len(revisions) if moved else 0,
            sentence=told[-1],
        )
    return None


def _on_clauses(session: Session, events: list[EventRow]) -> Iterator[tuple[EventRow, ClauseRow]]:
    """Yield each event that is about a clause, or about an amendment to one, with that clause."""
    subjects = {event.subject for event in events}
    on = {
        row.id: row.clause_id
        for row in session.scalars(select(AmendmentRow).where(AmendmentRow.id.in_(subjects)))
    }
    ids = {on.get(one, one) for one in subjects}
    rows = {row.id: row for row in session.scalars(select(ClauseRow).where(ClauseRow.id.in_(ids)))}
    for event in events:
        if row := rows.get(on.get(event.subject, event.subject)):
            yield event, row
