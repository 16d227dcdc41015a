"""Splits, mergers and moves as their readers see them, from rows to the wire, in a bounded number of queries."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

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
    TranslationRequestRow,
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
from app.services.record import CHAIR, PUBLIC, own_stream_of, stream_of, translation_stream_of
from documents.permissions import HOUSE, Participant

_OWNED: Mapping[str, tuple[type[Row], str]] = {
    "amendment": (AmendmentRow, "delegation"),
    "position": (PositionRow, "delegation"),
    "comment": (CommentRow, "opened_by"),
    "bridging text": (BridgingTextRow, "by"),
    "translation request": (TranslationRequestRow, "delegation"),
}


def carried_for(participant: Participant) -> ColumnElement[bool]:
    """Return the condition of what a participant may know of where things went: as of the streams of the record."""
    code = participant.delegation
    own = [PUBLIC, stream_of(code), own_stream_of(code), f"{CHAIR}:{code}", translation_stream_of(code)]
    readable = [CarriedRow.stream.in_(own)]
    if code in HOUSE:
        readable.append(CarriedRow.stream.like(f"{CHAIR}:%"))
    if participant.is_secretariat:
        readable.append(CarriedRow.stream.like(translation_stream_of("%")))
    return or_(*readable)


def show_streamlining(
    session: Session,
    participant: Participant,
    document: DocumentRow,
    row: StreamliningRow,
    *,
    preview: bool = False,
) -> StreamliningOut:
    """Return one act with where everything went that this reader may know of."""
    return show_streamlinings(session, participant, document, [row], preview=preview)[0]


def show_streamlinings(
    session: Session,
    participant: Participant,
    document: DocumentRow,
    rows: Sequence[StreamliningRow],
    *,
    preview: bool = False,
) -> list[StreamliningOut]:
    """Return acts, in the order given, each with where everything went that this reader may know of."""
    acts = {
        one.id: one
        for one in session.scalars(select(StreamliningRow).where(StreamliningRow.document_id == document.id))
    }
    undone = {one.undoes: one.id for one in acts.values() if one.undoes is not None}
    clauses = _clauses(session, acts, rows)
    notes = _notes(session, participant, rows)
    wanted = {clause for old, new in clauses.values() for clause in (*old, *new)}
    wanted |= {
        clause
        for some in notes.values()
        for one in some
        for clause in (one.clause_id, one.to_clause_id or "")
    }
    placed = clauses_by_id(session, document, sorted(wanted - {""}))
    owners = _owners(session, [one for some in notes.values() for one in some])
    lasting = {row.id for row in rows if row.act not in ("undoing", "move") and row.id not in undone}
    referring = _references(session, participant, {one for act in lasting for one in clauses[act][0]})
    came = dict.fromkeys(one for row in rows if row.id in lasting for one in clauses[row.id][1])
    gaps = _gaps(session, document, list(came), placed)
    shown = []
    for row in rows:
        old, new = clauses[row.id]
        printed = ", ".join(label for one in new if (label := placed[one].clause.label))
        found = [one for gone in old for one in referring.get(gone, ())] if row.id in lasting else []
        shown.append(
            StreamliningOut(
                id=None if preview else row.id,
                document=document.slug,
                act=row.act,
                undoes=row.undoes,
                undone_by=undone.get(row.id),
                reason=row.reason,
                by=row.by,
                done_at=row.done_at,
                clauses=[_former(placed[one]) for one in old],
                became=[ClauseOut.of(placed[one], document.negotiated_language) for one in new],
                went=[_went(one, owners, placed) for one in notes.get(row.id, ())],
                references=[
                    ReferenceOut(document=slug, clause=clause, label=label, refers_to=gone, printed=printed)
                    for slug, label, clause, gone in sorted(found, key=lambda one: one[:3])
                ],
                languages=[one for one in gaps if one.clause in new] if row.id in lasting else [],
            )
        )
    return shown


def show_preview(
    session: Session, participant: Participant, act: Callable[[], tuple[StreamliningRow, DocumentRow]]
) -> StreamliningOut:
    """Do something, look where everything went, and leave nothing of it."""
    with session.begin_nested() as savepoint:
        row, document = act()
        session.flush()
        seen = show_streamlining(session, participant, document, row, preview=True)
        savepoint.rollback()
    return seen


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


def _clauses(
    session: Session, acts: Mapping[str, StreamliningRow], rows: Iterable[StreamliningRow]
) -> dict[str, tuple[list[str], list[str]]]:
    """Return of each act the clauses that gave way, and those that took their place, each in order."""
    first = {row.id: _first(acts, row) for row in rows}
    old: dict[str, dict[str, None]] = {}
    new: dict[str, dict[str, None]] = {}
    for one in session.scalars(
        select(ClauseOriginRow)
        .where(ClauseOriginRow.streamlining_id.in_({act.id for act, _ in first.values()}))
        .order_by(ClauseOriginRow.ordinal)
    ):
        old.setdefault(one.streamlining_id, {})[one.origin_id] = None
        new.setdefault(one.streamlining_id, {})[one.clause_id] = None
    moves = {act.id for act, _ in first.values() if act.act == "move"}
    for act_id, clause in session.execute(
        select(CarriedRow.streamlining_id, CarriedRow.clause_id).where(
            CarriedRow.streamlining_id.in_(moves), CarriedRow.matter == "place"
        )
    ):
        old.setdefault(act_id, {})[clause] = None
        new.setdefault(act_id, {})[clause] = None
    found = {}
    for row_id, (act, is_turned) in first.items():
        gave_way, came = list(old.get(act.id, ())), list(new.get(act.id, ()))
        found[row_id] = (came, gave_way) if is_turned else (gave_way, came)
    return found


def _first(acts: Mapping[str, StreamliningRow], row: StreamliningRow) -> tuple[StreamliningRow, bool]:
    """Return the act that one is, or undoes, and whether it is turned round."""
    is_turned = False
    while row.undoes is not None:
        row, is_turned = acts[row.undoes], not is_turned
    return row, is_turned


def _notes(
    session: Session, participant: Participant, rows: Iterable[StreamliningRow]
) -> dict[str, list[CarriedRow]]:
    """Return by act where everything went that a reader may know of.

    A bridging text that some were shown is told to each of them; who reads what all of these are told, reads it once.
    """
    found: dict[str, list[CarriedRow]] = {}
    told: set[tuple[str, str]] = set()
    for note in session.scalars(
        select(CarriedRow)
        .where(CarriedRow.streamlining_id.in_({row.id for row in rows}), carried_for(participant))
        .order_by(CarriedRow.matter, CarriedRow.clause_id, CarriedRow.subject_id, CarriedRow.id)
    ):
        if note.matter == "bridging text":
            if (note.streamlining_id, note.subject_id) in told:
                continue
            told.add((note.streamlining_id, note.subject_id))
        found.setdefault(note.streamlining_id, []).append(note)
    return found


def _former(placed: PlacedClause) -> FormerClauseOut:
    return FormerClauseOut(id=placed.clause.id, label=placed.clause.label, text=placed.clause.text)


def _owners(session: Session, notes: Sequence[CarriedRow]) -> dict[str, str]:
    """Return whose each thing is that went somewhere: its id -> code."""
    owners: dict[str, str] = {}
    for matter, (table, column) in _OWNED.items():
        if ids := {note.subject_id for note in notes if note.matter == matter}:
            columns = table.__table__.c
            rows = session.execute(select(columns.id, columns[column]).where(columns.id.in_(ids)))
            owners |= {row[0]: row[1] for row in rows}
    return owners


def _went(note: CarriedRow, owners: Mapping[str, str], placed: Mapping[str, PlacedClause]) -> WentOut:
    return WentOut(
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


def _references(
    session: Session, participant: Participant, old: Collection[str]
) -> dict[str, list[tuple[str, str, str, str]]]:
    """Return which standing texts, in any document that is read, refer to each clause that gave way.

    By its id: document, label and id of the clause that refers to it, and again its own id.
    """
    if not old:
        return {}
    documents = {one.id: one for one in documents_for(session, participant)}
    # All texts are looked through here: as many conditions as there are clauses would be too long a question.
    texts = session.execute(
        select(ClauseRow.id, ClauseRow.document_id, cast(ClauseRevisionRow.content, Text))
        .join(ClauseHeadRow, ClauseHeadRow.clause_id == ClauseRow.id)
        .join(ClauseRevisionRow, ClauseRevisionRow.id == ClauseHeadRow.revision_id)
        .where(ClauseRow.state == "standing", ClauseRow.document_id.in_(documents))
    )
    found = {(clause, home, gone) for clause, home, text in texts for gone in old if gone in text}
    labels: dict[str, str] = {}
    for home in sorted({home for _, home, _ in found}):
        ids = sorted({clause for clause, other, _ in found if other == home})
        placed = clauses_by_id(session, documents[home], ids)
        labels |= {one: there.clause.label for one, there in placed.items()}
    referring: dict[str, list[tuple[str, str, str, str]]] = {}
    for clause, home, gone in found:
        referring.setdefault(gone, []).append((documents[home].slug, labels[clause], clause, gone))
    return referring


def _gaps(
    session: Session, document: DocumentRow, new: Sequence[str], placed: Mapping[str, PlacedClause]
) -> list[LanguageGapOut]:
    """Return which of the clauses that took the place of others lack words in another language."""
    found = []
    for language in sorted(set(document.titles) - {document.negotiated_language}) if new else ():
        here = clauses_by_id(session, document, new, language=language)
        for clause in new:
            text = here[clause].clause
            if not text.revision or text.stale:
                label = placed[clause].clause.label
                found.append(
                    LanguageGapOut(clause=clause, label=label, language=language, stale=bool(text.revision))
                )
    return found
