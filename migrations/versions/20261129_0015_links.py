"""Links between documents, and events that are about two of them: earlier ones hold nothing there, as before."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_REFERS = {
    "entry_id": "clause.id",
    "ground_id": "clause.id",
    "entry_revision": "clause_revision.id",
    "ground_revision": "clause_revision.id",
    "made_by": "delegation.code",
    "checked_by": "delegation.code",
    "removed_by": "delegation.code",
}


def upgrade() -> None:
    op.create_table(
        "clause_link",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("entry_id", sa.String(length=16), nullable=False),
        sa.Column("ground_id", sa.String(length=16), nullable=False),
        sa.Column("entry_revision", sa.String(length=16), nullable=False),
        sa.Column("ground_revision", sa.String(length=16), nullable=False),
        sa.Column("ground_under", sa.JSON(), nullable=False),
        sa.Column("entry_hash", sa.String(length=64), nullable=False),
        sa.Column("ground_hash", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by", sa.String(length=32), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_by", sa.String(length=32), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_clause_link_{column}_{target.partition('.')[0]}")
            )
            for column, target in _REFERS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_link")),
    )
    op.create_index(
        "ix_clause_link_present",
        "clause_link",
        ["entry_id", "ground_id"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(op.f("ix_clause_link_ground_id"), "clause_link", ["ground_id"], unique=False)
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("beside_id", sa.String(length=16), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_event_beside_id_document"), "document", ["beside_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_event_beside_id_document"), type_="foreignkey")
        batch_op.drop_column("beside_id")
    op.drop_table("clause_link")
