"""Requests for translation: words that a delegation drafted in another language, and the secretariat's rendering."""

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Id, Row

RequestState = Literal[
    "asked", "given", "accepted", "withdrawn", "closed"
]  # closed: its clause gave way to others


class TranslationRequestRow(Row):
    """One draft in another language: its own delegation sees it, and the secretariat, which is asked to render it."""

    __tablename__ = "translation_request"
    __table_args__ = (Index(None, "document_id", "delegation"), Index(None, "clause_id"))

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"))
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    language: Mapped[str] = mapped_column(String(16))
    fields: Mapped[dict[str, str]]  # address -> the words in that language; they never change
    rationale: Mapped[str] = mapped_column(Text)
    state: Mapped[RequestState] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text)  # what the delegation says when it asks again
    given: Mapped[dict[str, str]]  # address -> the words in the negotiated language, {} until there are some
    base_revision: Mapped[str] = mapped_column(
        Id, ForeignKey("clause_revision.id")
    )  # on which they were written
    asked_at: Mapped[datetime]
    given_at: Mapped[datetime | None]
    amendment_id: Mapped[str | None] = mapped_column(
        Id, ForeignKey("amendment.id")
    )  # the draft it has become
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
