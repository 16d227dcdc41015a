"""Delegations that are asked to join an amendment."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_TABLE = "sponsor_request"
_PRESENT = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        _TABLE,
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("amendment_id", sa.String(length=16), nullable=False),
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendment.id"], name=op.f(f"fk_{_TABLE}_amendment_id_amendment")
        ),
        sa.ForeignKeyConstraint(
            ["delegation"], ["delegation.code"], name=op.f(f"fk_{_TABLE}_delegation_delegation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
    )
    op.create_index(
        f"ix_{_TABLE}_present",
        _TABLE,
        ["amendment_id", "delegation"],
        unique=True,
        sqlite_where=_PRESENT,
        postgresql_where=_PRESENT,
    )
    op.create_index(op.f(f"ix_{_TABLE}_delegation"), _TABLE, ["delegation"])


def downgrade() -> None:
    op.drop_table(_TABLE)
