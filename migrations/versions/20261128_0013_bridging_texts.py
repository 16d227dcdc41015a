"""Bridging texts, to whom they were shown, who facilitates, and positions on them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def _refer(table: str, targets: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [target], name=op.f(f"fk_{table}_{column}_{target.partition('.')[0]}")
        )
        for column, target in targets.items()
    ]


def upgrade() -> None:
    op.create_table(
        "bridging_text",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("base_revision", sa.String(length=16), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_id", sa.String(length=16), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_refer(
            "bridging_text",
            {
                "document_id": "document.id",
                "clause_id": "clause.id",
                "by": "delegation.code",
                "base_revision": "clause_revision.id",
                "decision_id": "decision.id",
            },
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bridging_text")),
    )
    op.create_index(op.f("ix_bridging_text_clause_id"), "bridging_text", ["clause_id"], unique=False)
    op.create_index(op.f("ix_bridging_text_document_id"), "bridging_text", ["document_id"], unique=False)
    op.create_table(
        "bridge_reader",
        sa.Column("bridging_text_id", sa.String(length=16), nullable=False),
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        *_refer("bridge_reader", {"bridging_text_id": "bridging_text.id", "delegation": "delegation.code"}),
        sa.PrimaryKeyConstraint("bridging_text_id", "delegation", name=op.f("pk_bridge_reader")),
    )
    op.create_table(
        "facilitator",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        *_refer(
            "facilitator",
            {"document_id": "document.id", "clause_id": "clause.id", "delegation": "delegation.code"},
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facilitator")),
    )
    op.create_index(
        "ix_facilitator_present",
        "facilitator",
        ["clause_id", "delegation"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bridging_text_id", sa.String(length=16), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_position_bridging_text_id_bridging_text"),
            "bridging_text",
            ["bridging_text_id"],
            ["id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_position_bridging_text_id_bridging_text"), type_="foreignkey")
        batch_op.drop_column("bridging_text_id")
    op.drop_table("facilitator")
    op.drop_table("bridge_reader")
    op.drop_table("bridging_text")
