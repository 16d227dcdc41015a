"""Packages: clauses that are agreed only together."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.models.registry import Code, Id, Row
from app.models.texts import ClauseRow
from app.models.values import IN_THE_TEXT
from documents.packages import Package


class PackageRow(Row):
    """A package, from when it was formed until it was dissolved."""

    __tablename__ = "package"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    formed_by: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    formed_at: Mapped[datetime]
    dissolved_at: Mapped[datetime | None]


class PackageClauseRow(Row):
    """One clause of a package."""

    __tablename__ = "package_clause"

    package_id: Mapped[str] = mapped_column(Id, ForeignKey("package.id"), primary_key=True)
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"), primary_key=True, index=True)
    ordinal: Mapped[int]  # in which order they were named


def packages_in(session: Session, document: str) -> dict[str, tuple[PackageRow, Package]]:
    """Return the packages of a document that were not dissolved, the first one first, in one query.

    A clause that has left the text holds back none of the others, until it comes back.
    """
    found: dict[str, tuple[PackageRow, list[str]]] = {}
    for row, clause in session.execute(
        select(PackageRow, PackageClauseRow.clause_id)
        .join(PackageClauseRow, PackageClauseRow.package_id == PackageRow.id)
        .join(ClauseRow, ClauseRow.id == PackageClauseRow.clause_id)
        .where(
            PackageRow.document_id == document,
            PackageRow.dissolved_at.is_(None),
            ClauseRow.state.in_(IN_THE_TEXT),
        )
        .order_by(PackageRow.formed_at, PackageRow.id, PackageClauseRow.ordinal)
    ):
        found.setdefault(row.id, (row, []))[1].append(clause)
    return {id_: (row, Package(id_, tuple(clauses))) for id_, (row, clauses) in found.items()}
