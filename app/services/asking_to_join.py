"""Asking other delegations to join an amendment, and declining: a matter between the two, and no one's else."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in
from app.models import (
    AmendmentRow,
    ClauseRow,
    DelegationRow,
    DocumentRow,
    ParticipationRow,
    SponsorRequestRow,
    SponsorshipRow,
    new_id,
)
from app.services.record import record, stream_of
from app.services.requirements import require_open
from documents.errors import UnknownValue, WrongStatus
from documents.permissions import Participant, require


def ask_to_join(
    session: Session,
    *,
    participant: Participant,
    amendment: AmendmentRow,
    clause: ClauseRow,
    document: DocumentRow,
    delegations: Collection[str],
    now: datetime,
) -> None:
    """Ask these delegations to join an amendment of one's own, and no others any longer.

    Who is asked reads it once the amendment is on the table; nobody else does. Whoever has joined is asked no more.
    """
    capacity = capacity_in(session, participant, document)
    require(participant, "ask to join", capacity=capacity, owner=amendment.delegation)
    if amendment.status not in ("draft", "tabled"):
        raise WrongStatus("This amendment is withdrawn or closed; nobody can join it any more.")
    require_open(session, clause, document)
    _require_who_can_join(session, amendment, document, delegations)
    present = {row.delegation: row for row in _present_requests(session, amendment)}
    new = sorted(set(delegations) - present.keys() - _sponsors(session, amendment))
    dropped = sorted(present.keys() - set(delegations))
    if not new and not dropped:
        return
    for code in dropped:
        present[code].ended_at, present[code].ended_by = now, participant.delegation
    session.add_all(
        SponsorRequestRow(id=new_id(), amendment_id=amendment.id, delegation=code, asked_at=now)
        for code in new
    )
    _record(
        session, participant, amendment, "others asked to join", {"asked": new, "no_longer": dropped}, now
    )


def decline_to_join(
    session: Session, *, participant: Participant, amendment: AmendmentRow, now: datetime
) -> None:
    """Decline to join an amendment that one is asked to join: it waits no longer, and its tabler knows."""
    require(participant, "decline to join")
    row = next(
        (one for one in _present_requests(session, amendment) if one.delegation == participant.delegation),
        None,
    )
    if row is None or participant.delegation in _sponsors(session, amendment):
        raise WrongStatus("Nobody waits for your delegation's answer here: it is not asked, or has answered.")
    row.ended_at, row.ended_by = now, participant.delegation
    _record(session, participant, amendment, "joining declined", {}, now)


def _require_who_can_join(
    session: Session, amendment: AmendmentRow, document: DocumentRow, delegations: Collection[str]
) -> None:
    can = session.scalars(
        select(DelegationRow.code)
        .join(ParticipationRow, ParticipationRow.delegation == DelegationRow.code)
        .where(ParticipationRow.document_id == document.id, ParticipationRow.capacity == "negotiates")
        .order_by(DelegationRow.ordinal, DelegationRow.code)
    ).all()
    others = [code for code in can if code != amendment.delegation]
    for code in sorted(delegations):
        if code not in others:
            raise UnknownValue(
                f"{code} cannot join this amendment; those who can are: {', '.join(others)}.",
                field="delegations",
            )


def _present_requests(session: Session, amendment: AmendmentRow) -> Sequence[SponsorRequestRow]:
    return session.scalars(
        select(SponsorRequestRow).where(
            SponsorRequestRow.amendment_id == amendment.id, SponsorRequestRow.ended_at.is_(None)
        )
    ).all()


def _sponsors(session: Session, amendment: AmendmentRow) -> set[str]:
    return set(
        session.scalars(
            select(SponsorshipRow.delegation).where(
                SponsorshipRow.amendment_id == amendment.id, SponsorshipRow.left_at.is_(None)
            )
        )
    )


def _record(
    session: Session,
    participant: Participant,
    amendment: AmendmentRow,
    what: str,
    data: dict[str, list[str]],
    now: datetime,
) -> None:
    record(
        session,
        stream=stream_of(participant.delegation),
        by=participant,
        what=what,
        subject=amendment.id,
        document=amendment.document_id,
        data={"clause": amendment.clause_id, **data},
        now=now,
    )
