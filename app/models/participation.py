"""Who has adopted, initialled, signed a text, or acceded to it, and when: recorded, corrected with a reason, struck."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Id, Row, Word
from documents.participation import Act


class ParticipationActRow(Row):
    """One act of a delegation on a document; what is corrected ends, and another row names it."""

    __tablename__ = "participation_act"
    __table_args__ = (
        Index(
            "ix_participation_act_present",
            "document_id",
            "delegation",
            "act",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    act: Mapped[Act] = mapped_column(Word)
    day: Mapped[str] = mapped_column(String(10))  # where it happened: "2026-04-24"
    note: Mapped[str] = mapped_column(Text)
    corrects_id: Mapped[str | None] = mapped_column(Id, ForeignKey("participation_act.id"))
    recorded_by: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    recorded_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text)  # why it was corrected or struck
