"""Taking a decision back by a new one: text, place, statuses and uptake become what they were."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.models import (
    AmendmentRow,
    BridgingTextRow,
    ClausePlaceRow,
    ClauseRevisionRow,
    ClauseRow,
    DecisionRow,
    DocumentRow,
    StatusChangeRow,
    UptakeRow,
    new_id,
)
from app.models.lineage import closing_act
from app.models.standings import as_standings
from app.services.adoption import require_not_adopted
from app.services.freezing import require_not_under_silence
from app.services.record import PUBLIC, record
from app.services.revisions import head_of, write_revision
from app.services.statuses import set_conditions_again, settle_conditions
from app.services.wording import clean_wording
from documents.errors import UnknownValue, WrongStatus
from documents.permissions import Participant, require
from documents.standing import uncovered


def undo_decision(
    session: Session,
    *,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    decision: str,
    reason: str,
    alone: bool = False,
    now: datetime,
) -> DecisionRow:
    """Undo the last decision on a clause that has not been undone; refuse where the text has changed since.

    ``alone``: only if nobody has agreed the words since.
    """
    require(participant, "undo")
    require_not_adopted(session, document)
    require_not_under_silence(session, document=document.id, clauses=[clause.id], now=now)
    undone = session.get(DecisionRow, decision) if "\x00" not in decision else None
    if undone is None or undone.clause_id != clause.id:
        raise UnknownValue(f"{decision} is not a decision on this clause.", field="undoes")
    if (act := closing_act(session, clause)) is not None:
        raise WrongStatus(
            "This clause has given way to others since, by a split or merger; undo that first.",
            streamlining=act.id,
        )
    last = last_standing_decision(session, clause)
    if last is None or last.id != undone.id:
        raise WrongStatus(
            "Only the last decision on a clause that stands can be undone; undo the later ones first.",
            last_decision=last.id if last is not None else None,
        )
    if undone.from_state == "proposed" and _was_withdrawn(session, clause):
        raise WrongStatus("Its delegation has withdrawn this clause since; it is not in the text any more.")
    reason = clean_wording("entry", {}, reason).rationale
    language = document.negotiated_language
    head = head_of(session, clause.id, language)
    result = session.get(ClauseRevisionRow, undone.to_revision)
    if head is None or result is None or head.hash != result.hash:
        raise WrongStatus(
            "The text has been corrected since this decision; decide on the present text instead."
        )
    level = level_taken_since(session, undone)
    if alone and level is not None:
        raise WrongStatus(
            f"The words of this decision have been {level} since. Take it back where it stands on the clause, if you "
            "still want to.",
            level=level,
        )
    for bridging_text in session.scalars(
        select(BridgingTextRow).where(BridgingTextRow.decision_id == undone.id)
    ):
        bridging_text.decision_id = None
    undoing = DecisionRow(
        id=new_id(),
        clause_id=clause.id,
        ordinal=(
            session.scalar(select(func.max(DecisionRow.ordinal)).where(DecisionRow.clause_id == clause.id))
            or 0
        )
        + 1,
        fingerprint=undone.fingerprint,
        from_revision=head.id,
        to_revision=head.id,
        passages=[],
        from_state=clause.state,
        undoes=undone.id,
        reason=reason,
        by=participant.delegation,
        decided_at=now,
    )
    session.add(undoing)
    session.flush()
    if undone.from_revision is not None and undone.from_revision != undone.to_revision:
        before = session.get_one(ClauseRevisionRow, undone.from_revision)
        revision = write_revision(
            session,
            clause=clause,
            language=language,
            content=before.content,
            author=participant.delegation,
            reason=reason,
            decision=undoing.id,
            now=now,
        )
        undoing.to_revision = revision.id
    clause.state = undone.from_state
    _restore_place(session, clause=clause, undone=undone, undoing=undoing, now=now)
    _restore_amendments(session, undone=undone, undoing=undoing)
    _require_nothing_under_a_level(session, clause=clause, document=document, undone=undone)
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="decision undone",
        subject=clause.id,
        document=clause.document_id,
        data={"decision": undoing.id, "undoes": undone.id},
        now=now,
    )
    if undoing.from_state == "removed":
        set_conditions_again(
            session, participant=participant, clause=clause, lapsed_at=undone.decided_at, now=now
        )
    settle_conditions(session, participant=participant, document=document, now=now)
    return undoing


def last_standing_decision(session: Session, clause: ClauseRow) -> DecisionRow | None:
    """Return the last decision on a clause that has not been undone."""
    undoing = aliased(DecisionRow)
    return session.scalars(
        select(DecisionRow)
        .outerjoin(undoing, undoing.undoes == DecisionRow.id)
        .where(DecisionRow.clause_id == clause.id, DecisionRow.undoes.is_(None), undoing.id.is_(None))
        .order_by(DecisionRow.ordinal.desc())
    ).first()


def level_taken_since(session: Session, decision: DecisionRow) -> str | None:
    """Return the level at which the words of a decision have been agreed since; None where they are open."""
    change = session.scalar(
        select(StatusChangeRow)
        .join(ClauseRevisionRow, ClauseRevisionRow.hash == StatusChangeRow.text_hash)
        .where(
            StatusChangeRow.clause_id == decision.clause_id,
            StatusChangeRow.current,
            StatusChangeRow.changed_at > decision.decided_at,
            ClauseRevisionRow.id == decision.to_revision,
        )
    )
    if change is None:
        return None
    levels = session.scalars(
        select(DocumentRow.levels).join(ClauseRow).where(ClauseRow.id == decision.clause_id)
    ).one()
    return change.level if change.level != levels[0] else None


def _require_nothing_under_a_level(
    session: Session, *, clause: ClauseRow, document: DocumentRow, undone: DecisionRow
) -> None:
    """Refuse to open amendments again under a level that was taken, or has lost its conditions, without them."""
    session.flush()
    standing = as_standings(session, document, clauses=[clause.id]).get(clause.id)
    if standing is None or standing.agreement.is_open:
        return
    closed = select(UptakeRow.amendment_id).where(
        UptakeRow.decision_id == undone.id, UptakeRow.from_status != UptakeRow.status
    )
    opened = set(session.scalars(closed))
    agreement = standing.agreement
    against = uncovered(standing, agreement.pending_delegations, agreement.pending_clauses)
    if met := [one for one in against if one.subject in opened]:
        codes = sorted({code for one in met for code in one.delegations})
        raise WrongStatus(
            f"This clause is {agreement.level} without what this decision has closed, and the amendment of "
            f"{', '.join(codes)} would be open again. Reopen the clause first.",
            level=agreement.level,
        )


def _was_withdrawn(session: Session, clause: ClauseRow) -> bool:
    insertion = session.scalar(
        select(AmendmentRow.status).where(AmendmentRow.clause_id == clause.id, AmendmentRow.kind == "insert")
    )
    return insertion == "withdrawn"


def _restore_place(
    session: Session, *, clause: ClauseRow, undone: DecisionRow, undoing: DecisionRow, now: datetime
) -> None:
    # Not the present place: where a later decision has been undone before, that is a row of the undoing.
    moved = session.scalar(
        select(ClausePlaceRow).where(
            ClausePlaceRow.clause_id == clause.id, ClausePlaceRow.decision_id == undone.id
        )
    )
    if moved is None:
        return
    before = session.scalars(
        select(ClausePlaceRow)
        .where(
            ClausePlaceRow.clause_id == clause.id,
            ClausePlaceRow.id != moved.id,
            ClausePlaceRow.placed_at <= moved.placed_at,
        )
        .order_by(ClausePlaceRow.placed_at.desc())
    ).first()
    if before is None:
        return
    require_not_under_silence(session, document=clause.document_id, clauses=[before.parent_id], now=now)
    current = session.scalars(
        select(ClausePlaceRow).where(ClausePlaceRow.clause_id == clause.id, ClausePlaceRow.current)
    ).one()
    current.current = False
    session.flush()
    session.add(
        ClausePlaceRow(
            id=new_id(),
            clause_id=clause.id,
            parent_id=before.parent_id,
            order_key=before.order_key,
            placed_at=now,
            decision_id=undoing.id,
            current=True,
        )
    )


def _restore_amendments(session: Session, *, undone: DecisionRow, undoing: DecisionRow) -> None:
    for outcome, row in session.execute(
        select(UptakeRow, AmendmentRow)
        .join(AmendmentRow, AmendmentRow.id == UptakeRow.amendment_id)
        .where(UptakeRow.decision_id == undone.id)
    ).all():
        # One that its delegation has withdrawn since stays withdrawn.
        status = outcome.from_status if row.status == outcome.status else row.status
        session.add(
            UptakeRow(
                decision_id=undoing.id,
                amendment_id=row.id,
                uptake=outcome.from_uptake,
                status=status,
                from_uptake=row.uptake,
                from_status=row.status,
            )
        )
        row.uptake, row.status = outcome.from_uptake, status
