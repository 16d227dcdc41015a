"""Positions: what delegations think of clauses and amendments, a row for each circle."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_REFERS = {
    "document_id": "document.id",
    "clause_id": "clause.id",
    "amendment_id": "amendment.id",
    "delegation": "delegation.code",
    "revision_id": "clause_revision.id",
    "amendment_text_id": "amendment_revision.id",
    "replaces_id": "position.id",
}


def upgrade() -> None:
    op.create_table(
        "position",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("amendment_id", sa.String(length=16), nullable=True),
        sa.Column("subject_id", sa.String(length=16), nullable=False),
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("circle", sa.String(length=32), nullable=False),
        sa.Column("stance", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("red_line", sa.Boolean(), nullable=False),
        sa.Column("revision_id", sa.String(length=16), nullable=True),
        sa.Column("amendment_text_id", sa.String(length=16), nullable=True),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=True),
        sa.Column("replaces_id", sa.String(length=16), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_position_{column}_{target.partition('.')[0]}")
            )
            for column, target in _REFERS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position")),
    )
    op.create_index(op.f("ix_position_document_id"), "position", ["document_id"], unique=False)
    op.create_index(op.f("ix_position_clause_id"), "position", ["clause_id"], unique=False)
    op.create_index(
        "ix_position_present",
        "position",
        ["subject_id", "delegation", "circle"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("position")
