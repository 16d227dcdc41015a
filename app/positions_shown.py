"""Positions as their readers see them, from rows to the wire, and the matrix; in a bounded number of queries."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import heard_codes, visible_bridging_texts, visible_positions
from app.chosen_positions import Chosen
from app.models import BridgingTextRow, ClauseRow, DelegationRow, DocumentRow, PositionRow
from app.models.present import NO_TEXT, PresentText, hash_read, present_texts
from app.models.values import as_clauses, clauses_by_id
from app.models.written import as_open_amendments
from app.schemas.positions import MatrixOut, MatrixRowOut, PositionOut
from documents.document import Clause
from documents.permissions import Participant
from documents.positions import circles_up_to, innermost
from documents.readings import OpenAmendment


def show_positions(session: Session, document: DocumentRow, rows: Sequence[PositionRow]) -> list[PositionOut]:
    """Return positions in the order given."""
    if not rows:
        return []
    clauses = sorted({row.clause_id for row in rows})
    labels = {one: placed.clause.label for one, placed in clauses_by_id(session, document, clauses).items()}
    present = present_texts(
        session,
        document,
        clauses=clauses,
        amendments={row.amendment_id for row in rows if row.amendment_id},
    )
    if bridges := {row.bridging_text_id for row in rows if row.bridging_text_id}:
        texts = session.scalars(select(BridgingTextRow).where(BridgingTextRow.id.in_(bridges)))
        present |= {one.id: PresentText("", one.fields) for one in texts}
    return [_shown(row, document, labels, present) for row in rows]


def show_position(session: Session, document: DocumentRow, row: PositionRow) -> PositionOut:
    """Return one position."""
    return show_positions(session, document, [row])[0]


def show_matrix(
    session: Session, participant: Participant, document: DocumentRow, chosen: Chosen
) -> MatrixOut:
    """Return clauses and what is tabled on them × delegations, as far as this reader may see and wants to."""
    codes = [
        code
        for code in heard_codes(session, document)
        if not chosen.delegations or code in chosen.delegations
    ]
    clauses = [one.clause for one in as_clauses(session, document)]
    amendments = as_open_amendments(session, document=document.id) if chosen.amendments else {}
    ids = [one.id for one in clauses]
    tabled = [one for of_one in amendments.values() for one in of_one]
    present = present_texts(session, document, clauses=ids, amendments=[one.id for one in tabled])
    bridges = _open_bridging_texts(session, participant, document, chosen) if chosen.amendments else {}
    present |= {one.id: PresentText("", one.fields) for some in bridges.values() for one in some}
    labels = {one.id: one.label for one in clauses}
    positions: dict[str, list[PositionOut]] = {}
    for row in session.scalars(
        select(PositionRow)
        .join(ClauseRow, ClauseRow.id == PositionRow.clause_id)
        .join(DelegationRow, DelegationRow.code == PositionRow.delegation)
        .where(
            PositionRow.document_id == document.id,
            PositionRow.ended_at.is_(None),
            PositionRow.circle.in_(circles_up_to(chosen.circle)),
            PositionRow.delegation.in_(codes),
            visible_positions(participant),
        )
        .order_by(DelegationRow.ordinal, PositionRow.delegation, PositionRow.taken_at, PositionRow.id)
    ):
        if row.clause_id in labels and row.subject_id in {*present, row.clause_id}:
            positions.setdefault(row.subject_id, []).append(_shown(row, document, labels, present))
    rows = [
        _row(clause, about, positions.get(about.id if about else clause.id, []))
        for clause in clauses
        for about in (None, *amendments.get(clause.id, ()), *bridges.get(clause.id, ()))
        if not chosen.undecided or clause.agreement.is_open
    ]
    return MatrixOut(
        document=document.slug,
        circle=chosen.circle,
        delegations=codes,
        rows=[row for row in rows if _is_wanted(row, chosen)],
    )


def cells_of(row: MatrixRowOut) -> dict[str, PositionOut]:
    """Return what each delegation says to the narrowest circle that is shown: code -> position."""
    by_code: dict[str, list[PositionOut]] = {}
    for one in row.positions:
        by_code.setdefault(one.delegation, []).append(one)
    return {code: found for code, said in by_code.items() if (found := innermost(said)) is not None}


def _open_bridging_texts(
    session: Session, participant: Participant, document: DocumentRow, chosen: Chosen
) -> dict[str, list[BridgingTextRow]]:
    """Return the bridging texts on the table, by clause; for a table that everyone may see, those that everyone may."""
    query = select(BridgingTextRow).where(
        BridgingTextRow.document_id == document.id,
        BridgingTextRow.withdrawn_at.is_(None),
        BridgingTextRow.decision_id.is_(None),
        visible_bridging_texts(participant),
    )
    if chosen.circle == "everyone":
        query = query.where(BridgingTextRow.released_at.is_not(None))
    found: dict[str, list[BridgingTextRow]] = {}
    for row in session.scalars(query.order_by(BridgingTextRow.created_at, BridgingTextRow.id)):
        found.setdefault(row.clause_id, []).append(row)
    return found


def _row(
    clause: Clause, about: OpenAmendment | BridgingTextRow | None, positions: list[PositionOut]
) -> MatrixRowOut:
    amendment = about if isinstance(about, OpenAmendment) else None
    bridging_text = about if isinstance(about, BridgingTextRow) else None
    return MatrixRowOut(
        clause=clause.id,
        label=clause.label,
        level=clause.agreement.level,
        amendment=amendment.id if amendment is not None else None,
        bridging_text=bridging_text.id if bridging_text is not None else None,
        sponsors=list(amendment.sponsors) if amendment else [bridging_text.by] if bridging_text else [],
        positions=positions,
    )


def _is_wanted(row: MatrixRowOut, chosen: Chosen) -> bool:
    shown = cells_of(row).values()
    return (
        (not chosen.stances or any(one.stance in chosen.stances for one in shown))
        # What waits to be confirmed does so in every circle.
        and (not chosen.stale or any(one.is_stale for one in row.positions))
        and (not chosen.unconfirmed or any(not one.is_confirmed for one in row.positions))
    )


def _shown(
    row: PositionRow, document: DocumentRow, labels: Mapping[str, str], present: Mapping[str, PresentText]
) -> PositionOut:
    clause = present.get(row.clause_id, NO_TEXT)
    proposed = present[row.subject_id] if row.subject_id != row.clause_id else None
    return PositionOut.of(
        row,
        document=document.slug,
        label=labels[row.clause_id],
        revision=clause.id or None,
        text=proposed.id or None if proposed is not None else None,
        is_stale=row.text_hash != hash_read(clause, proposed),
    )
