"""Silence procedures: what was frozen, how long, who objected, and by which rules."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Code, Id, Language, Row, Word
from documents.silence import Notice, Outcome, Silence


class SilenceRulesRow(Row):
    """What the rules of a document say of silence procedures, where they say another thing than everywhere else."""

    __tablename__ = "silence_rules"

    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"), primary_key=True)
    minimum_hours: Mapped[int]
    languages: Mapped[list[str]]  # in which a text must be there; the negotiated one among them
    reason: Mapped[str] = mapped_column(Text)
    set_at: Mapped[datetime]


class SilenceProcedureRow(Row):
    """One silence procedure, from its opening until its outcome, which is written once."""

    __tablename__ = "silence_procedure"
    __table_args__ = (
        Index(None, "document_id"),
        Index(
            "ix_silence_procedure_open",
            "closes_at",
            sqlite_where=text("outcome IS NULL"),
            postgresql_where=text("outcome IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    document_id: Mapped[str] = mapped_column(Id, ForeignKey("document.id"))
    whole_document: Mapped[bool]  # nothing is inserted either
    level: Mapped[str] = mapped_column(Word)  # that every clause takes if nobody objects
    note: Mapped[str] = mapped_column(Text)
    languages: Mapped[list[str]]  # in which the text is frozen
    minimum_hours: Mapped[int]  # that the rules asked for when it was opened
    opened_by: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    opened_at: Mapped[datetime]
    deadline: Mapped[datetime]
    closes_at: Mapped[datetime]  # later than the deadline while an objection waits to be confirmed
    outcome: Mapped[Outcome | None] = mapped_column(Word)
    ended_at: Mapped[datetime | None]  # when it was over
    written_at: Mapped[datetime | None]  # when that was written down
    reason: Mapped[str] = mapped_column(Text)  # why it was called off
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def silence(self) -> Silence:
        """The value by which its state is told."""
        return Silence(self.deadline, self.closes_at > self.deadline, self.outcome)


class SilenceClauseRow(Row):
    """The text of a clause, in one language, that is under silence."""

    __tablename__ = "silence_clause"
    __table_args__ = (Index(None, "clause_id"),)

    procedure_id: Mapped[str] = mapped_column(Id, ForeignKey("silence_procedure.id"), primary_key=True)
    clause_id: Mapped[str] = mapped_column(Id, ForeignKey("clause.id"), primary_key=True)
    language: Mapped[str] = mapped_column(Language, primary_key=True)
    revision_id: Mapped[str] = mapped_column(Id, ForeignKey("clause_revision.id"))


class SilenceExtensionRow(Row):
    """One extension of a silence procedure."""

    __tablename__ = "silence_extension"
    __table_args__ = (Index(None, "procedure_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    procedure_id: Mapped[str] = mapped_column(Id, ForeignKey("silence_procedure.id"))
    from_deadline: Mapped[datetime]
    deadline: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
    extended_at: Mapped[datetime]


class SilenceLetterRow(Row):
    """What people were told of a deadline by letter; each is told once, and none of it is part of the record."""

    __tablename__ = "silence_letter"

    procedure_id: Mapped[str] = mapped_column(Id, ForeignKey("silence_procedure.id"), primary_key=True)
    notice: Mapped[Notice] = mapped_column(Word, primary_key=True)
    deadline: Mapped[datetime] = mapped_column(primary_key=True)
    written_at: Mapped[datetime]


class ObjectionRow(Row):
    """An objection of a delegation; the word of its head breaks the silence."""

    __tablename__ = "objection"
    __table_args__ = (
        Index(
            "ix_objection_present",
            "procedure_id",
            "delegation",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    procedure_id: Mapped[str] = mapped_column(Id, ForeignKey("silence_procedure.id"))
    delegation: Mapped[str] = mapped_column(Code, ForeignKey("delegation.code"))
    clauses: Mapped[list[str]]
    reason: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[str | None] = mapped_column(Code)  # where it was said to the secretariat
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]  # by the head
    ended_at: Mapped[datetime | None]  # taken back, or said anew by the head
