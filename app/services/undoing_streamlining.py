"""Taking a split, a merger or a move back: the old clauses stand again, with everything on them as it was.

What happened on the new clauses since goes along as with any streamlining, so nobody's words are lost. Refused is what
would be: a text decided or corrected since, an agreement, a further split or merger.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    CarriedRow,
    ClauseOriginRow,
    ClausePlaceRow,
    ClauseRevisionRow,
    ClauseRow,
    DocumentRow,
    StreamliningRow,
    new_id,
)
from app.models.values import IN_THE_TEXT, clauses_by_id
from app.services.adoption import require_not_adopted
from app.services.carrying_around import put_under
from app.services.freezing import require_not_under_silence
from app.services.going_along import finish
from app.services.moving import place_of_clause
from app.services.places import free_number, require_standing_above
from app.services.record import PUBLIC, record
from app.services.restating import Restating, restating_of
from app.services.undoing import last_standing_decision
from app.services.wording import clean_wording
from documents.errors import WrongStatus
from documents.permissions import Participant, require


def undo_streamlining(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    streamlining: StreamliningRow,
    reason: str,
    now: datetime,
) -> StreamliningRow:
    """Undo a split, a merger or a move; refuse where something happened since that undoing would lose."""
    require(participant, "streamline")
    require_not_adopted(session, document)
    if streamlining.act == "undoing":
        raise WrongStatus("This took something back itself; split, merge or move the clauses again instead.")
    if session.scalar(select(StreamliningRow.id).where(StreamliningRow.undoes == streamlining.id)):
        raise WrongStatus("This has been taken back already.")
    session.execute(
        select(DocumentRow.id).where(DocumentRow.id == document.id).with_for_update(key_share=True)
    )
    row = StreamliningRow(
        id=new_id(),
        document_id=document.id,
        act="undoing",
        undoes=streamlining.id,
        reason=clean_wording("entry", {}, reason).rationale,
        by=participant.delegation,
        done_at=now,
    )
    if streamlining.act == "move":
        _undo_move(session, participant, document, streamlining, row)
        return row
    old, new = clauses_of(session, streamlining)
    parts = [clause.id for clause in (*old, *new)]
    require_not_under_silence(session, document=document.id, clauses=parts, now=now)
    _require_untouched(session, document, new)
    for clause in old:
        require_standing_above(session, parent=place_of_clause(session, clause).parent_id)
    session.add(row)
    session.flush()
    _stand_again(session, document, old, new)
    act = restating_of(
        session, row=row, participant=participant, document=document, sources=new, targets=old, now=now
    )
    _put_parts_back(session, act)
    _remember_homes(session, act)
    finish(session, act, {}, what="streamlining undone")
    return row


def clauses_of(session: Session, row: StreamliningRow) -> tuple[list[ClauseRow], list[ClauseRow]]:
    """Return the clauses that gave way in a split or merger, and those that took their place, each in order."""
    origins = session.scalars(
        select(ClauseOriginRow)
        .where(ClauseOriginRow.streamlining_id == row.id)
        .order_by(ClauseOriginRow.ordinal)
    ).all()
    old = dict.fromkeys(one.origin_id for one in origins)
    new = dict.fromkeys(one.clause_id for one in origins)
    clauses = {
        clause.id: clause
        for clause in session.scalars(select(ClauseRow).where(ClauseRow.id.in_([*old, *new])))
    }
    return [clauses[one] for one in old], [clauses[one] for one in new]


def _require_untouched(session: Session, document: DocumentRow, new: list[ClauseRow]) -> None:
    placed = clauses_by_id(session, document, [clause.id for clause in new])
    for clause in new:
        name = placed[clause.id].clause.label or "A new clause"
        if clause.state not in IN_THE_TEXT:
            raise WrongStatus(
                f"{name} is no longer in the text: it was split, merged or taken out since. Undo that first.",
                clause=clause.id,
            )
        if last_standing_decision(session, clause) is not None:
            raise WrongStatus(
                f"{name} has been decided on since; undo that decision first.", clause=clause.id
            )
        texts = session.scalars(
            select(ClauseRevisionRow)
            .where(
                ClauseRevisionRow.clause_id == clause.id,
                ClauseRevisionRow.language == document.negotiated_language,
            )
            .order_by(ClauseRevisionRow.ordinal)
        ).all()
        if texts[0].hash != texts[-1].hash:
            raise WrongStatus(
                f"The text of {name} has been corrected since; split, merge or decide on the present text instead.",
                clause=clause.id,
            )
        if not placed[clause.id].clause.agreement.is_open:
            level = placed[clause.id].clause.agreement.level
            raise WrongStatus(f"{name} is {level}; reopen it first.", clause=clause.id, level=level)


def _stand_again(session: Session, document: DocumentRow, old: list[ClauseRow], new: list[ClauseRow]) -> None:
    """Let the old clauses stand where they stood; the first with the number that its heir has by now."""
    heir = new[0].number
    for clause in new:
        clause.state = "removed"
    for clause in old:
        clause.state = "standing"
        keep = heir if clause is old[0] else clause.number
        session.flush()
        place = place_of_clause(session, clause)
        clause.number = free_number(session, document=document, clause=clause, place=place, keep=keep)


def _notes(session: Session, row: StreamliningRow, matter: str) -> list[CarriedRow]:
    rows = session.scalars(
        select(CarriedRow)
        .where(CarriedRow.streamlining_id == row.undoes, CarriedRow.matter == matter)
        .order_by(CarriedRow.id)
    )
    return list(rows)


def _put_parts_back(session: Session, act: Restating) -> None:
    """Put what stood under the old clauses back, unless it was moved elsewhere since."""
    for note in _notes(session, act.row, "clause"):
        child = session.get_one(ClauseRow, note.subject_id)
        place = place_of_clause(session, child)
        if place.parent_id not in act.source_ids:
            continue
        as_given = child.number == note.facts["new_number"]
        put_under(
            session,
            act,
            child,
            place,
            parent=note.clause_id,
            order_key=note.facts["order_key"],
            number=note.facts["number"] if as_given else None,
        )


def _remember_homes(session: Session, act: Restating) -> None:
    homes = [clause.id for clause in act.targets]
    for note in _notes(session, act.row, "comment"):
        act.homes[note.subject_id] = homes.index(note.clause_id)


def _undo_move(
    session: Session,
    participant: Participant,
    document: DocumentRow,
    moved: StreamliningRow,
    row: StreamliningRow,
) -> None:
    [note] = session.scalars(
        select(CarriedRow).where(CarriedRow.streamlining_id == moved.id, CarriedRow.matter == "place")
    ).all()
    clause = session.get_one(ClauseRow, note.clause_id)
    place = place_of_clause(session, clause)
    if clause.state not in IN_THE_TEXT:
        raise WrongStatus("This clause is no longer in the text; undo what removed it first.")
    if place.id != note.to_id:
        raise WrongStatus("This clause has been moved again since; undo that first, or move it back.")
    parent = note.facts["parent"] or None
    require_standing_above(session, parent=parent)
    require_not_under_silence(session, document=document.id, clauses=[clause.id, parent], now=row.done_at)
    session.add(row)
    session.flush()
    place.current = False
    session.flush()
    back = ClausePlaceRow(
        id=new_id(),
        clause_id=clause.id,
        parent_id=parent,
        order_key=note.facts["order_key"],
        placed_at=row.done_at,
        decision_id=None,
        current=True,
    )
    session.add(back)
    session.flush()
    keep = note.facts["number"] if clause.number == note.facts["new_number"] else clause.number
    clause.number = free_number(session, document=document, clause=clause, place=back, keep=keep)
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="streamlining undone",
        subject=clause.id,
        document=document.id,
        data={"streamlining": row.id, "undoes": moved.id, "reason": row.reason},
        now=row.done_at,
    )
