"""Joining another delegation's amendment, and leaving it again."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in
from app.models import AmendmentRow, ClauseRow, DocumentRow, SponsorshipRow, new_id
from app.models.written import last_revisions
from app.services.freezing import require_not_under_silence
from app.services.positions import end_contradiction
from app.services.record import PUBLIC, record
from app.services.requirements import require_no_own_collision, require_open, require_same_text
from app.services.statuses import settle_conditions
from documents.amendments import require_step
from documents.errors import WrongStatus
from documents.permissions import Participant, require


def join_amendment(
    session: Session,
    *,
    participant: Participant,
    amendment: AmendmentRow,
    clause: ClauseRow,
    document: DocumentRow,
    text: str | None,
    now: datetime,
) -> AmendmentRow:
    """Stand behind another delegation's amendment in the text that was read: ``text``, an amendment revision."""
    require(participant, "join", capacity=capacity_in(session, participant, document))
    require_step(amendment.status, "join")
    require_open(session, clause, document)
    require_not_under_silence(session, document=document.id, clauses=[clause.id], now=now)
    if amendment.delegation == participant.delegation:
        raise WrongStatus("Your delegation tabled this amendment; it stands behind it already.")
    [last] = last_revisions(session, [amendment.id])
    require_same_text(last, text)
    if _present_sponsorship(session, amendment, participant) is not None:
        return amendment
    require_no_own_collision(
        session,
        clause=clause,
        document=document,
        amendment=amendment,
        delegation=participant.delegation,
    )
    session.add(
        SponsorshipRow(
            id=new_id(), amendment_id=amendment.id, delegation=participant.delegation, joined_at=now
        )
    )
    _record(session, participant, amendment, "sponsor joined", now)
    end_contradiction(session, participant=participant, amendment=amendment.id, now=now)
    return amendment


def leave_amendment(
    session: Session, *, participant: Participant, amendment: AmendmentRow, now: datetime
) -> AmendmentRow:
    """Stand behind another delegation's amendment no longer."""
    require(participant, "leave")
    require_step(amendment.status, "leave")
    require_not_under_silence(session, document=amendment.document_id, clauses=[amendment.clause_id], now=now)
    if amendment.delegation == participant.delegation:
        raise WrongStatus("Your delegation tabled this amendment; withdraw it instead.")
    row = _present_sponsorship(session, amendment, participant)
    if row is None:
        raise WrongStatus("Your delegation does not stand behind this amendment.")
    row.left_at = now
    _record(session, participant, amendment, "sponsor left", now)
    document = session.get_one(DocumentRow, amendment.document_id)
    settle_conditions(session, participant=participant, document=document, now=now)
    return amendment


def release_sponsors(session: Session, *, amendment: AmendmentRow, now: datetime) -> list[str]:
    """Let go everyone who joined an amendment, because its words are others now; return whom.

    They joined a text that they had read. Nobody stands behind words without having said so: they may join again.
    """
    rows = session.scalars(
        select(SponsorshipRow).where(
            SponsorshipRow.amendment_id == amendment.id, SponsorshipRow.left_at.is_(None)
        )
    ).all()
    for row in rows:
        row.left_at = now
    return sorted(row.delegation for row in rows)


def _present_sponsorship(
    session: Session, amendment: AmendmentRow, participant: Participant
) -> SponsorshipRow | None:
    return session.scalar(
        select(SponsorshipRow).where(
            SponsorshipRow.amendment_id == amendment.id,
            SponsorshipRow.delegation == participant.delegation,
            SponsorshipRow.left_at.is_(None),
        )
    )


def _record(
    session: Session, participant: Participant, amendment: AmendmentRow, what: str, now: datetime
) -> None:
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what=what,
        subject=amendment.id,
        document=amendment.document_id,
        data={"clause": amendment.clause_id},
        now=now,
    )
