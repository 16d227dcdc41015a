"""Rounds of comments and of proposals; after the deadline of which one an amendment was tabled."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("late", sa.String(length=32), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline_set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_round_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
    )
    op.create_index(op.f("ix_round_document_id"), "round", ["document_id"], unique=False)
    op.create_table(
        "round_clause",
        sa.Column("round_id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_clause_round_id_round")),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_round_clause_clause_id_clause")),
        sa.PrimaryKeyConstraint("round_id", "clause_id", name=op.f("pk_round_clause")),
    )
    op.create_table(
        "round_reminder",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("round_id", sa.String(length=16), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_reminder_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_reminder")),
        sa.UniqueConstraint(
            "round_id", "deadline", "hours", name=op.f("uq_round_reminder_round_id_deadline_hours")
        ),
    )
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("late_round_id", sa.String(length=16), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.drop_column("late_round_id")
    op.drop_table("round_reminder")
    op.drop_table("round_clause")
    op.drop_index(op.f("ix_round_document_id"), table_name="round")
    op.drop_table("round")
