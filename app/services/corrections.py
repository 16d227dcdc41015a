"""Correcting a slip: the only edit of the negotiated text beside decisions."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import ClauseRevisionRow, ClauseRow, DocumentRow
from app.services.adoption import require_not_adopted
from app.services.freezing import require_not_under_silence
from app.services.record import PUBLIC, record
from app.services.requirements import changed_fields
from app.services.revisions import require_present_base, write_revision
from app.services.statuses import settle_conditions
from app.services.wording import clean_wording
from documents.errors import EmptyText, WrongStatus
from documents.permissions import Participant, require


def correct_clause(
    session: Session,
    *,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    fields: Mapping[str, str],
    reason: str,
    base_revision: str | None,
    now: datetime,
) -> ClauseRevisionRow:
    """Write a corrected text with its reason; like any edit, it ends the agreement of the clause."""
    require(participant, "correct")
    require_not_adopted(session, document)
    if clause.state not in ("standing", "proposed"):
        raise WrongStatus("This clause is no longer in the text.")
    require_not_under_silence(session, document=document.id, clauses=[clause.id], now=now)
    wording = clean_wording(clause.kind, fields, reason)
    if not wording.rationale:
        raise EmptyText("A correction needs a reason that everyone can read.", field="reason")
    head = require_present_base(session, clause=clause, document=document, base_revision=base_revision)
    changed = changed_fields(wording.fields, head.content)
    revision = write_revision(
        session,
        clause=clause,
        language=document.negotiated_language,
        content={**head.content, **changed},
        author=participant.delegation,
        reason=wording.rationale,
        now=now,
    )
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="clause corrected",
        subject=clause.id,
        document=clause.document_id,
        data={"revision": revision.id, "reason": wording.rationale},
        now=now,
    )
    settle_conditions(session, participant=participant, document=document, now=now)
    return revision
