"""Silence procedures, their scope, extensions, objections and rules; the time zone of a delegation's capital."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def _refer(table: str, targets: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [target], name=op.f(f"fk_{table}_{column}_{target.partition('.')[0]}")
        )
        for column, target in targets.items()
    ]


def upgrade() -> None:
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("time_zone", sa.String(length=64), nullable=True))
    op.create_table(
        "silence_rules",
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("minimum_hours", sa.Integer(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        *_refer("silence_rules", {"document_id": "document.id"}),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_silence_rules")),
    )
    op.create_table(
        "silence_procedure",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("whole_document", sa.Boolean(), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("minimum_hours", sa.Integer(), nullable=False),
        sa.Column("opened_by", sa.String(length=32), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_refer("silence_procedure", {"document_id": "document.id", "opened_by": "delegation.code"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence_procedure")),
    )
    op.create_index(
        op.f("ix_silence_procedure_document_id"), "silence_procedure", ["document_id"], unique=False
    )
    op.create_index(
        "ix_silence_procedure_open",
        "silence_procedure",
        ["closes_at"],
        unique=False,
        sqlite_where=sa.text("outcome IS NULL"),
        postgresql_where=sa.text("outcome IS NULL"),
    )
    op.create_table(
        "silence_clause",
        sa.Column("procedure_id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("revision_id", sa.String(length=16), nullable=False),
        *_refer(
            "silence_clause",
            {
                "procedure_id": "silence_procedure.id",
                "clause_id": "clause.id",
                "revision_id": "clause_revision.id",
            },
        ),
        sa.PrimaryKeyConstraint("procedure_id", "clause_id", "language", name=op.f("pk_silence_clause")),
    )
    op.create_index(op.f("ix_silence_clause_clause_id"), "silence_clause", ["clause_id"], unique=False)
    op.create_table(
        "silence_extension",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("procedure_id", sa.String(length=16), nullable=False),
        sa.Column("from_deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=False),
        *_refer("silence_extension", {"procedure_id": "silence_procedure.id"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence_extension")),
    )
    op.create_index(
        op.f("ix_silence_extension_procedure_id"), "silence_extension", ["procedure_id"], unique=False
    )
    op.create_table(
        "objection",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("procedure_id", sa.String(length=16), nullable=False),
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("clauses", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        *_refer("objection", {"procedure_id": "silence_procedure.id", "delegation": "delegation.code"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
    )
    op.create_index(
        "ix_objection_present",
        "objection",
        ["procedure_id", "delegation"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("objection")
    op.drop_table("silence_extension")
    op.drop_table("silence_clause")
    op.drop_table("silence_procedure")
    op.drop_table("silence_rules")
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.drop_column("time_zone")
