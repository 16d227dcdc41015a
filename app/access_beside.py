"""From an id in a request to what is said beside the text, or a refusal: comments, positions, bridging texts.

As :mod:`app.access`: what a reader may not see does not exist for it.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.access import find_one, in_visible_clause, on_clause_for, storable
from app.models import (
    AmendmentRow,
    BridgeReaderRow,
    BridgingTextRow,
    ClauseRow,
    CommentRow,
    DocumentRow,
    FacilitatorRow,
    PositionRow,
)
from documents.circles import Circle
from documents.errors import NotThere, UnknownValue
from documents.permissions import HOUSE, Participant


def visible_comments(participant: Participant) -> ColumnElement[bool]:
    """Return the condition under which a comment is read: as :func:`documents.circles.reads_circle` says."""
    return _in_readable_circle(participant, CommentRow.opened_by, CommentRow.circle)


def visible_positions(participant: Participant) -> ColumnElement[bool]:
    """Return the condition under which a position is read, as :func:`documents.circles.reads_circle` says."""
    return _in_readable_circle(participant, PositionRow.delegation, PositionRow.circle)


def on_the_table() -> ColumnElement[bool]:
    """Return the condition of a position that holds, on something that is still discussed."""
    return and_(
        PositionRow.ended_at.is_(None),
        exists().where(ClauseRow.id == PositionRow.clause_id, ClauseRow.state.not_in(("removed", "dropped"))),
        or_(
            PositionRow.amendment_id.is_(None),
            exists().where(
                AmendmentRow.id == PositionRow.amendment_id, AmendmentRow.status.in_(("draft", "tabled"))
            ),
        ),
        or_(
            PositionRow.bridging_text_id.is_(None),
            exists().where(
                BridgingTextRow.id == PositionRow.bridging_text_id,
                BridgingTextRow.withdrawn_at.is_(None),
                BridgingTextRow.decision_id.is_(None),
            ),
        ),
    )


def _in_readable_circle(
    participant: Participant, owner: InstrumentedAttribute[str], circle: InstrumentedAttribute[Circle]
) -> ColumnElement[bool]:
    own, everyone = owner == participant.delegation, circle == "everyone"
    if participant.delegation in HOUSE:
        return or_(own, everyone, circle == "chair")
    return or_(own, everyone)


def position_for(
    session: Session, participant: Participant, position: str, *, lock: bool = False
) -> tuple[PositionRow, ClauseRow, DocumentRow]:
    """Return a position with its clause and document; ``lock`` as in :func:`clause_for`."""
    return on_clause_for(
        session, participant, PositionRow, position, visible_positions(participant), lock=lock
    )


def visible_bridging_texts(participant: Participant) -> ColumnElement[bool]:
    """Return the condition under which a bridging text is read: its author's, the house's, shown or released to all."""
    if participant.delegation in HOUSE:
        return true()
    shown = exists().where(
        BridgeReaderRow.bridging_text_id == BridgingTextRow.id,
        BridgeReaderRow.delegation == participant.delegation,
    )
    own = BridgingTextRow.by == participant.delegation
    return or_(BridgingTextRow.released_at.is_not(None), own, shown)


def bridging_text_for(
    session: Session, participant: Participant, bridging_text: str, *, lock: bool = False
) -> tuple[BridgingTextRow, ClauseRow, DocumentRow]:
    """Return a bridging text with its clause and document; ``lock`` as in :func:`clause_for`."""
    return on_clause_for(
        session, participant, BridgingTextRow, bridging_text, visible_bridging_texts(participant), lock=lock
    )


def bridging_text_named(session: Session, participant: Participant, bridging_text: str) -> BridgingTextRow:
    """Return a bridging text that a body names, or refuse the body."""
    try:
        return bridging_text_for(session, participant, bridging_text)[0]
    except NotThere:
        raise UnknownValue("There is no such bridging text.", field="bridging_text") from None


def facilitates(session: Session, participant: Participant, clause: ClauseRow) -> bool:
    """Return whether the chair has asked a participant's delegation to look for a compromise on a clause."""
    asked = exists().where(
        FacilitatorRow.clause_id == clause.id,
        FacilitatorRow.delegation == participant.delegation,
        FacilitatorRow.ended_at.is_(None),
    )
    return bool(session.scalar(select(asked)))


def own_positions(
    session: Session, participant: Participant, document: DocumentRow, ids: Sequence[str]
) -> list[PositionRow]:
    """Return positions of one's own delegation, in the order named; their clauses are held."""
    query = (
        select(PositionRow, ClauseRow)
        .join(ClauseRow, ClauseRow.id == PositionRow.clause_id)
        .where(
            PositionRow.id.in_([storable(one) for one in ids]),
            PositionRow.document_id == document.id,
            PositionRow.delegation == participant.delegation,
        )
        # Whoever holds several clauses takes them in one order, so that two never wait for each other.
        .order_by(ClauseRow.id)
    )
    found = {row.id: row for row, _ in session.execute(query.with_for_update(key_share=True, of=ClauseRow))}
    for row in found.values():
        session.refresh(row)
    if any(one not in found for one in ids):
        raise NotThere
    return [found[one] for one in ids]


def comment_for(
    session: Session, participant: Participant, comment: str, *, lock: bool = False
) -> tuple[CommentRow, DocumentRow]:
    """Return a comment with its document; ``lock`` while it is changed."""
    query = (
        select(CommentRow, DocumentRow)
        .join(ClauseRow, ClauseRow.id == CommentRow.clause_id)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(
            CommentRow.id == storable(comment),
            visible_comments(participant),
            in_visible_clause(participant),
        )
    )
    return find_one(session, query, lock=CommentRow if lock else None)


def thread_for(
    session: Session, participant: Participant, comment: str, *, lock: bool = False
) -> tuple[CommentRow, DocumentRow]:
    """Return the comment that opened the thread in which a comment stands, with its document."""
    row, document = comment_for(session, participant, comment, lock=lock)
    return comment_for(session, participant, row.thread_id, lock=lock) if row.thread_id else (row, document)
