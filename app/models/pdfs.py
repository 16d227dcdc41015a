"""Files on their way to PDF: what is known of each until it is fetched or forgotten."""

from datetime import datetime, timedelta
from typing import Literal, get_args

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Id, Row, Word
from documents.errors import fact

PdfState = Literal["waiting", "writing", "converting", "done", "failed"]
SILENT = timedelta(minutes=1)  # after which nobody works on a PDF any more
PDF_STATES: tuple[PdfState, ...] = get_args(PdfState)


class PdfRow(Row):
    """One PDF that a delegation ordered; only that delegation sees it."""

    __tablename__ = "pdf"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"), index=True)
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    state: Mapped[PdfState] = mapped_column(Word)
    name: Mapped[str] = mapped_column(String(255))  # of the file, "" before it is known
    failure: Mapped[str] = mapped_column(Text)  # a sentence, "" where nothing failed
    file: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
    alive_at: Mapped[datetime]  # when whoever makes it last said so

    def told_at(self, now: datetime) -> tuple[PdfState, str]:
        """Return how far it is and what failed, also where its server stopped and cannot say so."""
        if self.state in ("done", "failed") or now - self.alive_at < SILENT:
            return self.state, self.failure
        return "failed", fact("The server stopped while the pages were made. Order them again.")
