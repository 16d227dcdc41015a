"""Comments: threads on clauses and amendments, each in a circle."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_REFERS = {
    "document_id": "document.id",
    "clause_id": "clause.id",
    "amendment_id": "amendment.id",
    "thread_id": "comment.id",
    "opened_by": "delegation.code",
    "delegation": "delegation.code",
    "revision_id": "clause_revision.id",
    "amendment_text_id": "amendment_revision.id",
    "resolved_by": "delegation.code",
}


def upgrade() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("amendment_id", sa.String(length=16), nullable=True),
        sa.Column("thread_id", sa.String(length=16), nullable=True),
        sa.Column("opened_by", sa.String(length=32), nullable=False),
        sa.Column("circle", sa.String(length=32), nullable=False),
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("revision_id", sa.String(length=16), nullable=True),
        sa.Column("amendment_text_id", sa.String(length=16), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("occurrence", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.String(length=32), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_comment_{column}_{target.partition('.')[0]}")
            )
            for column, target in _REFERS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index(
        op.f("ix_comment_document_id_opened_by"), "comment", ["document_id", "opened_by"], unique=False
    )
    op.create_index(op.f("ix_comment_clause_id"), "comment", ["clause_id"], unique=False)
    op.create_index(op.f("ix_comment_thread_id"), "comment", ["thread_id"], unique=False)


def downgrade() -> None:
    op.drop_table("comment")
