"""Writing the next revision of a clause, and moving the pointer to the present one."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ClauseHeadRow, ClauseRevisionRow, ClauseRow, DocumentRow, new_id
from app.models.hashing import hash_content
from app.services.freezing import require_not_under_silence
from documents.diff import diff_words
from documents.errors import BaseNotNamed, StaleBase
from documents.notation import marked


def head_of(session: Session, clause: str, language: str) -> ClauseRevisionRow | None:
    """Return the present revision of a clause in a language."""
    return session.scalar(
        select(ClauseRevisionRow)
        .join(ClauseHeadRow, ClauseHeadRow.revision_id == ClauseRevisionRow.id)
        .where(ClauseHeadRow.clause_id == clause, ClauseHeadRow.language == language)
        .execution_options(populate_existing=True)
    )


def revision_named(session: Session, clause: str, name: str) -> ClauseRevisionRow | None:
    """Return the revision of a clause by the id that came with a form; None where the clause has none such."""
    row = session.get(ClauseRevisionRow, name) if name and "\x00" not in name else None
    return row if row is not None and row.clause_id == clause else None


def write_revision(
    session: Session,
    *,
    clause: ClauseRow,
    language: str,
    content: Mapping[str, str],
    author: str,
    reason: str = "",
    aligned_to: str | None = None,
    decision: str | None = None,
    now: datetime,
) -> ClauseRevisionRow:
    """Write the next revision of a clause in one language and make it the present one; never of what is frozen."""
    require_not_under_silence(
        session, document=clause.document_id, clauses=[clause.id], language=language, now=now
    )
    head = session.get(ClauseHeadRow, (clause.id, language))
    before = session.get(ClauseRevisionRow, head.revision_id) if head is not None else None
    kept = {address: text for address, text in sorted(content.items()) if text}
    revision = ClauseRevisionRow(
        id=new_id(),
        clause_id=clause.id,
        language=language,
        ordinal=before.ordinal + 1 if before is not None else 1,
        content=kept,
        hash=hash_content(kept),
        follows=before.id if before is not None else None,
        aligned_to=aligned_to,
        author=author,
        reason=reason,
        created_at=now,
        decision_id=decision,
    )
    session.add(revision)
    session.flush()
    if head is None:
        session.add(ClauseHeadRow(clause_id=clause.id, language=language, revision_id=revision.id))
    else:
        head.revision_id = revision.id
    session.flush()
    return revision


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that differ, with their differences as marked text."""
    return {
        address: marked(diff_words(before.get(address, ""), after.get(address, "")))
        for address in sorted({*before, *after})
        if before.get(address, "") != after.get(address, "")
    }


def require_present_base(
    session: Session, *, clause: ClauseRow, document: DocumentRow, base_revision: str | None
) -> ClauseRevisionRow:
    """Return the present revision, or refuse what was written against none or against another."""
    head = head_of(session, clause.id, document.negotiated_language)
    if base_revision is None:
        raise BaseNotNamed(
            "Say which text this was written against: base_revision in the body, or If-Match with the clause's ETag.",
            present_revision=head.id if head is not None else None,
        )
    if head is None or head.id != base_revision:
        known = revision_named(session, clause.id, base_revision)
        raise StaleBase(
            "The text has moved on since you read it. Look at what changed and write against the present revision.",
            base_revision=base_revision,
            base_content=dict(known.content) if known is not None else None,
            changes=_changes(known.content, head.content) if known is not None and head is not None else {},
            present_revision=head.id if head is not None else None,
            present_content=dict(head.content) if head is not None else {},
        )
    return head
