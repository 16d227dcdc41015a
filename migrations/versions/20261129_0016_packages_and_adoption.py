"""Packages of clauses that are agreed only together, and the adoption of a document."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
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
        "package",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("formed_by", sa.String(length=32), nullable=False),
        sa.Column("formed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dissolved_at", sa.DateTime(timezone=True), nullable=True),
        *_refer("package", {"document_id": "document.id", "formed_by": "delegation.code"}),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package")),
    )
    op.create_index(op.f("ix_package_document_id"), "package", ["document_id"], unique=False)
    op.create_table(
        "package_clause",
        sa.Column("package_id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        *_refer("package_clause", {"package_id": "package.id", "clause_id": "clause.id"}),
        sa.PrimaryKeyConstraint("package_id", "clause_id", name=op.f("pk_package_clause")),
    )
    op.create_index(op.f("ix_package_clause_clause_id"), "package_clause", ["clause_id"], unique=False)
    op.create_table(
        "adoption",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("edition_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_reason", sa.Text(), nullable=False),
        sa.Column("statuses_before", sa.JSON(), nullable=False),
        *_refer(
            "adoption",
            {"document_id": "document.id", "edition_id": "edition.id", "by": "delegation.code"},
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption")),
    )
    op.create_index(
        "ix_adoption_present",
        "adoption",
        ["document_id"],
        unique=True,
        sqlite_where=sa.text("taken_back_at IS NULL"),
        postgresql_where=sa.text("taken_back_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("adoption")
    op.drop_table("package_clause")
    op.drop_table("package")
