"""Adopting a document: in the edition that the house has before it, when everything is agreed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    AdoptionRow,
    ClauseRow,
    DocumentRow,
    EditionRow,
    ParticipationActRow,
    StatusChangeRow,
    new_id,
)
from app.models.adoptions import adoption_of
from app.models.agreements import present_agreements
from app.models.lacking import as_lacking, differs_from
from app.services.freezing import require_not_under_silence
from app.services.record import PUBLIC, record
from app.services.statuses import write_status
from app.services.wording import clean_wording
from documents.adoption import require_everything_agreed
from documents.consensus import Agreement
from documents.errors import EmptyText, IsAdopted, UnknownValue, WrongStatus, fact
from documents.participation import BY_ADOPTION
from documents.permissions import Participant, require

_BY_MISTAKE = fact("The chair takes the adoption back where it was recorded by mistake.")


def require_not_adopted(session: Session, document: DocumentRow, *, instead: str = _BY_MISTAKE) -> None:
    """Refuse to change the text of a document that is adopted; ``instead``: what one does then."""
    adoption = adoption_of(session, document.id)
    if adoption is not None:
        raise IsAdopted(
            f"This document was adopted on {adoption.adopted_at:%d %B %Y}; its text is final. {instead}",
            adopted_at=adoption.adopted_at,
        )


def adopt_document(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    edition: str,
    place: str,
    body: str,
    now: datetime,
) -> AdoptionRow:
    """Record that the house has adopted a document in an edition, which must be the present text.

    Refused while anything is missing: every clause agreed, without a condition, nothing against it, every language
    aligned, no package open. Every clause of the text takes the last level with it.
    """
    require(participant, "adopt")
    _hold(session, document)
    require_not_adopted(session, document)
    require_not_under_silence(session, document=document.id, clauses=None, now=now)
    place, body = (clean_wording("entry", {}, said).rationale for said in (place, body))
    if not place or not body:
        raise EmptyText(
            "Say where, and by whom, the document is adopted.", field="body" if place else "place"
        )
    issued = session.get(EditionRow, edition)
    if issued is None or issued.document_id != document.id:
        raise UnknownValue(f"{edition} is not an edition of this document.", field="edition")
    require_everything_agreed(as_lacking(session, document), document.levels)
    if differs_from(session, document, issued):
        raise WrongStatus(
            f"The present text is another than that of {issued.symbol}; issue an edition and adopt that.",
            edition=issued.id,
        )
    agreements = present_agreements(session, document)
    adoption = AdoptionRow(
        id=new_id(),
        document_id=document.id,
        edition_id=issued.id,
        place=place,
        body=body,
        by=participant.delegation,
        adopted_at=now,
        taken_back_reason="",
        statuses_before={clause: one.status for clause, one in agreements.items() if one.status},
    )
    session.add(adoption)
    for clause, agreed in agreements.items():
        write_status(
            session,
            clause=clause,
            agreement=Agreement(document.levels[-1]),
            text_hash=agreed.hash,
            reason="",
            by=participant.delegation,
            now=now,
        )
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="document adopted",
        subject=adoption.id,
        document=document.id,
        data={
            "document": document.slug,
            "edition": issued.id,
            "symbol": issued.symbol,
            "place": place,
            "body": body,
        },
        now=now,
    )
    return adoption


def take_adoption_back(
    session: Session, *, participant: Participant, document: DocumentRow, reason: str, now: datetime
) -> AdoptionRow:
    """Take back an adoption that was recorded by mistake, with a reason; every clause stands where it stood before.

    Refused while delegations are on record as having adopted or signed the text, or acceded to it.
    """
    require(participant, "adopt")
    adoption = adoption_of(session, document.id)
    if adoption is None:
        raise WrongStatus("This document is not adopted.")
    reason = clean_wording("entry", {}, reason).rationale
    if not reason:
        raise EmptyText("Taking an adoption back needs a reason that everyone can read.", field="reason")
    _require_nobody_to_have_acted(session, document)
    adoption.taken_back_at, adoption.taken_back_reason = now, reason
    _restore_levels(session, document, adoption, now=now)
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="adoption taken back",
        subject=adoption.id,
        document=document.id,
        data={"document": document.slug, "reason": reason},
        now=now,
    )
    return adoption


def _hold(session: Session, document: DocumentRow) -> None:
    """Hold every clause and then the document, so that nothing is decided or tabled while its text is adopted."""
    session.execute(
        select(ClauseRow.id)
        .where(ClauseRow.document_id == document.id)
        .order_by(ClauseRow.id)
        .with_for_update(key_share=True)
    ).all()
    session.execute(
        select(DocumentRow.id).where(DocumentRow.id == document.id).with_for_update(key_share=True)
    )


def _require_nobody_to_have_acted(session: Session, document: DocumentRow) -> None:
    """Refuse while delegations are on record as having adopted or signed: what they have done is not the chair's."""
    acts = session.execute(
        select(ParticipationActRow.delegation, ParticipationActRow.act)
        .where(
            ParticipationActRow.document_id == document.id,
            ParticipationActRow.ended_at.is_(None),
            ParticipationActRow.act.in_(BY_ADOPTION),
        )
        .order_by(ParticipationActRow.recorded_at, ParticipationActRow.id)
    ).all()
    if acts:
        named = ", ".join(f"{one.delegation} ({one.act})" for one in acts)
        raise WrongStatus(
            f"It is recorded what delegations have done with the adopted text: {named}. Where that was a mistake, too, "
            "the secretariat strikes it first.",
            delegations=list(dict.fromkeys(one.delegation for one in acts)),
        )


def _restore_levels(session: Session, document: DocumentRow, adoption: AdoptionRow, *, now: datetime) -> None:
    """Write again, for every clause, how far it was agreed before the adoption."""
    for clause, agreed in present_agreements(session, document).items():
        before = adoption.statuses_before.get(clause)
        row = session.get_one(StatusChangeRow, before) if before is not None else None
        write_status(
            session,
            clause=clause,
            agreement=Agreement(row.level, tuple(row.pending_delegations), tuple(row.pending_clauses))
            if row is not None
            else Agreement(document.levels[0]),
            text_hash=row.text_hash if row is not None else agreed.hash,
            reason=adoption.taken_back_reason,
            by=adoption.by,
            now=now,
        )
