"""Positions: a delegation's stance, taken on words that it read, confirmed, taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in
from app.models import DocumentRow, PositionRow, new_id
from app.services.adoption import require_not_adopted
from app.services.record import record, stream_of_circle
from app.services.statuses import settle_conditions
from app.services.subjects import (
    Read,
    Subject,
    TextsRead,
    require_known,
    require_on_the_table,
    require_read,
    sponsors_of,
    subject_of,
)
from documents.circles import Circle
from documents.cleaning import clean
from documents.content import Field
from documents.errors import NotPermitted, TooLong, Unacceptable, WrongStatus, fact
from documents.permissions import Participant, require
from documents.positions import Stance, require_position

MOST_SIGNS = 20_000  # of a note
_IN_A_STATEMENT = fact(
    "What a delegation thinks of it now it says in a statement: a reservation, an explanation of position."
)
_NOTE = Field("note", lines=True)


def take_position(
    session: Session,
    *,
    participant: Participant,
    subject: Subject,
    stance: Stance,
    circle: Circle,
    note: str = "",
    red_line: bool = False,
    texts: TextsRead,
    now: datetime,
) -> PositionRow:
    """Take a position on a clause, an amendment or a bridging text; the one before in its circle ends."""
    require(participant, "take position", capacity=capacity_in(session, participant, subject.document))
    kept = _clean_note(note)
    said = PositionRow(stance=stance, circle=circle, note=kept, red_line=red_line)
    read = _require_acceptable(session, participant, subject, said, texts)
    before = _present_position(session, subject, participant.delegation, circle)
    if before is not None and before.text_hash == read.hash and _alike(before, said):
        row = _confirmed(session, participant, before, now)
    else:
        row = _put_in_place(session, participant, subject, said, before, read, "position taken", now)
    if circle == "everyone":
        settle_conditions(session, participant=participant, document=subject.document, now=now)
    return row


def confirm_positions(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    positions: Sequence[tuple[PositionRow, TextsRead]],
    now: datetime,
) -> list[PositionRow]:
    """Confirm positions of the own delegation as they are, each on the present text, which is named as read.

    One that was recorded in the room becomes the delegation's own; one on words that are others now is taken anew.
    Several at once are for the head. What was confirmed so already is returned as it is.
    """
    capacity = capacity_in(session, participant, document)
    require(participant, "take position", capacity=capacity)
    if len(positions) > 1:
        require(participant, "confirm several positions", capacity=capacity)
    if len({row.circle for row, _ in positions}) > 1:
        raise Unacceptable(
            "Confirm the positions of one circle at a time: whoever reads these reads not all of those.",
            field="positions",
        )
    confirmed = [_confirm(session, participant, document, row, texts, now) for row, texts in positions]
    if any(row.circle == "everyone" for row in confirmed):
        settle_conditions(session, participant=participant, document=document, now=now)
    return confirmed


def take_position_back(
    session: Session, *, participant: Participant, position: PositionRow, now: datetime
) -> PositionRow:
    """End a position. One that was recorded and never confirmed leaves the one before as it was.

    Whoever recorded it takes back what nobody has confirmed, and nothing else.
    """
    require(participant, "take position back", owner=position.delegation)
    if participant.recorder and not position.is_only_recorded:
        raise NotPermitted(
            f"{position.delegation} has taken or confirmed this position itself; only its members take it back.",
            delegation=position.delegation,
        )
    if position.ended_at is not None:
        if not participant.recorder:
            _let_it_not_return(session, participant, position, now)
        return position
    position.ended_at = now
    session.flush()
    facts = {}
    if position.is_only_recorded and position.replaces_id is not None:
        earlier = session.get_one(PositionRow, position.replaces_id)
        if _may_hold(session, earlier):
            earlier.ended_at = None
            facts = {"holds_again": earlier.id}
    if participant.recorder:
        house = replace(participant, delegation=participant.recorder, recorder="")
        _record(session, house, position, "recording taken back", now, **facts)
    else:
        _record(session, participant, position, "position taken back", now, **facts)
    return position


def end_contradiction(session: Session, *, participant: Participant, amendment: str, now: datetime) -> None:
    """End what a delegation has told everyone against an amendment, now that it stands behind it."""
    row = session.scalar(
        select(PositionRow).where(
            PositionRow.subject_id == amendment,
            PositionRow.delegation == participant.delegation,
            PositionRow.circle == "everyone",
            PositionRow.stance != "support",
            PositionRow.ended_at.is_(None),
        )
    )
    if row is not None:
        row.ended_at = now
        _record(session, participant, row, "position taken back", now)


def _let_it_not_return(
    session: Session, participant: Participant, position: PositionRow, now: datetime
) -> None:
    """See to it that an ended position does not hold again when what was recorded over it is taken back."""
    over = session.scalar(
        select(PositionRow).where(PositionRow.replaces_id == position.id, PositionRow.ended_at.is_(None))
    )
    if over is not None and over.is_only_recorded:
        over.replaces_id = None
        _record(session, participant, position, "position taken back", now)


def _confirm(
    session: Session,
    participant: Participant,
    document: DocumentRow,
    row: PositionRow,
    texts: TextsRead,
    now: datetime,
) -> PositionRow:
    subject = subject_of(session, document, row)
    read = _require_acceptable(session, participant, subject, row, texts)
    present = _present_position(session, subject, row.delegation, row.circle)
    if present is None or (present is not row and not _alike(present, row)):
        raise WrongStatus(
            "Your delegation holds this position no longer; look at what it holds now.",
            subject=subject.id,
            position=row.id,
        )
    if present.text_hash == read.hash:
        return _confirmed(session, participant, present, now)
    return _put_in_place(session, participant, subject, row, present, read, "position confirmed", now)


def _require_acceptable(
    session: Session, participant: Participant, subject: Subject, said: PositionRow, texts: TextsRead
) -> Read:
    """Return the texts on which a position is taken or confirmed, or refuse it."""
    require_not_adopted(session, subject.document, instead=_IN_A_STATEMENT)
    sponsors = sponsors_of(session, subject)
    require_position(participant, said.stance, said.circle, red_line=said.red_line, sponsors=sponsors)
    require_on_the_table(subject, said.circle)
    require_known(session, subject, participant.delegation)
    return require_read(session, subject, texts)


def _clean_note(note: str) -> str:
    kept = clean(note, _NOTE).text
    if len(kept) > MOST_SIGNS:
        raise TooLong(
            f"note: {len(kept)} signs; a note holds at most {MOST_SIGNS}.", field="note", limit=MOST_SIGNS
        )
    return kept


def _alike(one: PositionRow, other: PositionRow) -> bool:
    return (one.stance, one.note, one.red_line) == (other.stance, other.note, other.red_line)


def _may_hold(session: Session, earlier: PositionRow) -> bool:
    """Return whether a position may hold again: nobody contradicts what it stands behind since."""
    document = session.get_one(DocumentRow, earlier.document_id)
    sponsors = sponsors_of(session, subject_of(session, document, earlier))
    contradicts = earlier.circle == "everyone" and earlier.stance != "support"
    return not (contradicts and earlier.delegation in sponsors)


def _confirmed(session: Session, participant: Participant, row: PositionRow, now: datetime) -> PositionRow:
    """Return a position that is as it should be, as the delegation's own where it says so itself."""
    if row.is_only_recorded and not participant.recorder:
        row.confirmed_at = now
        _record(session, participant, row, "position confirmed", now)
    return row


def _put_in_place(
    session: Session,
    participant: Participant,
    subject: Subject,
    said: PositionRow,
    before: PositionRow | None,
    read: Read,
    what: str,
    now: datetime,
) -> PositionRow:
    """Write what was said, on the texts that were read, in place of the position before."""
    if before is not None:
        before.ended_at = now
        session.flush()  # of each there is one at a time
    row = PositionRow(
        id=new_id(),
        document_id=subject.document.id,
        clause_id=subject.clause.id,
        amendment_id=subject.amendment.id if subject.amendment is not None else None,
        bridging_text_id=subject.bridging_text.id if subject.bridging_text is not None else None,
        subject_id=subject.id,
        delegation=participant.delegation,
        circle=said.circle,
        stance=said.stance,
        note=said.note,
        red_line=said.red_line,
        revision_id=read.clause.id or None,
        amendment_text_id=read.proposed.id or None if read.proposed is not None else None,
        text_hash=read.hash,
        recorded_by=participant.recorder or None,
        replaces_id=_covered(before),
        taken_at=now,
    )
    session.add(row)
    _record(session, participant, row, what, now)
    return row


def _covered(before: PositionRow | None) -> str | None:
    """Return which position this one stands over: of recordings, the delegation's own that is under them."""
    if before is None:
        return None
    return before.replaces_id if before.is_only_recorded else before.id


def _present_position(
    session: Session, subject: Subject, delegation: str, circle: Circle
) -> PositionRow | None:
    return session.scalar(
        select(PositionRow).where(
            PositionRow.subject_id == subject.id,
            PositionRow.delegation == delegation,
            PositionRow.circle == circle,
            PositionRow.ended_at.is_(None),
        )
    )


def _record(
    session: Session, by: Participant, row: PositionRow, what: str, now: datetime, **more: str
) -> None:
    about = {"position": row.id, "clause": row.clause_id, "delegation": row.delegation}
    if row.bridging_text_id is not None:
        about["bridging_text"] = row.bridging_text_id
    record(
        session,
        stream=stream_of_circle(row.circle, row.delegation),
        by=by,
        what=what,
        subject=row.amendment_id or row.clause_id,
        document=row.document_id,
        data={**about, "stance": row.stance, "circle": row.circle, **more},
        now=now,
    )
