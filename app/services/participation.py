"""Participation: what delegations have done with a finished text, recorded by the secretariat, corrected and struck."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import DelegationRow, DocumentRow, ParticipationActRow, ParticipationRow, new_id
from app.models.adoptions import adoption_of
from app.services.record import PUBLIC, record
from documents.cleaning import clean
from documents.content import Field
from documents.errors import ChangesNothing, EmptyText, WrongStatus
from documents.participation import BY_ADOPTION, Act, require_act
from documents.permissions import Participant, require

_NOTE, _REASON = Field("note", lines=True), Field("reason", lines=True)


def record_participation(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    delegations: Sequence[DelegationRow],
    act: Act,
    day: date,
    note: str = "",
    now: datetime,
) -> list[ParticipationActRow]:
    """Record that delegations have adopted, initialled or signed a text, or acceded to it; all of them or none."""
    require(participant, "record participation")
    words = clean(note, _NOTE).text
    return [
        _write(session, participant, document, one.code, act, day, words, "participation recorded", None, now)
        for one in delegations
    ]


def correct_participation(
    session: Session,
    *,
    participant: Participant,
    act: ParticipationActRow,
    document: DocumentRow,
    day: date,
    note: str | None,
    reason: str,
    now: datetime,
) -> ParticipationActRow:
    """Give another day to what was recorded, with a reason that everyone reads; what stood there is kept."""
    require(participant, "record participation")
    words = act.note if note is None else clean(note, _NOTE).text
    if (day.isoformat(), words) == (act.day, act.note):
        raise ChangesNothing("This is what was recorded; there is nothing to correct.", field="day")
    _end(session, act, reason, now)
    what = "participation corrected"
    return _write(session, participant, document, act.delegation, act.act, day, words, what, act, now)


def strike_participation(
    session: Session, *, participant: Participant, act: ParticipationActRow, reason: str, now: datetime
) -> ParticipationActRow:
    """Strike what was recorded by mistake, with a reason; it stays in the record."""
    require(participant, "record participation")
    _end(session, act, reason, now)
    _record(session, participant, act, "participation struck", now)
    return act


def _write(
    session: Session,
    participant: Participant,
    document: DocumentRow,
    delegation: str,
    act: Act,
    day: date,
    note: str,
    what: str,
    corrects: ParticipationActRow | None,
    now: datetime,
) -> ParticipationActRow:
    rows = session.scalars(
        select(ParticipationActRow).where(
            ParticipationActRow.document_id == document.id,
            ParticipationActRow.delegation == delegation,
            ParticipationActRow.ended_at.is_(None),
        )
    )
    others = {row.act: date.fromisoformat(row.day) for row in rows}
    if act in others:
        raise WrongStatus(
            f"That {delegation} has {act} it is recorded already, on {others[act]}; correct that one.",
            delegation=delegation,
        )
    if act in BY_ADOPTION and adoption_of(session, document.id) is None:
        raise WrongStatus(
            "This document is not adopted yet; the chair records that first. Until then it can only be initialled."
        )
    part = session.get(ParticipationRow, (document.id, delegation))
    require_act(
        delegation,
        act,
        day,
        capacity=part.capacity if part is not None else None,
        others=others,
        today=now.date(),
    )
    row = ParticipationActRow(
        id=new_id(),
        document_id=document.id,
        delegation=delegation,
        act=act,
        day=day.isoformat(),
        note=note,
        corrects_id=corrects.id if corrects is not None else None,
        recorded_by=participant.delegation,
        recorded_at=now,
        reason="",
    )
    session.add(row)
    _record(session, participant, row, what, now)
    return row


def _end(session: Session, act: ParticipationActRow, reason: str, now: datetime) -> None:
    words = clean(reason, _REASON).text
    if not words:
        raise EmptyText("Say why; everyone reads the reason.", field="reason")
    if act.ended_at is not None:
        raise WrongStatus("This was corrected or struck already; look at what is recorded now.", act=act.id)
    act.ended_at, act.reason = now, words
    session.flush()


def _record(session: Session, by: Participant, row: ParticipationActRow, what: str, now: datetime) -> None:
    record(
        session,
        stream=PUBLIC,
        by=by,
        what=what,
        subject=row.id,
        document=row.document_id,
        data={
            "delegation": row.delegation,
            "act": row.act,
            "day": row.day,
            "corrects": row.corrects_id,
            "reason": row.reason,
        },
        now=now,
    )
