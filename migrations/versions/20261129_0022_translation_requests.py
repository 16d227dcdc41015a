"""Requests for translation: drafts in another language of the document."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_TABLE = "translation_request"
_TARGETS = {
    "document_id": "document.id",
    "clause_id": "clause.id",
    "delegation": "delegation.code",
    "base_revision": "clause_revision.id",
    "amendment_id": "amendment.id",
}


def upgrade() -> None:
    op.create_table(
        _TABLE,
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("base_revision", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("amendment_id", sa.String(length=16), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_{_TABLE}_{column}_{target.split('.')[0]}")
            )
            for column, target in _TARGETS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
    )
    op.create_index(op.f(f"ix_{_TABLE}_document_id_delegation"), _TABLE, ["document_id", "delegation"])
    op.create_index(op.f(f"ix_{_TABLE}_clause_id"), _TABLE, ["clause_id"])


def downgrade() -> None:
    op.drop_index(op.f(f"ix_{_TABLE}_clause_id"), table_name=_TABLE)
    op.drop_index(op.f(f"ix_{_TABLE}_document_id_delegation"), table_name=_TABLE)
    op.drop_table(_TABLE)
