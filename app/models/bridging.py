"""Bridging texts: what the chair, or a facilitator, lays between the proposals; who was shown it; who facilitates."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Id, Row


class BridgingTextRow(Row):
    """One compromise on one clause. Its words never change: another wording is another bridging text."""

    __tablename__ = "bridging_text"
    __table_args__ = (Index(None, "clause_id"), Index(None, "document_id"))

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"))
    by: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))  # the chair, or a facilitator
    base_revision: Mapped[str] = mapped_column(Id, ForeignKey("clause_revision.id"))
    fields: Mapped[dict[str, str]]  # address -> the text it has there
    note: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    released_at: Mapped[datetime | None]  # to everyone
    withdrawn_at: Mapped[datetime | None]
    decision_id: Mapped[str | None] = mapped_column(Id, ForeignKey("decision.id"))  # that adopted it
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class BridgeReaderRow(Row):
    """A delegation that was shown a bridging text before everyone was: a row of its own, for it and the chair."""

    __tablename__ = "bridge_reader"

    bridging_text_id: Mapped[str] = mapped_column(Id, ForeignKey("bridging_text.id"), primary_key=True)
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"), primary_key=True)
    shown_at: Mapped[datetime]


class FacilitatorRow(Row):
    """A delegation that the chair has asked to look for a compromise on a clause."""

    __tablename__ = "facilitator"
    __table_args__ = (
        Index(
            "ix_facilitator_present",
            "clause_id",
            "delegation",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"))
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    named_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
