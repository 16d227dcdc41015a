"""Files on their way to PDF."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pdf",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation"], ["delegation.code"], name=op.f("fk_pdf_delegation_delegation")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_pdf_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pdf")),
    )
    with op.batch_alter_table("pdf", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pdf_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_pdf_document_id"), ["document_id"], unique=False)


def downgrade() -> None:
    op.drop_table("pdf")
