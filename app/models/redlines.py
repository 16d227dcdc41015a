"""Redlined files that came in, what was found in them, and what was filed of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Hash, Id, Row


class RedlineRow(Row):
    """One file as it was read: whoever's delegation sent it sees it, and nobody else."""

    __tablename__ = "redline"
    __table_args__ = (Index(None, "document_id", "delegation"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    file_name: Mapped[str] = mapped_column(Text)
    file_hash: Mapped[str] = mapped_column(Hash)  # SHA-256 of its bytes
    file: Mapped[bytes | None] = mapped_column(
        LargeBinary, deferred=True
    )  # None: it came before files were kept
    findings: Mapped[list[dict[str, Any]]]  # as documents.findings.Finding, and "filed": what became of each
    authors: Mapped[list[str]]
    notes: Mapped[list[str]]  # what was not read, and remarks that belong to no finding
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
