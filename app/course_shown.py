"""The course of a document, from rows to measures: its editions, and what was on the table when each was issued.

Only what was tabled is looked at, and only by what the public record tells; in a bounded number of queries.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    AmendmentRevisionRow,
    AmendmentRow,
    CarriedRow,
    ClauseRevisionRow,
    ClauseRow,
    DecisionRow,
    DocumentRow,
    EditionClauseRow,
    EditionRow,
    EventRow,
    SponsorshipRow,
    StreamliningRow,
    UptakeRow,
)
from app.models.written import as_amendment, since_tabled
from app.services.record import PUBLIC
from documents.consensus import Agreement
from documents.course import Issued, Joined, PastAmendment, ProposedClause, Turn, measure_course
from documents.document import Clause
from documents.measures import Measures
from documents.readings import OpenAmendment


def course_of(session: Session, document: DocumentRow) -> list[tuple[EditionRow, Measures]]:
    """Return the editions of a document, the first one first, and how much was open at each."""
    editions = session.scalars(
        select(EditionRow).where(EditionRow.document_id == document.id).order_by(EditionRow.ordinal)
    ).all()
    if not editions:
        return []
    measures = measure_course(
        _issued(session, document, editions), *_on_the_table(session, document, editions[-1].issued_at)
    )
    return list(zip(editions, measures, strict=True))


def _issued(session: Session, document: DocumentRow, editions: Sequence[EditionRow]) -> list[Issued]:
    frozen: dict[str, list[Clause]] = {}
    for edition, row, clause in session.execute(
        select(EditionClauseRow.edition_id, ClauseRevisionRow, ClauseRow)
        .join(EditionRow, EditionRow.id == EditionClauseRow.edition_id)
        .join(ClauseRevisionRow, ClauseRevisionRow.id == EditionClauseRow.revision_id)
        .join(ClauseRow, ClauseRow.id == EditionClauseRow.clause_id)
        .where(
            EditionRow.document_id == document.id, EditionClauseRow.language == document.negotiated_language
        )
    ):
        frozen.setdefault(edition, []).append(_as_clause(clause, row, standing=True))
    return [Issued(one.issued_at, frozen.get(one.id, ())) for one in editions]


def _as_clause(clause: ClauseRow, revision: ClauseRevisionRow, *, standing: bool) -> Clause:
    """Return a clause as far as it is measured: what it is and what it says."""
    return Clause(
        id=clause.id,
        kind=clause.kind,
        label="",
        number="",
        depth=0,
        content=revision.content,
        revision=revision.id,
        agreement=Agreement(),
        standing=standing,
    )


def _on_the_table(
    session: Session, document: DocumentRow, until: datetime
) -> tuple[list[PastAmendment], list[ProposedClause]]:
    """Return what was ever on the table until a moment: amendments, and the clauses that they brought."""
    rows = session.scalars(
        select(AmendmentRow).where(AmendmentRow.document_id == document.id, AmendmentRow.tabled_at <= until)
    ).all()
    if not rows:
        return [], []
    of_document = AmendmentRow.document_id == document.id
    written: dict[str, list[AmendmentRevisionRow]] = {}
    bases: dict[str, ClauseRevisionRow] = {}
    for text, base in session.execute(
        select(AmendmentRevisionRow, ClauseRevisionRow)
        .join(AmendmentRow, AmendmentRow.id == AmendmentRevisionRow.amendment_id)
        .outerjoin(ClauseRevisionRow, ClauseRevisionRow.id == AmendmentRevisionRow.base_revision)
        .where(of_document, AmendmentRow.tabled_at <= until)
        .order_by(AmendmentRevisionRow.ordinal)
    ):
        written.setdefault(text.amendment_id, []).append(text)
        if base is not None:
            bases[base.id] = base
    joined: dict[str, list[Joined]] = {}
    for row in session.scalars(
        select(SponsorshipRow)
        .join(AmendmentRow, AmendmentRow.id == SponsorshipRow.amendment_id)
        .where(of_document)
    ):
        one = Joined(row.delegation, row.joined_at, row.left_at)
        joined.setdefault(row.amendment_id, []).append(one)
    turns, taken = _decided(session, document)
    for amendment, more in (*_withdrawn(session, document), *_carried(session, document)):
        turns.setdefault(amendment, []).append(more)
    past = [
        PastAmendment(
            clause=row.clause_id,
            versions=_versions(
                row, since_tabled(written[row.id], row.tabled_at), bases, taken.get(row.amends_id or "", ())
            ),
            turns=sorted(turns.get(row.id, ()), key=lambda turn: turn.at),
            joined=joined.get(row.id, ()),
        )
        for row in rows
    ]
    return past, _proposed(session, document)


def _versions(
    row: AmendmentRow,
    texts: Sequence[AmendmentRevisionRow],
    bases: dict[str, ClauseRevisionRow],
    taken: Sequence[tuple[datetime, bool]],
) -> list[tuple[datetime, OpenAmendment]]:
    """Return what an amendment read from which moment on; ``taken``: since when what it amends is in the text."""
    found = []
    for moment in sorted({*(text.created_at for text in texts), *(at for at, _ in taken)}):
        so_far = [text for text in texts if text.created_at <= moment]
        if not so_far:
            continue
        text = so_far[-1]
        is_on_the_text = next((is_in for at, is_in in reversed(taken) if at <= moment), False)
        base = bases.get(text.base_revision or "")
        one = as_amendment(row, text, base, (), "", late=False, is_on_the_text=is_on_the_text)
        found.append((moment, one))
    return found


def _decided(
    session: Session, document: DocumentRow
) -> tuple[dict[str, list[Turn]], dict[str, list[tuple[datetime, bool]]]]:
    """Return when decisions closed amendments or, undone, opened them; and since when those taken are in the text."""
    turns: dict[str, list[Turn]] = {}
    taken: dict[str, list[tuple[datetime, bool]]] = {}
    for row, at in session.execute(
        select(UptakeRow, DecisionRow.decided_at)
        .join(DecisionRow, DecisionRow.id == UptakeRow.decision_id)
        .join(ClauseRow, ClauseRow.id == DecisionRow.clause_id)
        .where(ClauseRow.document_id == document.id)
        .order_by(DecisionRow.decided_at, DecisionRow.ordinal)
    ):
        turns.setdefault(row.amendment_id, []).append(Turn(at, row.status == "tabled"))
        is_in = row.status == "closed" and row.uptake == "adopted"
        taken.setdefault(row.amendment_id, []).append((at, is_in))
    return turns, taken


def _withdrawn(session: Session, document: DocumentRow) -> list[tuple[str, Turn]]:
    """Return when amendments were withdrawn, and what amended them went with them."""
    return [
        (amendment, Turn(event.at, False))
        for event in session.scalars(
            select(EventRow).where(
                EventRow.stream == PUBLIC,
                EventRow.document_id == document.id,
                EventRow.what == "amendment withdrawn",
            )
        )
        for amendment in (event.subject, *event.data.get("closes", ()))
    ]


def _carried(session: Session, document: DocumentRow) -> list[tuple[str, Turn]]:
    """Return when splits and mergers closed amendments, and their undoing opened them again."""
    found = []
    for row, at in session.execute(
        select(CarriedRow, StreamliningRow.done_at)
        .join(StreamliningRow, StreamliningRow.id == CarriedRow.streamlining_id)
        .where(
            StreamliningRow.document_id == document.id,
            CarriedRow.stream == PUBLIC,
            CarriedRow.matter == "amendment",
        )
        .order_by(StreamliningRow.done_at, CarriedRow.id)
    ):
        if row.to_id != row.subject_id:
            found.append((row.subject_id, Turn(at, False)))
        if row.fate == "restored" and row.to_id is not None:
            found.append((row.to_id, Turn(at, row.facts.get("status") != "withdrawn")))
    return found


def _proposed(session: Session, document: DocumentRow) -> list[ProposedClause]:
    texts: dict[str, list[tuple[datetime, Clause]]] = {}
    for clause, revision in session.execute(
        select(ClauseRow, ClauseRevisionRow)
        .join(ClauseRevisionRow, ClauseRevisionRow.clause_id == ClauseRow.id)
        .where(
            ClauseRow.id.in_(
                select(AmendmentRow.clause_id).where(
                    AmendmentRow.document_id == document.id,
                    AmendmentRow.kind == "insert",
                    AmendmentRow.tabled_at.is_not(None),
                )
            ),
            ClauseRevisionRow.language == document.negotiated_language,
        )
        .order_by(ClauseRevisionRow.ordinal)
    ):
        texts.setdefault(clause.id, []).append(
            (revision.created_at, _as_clause(clause, revision, standing=False))
        )
    return [ProposedClause(id=clause, texts=of_one) for clause, of_one in texts.items()]
