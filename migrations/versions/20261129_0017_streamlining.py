"""Splits, mergers and moves of clauses, which clauses came of which, and what went along where."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
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
    op.create_table(
        "streamlining",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("undoes", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        *_refer(
            "streamlining",
            {"document_id": "document.id", "undoes": "streamlining.id", "by": "delegation.code"},
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_streamlining")),
        sa.UniqueConstraint("undoes", name=op.f("uq_streamlining_undoes")),
    )
    op.create_index(op.f("ix_streamlining_document_id"), "streamlining", ["document_id"], unique=False)
    op.create_table(
        "clause_origin",
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("origin_id", sa.String(length=16), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("streamlining_id", sa.String(length=16), nullable=False),
        *_refer(
            "clause_origin",
            {"clause_id": "clause.id", "origin_id": "clause.id", "streamlining_id": "streamlining.id"},
        ),
        sa.PrimaryKeyConstraint("clause_id", "origin_id", name=op.f("pk_clause_origin")),
    )
    for column in ("origin_id", "streamlining_id"):
        op.create_index(op.f(f"ix_clause_origin_{column}"), "clause_origin", [column], unique=False)
    op.create_table(
        "carried",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("streamlining_id", sa.String(length=16), nullable=False),
        sa.Column("stream", sa.String(length=64), nullable=False),
        sa.Column("matter", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("fate", sa.String(length=32), nullable=False),
        sa.Column("to_id", sa.String(length=16), nullable=True),
        sa.Column("to_clause_id", sa.String(length=16), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        *_refer(
            "carried",
            {
                "streamlining_id": "streamlining.id",
                "clause_id": "clause.id",
                "to_clause_id": "clause.id",
            },
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried")),
    )
    for column in ("streamlining_id", "subject_id", "to_id"):
        op.create_index(op.f(f"ix_carried_{column}"), "carried", [column], unique=False)


def downgrade() -> None:
    op.drop_table("carried")
    op.drop_table("clause_origin")
    op.drop_table("streamlining")
