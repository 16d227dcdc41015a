"""Delegations: a hue and a line of their own, and the rules that a delegation gives itself."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "house_rules",
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("head_releases", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation"], ["delegation.code"], name=op.f("fk_house_rules_delegation_delegation")
        ),
        sa.PrimaryKeyConstraint("delegation", name=op.f("pk_house_rules")),
    )
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hue", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("line", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.drop_column("line")
        batch_op.drop_column("hue")
    op.drop_table("house_rules")
