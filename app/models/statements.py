"""Statements of delegations: drafts of their own until they are made; then everyone's to read, and never changed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Hash, Id, Row, Word
from documents.statements import StatementKind, StatementStatus


class StatementRow(Row):
    """One statement of a delegation on a document, or on some of its clauses."""

    __tablename__ = "statement"
    __table_args__ = (Index(None, "document_id", "status"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    kind: Mapped[StatementKind] = mapped_column(Word)
    status: Mapped[StatementStatus] = mapped_column(Word)
    texts: Mapped[dict[str, str]]  # language -> words
    concerns: Mapped[
        dict[str, str]
    ]  # clause id -> hash of its text when the statement was last written or made
    hash: Mapped[str] = mapped_column(Hash)  # of kind, texts and clauses: what a step names as read
    recorded_by: Mapped[str | None] = mapped_column(Code)  # where it was said in the room: the secretariat
    created_at: Mapped[datetime]
    made_at: Mapped[datetime | None]  # when it was made or recorded: everyone reads it from then on
    confirmed_at: Mapped[datetime | None]  # by its delegation, as what it had said
    ended_at: Mapped[datetime | None]  # when it was discarded or withdrawn

    @property
    def is_public(self) -> bool:
        """Whether everyone who takes part in the document reads it."""
        return self.made_at is not None
