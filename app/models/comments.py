"""What is said beside the text: comments in threads, each in a circle, tied to the words that it was written on."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Id, Row, Word
from documents.circles import Circle


class CommentRow(Row):
    """One comment; a thread is the one that opens it, and those that answer it."""

    __tablename__ = "comment"
    __table_args__ = (
        Index(None, "document_id", "opened_by"),
        Index(None, "clause_id"),
        Index(None, "thread_id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"))
    # None: on the clause itself.
    amendment_id: Mapped[str | None] = mapped_column(Id, ForeignKey("amendment.id"))
    thread_id: Mapped[str | None] = mapped_column(Id, ForeignKey("comment.id"))  # None: it opens one
    # Whose thread it is, and whose circle.
    opened_by: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    circle: Mapped[Circle] = mapped_column(Word)
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))  # who says it
    text: Mapped[str] = mapped_column(Text)
    mentions: Mapped[list[str]]
    # It was written on this text
    revision_id: Mapped[str | None] = mapped_column(Id, ForeignKey("clause_revision.id"))
    # or on this one.
    amendment_text_id: Mapped[str | None] = mapped_column(Id, ForeignKey("amendment_revision.id"))
    # Of the passage it is about: field, words, the which one.
    address: Mapped[str | None] = mapped_column(Text)
    words: Mapped[str | None] = mapped_column(Text)
    occurrence: Mapped[int | None]
    created_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]  # the thread; None: it is open
    resolved_by: Mapped[str | None] = mapped_column(Code, ForeignKey("delegation.code"))
