"""Writing how far a clause is agreed, and settling conditions: what is fulfilled falls away, on record."""

from collections.abc import Container, Sequence
from datetime import datetime

from sqlalchemy import Text, and_, cast, exists, or_, select
from sqlalchemy.orm import Session

from app.models import ClauseRow, DocumentRow, PackageRow, StatusChangeRow, new_id
from app.models.agreements import present_agreements
from app.models.packages import packages_in
from app.models.standings import said_yes
from app.services.record import PUBLIC, record
from documents.consensus import Agreement
from documents.packages import settle
from documents.permissions import Participant

_NOBODY = "[]"  # a list without anything, as both engines write it


def write_status(
    session: Session,
    *,
    clause: str,
    agreement: Agreement,
    text_hash: str,
    reason: str,
    by: str,
    now: datetime,
) -> StatusChangeRow:
    """Write how far a text of a clause is agreed, in place of what was written before."""
    last = session.scalar(
        select(StatusChangeRow).where(StatusChangeRow.clause_id == clause, StatusChangeRow.current)
    )
    if last is not None:
        last.current = False
        session.flush()
    change = StatusChangeRow(
        id=new_id(),
        clause_id=clause,
        level=agreement.level,
        pending_delegations=list(agreement.pending_delegations),
        pending_clauses=list(agreement.pending_clauses),
        text_hash=text_hash,
        reason=reason,
        by=by,
        changed_at=now,
        current=True,
    )
    session.add(change)
    return change


def settle_conditions(
    session: Session, *, participant: Participant, document: DocumentRow, now: datetime
) -> None:
    """Let conditions that are fulfilled fall away, and let packages set those that they need.

    Called after whatever may fulfil or break one: a level, a text, a position that everyone reads, an amendment that
    goes. ``participant`` is whose act that was; a level stays its giver's.
    """
    session.flush()
    if not _has_conditions(session, document):
        return
    agreements = present_agreements(session, document)
    pending = [
        clause
        for clause, one in agreements.items()
        if one.agreement.pending_delegations and not one.agreement.is_open
    ]
    heard = said_yes(session, document, agreements, pending) if pending else {}
    settled = settle(
        {clause: one.agreement for clause, one in agreements.items()},
        levels=tuple(document.levels),
        packages=[package for _, package in packages_in(session, document.id).values()],
        heard=heard,
    )
    for clause in sorted(settled):
        agreement, before = settled[clause], agreements[clause]
        last = session.get_one(StatusChangeRow, before.status)
        write_status(
            session,
            clause=clause,
            agreement=agreement,
            text_hash=before.hash,
            reason="",
            by=last.by,
            now=now,
        )
        what = _what(before.agreement, agreement, in_text=agreements)
        _record(session, participant, what, clause, document.id, agreement, now)


def set_conditions_again(
    session: Session,
    *,
    participant: Participant,
    clause: ClauseRow,
    lapsed_at: datetime,
    now: datetime,
) -> None:
    """Let clauses be pending one again that is back in the text, where nothing was written on them since it left.

    ``lapsed_at``: when it left. What it has fulfilled meanwhile falls away when conditions are settled.
    """
    lapsed = session.scalars(
        select(StatusChangeRow)
        .join(ClauseRow, ClauseRow.id == StatusChangeRow.clause_id)
        .where(
            ClauseRow.document_id == clause.document_id,
            StatusChangeRow.current,
            StatusChangeRow.changed_at == lapsed_at,
        )
        .order_by(StatusChangeRow.clause_id)
    ).all()
    for row in lapsed:
        before = session.scalars(
            select(StatusChangeRow)
            .where(StatusChangeRow.clause_id == row.clause_id, StatusChangeRow.changed_at < lapsed_at)
            .order_by(StatusChangeRow.changed_at.desc())
        ).first()
        if before is None or clause.id not in before.pending_clauses or clause.id in row.pending_clauses:
            continue
        agreement = Agreement(
            row.level,
            tuple(row.pending_delegations),
            tuple(sorted({*row.pending_clauses, clause.id})),
        )
        write_status(
            session,
            clause=row.clause_id,
            agreement=agreement,
            text_hash=row.text_hash,
            reason="",
            by=row.by,
            now=now,
        )
        _record(session, participant, "condition back", row.clause_id, clause.document_id, agreement, now)


def _what(before: Agreement, after: Agreement, *, in_text: Container[str]) -> str:
    if any(one not in in_text for one in before.pending_clauses):
        return "condition lapsed"
    if not (after.pending_delegations or after.pending_clauses):
        return "pending lifted"
    grew = set(after.pending_clauses) - set(before.pending_clauses)
    return "condition set" if grew else "condition fulfilled"


def _record(
    session: Session,
    by: Participant,
    what: str,
    clause: str,
    document: str,
    agreement: Agreement,
    now: datetime,
) -> None:
    record(
        session,
        stream=PUBLIC,
        by=by,
        what=what,
        subject=clause,
        document=document,
        data={
            "level": agreement.level,
            "pending_delegations": list(agreement.pending_delegations),
            "pending_clauses": list(agreement.pending_clauses),
        },
        now=now,
    )


def _has_conditions(session: Session, document: DocumentRow) -> bool:
    """Return whether anything in a document is pending, or held together; most acts end here."""
    pending: Sequence[str] = ("pending_delegations", "pending_clauses")
    condition = exists().where(
        ClauseRow.document_id == document.id,
        StatusChangeRow.clause_id == ClauseRow.id,
        StatusChangeRow.current,
        or_(*(cast(getattr(StatusChangeRow, name), Text) != _NOBODY for name in pending)),
    )
    package = exists().where(and_(PackageRow.document_id == document.id, PackageRow.dissolved_at.is_(None)))
    return bool(session.scalar(select(or_(condition, package))))
