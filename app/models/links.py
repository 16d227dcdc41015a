"""Links between documents: from an entry to its ground, and the texts of both at which it was last checked."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Hash, Id, Row


class ClauseLinkRow(Row):
    """One link, from when it was made until it was removed; whether it is to be checked is computed, never stored."""

    __tablename__ = "clause_link"
    __table_args__ = (
        Index(
            "ix_clause_link_present",
            "entry_id",
            "ground_id",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
        Index(None, "ground_id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    entry_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"))
    ground_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"))
    # What was read when it was last checked; of a paragraph, with the sub-items under it.
    entry_revision: Mapped[str] = mapped_column(Id, ForeignKey("clause_revision.id"))
    ground_revision: Mapped[str] = mapped_column(Id, ForeignKey("clause_revision.id"))
    ground_under: Mapped[list[str]]  # revisions, in the order of the text
    entry_hash: Mapped[str] = mapped_column(Hash)
    ground_hash: Mapped[str] = mapped_column(Hash)
    made_by: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    made_at: Mapped[datetime]
    checked_by: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    checked_at: Mapped[datetime]
    removed_by: Mapped[str | None] = mapped_column(Code, ForeignKey("delegation.code"))
    removed_at: Mapped[datetime | None]
