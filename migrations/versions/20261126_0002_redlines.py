"""Redlined files that came in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "redline",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation"], ["delegation.code"], name=op.f("fk_redline_delegation_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_redline_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redline")),
    )
    with op.batch_alter_table("redline", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_redline_document_id_delegation"), ["document_id", "delegation"], unique=False
        )


def downgrade() -> None:
    op.drop_table("redline")
