"""The first tables: participants, texts, amendments, decisions, editions, the record."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delegation",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_delegation")),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("symbol", sa.String(length=64), nullable=False),
        sa.Column("negotiated_language", sa.String(length=16), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("notices", sa.JSON(), nullable=False),
        sa.Column("numbering", sa.String(length=32), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("slug", name=op.f("uq_document_slug")),
        sa.UniqueConstraint("symbol", name=op.f("uq_document_symbol")),
    )
    op.create_table(
        "event_stream",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_event_stream")),
    )
    op.create_table(
        "api_token",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation"], ["delegation.code"], name=op.f("fk_api_token_delegation_delegation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("hash", name=op.f("uq_api_token_hash")),
    )
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_token_delegation"), ["delegation"], unique=False)

    op.create_table(
        "clause",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_clause_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
    )
    with op.batch_alter_table("clause", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_clause_document_id_state"), ["document_id", "state"], unique=False
        )

    op.create_table(
        "edition",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_edition_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by"], ["delegation.code"], name=op.f("fk_edition_issued_by_delegation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("document_id", "ordinal", name=op.f("uq_edition_document_id_ordinal")),
        sa.UniqueConstraint("symbol", name=op.f("uq_edition_symbol")),
    )
    op.create_table(
        "event",
        sa.Column("stream", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=True),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["delegation.code"], name=op.f("fk_event_actor_delegation")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_event_document_id_document")),
        sa.ForeignKeyConstraint(["stream"], ["event_stream.name"], name=op.f("fk_event_stream_event_stream")),
        sa.PrimaryKeyConstraint("stream", "number", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_subject"), ["subject"], unique=False)

    op.create_table(
        "kept_answer",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation"], ["delegation.code"], name=op.f("fk_kept_answer_delegation_delegation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_answer")),
        sa.UniqueConstraint("delegation", "role", "key", name=op.f("uq_kept_answer_delegation_role_key")),
    )
    op.create_table(
        "participation",
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("capacity", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation"], ["delegation.code"], name=op.f("fk_participation_delegation_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_participation_document_id_document")
        ),
        sa.PrimaryKeyConstraint("document_id", "delegation", name=op.f("pk_participation")),
    )
    op.create_table(
        "amendment",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("uptake", sa.String(length=32), nullable=False),
        sa.Column("parent_id", sa.String(length=16), nullable=True),
        sa.Column("after_id", sa.String(length=16), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["after_id"], ["clause.id"], name=op.f("fk_amendment_after_id_clause")),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_amendment_clause_id_clause")),
        sa.ForeignKeyConstraint(
            ["delegation"], ["delegation.code"], name=op.f("fk_amendment_delegation_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_amendment_document_id_document")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["clause.id"], name=op.f("fk_amendment_parent_id_clause")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_amendment_clause_id_status"), ["clause_id", "status"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_amendment_delegation"), ["delegation"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_amendment_document_id_status"), ["document_id", "status"], unique=False
        )

    op.create_table(
        "clause_place",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("parent_id", sa.String(length=16), nullable=True),
        sa.Column("order_key", sa.String(length=255), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision_id", sa.String(length=16), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_clause_place_clause_id_clause")),
        sa.ForeignKeyConstraint(["parent_id"], ["clause.id"], name=op.f("fk_clause_place_parent_id_clause")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_place")),
    )
    with op.batch_alter_table("clause_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clause_place_clause_id"), ["clause_id"], unique=False)
        batch_op.create_index(
            "ix_clause_place_current",
            ["clause_id"],
            unique=True,
            sqlite_where=sa.text("current"),
            postgresql_where=sa.text("current"),
        )
        batch_op.create_index(batch_op.f("ix_clause_place_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "clause_revision",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("follows", sa.String(length=16), nullable=True),
        sa.Column("aligned_to", sa.String(length=16), nullable=True),
        sa.Column("author", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision_id", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["aligned_to"], ["clause_revision.id"], name=op.f("fk_clause_revision_aligned_to_clause_revision")
        ),
        sa.ForeignKeyConstraint(
            ["author"], ["delegation.code"], name=op.f("fk_clause_revision_author_delegation")
        ),
        sa.ForeignKeyConstraint(
            ["clause_id"], ["clause.id"], name=op.f("fk_clause_revision_clause_id_clause")
        ),
        sa.ForeignKeyConstraint(
            ["follows"], ["clause_revision.id"], name=op.f("fk_clause_revision_follows_clause_revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_revision")),
        sa.UniqueConstraint(
            "clause_id", "language", "ordinal", name=op.f("uq_clause_revision_clause_id_language_ordinal")
        ),
    )
    op.create_table(
        "status_change",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("pending_delegations", sa.JSON(), nullable=False),
        sa.Column("pending_clauses", sa.JSON(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["delegation.code"], name=op.f("fk_status_change_by_delegation")),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_status_change_clause_id_clause")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_change")),
    )
    with op.batch_alter_table("status_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_status_change_clause_id"), ["clause_id"], unique=False)
        batch_op.create_index(
            "ix_status_change_current",
            ["clause_id"],
            unique=True,
            sqlite_where=sa.text("current"),
            postgresql_where=sa.text("current"),
        )

    op.create_table(
        "amendment_revision",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("amendment_id", sa.String(length=16), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("base_revision", sa.String(length=16), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendment.id"], name=op.f("fk_amendment_revision_amendment_id_amendment")
        ),
        sa.ForeignKeyConstraint(
            ["base_revision"],
            ["clause_revision.id"],
            name=op.f("fk_amendment_revision_base_revision_clause_revision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment_revision")),
        sa.UniqueConstraint(
            "amendment_id", "ordinal", name=op.f("uq_amendment_revision_amendment_id_ordinal")
        ),
    )
    op.create_table(
        "clause_head",
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("revision_id", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_clause_head_clause_id_clause")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["clause_revision.id"], name=op.f("fk_clause_head_revision_id_clause_revision")
        ),
        sa.PrimaryKeyConstraint("clause_id", "language", name=op.f("pk_clause_head")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("from_revision", sa.String(length=16), nullable=True),
        sa.Column("to_revision", sa.String(length=16), nullable=True),
        sa.Column("passages", sa.JSON(), nullable=False),
        sa.Column("from_state", sa.String(length=32), nullable=False),
        sa.Column("undoes", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["delegation.code"], name=op.f("fk_decision_by_delegation")),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_decision_clause_id_clause")),
        sa.ForeignKeyConstraint(
            ["from_revision"], ["clause_revision.id"], name=op.f("fk_decision_from_revision_clause_revision")
        ),
        sa.ForeignKeyConstraint(
            ["to_revision"], ["clause_revision.id"], name=op.f("fk_decision_to_revision_clause_revision")
        ),
        sa.ForeignKeyConstraint(["undoes"], ["decision.id"], name=op.f("fk_decision_undoes_decision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("clause_id", "ordinal", name=op.f("uq_decision_clause_id_ordinal")),
        sa.UniqueConstraint("undoes", name=op.f("uq_decision_undoes")),
    )
    op.create_table(
        "edition_clause",
        sa.Column("edition_id", sa.String(length=16), nullable=False),
        sa.Column("clause_id", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("parent_id", sa.String(length=16), nullable=True),
        sa.Column("revision_id", sa.String(length=16), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("pending_delegations", sa.JSON(), nullable=False),
        sa.Column("pending_clauses", sa.JSON(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clause_id"], ["clause.id"], name=op.f("fk_edition_clause_clause_id_clause")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_edition_clause_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["clause.id"], name=op.f("fk_edition_clause_parent_id_clause")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["clause_revision.id"],
            name=op.f("fk_edition_clause_revision_id_clause_revision"),
        ),
        sa.PrimaryKeyConstraint("edition_id", "clause_id", "language", name=op.f("pk_edition_clause")),
    )
    op.create_table(
        "sponsorship",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("amendment_id", sa.String(length=16), nullable=False),
        sa.Column("delegation", sa.String(length=32), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendment.id"], name=op.f("fk_sponsorship_amendment_id_amendment")
        ),
        sa.ForeignKeyConstraint(
            ["delegation"], ["delegation.code"], name=op.f("fk_sponsorship_delegation_delegation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sponsorship")),
    )
    with op.batch_alter_table("sponsorship", schema=None) as batch_op:
        batch_op.create_index(
            "ix_sponsorship_present",
            ["amendment_id", "delegation"],
            unique=True,
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )

    op.create_table(
        "uptake",
        sa.Column("decision_id", sa.String(length=16), nullable=False),
        sa.Column("amendment_id", sa.String(length=16), nullable=False),
        sa.Column("uptake", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("from_uptake", sa.String(length=32), nullable=False),
        sa.Column("from_status", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendment.id"], name=op.f("fk_uptake_amendment_id_amendment")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_uptake_decision_id_decision")
        ),
        sa.PrimaryKeyConstraint("decision_id", "amendment_id", name=op.f("pk_uptake")),
    )
    with op.batch_alter_table("uptake", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_uptake_amendment_id"), ["amendment_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("uptake", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_uptake_amendment_id"))

    op.drop_table("uptake")
    with op.batch_alter_table("sponsorship", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_sponsorship_present",
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )

    op.drop_table("sponsorship")
    op.drop_table("edition_clause")
    op.drop_table("decision")
    op.drop_table("clause_head")
    op.drop_table("amendment_revision")
    with op.batch_alter_table("status_change", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_status_change_current", sqlite_where=sa.text("current"), postgresql_where=sa.text("current")
        )
        batch_op.drop_index(batch_op.f("ix_status_change_clause_id"))

    op.drop_table("status_change")
    op.drop_table("clause_revision")
    with op.batch_alter_table("clause_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clause_place_parent_id"))
        batch_op.drop_index(
            "ix_clause_place_current", sqlite_where=sa.text("current"), postgresql_where=sa.text("current")
        )
        batch_op.drop_index(batch_op.f("ix_clause_place_clause_id"))

    op.drop_table("clause_place")
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendment_document_id_status"))
        batch_op.drop_index(batch_op.f("ix_amendment_delegation"))
        batch_op.drop_index(batch_op.f("ix_amendment_clause_id_status"))

    op.drop_table("amendment")
    op.drop_table("participation")
    op.drop_table("kept_answer")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_subject"))
        batch_op.drop_index(batch_op.f("ix_event_document_id"))

    op.drop_table("event")
    op.drop_table("edition")
    with op.batch_alter_table("clause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clause_document_id_state"))

    op.drop_table("clause")
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_api_token_delegation"))

    op.drop_table("api_token")
    op.drop_table("event_stream")
    op.drop_table("document")
    op.drop_table("delegation")
