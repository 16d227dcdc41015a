"""The record: append-only streams of events, and the answers kept for repeated requests."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Hash, Id, Row, Word


class EventStreamRow(Row):
    """The end of one stream: its row is locked as the last act of a transaction that writes to it."""

    __tablename__ = "event_stream"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(Hash)


class EventRow(Row):
    """One thing that happened, chained by hash to the one before in its stream."""

    __tablename__ = "event"

    stream: Mapped[str] = mapped_column(String(64), ForeignKey("event_stream.name"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    document_id: Mapped[str | None] = mapped_column(Id, ForeignKey("document.id"), index=True)
    beside_id: Mapped[str | None] = mapped_column(Id, ForeignKey("document.id"))  # that it is about, too
    actor: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    on_behalf_of: Mapped[str | None] = mapped_column(Code, ForeignKey("delegation.code"))
    account_id: Mapped[str | None] = mapped_column(Id, ForeignKey("account.id"))  # who of the actor it was
    what: Mapped[str] = mapped_column(Word)
    subject: Mapped[str] = mapped_column(String(64), index=True)
    data: Mapped[dict[str, Any]]
    rows: Mapped[dict[str, str]]  # "clause_revision:<id>" -> hash of what was written
    previous: Mapped[str] = mapped_column(Hash)
    hash: Mapped[str] = mapped_column(Hash)


class KeptAnswerRow(Row):
    """The answer to a creating request, so that the same Idempotency-Key creates once."""

    __tablename__ = "kept_answer"
    __table_args__ = (UniqueConstraint("delegation", "role", "key"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    role: Mapped[str] = mapped_column(Word)
    key: Mapped[str] = mapped_column(String(255))
    request_hash: Mapped[str] = mapped_column(Hash)
    answer: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
