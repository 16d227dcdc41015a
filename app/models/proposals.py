"""Amendments, every text they ever had, and who stands behind them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Hash, Id, Row, Word
from documents.amendments import AmendmentKind, Status, Uptake


class AmendmentRow(Row):
    """What one delegation proposes for one place."""

    __tablename__ = "amendment"
    __table_args__ = (
        Index(None, "clause_id", "status"),
        Index(None, "document_id", "status"),
        Index(None, "delegation"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"))  # of an insertion: the new clause
    kind: Mapped[AmendmentKind] = mapped_column(Word)
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    status: Mapped[Status] = mapped_column(Word)
    uptake: Mapped[Uptake] = mapped_column(Word)
    parent_id: Mapped[str | None] = mapped_column(Id, ForeignKey("clause.id"))  # of an insertion or a move
    after_id: Mapped[str | None] = mapped_column(Id, ForeignKey("clause.id"))  # None: first under the parent
    created_at: Mapped[datetime]
    tabled_at: Mapped[datetime | None]
    recorded_by: Mapped[str | None] = mapped_column(Code)  # where it was said orally: the secretariat
    confirmed_at: Mapped[datetime | None]  # by its delegation, as what it had said
    # After the deadline of which round it was tabled: its id. No foreign key: SQLite would have to make this table
    # anew, to which others refer.
    late_round_id: Mapped[str | None] = mapped_column(Id)
    # Which amendment of another delegation it amends: its id. No foreign key, as above.
    amends_id: Mapped[str | None] = mapped_column(Id)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class AmendmentRevisionRow(Row):
    """One text of an amendment, with the base it was written against."""

    __tablename__ = "amendment_revision"
    __table_args__ = (UniqueConstraint("amendment_id", "ordinal"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    amendment_id: Mapped[str] = mapped_column(Id, ForeignKey("amendment.id"))
    ordinal: Mapped[int]
    base_revision: Mapped[str | None] = mapped_column(Id, ForeignKey("clause_revision.id"))
    # Of a sub-amendment: the text of the other one that was read, and its words there, on this base.
    amends_text: Mapped[str | None] = mapped_column(Id)
    amends_fields: Mapped[dict[str, str] | None]
    fields: Mapped[dict[str, str]]  # address -> wanted text; {} of a deletion or a move
    rationale: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Hash)
    created_at: Mapped[datetime]


class ReleaseRow(Row):
    """A draft's text that the head of its delegation has released: a row of its own, so that nothing public tells."""

    __tablename__ = "amendment_release"

    text_id: Mapped[str] = mapped_column(Id, ForeignKey("amendment_revision.id"), primary_key=True)
    released_at: Mapped[datetime]


class SponsorRequestRow(Row):
    """A delegation that is asked to join another's amendment: between these two."""

    __tablename__ = "sponsor_request"
    __table_args__ = (
        Index(
            "ix_sponsor_request_present",
            "amendment_id",
            "delegation",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(None, "delegation"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    amendment_id: Mapped[str] = mapped_column(Id, ForeignKey("amendment.id"))
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # declined, or asked no longer; who joins has answered, and it stays
    ended_by: Mapped[str | None] = mapped_column(Code)


class SponsorshipRow(Row):
    """A delegation that joined another's amendment, and perhaps left it again."""

    __tablename__ = "sponsorship"
    __table_args__ = (
        Index(
            "ix_sponsorship_present",
            "amendment_id",
            "delegation",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    amendment_id: Mapped[str] = mapped_column(Id, ForeignKey("amendment.id"))
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
