"""Adoption: when the house adopted a document, where, and in which edition."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.models.registry import Code, Id, Row


class AdoptionRow(Row):
    """An adoption. One that was recorded by mistake is taken back; of those that stand there is one."""

    __tablename__ = "adoption"
    __table_args__ = (
        Index(
            "ix_adoption_present",
            "document_id",
            unique=True,
            sqlite_where=text("taken_back_at IS NULL"),
            postgresql_where=text("taken_back_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    edition_id: Mapped[str] = mapped_column(Id, ForeignKey("edition.id"))  # the text that was adopted
    place: Mapped[str] = mapped_column(Text)  # "Astana"
    body: Mapped[str] = mapped_column(Text)  # who adopted it: "the Heads of State of Central Asia"
    by: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    adopted_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]
    taken_back_reason: Mapped[str] = mapped_column(Text)
    statuses_before: Mapped[dict[str, str]]  # clause -> its status change then, for taking the adoption back


def adoption_of(session: Session, document: str) -> AdoptionRow | None:
    """Return the adoption of a document, None as long as it is negotiated."""
    return session.scalar(
        select(AdoptionRow).where(AdoptionRow.document_id == document, AdoptionRow.taken_back_at.is_(None))
    )
