"""Documents and their clauses: identity, place, text. Places and revisions are immutable history."""

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Hash, Id, Language, Row, Word
from documents.content import ClauseKind

ClauseState = Literal["draft", "proposed", "standing", "removed", "dropped"]


class DocumentRow(Row):
    """One negotiated text."""

    __tablename__ = "document"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    symbol: Mapped[str] = mapped_column(String(64), unique=True)  # RES2026/DEC
    negotiated_language: Mapped[str] = mapped_column(Language)
    titles: Mapped[dict[str, str]]  # language -> title; its keys are the languages of the document
    notices: Mapped[dict[str, str]]  # language -> what must stand on every page, or nothing
    numbering: Mapped[str] = mapped_column(Word)
    levels: Mapped[list[str]]  # of agreement, in order, the first of them open
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ClauseRow(Row):
    """The identity of a clause. Its id never changes; its number does, when an edition is issued."""

    __tablename__ = "clause"
    __table_args__ = (Index(None, "document_id", "state"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    kind: Mapped[ClauseKind] = mapped_column(Word)
    key: Mapped[str] = mapped_column(String(64))  # the drafter's name for it in the source file, or ""
    number: Mapped[str] = mapped_column(String(32))  # "5 bis", "3.2", "a"; "" while it has none
    state: Mapped[ClauseState] = mapped_column(Word)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ClausePlaceRow(Row):
    """Where a clause stands from some moment on: its parent and its order among the siblings."""

    __tablename__ = "clause_place"
    __table_args__ = (
        Index(
            "ix_clause_place_current",
            "clause_id",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"), index=True)
    parent_id: Mapped[str | None] = mapped_column(Id, ForeignKey("clause.id"), index=True)
    order_key: Mapped[str] = mapped_column(String(255))
    placed_at: Mapped[datetime]
    decision_id: Mapped[str | None] = mapped_column(Id)
    current: Mapped[bool]  # the only column that ever changes: the pointer to the last row


class ClauseRevisionRow(Row):
    """One immutable state of a clause's text in one language."""

    __tablename__ = "clause_revision"
    __table_args__ = (UniqueConstraint("clause_id", "language", "ordinal"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"))
    language: Mapped[str] = mapped_column(Language)
    ordinal: Mapped[int]  # 1, 2, 3 … within the clause and language
    content: Mapped[dict[str, str]]  # address -> text; values only in the negotiated language
    hash: Mapped[str] = mapped_column(Hash)
    follows: Mapped[str | None] = mapped_column(Id, ForeignKey("clause_revision.id"))
    aligned_to: Mapped[str | None] = mapped_column(Id, ForeignKey("clause_revision.id"))
    author: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    reason: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    decision_id: Mapped[str | None] = mapped_column(Id)


class ClauseHeadRow(Row):
    """The present revision of a clause in a language."""

    __tablename__ = "clause_head"

    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"), primary_key=True)
    language: Mapped[str] = mapped_column(Language, primary_key=True)
    revision_id: Mapped[str] = mapped_column(Id, ForeignKey("clause_revision.id"))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
