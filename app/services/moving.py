"""Moving a clause by the chair or the secretariat, where no amendment asks for it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    AmendmentRow,
    CarriedRow,
    ClausePlaceRow,
    ClauseRow,
    DocumentRow,
    StreamliningRow,
    new_id,
)
from app.services.adoption import require_not_adopted
from app.services.freezing import require_not_under_silence
from app.services.places import free_number, new_parent_of, place_after, require_standing_above
from app.services.record import PUBLIC, record
from app.services.revisions import require_present_base
from app.services.wording import clean_wording
from documents.errors import EmptyText, WrongStatus
from documents.permissions import Participant, require
from documents.streamlining import require_splittable


def move_clause(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    clause: ClauseRow,
    after: ClauseRow | None,
    base_revision: str | None,
    reason: str,
    now: datetime,
) -> StreamliningRow:
    """Let a clause stand elsewhere, with all that stands under it; its text, its label and its agreement stay."""
    require(participant, "streamline")
    require_not_adopted(session, document)
    kept = clean_wording("entry", {}, reason).rationale
    if not kept:
        raise EmptyText("Moving a clause needs a reason that everyone can read.", field="reason")
    require_splittable(clause.kind)
    if clause.state != "standing":
        raise WrongStatus("Only a clause that stands in the text is moved; decide on it first.")
    require_present_base(session, clause=clause, document=document, base_revision=base_revision)
    parent = new_parent_of(session, document=document, clause=clause, after=after)
    require_standing_above(session, parent=parent)
    require_not_under_silence(session, document=document.id, clauses=[clause.id, parent], now=now)
    _require_nobody_asks_for_it(session, clause, after)
    session.execute(
        select(DocumentRow.id).where(DocumentRow.id == document.id).with_for_update(key_share=True)
    )
    before = place_of_clause(session, clause)
    place = place_after(
        session,
        document=document,
        clause=clause,
        parent=parent,
        after=after.id if after is not None else None,
        decision=None,
        now=now,
    )
    number = clause.number
    clause.number = free_number(session, document=document, clause=clause, place=place)
    row = StreamliningRow(
        id=new_id(),
        document_id=document.id,
        act="move",
        undoes=None,
        reason=kept,
        by=participant.delegation,
        done_at=now,
    )
    session.add(row)
    session.flush()
    session.add(
        CarriedRow(
            id=new_id(),
            streamlining_id=row.id,
            stream=PUBLIC,
            matter="place",
            subject_id=clause.id,
            clause_id=clause.id,
            fate="as it was",
            to_id=place.id,
            to_clause_id=clause.id,
            facts={
                "parent": before.parent_id or "",
                "order_key": before.order_key,
                "number": number,
                "new_number": clause.number,
            },
        )
    )
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="clause moved",
        subject=clause.id,
        document=document.id,
        data={"streamlining": row.id, "after": after.id if after is not None else None, "reason": kept},
        now=now,
    )
    return row


def place_of_clause(session: Session, clause: ClauseRow) -> ClausePlaceRow:
    """Return where a clause stands now."""
    return session.scalars(
        select(ClausePlaceRow).where(ClausePlaceRow.clause_id == clause.id, ClausePlaceRow.current)
    ).one()


def _require_nobody_asks_for_it(session: Session, clause: ClauseRow, after: ClauseRow | None) -> None:
    wanted = after.id if after is not None else None
    asked = session.scalar(
        select(AmendmentRow).where(
            AmendmentRow.clause_id == clause.id,
            AmendmentRow.kind == "move",
            AmendmentRow.status == "tabled",
            AmendmentRow.after_id == wanted if wanted else AmendmentRow.after_id.is_(None),
        )
    )
    if asked is not None:
        raise WrongStatus(
            f"{asked.delegation} proposes this very move: adopt its amendment by a decision, so that it is credited.",
            amendment=asked.id,
        )
