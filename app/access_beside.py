"""From an id in a request to what stands beside the text, or a refusal: comments, positions, bridging texts,
statements.

As :mod:`app.access`: what a reader may not see does not exist for it.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.access import (
    document_for,
    find_one,
    held_clauses,
    in_readable_document,
    in_visible_clause,
    on_clause_for,
    storable,
)
from app.models import (
    AmendmentRow,
    BridgeReaderRow,
    BridgingTextRow,
    ClauseRow,
    CommentRow,
    DocumentRow,
    FacilitatorRow,
    ObjectionRow,
    PackageRow,
    ParticipationActRow,
    PositionRow,
    SilenceProcedureRow,
    StatementRow,
    TranslationRequestRow,
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


def visible_requests(participant: Participant) -> ColumnElement[bool]:
    """Return the condition under which a request for translation is read: one's own, or asked of the secretariat."""
    return (
        true() if participant.is_secretariat else TranslationRequestRow.delegation == participant.delegation
    )


def translation_request_for(
    session: Session, participant: Participant, request: str, *, lock: bool = False
) -> tuple[TranslationRequestRow, ClauseRow, DocumentRow]:
    """Return a request for translation with its clause and document; ``lock`` as in :func:`clause_for`."""
    return on_clause_for(
        session, participant, TranslationRequestRow, request, visible_requests(participant), lock=lock
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


def silence_procedure_for(
    session: Session, participant: Participant, slug: str, procedure: str, *, lock: bool = False
) -> tuple[SilenceProcedureRow, DocumentRow]:
    """Return a silence procedure with its document; ``lock`` while something is said in it, or it ends."""
    document = document_for(session, participant, slug)
    query = (
        select(SilenceProcedureRow)
        .where(SilenceProcedureRow.id == storable(procedure), SilenceProcedureRow.document_id == document.id)
        .execution_options(populate_existing=lock)
    )
    return find_one(session, query, lock=SilenceProcedureRow if lock else None)[0], document


def objection_in(session: Session, procedure: SilenceProcedureRow, objection: str) -> ObjectionRow:
    """Return an objection in a silence procedure, which is read by whoever reads that."""
    query = select(ObjectionRow).where(
        ObjectionRow.id == storable(objection), ObjectionRow.procedure_id == procedure.id
    )
    return find_one(session, query, lock=None)[0]


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


def visible_statements(participant: Participant) -> ColumnElement[bool]:
    """Return the condition under which a statement is read: made or recorded, or one's own."""
    return or_(StatementRow.made_at.is_not(None), StatementRow.delegation == participant.delegation)


def statement_for(
    session: Session, participant: Participant, statement: str, *, lock: bool = False
) -> tuple[StatementRow, DocumentRow]:
    """Return a statement with its document; ``lock`` while it is changed."""
    query = (
        select(StatementRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == StatementRow.document_id)
        .where(
            StatementRow.id == storable(statement),
            visible_statements(participant),
            in_readable_document(participant),
        )
    )
    return find_one(session, query, lock=StatementRow if lock else None)


def clauses_named(session: Session, participant: Participant, clauses: Sequence[str]) -> list[ClauseRow]:
    """Return the clauses that a body names, or refuse the body."""
    found = held_clauses(session, participant, set(clauses), lock=False)
    for name in clauses:
        if name not in found:
            raise UnknownValue(f"There is no clause {name}; name those that you see.", field="clauses")
    return [found[name][0] for name in dict.fromkeys(clauses)]


def act_for(
    session: Session, participant: Participant, act: str, *, lock: bool = False
) -> tuple[ParticipationActRow, DocumentRow]:
    """Return what a delegation has done with a text, with the document, which ``lock`` holds."""
    query = (
        select(ParticipationActRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == ParticipationActRow.document_id)
        .where(ParticipationActRow.id == storable(act), in_readable_document(participant))
    )
    row, document = find_one(session, query, lock=DocumentRow if lock else None)
    if lock:
        session.refresh(row)  # it may have changed while we waited for the document
    return row, document


def package_for(
    session: Session, participant: Participant, package: str, *, lock: bool = False
) -> tuple[PackageRow, DocumentRow]:
    """Return a package with its document; ``lock`` holds the document, whose clauses it binds."""
    query = (
        select(PackageRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == PackageRow.document_id)
        .where(PackageRow.id == storable(package), in_readable_document(participant))
    )
    one, document = find_one(session, query, lock=DocumentRow if lock else None)
    if lock:
        session.refresh(one)  # it may have been dissolved while we waited for the document
    return one, document
