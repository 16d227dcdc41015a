"""How clauses became others: each split, merger and move, which clauses came of which, and what went along where."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Id, Row, Word

Act = Literal["split", "merger", "move", "undoing"]
Matter = Literal[
    "amendment", "position", "comment", "bridging text", "translation request", "clause", "place", "condition"
]
Fate = Literal["as it was", "cut", "satisfied", "collides", "not placed", "restored"]


class StreamliningRow(Row):
    """One act of streamlining, or the undoing of one."""

    __tablename__ = "streamlining"
    __table_args__ = (Index(None, "document_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    act: Mapped[Act] = mapped_column(Word)
    undoes: Mapped[str | None] = mapped_column(Id, ForeignKey("streamlining.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    done_at: Mapped[datetime]


class ClauseOriginRow(Row):
    """A clause that came of another: a part of it, or the whole that it became part of."""

    __tablename__ = "clause_origin"

    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"), primary_key=True)
    origin_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"), primary_key=True, index=True)
    ordinal: Mapped[
        int
    ]  # of the part in the clause that was split, of the origin in the clause that it is merged in
    streamlining_id: Mapped[str] = mapped_column(Id, ForeignKey("streamlining.id"), index=True)


class CarriedRow(Row):
    """Where one thing that stood on an old clause stands now; several rows where it was cut.

    It is as private as the thing itself: ``stream`` is that of those who read it.
    """

    __tablename__ = "carried"
    __table_args__ = (Index(None, "streamlining_id"), Index(None, "subject_id"), Index(None, "to_id"))

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    streamlining_id: Mapped[str] = mapped_column(Id, ForeignKey("streamlining.id"))
    stream: Mapped[str] = mapped_column(String(64))
    matter: Mapped[Matter] = mapped_column(Word)
    subject_id: Mapped[str] = mapped_column(Id)
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"))  # on which it stood
    fate: Mapped[Fate] = mapped_column(Word)
    to_id: Mapped[str | None] = mapped_column(Id)  # the same, or what stands for it now; None: nothing does
    to_clause_id: Mapped[str | None] = mapped_column(Id, ForeignKey("clause.id"))
    # What has no place, and what undoing needs: a status, a place, a number, conditions, as they were.
    facts: Mapped[dict[str, Any]]
