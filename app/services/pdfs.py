"""PDF files: ordered, followed on their way, forgotten after an hour. They are copies, and not in the record."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.models import PdfRow, new_id
from app.models.pdfs import PdfState
from documents.permissions import Participant

KEPT = timedelta(hours=1)


def order_pdf(session: Session, *, participant: Participant, document: str, now: datetime) -> PdfRow:
    """Enter a PDF that is wanted, and forget those that nobody fetched in time."""
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
