"""The big screen of a room: which clause it shows, and the chair's way to show another."""

from fastapi import APIRouter

from app.access import clause_for, document_for
from app.identity import Asking, Now
from app.models.shown import clause_in_room
from app.parameters import AnId, Reading, Slug, Writing, acts
from app.schemas.room import RoomOut
from app.services.room import show_in_room

router = APIRouter(prefix="/api", tags=["room"])


@router.get("/documents/{slug}/room")
def read_room(session: Reading, participant: Asking, slug: Slug) -> RoomOut:
    """Read which clause the room sees."""
    document = document_for(session, participant, slug)
    shown = clause_in_room(session, document)
    return RoomOut(document=document.slug, clause=shown.id if shown is not None else None)


@router.post("/clauses/{clause_id}/room", openapi_extra=acts("show in the room"))
def show_clause_in_room(session: Writing, participant: Asking, now: Now, clause_id: AnId) -> RoomOut:
    """Show a clause in the room: every screen that follows the chair turns to it (chair, secretariat)."""
    clause, document = clause_for(session, participant, clause_id)
    show_in_room(session, participant=participant, clause=clause, document=document, now=now)
    return RoomOut(document=document.slug, clause=clause.id)
