"""Splits, mergers and moves as their readers see them, from rows to the wire, in a bounded number of queries."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Text, cast, or_, select
from sqlalchemy.orm import Session

from app.access import documents_for
from app.models import (
    AmendmentRow,
    BridgingTextRow,
    CarriedRow,
    ClauseHeadRow,
    ClauseOriginRow,
    ClauseRevisionRow,
    ClauseRow,
    CommentRow,
    DocumentRow,
    PositionRow,
    Row,
    StreamliningRow,
)
from app.models.lineage import lineage_of
from app.models.values import PlacedClause, clauses_by_id
from app.schemas.documents import ClauseOut
from app.schemas.streamlining import (
    FormerClauseOut,
    LanguageGapOut,
    LineageOut,
    ReferenceOut,
    StreamliningOut,
    UnplacedOut,
    WentOut,
)
from app.services.record import CHAIR, PUBLIC, own_stream_of, stream_of
from app.services.undoing_streamlining import clauses_of
from documents.permissions import HOUSE, Participant

_OWNED: Mapping[str, tuple[type[Row], str]] = {
    "amendment": (AmendmentRow, "delegation"),
    "position": (PositionRow, "delegation"),
    "comment": (CommentRow, "opened_by"),
    "bridging text": (BridgingTextRow, "by"),
}


def carried_for(participant: Participant) -> ColumnElement[bool]:
    """Return the condition of what a participant may know of where things went: as of the streams of the record."""
    code = participant.delegation
    named = CarriedRow.stream.in_([PUBLIC, stream_of(code), own_stream_of(code), f"{CHAIR}:{code}"])
    return or_(named, CarriedRow.stream.like(f"{CHAIR}:%")) if code in HOUSE else named


def show_streamlining(
    session: Session,
    participant: Participant,
    document: DocumentRow,
    row: StreamliningRow,
    *,
    preview: bool = False,
) -> StreamliningOut:
    """Return one act with where everything went that this reader may know of."""
    old, new = _clauses(session, row)
    notes = session.scalars(
        select(CarriedRow)
        .where(CarriedRow.streamlining_id == row.id, carried_for(participant))
        .order_by(CarriedRow.matter, CarriedRow.clause_id, CarriedRow.subject_id, CarriedRow.id)
    ).all()
    wanted = {clause.id for clause in (*old, *new)} | {note.clause_id for note in notes}
    wanted |= {note.to_clause_id for note in notes if note.to_clause_id}
    placed = clauses_by_id(session, document, sorted(wanted))
    undone_by = session.scalar(select(StreamliningRow.id).where(StreamliningRow.undoes == row.id))
    is_over = row.act in ("undoing", "move") or undone_by is not None
    return StreamliningOut(
        id=None if preview else row.id,
        document=document.slug,
        act=row.act,
        undoes=row.undoes,
        undone_by=undone_by,
        reason=row.reason,
        by=row.by,
        done_at=row.done_at,
        clauses=[_former(placed[clause.id]) for clause in old],
        became=[ClauseOut.of(placed[clause.id], document.negotiated_language) for clause in new],
        went=_went(session, notes, placed),
        references=[] if is_over else _references(session, participant, old, [placed[one.id] for one in new]),
        languages=[] if is_over else _gaps(session, document, new, placed),
    )


def show_lineage(session: Session, document: DocumentRow, clause: ClauseRow) -> LineageOut:
    """Return of which clauses one came and which came of it, one step each."""
    lineage = lineage_of(session, document)
    origins, became = lineage.origins.get(clause.id, ()), lineage.became.get(clause.id, ())
    placed = clauses_by_id(session, document, [*origins, *became])
    last = session.scalar(
        select(StreamliningRow.id)
        .join(ClauseOriginRow, ClauseOriginRow.streamlining_id == StreamliningRow.id)
        .where(or_(ClauseOriginRow.clause_id == clause.id, ClauseOriginRow.origin_id == clause.id))
        .order_by(StreamliningRow.done_at.desc(), StreamliningRow.id)
        .limit(1)
    )
    return LineageOut(
        clause=clause.id,
        origins=[_former(placed[one]) for one in origins],
        became=[_former(placed[one]) for one in became],
        streamlining=last,
    )


def _clauses(session: Session, row: StreamliningRow) -> tuple[list[ClauseRow], list[ClauseRow]]:
    if row.undoes is not None:
        undone = session.get_one(StreamliningRow, row.undoes)
        old, new = _clauses(session, undone)
        return new, old
    if row.act == "move":
        moved = session.scalars(
            select(ClauseRow)
            .join(CarriedRow, CarriedRow.clause_id == ClauseRow.id)
            .where(CarriedRow.streamlining_id == row.id, CarriedRow.matter == "place")
        ).all()
        return list(moved), list(moved)
    return clauses_of(session, row)


def _former(placed: PlacedClause) -> FormerClauseOut:
    return FormerClauseOut(id=placed.clause.id, label=placed.clause.label, text=placed.clause.text)


def _went(session: Session, notes: Sequence[CarriedRow], placed: Mapping[str, PlacedClause]) -> list[WentOut]:
    owners: dict[str, str] = {}
    for matter, (table, column) in _OWNED.items():
        if ids := {note.subject_id for note in notes if note.matter == matter}:
            columns = table.__table__.c
            rows = session.execute(select(columns.id, columns[column]).where(columns.id.in_(ids)))
            owners |= {row[0]: row[1] for row in rows}
    return [
        WentOut(
            matter=note.matter,
            subject=note.subject_id,
            delegation=owners.get(note.subject_id, ""),
            clause=note.clause_id,
            label=placed[note.clause_id].clause.label,
            fate=note.fate,
            to=note.to_id,
            to_clause=note.to_clause_id,
            to_label=placed[note.to_clause_id].clause.label if note.to_clause_id else "",
            unplaced=[UnplacedOut(**one) for one in note.facts.get("unplaced", ())],
        )
        for note in notes
    ]


def _references(
    session: Session, participant: Participant, old: Iterable[ClauseRow], new: Sequence[PlacedClause]
) -> list[ReferenceOut]:
    """Return which standing texts, in any document that is read, refer to the clauses that gave way."""
    printed = ", ".join(one.clause.label for one in new if one.clause.label)
    documents = {one.id: one for one in documents_for(session, participant)}
    found: list[tuple[str, DocumentRow, str]] = []
    for gone in old:
        rows = session.execute(
            select(ClauseRow.id, ClauseRow.document_id)
            .join(ClauseHeadRow, ClauseHeadRow.clause_id == ClauseRow.id)
            .join(ClauseRevisionRow, ClauseRevisionRow.id == ClauseHeadRow.revision_id)
            .where(
                ClauseRow.state == "standing",
                ClauseRow.document_id.in_(documents),
                cast(ClauseRevisionRow.content, Text).like(f"%{gone.id}%"),
            )
            .distinct()
        ).all()
        found += [(clause, documents[home], gone.id) for clause, home in rows]
    labels: dict[str, str] = {}
    for document in {home.id: home for _, home, _ in found}.values():
        ids = sorted({clause for clause, home, _ in found if home.id == document.id})
        labels |= {one: placed.clause.label for one, placed in clauses_by_id(session, document, ids).items()}
    return sorted(
        (
            ReferenceOut(
                document=home.slug, clause=clause, label=labels[clause], refers_to=gone, printed=printed
            )
            for clause, home, gone in found
        ),
        key=lambda one: (one.document, one.label, one.clause),
    )


def _gaps(
    session: Session, document: DocumentRow, new: Sequence[ClauseRow], placed: Mapping[str, PlacedClause]
) -> list[LanguageGapOut]:
    found = []
    for language in sorted(set(document.titles) - {document.negotiated_language}):
        here = clauses_by_id(session, document, [clause.id for clause in new], language=language)
        for clause in new:
            text = here[clause.id].clause
            if not text.revision or text.stale:
                label = placed[clause.id].clause.label
                found.append(
                    LanguageGapOut(
                        clause=clause.id, label=label, language=language, stale=bool(text.revision)
                    )
                )
    return found
