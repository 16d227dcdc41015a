"""Rounds of comments and of proposals, the clauses that they ask about, and the reminders that were written."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Id, Row, Word
from documents.rounds import LateRule, RoundKind


class RoundRow(Row):
    """One round. Why its deadline was moved, or why it was closed, stands in the record."""

    __tablename__ = "round"
    __table_args__ = (Index(None, "document_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    kind: Mapped[RoundKind] = mapped_column(Word)
    name: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)  # what is asked for, in words
    late: Mapped[LateRule] = mapped_column(Word)
    opens_at: Mapped[datetime]
    deadline: Mapped[datetime]
    deadline_set_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]  # by the secretariat, before the deadline
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class RoundClauseRow(Row):
    """A clause that a round asks about; a round without any asks about the whole document."""

    __tablename__ = "round_clause"

    round_id: Mapped[str] = mapped_column(Id, ForeignKey("round.id"), primary_key=True)
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"), primary_key=True)


class RoundReminderRow(Row):
    """A reminder that was written, of one deadline: each is written once."""

    __tablename__ = "round_reminder"
    __table_args__ = (UniqueConstraint("round_id", "deadline", "hours"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    round_id: Mapped[str] = mapped_column(Id, ForeignKey("round.id"))
    deadline: Mapped[datetime]
    hours: Mapped[int]  # before it
    written_at: Mapped[datetime]
