"""Amendments to amendments."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("amendment", "amends_id", sa.String(length=16)),
    ("amendment_revision", "amends_text", sa.String(length=16)),
    ("amendment_revision", "amends_fields", sa.JSON()),
)


def upgrade() -> None:
    for table, column, kind in _COLUMNS:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column(column, kind, nullable=True))


def downgrade() -> None:
    for table, column, _ in _COLUMNS:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(column)
