"""Taking an agreement level on the present text of a clause, and reopening it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access_to_people import delegation_named
from app.models import ClauseRow, DocumentRow, StatusChangeRow, new_id
from app.services.record import PUBLIC, record
from app.services.revisions import require_present_base
from app.services.wording import clean_wording
from documents.consensus import require_level
from documents.errors import EmptyText, UnknownValue, WrongStatus
from documents.permissions import Participant, require


def set_level(
    session: Session,
    *,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    level: str,
    pending_delegations: Sequence[str] = (),
    pending_clauses: Sequence[str] = (),
    reason: str = "",
    base_revision: str | None,
    now: datetime,
) -> StatusChangeRow:
    """Set where the present text of a clause stands; reopening it needs a reason."""
    require(participant, "agree")
    require_level(tuple(document.levels), level)
    if clause.state != "standing":
        raise WrongStatus("Only a clause that stands in the text can be agreed; decide its insertion first.")
    head = require_present_base(session, clause=clause, document=document, base_revision=base_revision)
    pending_delegations = sorted(set(pending_delegations))
    pending_clauses = sorted(set(pending_clauses))
    if clause.id in pending_clauses:
        raise UnknownValue("A clause cannot wait for itself; name another.", field="pending_clauses")
    for code in pending_delegations:
        delegation_named(session, code, field="pending_delegations")
    _require_clauses(session, document, pending_clauses)
    last = session.scalar(
        select(StatusChangeRow).where(StatusChangeRow.clause_id == clause.id, StatusChangeRow.current)
    )
    reason = clean_wording("entry", {}, reason).rationale
    reopens = level == document.levels[0] and last is not None and last.level != document.levels[0]
    if reopens and not reason:
        raise EmptyText("Reopening a clause needs a reason that everyone can read.", field="reason")
    if last is not None:
        last.current = False
        session.flush()
    change = StatusChangeRow(
        id=new_id(),
        clause_id=clause.id,
        level=level,
        pending_delegations=list(pending_delegations),
        pending_clauses=list(pending_clauses),
        text_hash=head.hash,
        reason=reason,
        by=participant.delegation,
        changed_at=now,
        current=True,
    )
    session.add(change)
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="clause reopened" if reopens else "level taken",
        subject=clause.id,
        document=clause.document_id,
        data={
            "level": level,
            "revision": head.id,
            "pending_delegations": list(pending_delegations),
            "pending_clauses": list(pending_clauses),
            "reason": reason,
        },
        now=now,
    )
    return change


def _require_clauses(session: Session, document: DocumentRow, clauses: Sequence[str]) -> None:
    known = set(
        session.scalars(
            select(ClauseRow.id).where(
                ClauseRow.id.in_(clauses),
                ClauseRow.document_id == document.id,
                ClauseRow.state.in_(("standing", "proposed")),
            )
        )
    )
    for clause in clauses:
        if clause not in known:
            raise UnknownValue(f"{clause} is not a clause of this document.", field="pending_clauses")
