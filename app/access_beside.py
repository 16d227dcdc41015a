"""From an id in a request to what stands beside the text, or a refusal: comments, positions, bridging texts, links.

As :mod:`app.access`: what a reader may not see does not exist for it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.access import (
    document_for,
    find_one,
    in_readable_document,
    in_visible_clause,
    on_clause_for,
    storable,
)
from app.models import (
    AmendmentRow,
    BridgeReaderRow,
    BridgingTextRow,
    ClauseLinkRow,
    ClauseRow,
    CommentRow,
    DocumentRow,
    FacilitatorRow,
    ObjectionRow,
    PackageRow,
    PositionRow,
    SilenceProcedureRow,
)
from documents.circles import Circle
from documents.errors import NotThere, UnknownValue
from documents.permissions import HOUSE, Participant, require


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


def _seen_clauses(participant: Participant) -> Select[str]:
    return (
        select(ClauseRow.id)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(in_visible_clause(participant))
    )


def visible_links(participant: Participant) -> ColumnElement[bool]:
    """Return the condition under which a link is there for a reader: who sees both its ends."""
    seen = _seen_clauses(participant)
    return and_(ClauseLinkRow.entry_id.in_(seen), ClauseLinkRow.ground_id.in_(seen))


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkEnds:
    """An entry and its ground, each with its document."""

    entry: ClauseRow
    programme: DocumentRow
    ground: ClauseRow
    declaration: DocumentRow


def link_ends_named(
    session: Session, participant: Participant, pairs: Sequence[tuple[str, str]]
) -> list[LinkEnds]:
    """Return the entries and grounds that a body of the secretariat's names, or refuse it; all of them are held."""
    require(participant, "link")
    found = _held_clauses(session, participant, {one for pair in pairs for one in pair})
    for entry, ground in pairs:
        for name, field in ((entry, "entry"), (ground, "ground")):
            if name not in found:
                raise UnknownValue(f"There is no clause {name}; name one that you see.", field=field)
    return [
        LinkEnds(
            entry=found[entry][0],
            programme=found[entry][1],
            ground=found[ground][0],
            declaration=found[ground][1],
        )
        for entry, ground in pairs
    ]


def links_for(
    session: Session, participant: Participant, links: Sequence[str], *, lock: bool = False
) -> list[tuple[ClauseLinkRow, LinkEnds]]:
    """Return links by their ids, in the order named, with their ends; ``lock`` holds these."""
    query = select(ClauseLinkRow).where(
        ClauseLinkRow.id.in_([storable(one) for one in links]), visible_links(participant)
    )
    rows = {row.id: row for row in session.scalars(query)}
    if any(one not in rows for one in links):
        raise NotThere
    ordered = [rows[one] for one in links]
    ends = {one for row in ordered for one in (row.entry_id, row.ground_id)}
    found = _held_clauses(session, participant, ends, lock=lock)
    if lock:
        for row in rows.values():
            session.refresh(row)  # it may have changed while we waited for its clauses
    return [
        (
            row,
            LinkEnds(
                entry=found[row.entry_id][0],
                programme=found[row.entry_id][1],
                ground=found[row.ground_id][0],
                declaration=found[row.ground_id][1],
            ),
        )
        for row in ordered
    ]


def _held_clauses(
    session: Session, participant: Participant, ids: Collection[str], *, lock: bool = True
) -> dict[str, tuple[ClauseRow, DocumentRow]]:
    query = (
        select(ClauseRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(ClauseRow.id.in_([storable(one) for one in ids]), in_visible_clause(participant))
        # Whoever holds several clauses takes them in one order, so that two never wait for each other.
        .order_by(ClauseRow.id)
    )
    rows = session.execute(query.with_for_update(key_share=True, of=ClauseRow) if lock else query)
    return {clause.id: (clause, document) for clause, document in rows}


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
