"""Amendments that were said orally and recorded, and drafts that a head of delegation has released."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "amendment_release",
        sa.Column("text_id", sa.String(length=16), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["text_id"],
            ["amendment_revision.id"],
            name=op.f("fk_amendment_release_text_id_amendment_revision"),
        ),
        sa.PrimaryKeyConstraint("text_id", name=op.f("pk_amendment_release")),
    )
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("recorded_by", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.drop_column("confirmed_at")
        batch_op.drop_column("recorded_by")
    op.drop_table("amendment_release")
