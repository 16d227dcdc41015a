"""Bridging texts: proposed by the chair or a facilitator, shown to some, released to all, withdrawn, adopted."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in, heard_codes
from app.access_beside import facilitates
from app.access_to_people import delegation_named
from app.models import (
    BridgeReaderRow,
    BridgingTextRow,
    ClauseRevisionRow,
    ClauseRow,
    DecisionRow,
    DocumentRow,
    FacilitatorRow,
    new_id,
)
from app.services.adoption import require_not_adopted
from app.services.freezing import require_not_under_silence
from app.services.record import PUBLIC, record, stream_of_circle
from app.services.requirements import changed_fields, require_in_text, require_open
from app.services.revisions import head_of, require_present_base
from app.services.wording import clean_wording
from documents.errors import NotPermitted, StaleBase, Unacceptable, UnknownValue, WrongStatus, fact
from documents.permissions import HOUSE, Participant, require


def name_facilitator(
    session: Session,
    *,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    delegation: str,
    now: datetime,
) -> FacilitatorRow:
    """Ask a delegation to look for a compromise on a clause; asking it twice changes nothing."""
    require(participant, "name facilitators")
    require_not_adopted(session, document)
    require_in_text(clause, instead=fact("name a facilitator on what stands there"))
    _require_heard(session, document, delegation, field="code")
    row = _facilitator(session, clause, delegation)
    if row is None:
        row = FacilitatorRow(
            id=new_id(), document_id=document.id, clause_id=clause.id, delegation=delegation, named_at=now
        )
        session.add(row)
        _record(session, participant, PUBLIC, "facilitator named", clause, {"delegation": delegation}, now)
    return row


def end_facilitation(
    session: Session, *, participant: Participant, clause: ClauseRow, delegation: str, now: datetime
) -> None:
    """Ask a delegation no longer; what it has proposed stays as it is."""
    require(participant, "name facilitators")
    row = _facilitator(session, clause, delegation)
    if row is not None:
        row.ended_at = now
        _record(session, participant, PUBLIC, "facilitation ended", clause, {"delegation": delegation}, now)


def propose_bridging_text(
    session: Session,
    *,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    fields: Mapping[str, str],
    note: str = "",
    base_revision: str | None,
    now: datetime,
) -> BridgingTextRow:
    """Lay a compromise between the proposals on a clause, for chair and secretariat to see until it is released."""
    require(participant, "bridge", capacity=capacity_in(session, participant, document))
    _require_chair_or_facilitator(session, participant, clause)
    require_open(session, clause, document)
    head = require_present_base(session, clause=clause, document=document, base_revision=base_revision)
    wording = clean_wording(clause.kind, fields, note)
    row = BridgingTextRow(
        id=new_id(),
        document_id=document.id,
        clause_id=clause.id,
        by=participant.delegation,
        base_revision=head.id,
        fields=changed_fields(wording.fields, head.content),
        note=wording.rationale,
        created_at=now,
    )
    session.add(row)
    _record(
        session, participant, _home(row), "bridging text proposed", clause, {"bridging_text": row.id}, now
    )
    return row


def release_bridging_text(
    session: Session,
    *,
    participant: Participant,
    bridging_text: BridgingTextRow,
    clause: ClauseRow,
    document: DocumentRow,
    to: Sequence[str] = (),
    everyone: bool = False,
    now: datetime,
) -> BridgingTextRow:
    """Show a bridging text to some delegations that are heard on the document, or to everyone."""
    require(participant, "release bridge", owner=bridging_text.by)
    _require_chair_or_facilitator(session, participant, clause)
    if everyone == bool(to):
        raise Unacceptable("Name the delegations to whom it is shown, or say everyone.", field="to")
    _require_open_bridge(bridging_text)
    require_not_adopted(session, document)
    require_in_text(clause, instead=fact("propose a bridging text on what stands there"))
    if bridging_text.released_at is not None:
        return bridging_text
    require_not_under_silence(session, document=document.id, clauses=[clause.id], now=now)
    data = {"bridging_text": bridging_text.id}
    if everyone:
        bridging_text.released_at = now
        _record(session, participant, PUBLIC, "bridging text released", clause, data, now)
        return bridging_text
    # Streams are held one after the other, in the order of their names: two releases never wait for each other.
    for code in sorted({delegation_named(session, one, field="to").code for one in to}):
        _require_heard(session, document, code, field="to")
        if session.get(BridgeReaderRow, (bridging_text.id, code)) is None:
            session.add(BridgeReaderRow(bridging_text_id=bridging_text.id, delegation=code, shown_at=now))
            stream = stream_of_circle("chair", code)
            told = {**data, "delegation": code}
            _record(session, participant, stream, "bridging text shown", clause, told, now)
    return bridging_text


def withdraw_bridging_text(
    session: Session,
    *,
    participant: Participant,
    bridging_text: BridgingTextRow,
    clause: ClauseRow,
    now: datetime,
) -> BridgingTextRow:
    """Take a bridging text off the table; whoever could read it still can."""
    require(participant, "release bridge", owner=bridging_text.by)
    if bridging_text.withdrawn_at is not None:
        return bridging_text
    _require_open_bridge(bridging_text)
    if bridging_text.released_at is not None:
        require_not_under_silence(session, document=clause.document_id, clauses=[clause.id], now=now)
    bridging_text.withdrawn_at = now
    data = {"bridging_text": bridging_text.id}
    _record(session, participant, _home(bridging_text), "bridging text withdrawn", clause, data, now)
    if bridging_text.released_at is None and bridging_text.by in HOUSE:
        # Whom it was shown to hear of it as they heard of it; the stream of the house, held already, is the first.
        readers = session.scalars(
            select(BridgeReaderRow.delegation)
            .where(BridgeReaderRow.bridging_text_id == bridging_text.id)
            .order_by(BridgeReaderRow.delegation)
        )
        for code in readers:
            stream = stream_of_circle("chair", code)
            _record(session, participant, stream, "bridging text withdrawn", clause, data, now)
    return bridging_text


def texts_to_decide(
    session: Session, *, bridging_text: BridgingTextRow, clause: ClauseRow, document: DocumentRow
) -> Mapping[str, str]:
    """Return what a decision writes that adopts a bridging text; refuse one that was written on other words."""
    _require_open_bridge(bridging_text)
    if bridging_text.clause_id != clause.id:
        raise UnknownValue("This bridging text is on another clause.", field="bridging_text")
    head = head_of(session, clause.id, document.negotiated_language)
    base = session.get_one(ClauseRevisionRow, bridging_text.base_revision)
    if head is None or head.hash != base.hash:
        raise StaleBase(
            "The clause has changed since this bridging text was written; propose one on the present text.",
            present_revision=head.id if head is not None else None,
        )
    return bridging_text.fields


def adopt_bridging_text(*, bridging_text: BridgingTextRow, decision: DecisionRow, now: datetime) -> None:
    """Note that a decision has adopted a bridging text, which everyone may read from then on."""
    bridging_text.decision_id = decision.id
    bridging_text.released_at = bridging_text.released_at or now


def _require_heard(session: Session, document: DocumentRow, delegation: str, *, field: str) -> None:
    heard = heard_codes(session, document)
    if delegation not in heard:
        raise UnknownValue(
            f"{delegation} neither negotiates this document nor advises on it; there are: {', '.join(heard)}.",
            field=field,
        )


def _require_chair_or_facilitator(session: Session, participant: Participant, clause: ClauseRow) -> None:
    if participant.role != "chair" and not facilitates(session, participant, clause):
        raise NotPermitted(
            "Bridging texts are for the chair, and for facilitators whom the chair has named for this clause. "
            "Propose an amendment instead.",
            role=participant.role,
        )


def _require_open_bridge(bridging_text: BridgingTextRow) -> None:
    if bridging_text.withdrawn_at is not None:
        raise WrongStatus("This bridging text was withdrawn; propose another.")
    if bridging_text.decision_id is not None:
        raise WrongStatus("A decision has adopted this bridging text; undo it first.")


def _home(bridging_text: BridgingTextRow) -> str:
    """Return the stream of those who may read a bridging text."""
    if bridging_text.released_at is not None:
        return PUBLIC
    return stream_of_circle("chair", bridging_text.by)


def _facilitator(session: Session, clause: ClauseRow, delegation: str) -> FacilitatorRow | None:
    return session.scalar(
        select(FacilitatorRow).where(
            FacilitatorRow.clause_id == clause.id,
            FacilitatorRow.delegation == delegation,
            FacilitatorRow.ended_at.is_(None),
        )
    )


def _record(
    session: Session,
    participant: Participant,
    stream: str,
    what: str,
    clause: ClauseRow,
    data: Mapping[str, str],
    now: datetime,
) -> None:
    record(
        session,
        stream=stream,
        by=participant,
        what=what,
        subject=clause.id,
        document=clause.document_id,
        data=data,
        now=now,
    )
