"""From rows to what goes over the wire, where more than one table is needed; a bounded number of queries each."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    AmendmentRevisionRow,
    AmendmentRow,
    ClauseHeadRow,
    ClauseRow,
    DecisionRow,
    DocumentRow,
    ReleaseRow,
    UptakeRow,
)
from app.models.hashing import hash_values
from app.models.in_rounds import lateness_of
from app.models.subamendments import amended_by
from app.models.values import PlacedClause, clauses_by_id
from app.models.written import as_open_amendments, as_written, last_revisions
from app.schemas.amendments import AmendedOut, AmendmentOut, CarriedOut, ReadTextIn, worst_outcome
from app.schemas.decisions import DecisionOut, OutcomeOut
from app.schemas.documents import ClauseOut
from documents.document import ConsolidatedClause
from documents.readings import OpenAmendment, carry, consolidate_clause, identical_to
from documents.subamendments import own_change


def present_clause(
    session: Session, document: DocumentRow, clause: str, *, language: str | None = None
) -> ClauseOut:
    """Return one clause as it stands now."""
    language = language or document.negotiated_language
    return ClauseOut.of(clauses_by_id(session, document, [clause], language=language)[clause], language)


def present_consolidation(session: Session, document: DocumentRow, clause: ClauseRow) -> ConsolidatedClause:
    """Return one clause with everything that is proposed on it now."""
    placed = clauses_by_id(session, document, [clause.id])[clause.id]
    open_amendments = as_open_amendments(session, clauses=[clause.id]).get(clause.id, [])
    return consolidate_clause(placed.clause, open_amendments)


def present_amendment(session: Session, row: AmendmentRow, *, notes: Sequence[str] = ()) -> AmendmentOut:
    """Return one amendment as it stands now."""
    [shown] = present_amendments(session, [row], notes=notes)
    return shown


def present_amendments(
    session: Session, rows: Sequence[AmendmentRow], *, notes: Sequence[str] = ()
) -> list[AmendmentOut]:
    """Return amendments as they stand now, in the order given."""
    if not rows:
        return []
    documents = {
        document.id: document
        for document in session.scalars(
            select(DocumentRow).where(DocumentRow.id.in_({row.document_id for row in rows}))
        )
    }
    placed: dict[str, PlacedClause] = {}
    for document in documents.values():
        ids = sorted({row.clause_id for row in rows if row.document_id == document.id})
        placed |= clauses_by_id(session, document, ids)
    others = as_open_amendments(session, clauses=sorted(placed))
    known = {one.id: one for on_one_clause in others.values() for one in on_one_clause}
    known |= {row.id: one for row, one in as_written(session, [row for row in rows if row.id not in known])}
    texts = {text.amendment_id: text for text in last_revisions(session, [row.id for row in rows])}
    open_on = {one.id: clause for clause, on_one_clause in others.items() for one in on_one_clause}
    open_on |= {row.id: row.clause_id for row in rows if row.status in ("draft", "tabled")}
    carried = {
        amendment: carry(placed[clause].clause.kind, known[amendment], placed[clause].clause.content)
        for amendment, clause in open_on.items()
    }
    wanted = {
        amendment: {address: one.text for address, one in fields.items()}
        for amendment, fields in carried.items()
    }
    drafts = [texts[row.id].id for row in rows if row.status == "draft"]
    released = (
        set(session.scalars(select(ReleaseRow.text_id).where(ReleaseRow.text_id.in_(drafts))))
        if drafts
        else ()
    )
    late = lateness_of(session, rows)
    amended = _amended(session, rows, texts, known, placed)
    shown = []
    for row in rows:
        written = known[row.id]
        clause = placed[row.clause_id].clause
        text = texts[row.id]
        present = {address: CarriedOut.of(one) for address, one in carried.get(row.id, {}).items()}
        rivals = [one for one in others.get(clause.id, []) if one.id != row.id]
        shown.append(
            AmendmentOut(
                id=row.id,
                document=documents[row.document_id].slug,
                clause=clause.id,
                label=clause.label,
                kind=row.kind,
                status=row.status,
                uptake=row.uptake,
                delegation=row.delegation,
                sponsors=list(written.sponsors),
                text_id=text.id,
                base_revision=text.base_revision,
                fields=text.fields,
                text=text.fields.get("text"),
                rationale=text.rationale,
                present=present,
                outcome=worst_outcome(list(present.values())),
                after=row.after_id,
                amends=amended.get(row.id),
                identical_to=identical_to(written, rivals, wanted) if row.id in wanted else [],
                filed_at=row.tabled_at or row.created_at,
                tabled_at=row.tabled_at,
                late=late.get(row.id),
                recorded_by=row.recorded_by,
                confirmed_at=row.confirmed_at,
                is_released=text.id in released,
                notes=list(notes),
            )
        )
    return shown


def _amended(
    session: Session,
    rows: Sequence[AmendmentRow],
    texts: Mapping[str, AmendmentRevisionRow],
    known: Mapping[str, OpenAmendment],
    placed: Mapping[str, PlacedClause],
) -> dict[str, AmendedOut]:
    """Return what the sub-amendments among some amendments amend, and what they make of it: id -> that."""
    amended = amended_by(session, [row for row in rows if row.amends_id is not None])
    found = {}
    for row in rows:
        if row.id not in amended:
            continue
        other, clause = amended[row.id], placed[row.clause_id].clause
        read = texts[row.id].amends_text or ""
        made = own_change(clause.kind, known[row.id], other.written, clause.content)
        found[row.id] = AmendedOut(
            amendment=other.written.id,
            delegation=other.written.delegation,
            status=other.status,
            text_read=read,
            is_present=read == other.text,
            present={address: CarriedOut.of(one) for address, one in made.items()},
        )
    return found


def text_read(
    session: Session, row: AmendmentRow, body: ReadTextIn | None, if_match: str | None
) -> str | None:
    """Return the text of an amendment that a request has read: it names it, or its ETag, which must be checked."""
    if body is not None and body.text is not None:
        return body.text
    if if_match is None or if_match.strip() == "*":
        return None
    [text] = last_revisions(session, [row.id])
    return text.id


def amendment_tag(session: Session, row: AmendmentRow) -> str:
    """Return the ETag of an amendment: another one after every text, every step, and when its clause moves on."""
    [text] = last_revisions(session, [row.id])
    head = session.scalar(
        select(ClauseHeadRow.revision_id)
        .join(DocumentRow, DocumentRow.negotiated_language == ClauseHeadRow.language)
        .where(ClauseHeadRow.clause_id == row.clause_id, DocumentRow.id == row.document_id)
    )
    # How many steps an amendment took while it was a draft is its delegation's alone: nobody counts in a hash.
    late = lateness_of(session, [row]).get(row.id)  # a deadline that is moved may take the mark away
    return f'"{hash_values(text=text.id, version=row.version, head=head, late=late)[:32]}"'


def present_decision(session: Session, document: DocumentRow, decision: DecisionRow) -> DecisionOut:
    """Return a decision with the text it made and what became of each amendment."""
    uptakes = session.scalars(select(UptakeRow).where(UptakeRow.decision_id == decision.id)).all()
    rows = session.scalars(
        select(AmendmentRow)
        .where(AmendmentRow.id.in_([uptake.amendment_id for uptake in uptakes]))
        .order_by(AmendmentRow.tabled_at, AmendmentRow.id)
    ).all()
    of = {uptake.amendment_id: uptake for uptake in uptakes}
    return DecisionOut(
        id=decision.id,
        clause=present_clause(session, document, decision.clause_id),
        undoes=decision.undoes,
        bridging_text=decision.bridging_text_id,
        decided_at=decision.decided_at,
        reason=decision.reason,
        outcomes=[
            OutcomeOut(
                amendment=shown.id,
                delegation=shown.delegation,
                uptake=of[shown.id].uptake,
                status=shown.status,
                outcome=shown.outcome,
                collisions=[
                    {"field": address, **collision.model_dump()}
                    for address, carried in shown.present.items()
                    for collision in carried.collisions
                ],
            )
            for shown in present_amendments(session, rows)
        ],
    )
