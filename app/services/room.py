"""What the room sees on the big screen: the chair, or the secretariat for it, shows one clause after another."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.models import ClauseRow, DocumentRow
from app.models.shown import SHOWN, clause_in_room
from app.models.values import IN_THE_TEXT
from app.services.record import PUBLIC, record
from documents.errors import WrongStatus
from documents.permissions import Participant, require


def show_in_room(
    session: Session, *, participant: Participant, clause: ClauseRow, document: DocumentRow, now: datetime
) -> None:
    """Let every screen that follows the chair show a clause; what is shown already stays, and nothing is recorded."""
    require(participant, "show in the room")
    if clause.state not in IN_THE_TEXT:
        raise WrongStatus("Only a clause that everyone reads in the text can be shown in the room.")
    shown = clause_in_room(session, document)
    if shown is not None and shown.id == clause.id:
        return
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what=SHOWN,
        subject=clause.id,
        document=document.id,
        data={},
        now=now,
    )
