"""From an id in a request to a row, or a refusal. What a reader may not see does not exist for it.

Every function answers an unknown id and a hidden one with the same :class:`NotThere`, and after the same question:
what may be seen is part of it, so that neither how often the store is asked nor how long it takes tells one from the
other. A row that is hidden is not locked either; nobody waits for what does not exist.
"""

from collections.abc import Sequence
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.models import (
    AmendmentRow,
    BridgeReaderRow,
    BridgingTextRow,
    ClauseRevisionRow,
    ClauseRow,
    CommentRow,
    DelegationRow,
    DocumentRow,
    EditionRow,
    FacilitatorRow,
    ParticipationRow,
    PdfRow,
    PositionRow,
    RedlineRow,
)
from documents.circles import Circle
from documents.errors import NotThere, UnknownValue
from documents.permissions import HOUSE, Capacity, Participant

Rows = TypeVarTuple("Rows")


def storable(name: str) -> str:
    """Return a name as it came, or refuse one that no row can have: PostgreSQL knows no NUL in a text."""
    if "\x00" in name:
        raise NotThere
    return name


def capacity_in(session: Session, participant: Participant, document: DocumentRow) -> Capacity | None:
    """Return in which capacity the participant's delegation takes part in a document."""
    row = session.get(ParticipationRow, (document.id, participant.delegation))
    return row.capacity if row is not None else None


def capacities_of(session: Session, participant: Participant) -> dict[str, Capacity]:
    """Return in which capacity the participant's delegation takes part in each document: document id -> capacity."""
    rows = session.scalars(
        select(ParticipationRow).where(ParticipationRow.delegation == participant.delegation)
    )
    return {row.document_id: row.capacity for row in rows}


def heard_codes(session: Session, document: DocumentRow) -> list[str]:
    """Return who negotiates a document or advises on it, by code, in the order of the house."""
    return list(
        session.scalars(
            select(DelegationRow.code)
            .join(ParticipationRow, ParticipationRow.delegation == DelegationRow.code)
            .where(
                ParticipationRow.document_id == document.id,
                ParticipationRow.capacity.in_(("negotiates", "advises")),
            )
            .order_by(DelegationRow.ordinal, DelegationRow.code)
        )
    )


def documents_for(session: Session, participant: Participant) -> list[DocumentRow]:
    """Return the documents that a participant may read."""
    query = select(DocumentRow).order_by(DocumentRow.created_at, DocumentRow.slug)
    if participant.delegation not in HOUSE:
        query = query.join(ParticipationRow, ParticipationRow.document_id == DocumentRow.id).where(
            ParticipationRow.delegation == participant.delegation
        )
    return list(session.scalars(query))


def _in_readable_document(participant: Participant) -> ColumnElement[bool]:
    """Return the condition that a participant may read the document of the question."""
    if participant.delegation in HOUSE:
        return true()
    return exists().where(
        ParticipationRow.document_id == DocumentRow.id, ParticipationRow.delegation == participant.delegation
    )


def _in_visible_clause(participant: Participant) -> ColumnElement[bool]:
    """Return the condition that a participant may see the clause of the question, and read its document."""
    brought_in = aliased(AmendmentRow)
    seen = exists().where(
        brought_in.clause_id == ClauseRow.id,
        brought_in.kind == "insert",
        visible_amendments(participant, brought_in),
    )
    return and_(_in_readable_document(participant), or_(ClauseRow.state.not_in(("draft", "dropped")), seen))


def _found(session: Session, query: Select[*Rows], *, lock: type[Any] | None) -> tuple[*Rows]:
    """Return the one row of a question, or refuse; ``lock`` names whose row is held until the transaction ends."""
    row = session.execute(query.with_for_update(key_share=True, of=lock) if lock else query).first()
    if row is None:
        raise NotThere
    return row


def document_for(session: Session, participant: Participant, slug: str, *, lock: bool = False) -> DocumentRow:
    """Return a document by its slug; ``lock`` while its structure is to be changed."""
    query = select(DocumentRow).where(DocumentRow.slug == storable(slug), _in_readable_document(participant))
    return _found(session, query, lock=DocumentRow if lock else None)[0]


def clause_for(
    session: Session, participant: Participant, clause: str, *, lock: bool = False
) -> tuple[ClauseRow, DocumentRow]:
    """Return a clause with its document; ``lock`` serialises everything that is written on the clause."""
    query = (
        select(ClauseRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(ClauseRow.id == storable(clause), _in_visible_clause(participant))
    )
    return _found(session, query, lock=ClauseRow if lock else None)


def visible_amendments(
    participant: Participant, of: type[AmendmentRow] = AmendmentRow
) -> ColumnElement[bool]:
    """Return the condition under which an amendment may be seen: tabled at some time, or one's own."""
    return or_(of.tabled_at.is_not(None), of.delegation == participant.delegation)


def amendment_for(
    session: Session, participant: Participant, amendment: str, *, lock: bool = False
) -> tuple[AmendmentRow, ClauseRow, DocumentRow]:
    """Return an amendment with its clause and document; ``lock`` as in :func:`clause_for`."""
    query = (
        select(AmendmentRow, ClauseRow, DocumentRow)
        .join(ClauseRow, ClauseRow.id == AmendmentRow.clause_id)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(
            AmendmentRow.id == storable(amendment),
            visible_amendments(participant),
            _in_visible_clause(participant),
        )
    )
    row, clause, document = _found(session, query, lock=ClauseRow if lock else None)
    if lock:
        session.refresh(row)  # it may have changed while we waited for the clause
    return row, clause, document


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
    query = (
        select(PositionRow, ClauseRow, DocumentRow)
        .join(ClauseRow, ClauseRow.id == PositionRow.clause_id)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(
            PositionRow.id == storable(position),
            visible_positions(participant),
            _in_visible_clause(participant),
        )
    )
    row, clause, document = _found(session, query, lock=ClauseRow if lock else None)
    if lock:
        session.refresh(row)  # it may have ended while we waited for the clause
    return row, clause, document


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
    query = (
        select(BridgingTextRow, ClauseRow, DocumentRow)
        .join(ClauseRow, ClauseRow.id == BridgingTextRow.clause_id)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(
            BridgingTextRow.id == storable(bridging_text),
            visible_bridging_texts(participant),
            _in_visible_clause(participant),
        )
    )
    row, clause, document = _found(session, query, lock=ClauseRow if lock else None)
    if lock:
        session.refresh(row)  # it may have been adopted while we waited for the clause
    return row, clause, document


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
            _in_visible_clause(participant),
        )
    )
    return _found(session, query, lock=CommentRow if lock else None)


def thread_for(
    session: Session, participant: Participant, comment: str, *, lock: bool = False
) -> tuple[CommentRow, DocumentRow]:
    """Return the comment that opened the thread in which a comment stands, with its document."""
    row, document = comment_for(session, participant, comment, lock=lock)
    return comment_for(session, participant, row.thread_id, lock=lock) if row.thread_id else (row, document)


def revision_for(session: Session, participant: Participant, revision: str) -> ClauseRevisionRow:
    """Return a revision of a clause that the participant may see."""
    query = (
        select(ClauseRevisionRow)
        .join(ClauseRow, ClauseRow.id == ClauseRevisionRow.clause_id)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(ClauseRevisionRow.id == storable(revision), _in_visible_clause(participant))
    )
    return _found(session, query, lock=None)[0]


def edition_for(session: Session, participant: Participant, edition: str) -> tuple[EditionRow, DocumentRow]:
    """Return an edition by its id, with its document."""
    query = (
        select(EditionRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == EditionRow.document_id)
        .where(EditionRow.id == storable(edition), _in_readable_document(participant))
    )
    return _found(session, query, lock=None)


def redline_for(
    session: Session, participant: Participant, redline: str, *, lock: bool = False
) -> tuple[RedlineRow, DocumentRow]:
    """Return a redlined file with its document: of one's own delegation only; ``lock`` while findings are filed."""
    query = (
        select(RedlineRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == RedlineRow.document_id)
        .where(
            RedlineRow.id == storable(redline),
            RedlineRow.delegation == participant.delegation,
            _in_readable_document(participant),
        )
    )
    return _found(session, query, lock=RedlineRow if lock else None)


def pdf_for(session: Session, participant: Participant, pdf: str) -> tuple[PdfRow, DocumentRow]:
    """Return a PDF that one's own delegation ordered, with its document."""
    query = (
        select(PdfRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == PdfRow.document_id)
        .where(
            PdfRow.id == storable(pdf),
            PdfRow.delegation == participant.delegation,
            _in_readable_document(participant),
        )
    )
    return _found(session, query, lock=None)
