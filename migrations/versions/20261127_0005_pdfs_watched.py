"""When a PDF was last worked on."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # They are forgotten after an hour anyway, and nobody knows when those in the table were worked on.
    op.execute(sa.text("DELETE FROM pdf"))
    with op.batch_alter_table("pdf", schema=None) as batch_op:
        batch_op.add_column(sa.Column("alive_at", sa.DateTime(timezone=True), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("pdf", schema=None) as batch_op:
        batch_op.drop_column("alive_at")
