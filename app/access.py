"""From an id in a request to a row, or a refusal. What a reader may not see does not exist for it.

Every function answers an unknown id and a hidden one with the same :class:`NotThere`, and after the same question:
what may be seen is part of it, so that neither how often the store is asked nor how long it takes tells one from the
other. A row that is hidden is not locked either; nobody waits for what does not exist.
"""

from collections.abc import Collection
from typing import Any, TypeVar, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import Session, aliased

from app.models import (
    AmendmentRow,
    BridgingTextRow,
    ClauseRevisionRow,
    ClauseRow,
    DelegationRow,
    DocumentRow,
    EditionRow,
    ParticipationRow,
    PdfRow,
    PositionRow,
    RedlineRow,
    RoundRow,
    StreamliningRow,
    TranslationRequestRow,
)
from documents.errors import NotThere, UnknownValue
from documents.permissions import HOUSE, Capacity, Participant

Rows = TypeVarTuple("Rows")
OnClause = TypeVar("OnClause", AmendmentRow, BridgingTextRow, PositionRow, TranslationRequestRow)


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


def in_readable_document(participant: Participant) -> ColumnElement[bool]:
    """Return the condition that a participant may read the document of the question."""
    if participant.delegation in HOUSE:
        return true()
    return exists().where(
        ParticipationRow.document_id == DocumentRow.id, ParticipationRow.delegation == participant.delegation
    )


def in_visible_clause(participant: Participant) -> ColumnElement[bool]:
    """Return the condition that a participant may see the clause of the question, and read its document."""
    brought_in = aliased(AmendmentRow)
    seen = exists().where(
        brought_in.clause_id == ClauseRow.id,
        brought_in.kind == "insert",
        visible_amendments(participant, brought_in),
    )
    return and_(in_readable_document(participant), or_(ClauseRow.state.not_in(("draft", "dropped")), seen))


def find_one(session: Session, query: Select[*Rows], *, lock: type[Any] | None) -> tuple[*Rows]:
    """Return the one row of a question, or refuse; ``lock`` names whose row is held until the transaction ends."""
    row = session.execute(query.with_for_update(key_share=True, of=lock) if lock else query).first()
    if row is None:
        raise NotThere
    return row


def document_for(session: Session, participant: Participant, slug: str, *, lock: bool = False) -> DocumentRow:
    """Return a document by its slug; ``lock`` while its structure is to be changed."""
    query = select(DocumentRow).where(DocumentRow.slug == storable(slug), in_readable_document(participant))
    return find_one(session, query, lock=DocumentRow if lock else None)[0]


def clause_for(
    session: Session, participant: Participant, clause: str, *, lock: bool = False
) -> tuple[ClauseRow, DocumentRow]:
    """Return a clause with its document; ``lock`` serialises everything that is written on the clause."""
    query = (
        select(ClauseRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(ClauseRow.id == storable(clause), in_visible_clause(participant))
    )
    return find_one(session, query, lock=ClauseRow if lock else None)


def clauses_named(
    session: Session, participant: Participant, document: DocumentRow, ids: Collection[str], *, field: str
) -> list[ClauseRow]:
    """Return the clauses of a document that a body names in a field, or refuse the body."""
    query = (
        select(ClauseRow)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(
            ClauseRow.id.in_([one for one in ids if "\x00" not in one]),
            ClauseRow.document_id == document.id,
            in_visible_clause(participant),
        )
    )
    found = {row.id: row for row in session.scalars(query)} if ids else {}
    if unknown := [one for one in ids if one not in found]:
        raise UnknownValue(f"This document has no clause {unknown[0]!r}.", field=field)
    return list(found.values())


def held_clauses(
    session: Session, participant: Participant, ids: Collection[str], *, lock: bool = True
) -> dict[str, tuple[ClauseRow, DocumentRow]]:
    """Return clauses with their documents, those of them that a participant may see; ``lock`` holds them."""
    query = (
        select(ClauseRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(ClauseRow.id.in_([storable(one) for one in ids]), in_visible_clause(participant))
        # Whoever holds several clauses takes them in one order, so that two never wait for each other.
        .order_by(ClauseRow.id)
    )
    rows = session.execute(query.with_for_update(key_share=True, of=ClauseRow) if lock else query)
    return {clause.id: (clause, document) for clause, document in rows}


def visible_amendments(
    participant: Participant, of: type[AmendmentRow] = AmendmentRow
) -> ColumnElement[bool]:
    """Return the condition under which an amendment may be seen: tabled at some time, or one's own."""
    return or_(of.tabled_at.is_not(None), of.delegation == participant.delegation)


def on_clause_for(
    session: Session,
    participant: Participant,
    row: type[OnClause],
    name: str,
    visible: ColumnElement[bool],
    *,
    lock: bool,
) -> tuple[OnClause, ClauseRow, DocumentRow]:
    """Return something that stands on a clause, with that and the document, as far as it is ``visible``.

    ``lock`` as in :func:`clause_for`.
    """
    query = (
        select(row, ClauseRow, DocumentRow)
        .join(ClauseRow, ClauseRow.id == row.clause_id)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(row.id == storable(name), visible, in_visible_clause(participant))
    )
    one, clause, document = find_one(session, query, lock=ClauseRow if lock else None)
    if lock:
        session.refresh(one)  # it may have changed while we waited for the clause
    return one, clause, document


def amendment_for(
    session: Session, participant: Participant, amendment: str, *, lock: bool = False
) -> tuple[AmendmentRow, ClauseRow, DocumentRow]:
    """Return an amendment with its clause and document; ``lock`` as in :func:`clause_for`."""
    return on_clause_for(
        session, participant, AmendmentRow, amendment, visible_amendments(participant), lock=lock
    )


def revision_for(session: Session, participant: Participant, revision: str) -> ClauseRevisionRow:
    """Return a revision of a clause that the participant may see."""
    query = (
        select(ClauseRevisionRow)
        .join(ClauseRow, ClauseRow.id == ClauseRevisionRow.clause_id)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(ClauseRevisionRow.id == storable(revision), in_visible_clause(participant))
    )
    return find_one(session, query, lock=None)[0]


def edition_for(session: Session, participant: Participant, edition: str) -> tuple[EditionRow, DocumentRow]:
    """Return an edition by its id, with its document."""
    query = (
        select(EditionRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == EditionRow.document_id)
        .where(EditionRow.id == storable(edition), in_readable_document(participant))
    )
    return find_one(session, query, lock=None)


def edition_in(session: Session, document: DocumentRow, edition: str, *, field: str) -> EditionRow:
    """Return an edition of a document that is named beside it, or refuse the name."""
    row = session.get(EditionRow, storable(edition))
    if row is None or row.document_id != document.id:
        raise UnknownValue(f"This document has no edition {edition!r}.", field=field)
    return row


def streamlining_for(
    session: Session, participant: Participant, streamlining: str
) -> tuple[StreamliningRow, DocumentRow]:
    """Return a split, a merger or a move by its id, with its document."""
    query = (
        select(StreamliningRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == StreamliningRow.document_id)
        .where(StreamliningRow.id == storable(streamlining), in_readable_document(participant))
    )
    return find_one(session, query, lock=None)


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
            in_readable_document(participant),
        )
    )
    return find_one(session, query, lock=RedlineRow if lock else None)


def round_for(
    session: Session, participant: Participant, round_: str, *, lock: bool = False
) -> tuple[RoundRow, DocumentRow]:
    """Return a round with its document; ``lock`` while it is changed, which is seen together with the others."""
    query = (
        select(RoundRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == RoundRow.document_id)
        .where(RoundRow.id == storable(round_), in_readable_document(participant))
    )
    row, document = find_one(session, query, lock=None)
    if lock:
        session.execute(
            select(DocumentRow.id).where(DocumentRow.id == document.id).with_for_update(key_share=True)
        )
        session.refresh(row, with_for_update={"key_share": True})
    return row, document


def pdf_for(session: Session, participant: Participant, pdf: str) -> tuple[PdfRow, DocumentRow]:
    """Return a PDF that one's own delegation ordered, with its document."""
    query = (
        select(PdfRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == PdfRow.document_id)
        .where(
            PdfRow.id == storable(pdf),
            PdfRow.delegation == participant.delegation,
            in_readable_document(participant),
        )
    )
    return find_one(session, query, lock=None)
