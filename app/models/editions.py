"""Issued, frozen snapshots of a whole document."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Hash, Id, Language, Row, Word


class EditionRow(Row):
    """An edition with its symbol, given on issue and never reused."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("document_id", "ordinal"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    ordinal: Mapped[int]
    symbol: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(Word)
    hash: Mapped[str] = mapped_column(Hash)
    issued_at: Mapped[datetime]
    issued_by: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    # Who took part then: {code, name, capacity}, in the order of the house. None: it was issued before this was kept.
    took_part: Mapped[list[dict[str, Any]] | None]


class EditionClauseRow(Row):
    """One clause of an edition in one language, with the label and agreement it had."""

    __tablename__ = "edition_clause"

    edition_id: Mapped[str] = mapped_column(Id, ForeignKey("edition.id"), primary_key=True)
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"), primary_key=True)
    language: Mapped[str] = mapped_column(Language, primary_key=True)
    ordinal: Mapped[int]
    depth: Mapped[int]
    number: Mapped[str] = mapped_column(String(32))
    parent_id: Mapped[str | None] = mapped_column(Id, ForeignKey("clause.id"))
    revision_id: Mapped[str] = mapped_column(Id, ForeignKey("clause_revision.id"))
    level: Mapped[str] = mapped_column(Word)
    pending_delegations: Mapped[list[str]]
    pending_clauses: Mapped[list[str]]
    stale: Mapped[bool]
