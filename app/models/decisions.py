"""What was decided, what became of each amendment by it, and where each clause stands."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Hash, Id, Row, Word
from app.models.texts import ClauseState
from documents.amendments import Status, Uptake


class DecisionRow(Row):
    """The chair's choice on one clause; it holds the words chosen, never positions in a text."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("clause_id", "ordinal"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"))
    ordinal: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(Hash)  # of the consolidation that was decided on
    from_revision: Mapped[str | None] = mapped_column(Id, ForeignKey("clause_revision.id"))
    to_revision: Mapped[str | None] = mapped_column(Id, ForeignKey("clause_revision.id"))
    passages: Mapped[list[dict[str, Any]]]  # {address, base, chosen, by} in the order of the text
    from_state: Mapped[ClauseState] = mapped_column(Word)  # of the clause, for undoing
    # Which was adopted as it stood; that names the decision in turn, and tables need an order.
    bridging_text_id: Mapped[str | None] = mapped_column(Id)
    undoes: Mapped[str | None] = mapped_column(Id, ForeignKey("decision.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    decided_at: Mapped[datetime]


class UptakeRow(Row):
    """What one decision made of one amendment; what it was before is kept for undoing."""

    __tablename__ = "uptake"

    decision_id: Mapped[str] = mapped_column(Id, ForeignKey("decision.id"), primary_key=True)
    amendment_id: Mapped[str] = mapped_column(Id, ForeignKey("amendment.id"), primary_key=True, index=True)
    uptake: Mapped[Uptake] = mapped_column(Word)
    status: Mapped[Status] = mapped_column(Word)
    from_uptake: Mapped[Uptake] = mapped_column(Word)
    from_status: Mapped[Status] = mapped_column(Word)


class StatusChangeRow(Row):
    """An agreement level taken on one text of a clause."""

    __tablename__ = "status_change"
    __table_args__ = (
        Index(
            "ix_status_change_current",
            "clause_id",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"), index=True)
    level: Mapped[str] = mapped_column(Word)
    pending_delegations: Mapped[list[str]]
    pending_clauses: Mapped[list[str]]
    text_hash: Mapped[str] = mapped_column(Hash)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    changed_at: Mapped[datetime]
    current: Mapped[bool]  # the only column that ever changes
