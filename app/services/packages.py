"""Forming packages of clauses that are agreed only together, and dissolving them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import DocumentRow, PackageClauseRow, PackageRow, new_id
from app.models.agreements import present_agreements
from app.services.adoption import require_not_adopted
from app.services.record import PUBLIC, record
from app.services.statuses import settle_conditions
from app.services.wording import clean_wording
from documents.errors import EmptyText, UnknownValue, WrongStatus
from documents.packages import require_package
from documents.permissions import Participant, require


def form_package(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    name: str,
    clauses: Sequence[str],
    reason: str,
    now: datetime,
) -> PackageRow:
    """Hold clauses of a document together from now on; those that are agreed already become pending the others."""
    require(participant, "form packages")
    require_not_adopted(session, document)
    require_package(clauses)
    name, reason = (clean_wording("entry", {}, said).rationale for said in (name, reason))
    if not name:
        raise EmptyText("Give the package a name by which the room knows it.", field="name")
    known = present_agreements(session, document)
    for clause in clauses:
        if clause not in known:
            raise UnknownValue(f"{clause} is not a clause of this document.", field="clauses")
    package = PackageRow(
        id=new_id(),
        document_id=document.id,
        name=name,
        reason=reason,
        formed_by=participant.delegation,
        formed_at=now,
    )
    session.add(package)
    session.flush()
    session.add_all(
        PackageClauseRow(package_id=package.id, clause_id=clause, ordinal=ordinal)
        for ordinal, clause in enumerate(clauses, start=1)
    )
    _record(session, participant, package, "package formed", now, clauses=list(clauses), reason=reason)
    settle_conditions(session, participant=participant, document=document, now=now)
    return package


def dissolve_package(
    session: Session,
    *,
    participant: Participant,
    package: PackageRow,
    document: DocumentRow,
    reason: str,
    now: datetime,
) -> PackageRow:
    """Let the clauses of a package stand each by itself again; conditions that were taken on record stay."""
    require(participant, "form packages")
    require_not_adopted(session, document)
    if package.dissolved_at is not None:
        raise WrongStatus("This package is dissolved already.")
    reason = clean_wording("entry", {}, reason).rationale
    if not reason:
        raise EmptyText("Dissolving a package needs a reason that everyone can read.", field="reason")
    package.dissolved_at = now
    _record(session, participant, package, "package dissolved", now, reason=reason)
    settle_conditions(session, participant=participant, document=document, now=now)
    return package


def _record(
    session: Session, by: Participant, package: PackageRow, what: str, now: datetime, **data: object
) -> None:
    record(
        session,
        stream=PUBLIC,
        by=by,
        what=what,
        subject=package.id,
        document=package.document_id,
        data={"name": package.name, **data},
        now=now,
    )
