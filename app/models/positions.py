"""What delegations think of clauses and amendments: a row for each circle, so that a private one moves nothing else."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, Index, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.models.registry import Code, Hash, Id, Row, Word
from documents.circles import Circle
from documents.positions import Stance


class PositionRow(Row):
    """One stance of a delegation on one text, in one circle, from when it was taken until it ended."""

    __tablename__ = "position"
    __table_args__ = (
        Index(None, "document_id"),
        Index(None, "clause_id"),
        Index(
            "ix_position_present",
            "subject_id",
            "delegation",
            "circle",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"))
    amendment_id: Mapped[str | None] = mapped_column(
        Id, ForeignKey("amendment.id")
    )  # None: on the clause itself
    bridging_text_id: Mapped[str | None] = mapped_column(Id, ForeignKey("bridging_text.id"))
    # That of the amendment or the bridging text, else of the clause.
    subject_id: Mapped[str] = mapped_column(Id)
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    circle: Mapped[Circle] = mapped_column(Word)
    stance: Mapped[Stance] = mapped_column(Word)
    note: Mapped[str] = mapped_column(Text)
    red_line: Mapped[bool]  # in the circle of the delegation alone
    revision_id: Mapped[str | None] = mapped_column(Id, ForeignKey("clause_revision.id"))  # that was read
    amendment_text_id: Mapped[str | None] = mapped_column(
        Id, ForeignKey("amendment_revision.id")
    )  # that was read
    text_hash: Mapped[str] = mapped_column(Hash)  # of what was read: other words, and the position is stale
    recorded_by: Mapped[str | None] = mapped_column(Code)  # where it was said in the room: the secretariat
    replaces_id: Mapped[str | None] = mapped_column(Id, ForeignKey("position.id"))
    taken_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]  # by its delegation, as what it had said
    ended_at: Mapped[datetime | None]

    @property
    def is_only_recorded(self) -> bool:
        """Whether the delegation has never said itself that this is its position."""
        return self.recorded_by is not None and self.confirmed_at is None


class HeldPosition(NamedTuple):
    """A position that holds, as a table of thousands reads it: no entity, and no row of columns asked for by name.

    Its names are those of the columns.
    """

    id: str
    clause_id: str
    amendment_id: str | None
    bridging_text_id: str | None
    subject_id: str
    delegation: str
    circle: Circle
    stance: Stance
    note: str
    red_line: bool
    revision_id: str | None
    amendment_text_id: str | None
    text_hash: str
    recorded_by: str | None
    taken_at: datetime
    confirmed_at: datetime | None

    @property
    def ended_at(self) -> None:
        """Never: it holds."""

    @property
    def is_only_recorded(self) -> bool:
        """Whether the delegation has never said itself that this is its position."""
        return self.recorded_by is not None and self.confirmed_at is None


def held_positions(session: Session, *conditions: ColumnElement[bool]) -> list[HeldPosition]:
    """Return the positions that hold and fulfil conditions, by time, in one query."""
    rows = session.execute(
        select(*(getattr(PositionRow, name) for name in HeldPosition._fields))
        .where(PositionRow.ended_at.is_(None), *conditions)
        .order_by(PositionRow.taken_at, PositionRow.id)
    )
    return list(map(HeldPosition._make, rows))
