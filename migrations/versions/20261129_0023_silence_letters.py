"""Letters about silence procedures, so that each goes out once."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_TABLE = "silence_letter"


def upgrade() -> None:
    op.create_table(
        _TABLE,
        sa.Column("procedure_id", sa.String(length=16), nullable=False),
        sa.Column("notice", sa.String(length=32), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["procedure_id"],
            ["silence_procedure.id"],
            name=op.f(f"fk_{_TABLE}_procedure_id_silence_procedure"),
        ),
        sa.PrimaryKeyConstraint("procedure_id", "notice", "deadline", name=op.f(f"pk_{_TABLE}")),
    )


def downgrade() -> None:
    op.drop_table(_TABLE)
