"""The record, as its readers may see it: the public stream, and one's own."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import documents_for
from app.access_to_people import delegation_named
from app.identity import Asking
from app.models import EventRow
from app.paging import Limit
from app.parameters import Reading
from app.schemas.editions import EventOut
from app.schemas.wire import Page
from app.services.record import PUBLIC, about_documents, own_stream_of, stream_of_circle
from documents.permissions import HOUSE, Participant

router = APIRouter(prefix="/api/events", tags=["record"])


@router.get("")
def list_events(
    session: Reading,
    participant: Asking,
    stream: Annotated[
        Literal["public", "own", "chair"],
        Query(
            description="own: your delegation's private matters; chair: what a delegation and the chair have "
            "between them"
        ),
    ] = "public",
    delegation: Annotated[
        str | None, Query(max_length=32, description="for chair and secretariat, of stream=chair: which one")
    ] = None,
    after: Annotated[int, Query(ge=0, le=2**31 - 1, description="the number of the last event you have")] = 0,
    limit: Limit = 100,
) -> Page[EventOut]:
    """List events in order; ``next`` is the number to send as ``after``."""
    name = PUBLIC
    if stream == "own":
        name = own_stream_of(participant.delegation)
    elif stream == "chair":
        name = stream_of_circle("chair", _other_side(session, participant, delegation))
    readable = [document.id for document in documents_for(session, participant)]
    rows = session.scalars(
        select(EventRow)
        .where(
            EventRow.stream == name,
            EventRow.number > after,
            about_documents(readable),
        )
        .order_by(EventRow.number)
        .limit(limit + 1)
    ).all()
    return Page(
        items=[EventOut.of(row, participant) for row in rows[:limit]],
        next=str(rows[limit - 1].number) if len(rows) > limit else None,
    )


def _other_side(session: Session, participant: Participant, delegation: str | None) -> str:
    """Return with whom the chair has the matters that are asked for: one's own delegation, or the one named."""
    if participant.delegation not in HOUSE or delegation is None:
        return participant.delegation
    return delegation_named(session, delegation).code
