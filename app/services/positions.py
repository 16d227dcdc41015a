"""Positions: a delegation's stance on a clause or an amendment, taken on words that it read, confirmed, taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in
from app.models import AmendmentRow, BridgingTextRow, ClauseRow, DocumentRow, PositionRow, new_id
from app.models.present import NO_TEXT, PresentText, hash_read, present_texts
from app.models.written import as_written
from app.services.record import record, stream_of_circle
from documents.circles import Circle
from documents.cleaning import clean
from documents.content import Field
from documents.errors import BaseNotNamed, NotPermitted, StaleBase, Unacceptable, WrongStatus
from documents.permissions import Participant, require
from documents.positions import Stance, require_position

_NOTE = Field("note", lines=True)


@dataclass(frozen=True, slots=True)
class TextsRead:
    """The texts that somebody names as read: a revision of the clause and, of an amendment, one of its texts."""

    revision: str | None
    amendment: str | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """The present texts, which are those that were read, and their hash."""

    clause: PresentText
    amendment: PresentText | None
    bridging_text: Mapping[str, str] | None  # whose words never change

    @property
    def hash(self) -> str:
        proposed = self.amendment.fields if self.amendment is not None else self.bridging_text
        return hash_read(self.clause.fields, proposed)


def take_position(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    clause: ClauseRow,
    about: AmendmentRow | BridgingTextRow | None,
    stance: Stance,
    circle: Circle,
    note: str = "",
    red_line: bool = False,
    texts: TextsRead,
    now: datetime,
) -> PositionRow:
    """Take a position on a clause, or on an amendment or a bridging text; the one before in its circle ends."""
    require(participant, "take position", capacity=capacity_in(session, participant, document))
    amendment = about if isinstance(about, AmendmentRow) else None
    bridging_text = about if isinstance(about, BridgingTextRow) else None
    sponsors = as_written(session, [amendment])[0][1].sponsors if amendment is not None else ()
    require_position(participant, stance, circle, red_line=red_line, sponsors=sponsors)
    _require_on_the_table(clause, amendment, bridging_text, circle)
    read = _require_read(
        session, document, clause.id, amendment.id if amendment else None, bridging_text, texts
    )
    kept = clean(note, _NOTE).text
    subject = about.id if about is not None else clause.id
    before = _present_position(session, subject, participant, circle)
    if before is not None:
        said = (before.stance, before.note, before.red_line, before.text_hash)
        if said == (stance, kept, red_line, read.hash):
            return _confirmed(session, participant, before, now)
    row = PositionRow(
        id=new_id(),
        document_id=document.id,
        clause_id=clause.id,
        amendment_id=amendment.id if amendment is not None else None,
        bridging_text_id=bridging_text.id if bridging_text is not None else None,
        subject_id=subject,
        delegation=participant.delegation,
        circle=circle,
        stance=stance,
        note=kept,
        red_line=red_line,
        recorded_by=participant.recorder or None,
    )
    return _put_in_place(session, participant, row, before, read, "position taken", now)


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
    Several at once are for the head.
    """
    require(participant, "take position", capacity=capacity_in(session, participant, document))
    if len(positions) > 1:
        require(
            participant, "confirm several positions", capacity=capacity_in(session, participant, document)
        )
    if len({row.circle for row, _ in positions}) > 1:
        raise Unacceptable(
            "Confirm the positions of one circle at a time: whoever reads these reads not all of those.",
            field="positions",
        )
    return [_confirm(session, participant, document, row, texts, now) for row, texts in positions]


def take_position_back(
    session: Session, *, participant: Participant, position: PositionRow, now: datetime
) -> PositionRow:
    """End a position. One that was recorded and never confirmed leaves the one before as it was.

    Whoever recorded it takes back what nobody has confirmed, and nothing else.
    """
    require(participant, "take position back", owner=position.delegation)
    was_only_recorded = position.recorded_by is not None and position.confirmed_at is None
    if participant.recorder and not was_only_recorded:
        raise NotPermitted(
            f"{position.delegation} has taken or confirmed this position itself; only its members take it back.",
            delegation=position.delegation,
        )
    if position.ended_at is not None:
        return position
    position.ended_at = now
    session.flush()
    if was_only_recorded and position.replaces_id is not None:
        session.get_one(PositionRow, position.replaces_id).ended_at = None
    _record(session, participant, position, "position taken back", now)
    return position


def _confirm(
    session: Session,
    participant: Participant,
    document: DocumentRow,
    row: PositionRow,
    texts: TextsRead,
    now: datetime,
) -> PositionRow:
    bridging_text = (
        session.get_one(BridgingTextRow, row.bridging_text_id) if row.bridging_text_id is not None else None
    )
    read = _require_read(session, document, row.clause_id, row.amendment_id, bridging_text, texts)
    if row.text_hash == read.hash:
        return _confirmed(session, participant, row, now)
    again = PositionRow(
        id=new_id(),
        document_id=row.document_id,
        clause_id=row.clause_id,
        amendment_id=row.amendment_id,
        bridging_text_id=row.bridging_text_id,
        subject_id=row.subject_id,
        delegation=row.delegation,
        circle=row.circle,
        stance=row.stance,
        note=row.note,
        red_line=row.red_line,
    )
    return _put_in_place(session, participant, again, row, read, "position confirmed", now)


def _confirmed(session: Session, participant: Participant, row: PositionRow, now: datetime) -> PositionRow:
    """Return a position that is as it should be, as the delegation's own where it says so itself."""
    if row.recorded_by is not None and row.confirmed_at is None and not participant.recorder:
        row.confirmed_at = now
        _record(session, participant, row, "position confirmed", now)
    return row


def _put_in_place(
    session: Session,
    participant: Participant,
    row: PositionRow,
    before: PositionRow | None,
    read: _Read,
    what: str,
    now: datetime,
) -> PositionRow:
    if before is not None:
        before.ended_at = now
        session.flush()  # of each there is one at a time
    row.replaces_id = before.id if before is not None else None
    row.revision_id = read.clause.id or None
    row.amendment_text_id = read.amendment.id if read.amendment is not None else None
    row.text_hash = read.hash
    row.taken_at = now
    session.add(row)
    _record(session, participant, row, what, now)
    return row


def _present_position(
    session: Session,
    subject: str,
    participant: Participant,
    circle: Circle,
) -> PositionRow | None:
    return session.scalar(
        select(PositionRow).where(
            PositionRow.subject_id == subject,
            PositionRow.delegation == participant.delegation,
            PositionRow.circle == circle,
            PositionRow.ended_at.is_(None),
        )
    )


def _require_on_the_table(
    clause: ClauseRow,
    amendment: AmendmentRow | None,
    bridging_text: BridgingTextRow | None,
    circle: Circle,
) -> None:
    """Refuse a position on what is no longer discussed, or tells of a draft to those who do not see it."""
    if clause.state in ("removed", "dropped"):
        raise WrongStatus("This clause is no longer in the text; take a position on what stands there.")
    if amendment is not None and amendment.status not in ("draft", "tabled"):
        raise WrongStatus(f"This amendment is {amendment.status}; take a position on what is on the table.")
    if bridging_text is not None and (bridging_text.withdrawn_at or bridging_text.decision_id):
        fate = "withdrawn" if bridging_text.withdrawn_at else "adopted"
        raise WrongStatus(f"This bridging text is {fate}; take a position on what is on the table.")
    if bridging_text is not None and bridging_text.released_at is None and circle == "everyone":
        raise WrongStatus(
            "Not everyone has this bridging text before them: choose the circle 'chair' or 'delegation'."
        )
    is_draft = clause.state == "draft" or (amendment is not None and amendment.status == "draft")
    if is_draft and circle != "delegation":
        raise WrongStatus(
            "Nobody but your delegation sees this draft: choose the circle 'delegation', or table it first."
        )


def _require_read(
    session: Session,
    document: DocumentRow,
    clause: str,
    amendment: str | None,
    bridging_text: BridgingTextRow | None,
    texts: TextsRead,
) -> _Read:
    """Return the present texts, or refuse a position on others than those, or on none that is named."""
    present = present_texts(session, document, clauses=[clause], amendments=[amendment] if amendment else ())
    proposed = bridging_text.fields if bridging_text is not None else None
    read = _Read(present.get(clause, NO_TEXT), present[amendment] if amendment else None, proposed)
    wanted = [(texts.revision, read.clause, "base_revision (its revision)")]
    if read.amendment is not None:
        wanted.append((texts.amendment, read.amendment, "text (its text_id)"))
    for named, now, how in wanted:
        if named is None and now.id:
            raise BaseNotNamed(
                f"Say which text you read: {how} in the body.",
                present_revision=now.id,
                present_fields=dict(now.fields),
            )
        if (named or "") != now.id:
            raise StaleBase(
                "The text has changed since you read it; read the present one first.",
                present_revision=now.id,
                present_fields=dict(now.fields),
            )
    return read


def _record(session: Session, participant: Participant, row: PositionRow, what: str, now: datetime) -> None:
    record(
        session,
        stream=stream_of_circle(row.circle, row.delegation),
        by=participant,
        what=what,
        subject=row.subject_id,
        document=row.document_id,
        data={"position": row.id, "clause": row.clause_id, "stance": row.stance},
        now=now,
    )
