"""PDF files: ordered, followed on their way, forgotten after an hour. They are copies, and not in the record."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.errors import TooManyOrdered
from app.models import PdfRow, new_id
from app.models.pdfs import SILENT, PdfState
from app.services.turns import take_turn
from documents.permissions import Participant

KEPT = timedelta(hours=1)
AT_ONCE = 4  # that one delegation waits for; the press makes one at a time, for everybody
A_WHILE = 20  # seconds until one of them may be done


def order_pdf(session: Session, *, participant: Participant, document: str, now: datetime) -> PdfRow:
    """Enter a PDF that is wanted, and forget those that nobody fetched in time.

    Raises TooManyOrdered where the delegation waits for enough: nobody fills the press for all others.
    """
    take_turn(session, participant.delegation)
    waiting = select(func.count()).where(
        PdfRow.delegation == participant.delegation,
        PdfRow.state.in_(("waiting", "writing", "converting")),
        PdfRow.alive_at > now - SILENT,  # what a server left when it stopped is waited for no more
    )
    if (session.scalar(waiting) or 0) >= AT_ONCE:
        raise TooManyOrdered(waiting=AT_ONCE, seconds=A_WHILE)
    session.execute(delete(PdfRow).where(PdfRow.created_at < now - KEPT))
    row = PdfRow(
        id=new_id(),
        document_id=document,
        delegation=participant.delegation,
        state="waiting",
        name="",
        failure="",
        file=None,
        created_at=now,
        alive_at=now,
    )
    session.add(row)
    session.flush()
    return row


def advance_pdf(
    session: Session,
    *,
    pdf: str,
    state: PdfState,
    name: str = "",
    file: bytes | None = None,
    failure: str = "",
    now: datetime,
) -> None:
    """Write down how far a PDF is; one that was forgotten meanwhile stays so."""
    row = session.get(PdfRow, pdf)
    if row is not None:
        row.state, row.name, row.file, row.failure, row.alive_at = state, name, file, failure, now


def watch_pdf(session: Session, *, pdf: str, now: datetime) -> None:
    """Write down that a PDF is still worked on."""
    session.execute(update(PdfRow).where(PdfRow.id == pdf).values(alive_at=now))
