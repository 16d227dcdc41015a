"""Positions as their readers see them, from rows to the wire, and the matrix; in a bounded number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.access import heard_codes
from app.access_beside import visible_bridging_texts, visible_positions
from app.chosen_positions import Chosen
from app.models import (
    AmendmentRow,
    BridgingTextRow,
    DelegationRow,
    DocumentRow,
    PositionRow,
)
from app.models.present import NO_TEXT, PresentText, hash_read, present_texts
from app.models.tabled import tabled_names
from app.models.values import as_clauses, clauses_by_id
from app.schemas.positions import MatrixOut, MatrixRowOut, PositionOut
from documents.document import Clause
from documents.permissions import Participant
from documents.positions import circles_up_to, innermost


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
    proposed = _on_the_table(session, participant, document, chosen) if chosen.amendments else {}
    present = {one.id: PresentText(one.revision, one.content) for one in clauses}
    present |= {one.id: one.present for some in proposed.values() for one in some}
    labels = {one.id: one.label for one in clauses}
    held = [
        row
        # Bare rows: there are thousands, and nobody changes them here.
        for row in session.execute(
            select(*PositionRow.__table__.columns)
            .join(DelegationRow, DelegationRow.code == PositionRow.delegation)
            .where(
                PositionRow.document_id == document.id,
                PositionRow.ended_at.is_(None),
                PositionRow.circle.in_(circles_up_to(chosen.circle)),
                PositionRow.delegation.in_(codes),
                visible_positions(participant),
            )
            .order_by(DelegationRow.ordinal, PositionRow.delegation, PositionRow.taken_at, PositionRow.id)
        )
        if row.subject_id in present
    ]
    # Whole texts are needed only where others than the present ones were read, which may yet be the same words.
    doubtful = [row.amendment_id for row in held if row.amendment_id and not _read_present(row, present)]
    present |= present_texts(session, document, clauses=(), amendments=set(doubtful))
    positions: dict[str, list[PositionOut]] = {}
    for row in held:
        positions.setdefault(row.subject_id, []).append(_shown(row, document, labels, present))
    rows = [
        _row(clause, about, positions.get(about.id if about else clause.id, []))
        for clause in clauses
        for about in (None, *proposed.get(clause.id, ()))
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


@dataclass(frozen=True, slots=True)
class _Proposed:
    """An amendment or a bridging text on the table: what a row of the matrix says of it."""

    id: str
    clause: str
    sponsors: tuple[str, ...]
    present: PresentText
    is_amendment: bool


def _on_the_table(
    session: Session, participant: Participant, document: DocumentRow, chosen: Chosen
) -> dict[str, list[_Proposed]]:
    """Return what is proposed, by clause: amendments by time of tabling, then bridging texts.

    For a table that everyone may see, the bridging texts that everyone may. Of amendments only the names of their
    texts are asked for: a matrix of many would be slow with their words.
    """
    found: dict[str, list[_Proposed]] = {}
    for one in tabled_names(session, AmendmentRow.document_id == document.id):
        found.setdefault(one.clause, []).append(
            _Proposed(one.id, one.clause, one.sponsors, PresentText(one.text, {}), True)
        )
    query = select(BridgingTextRow).where(
        BridgingTextRow.document_id == document.id,
        BridgingTextRow.withdrawn_at.is_(None),
        BridgingTextRow.decision_id.is_(None),
        visible_bridging_texts(participant),
    )
    if chosen.circle == "everyone":
        query = query.where(BridgingTextRow.released_at.is_not(None))
    for row in session.scalars(query.order_by(BridgingTextRow.created_at, BridgingTextRow.id)):
        wording = PresentText("", row.fields)
        found.setdefault(row.clause_id, []).append(
            _Proposed(row.id, row.clause_id, (row.by,), wording, False)
        )
    return found


def _row(clause: Clause, about: _Proposed | None, positions: list[PositionOut]) -> MatrixRowOut:
    is_amendment = about is not None and about.is_amendment
    return MatrixRowOut(
        clause=clause.id,
        kind=clause.kind,
        label=clause.label,
        level=clause.agreement.level,
        amendment=about.id if about is not None and is_amendment else None,
        bridging_text=about.id if about is not None and not is_amendment else None,
        sponsors=list(about.sponsors) if about is not None else [],
        positions=positions,
    )


def _is_wanted(row: MatrixRowOut, chosen: Chosen) -> bool:
    return (
        (not chosen.stances or any(one.stance in chosen.stances for one in cells_of(row).values()))
        # What waits to be confirmed does so in every circle.
        and (not chosen.stale or any(one.is_stale for one in row.positions))
        and (not chosen.unconfirmed or any(not one.is_confirmed for one in row.positions))
    )


def _read_present(row: PositionRow | Row[Any], present: Mapping[str, PresentText]) -> bool:
    """Return whether the very texts that were read are the present ones."""
    clause = present.get(row.clause_id, NO_TEXT)
    proposed = present[row.subject_id] if row.amendment_id is not None else NO_TEXT
    return ((row.revision_id or ""), (row.amendment_text_id or "")) == (clause.id, proposed.id)


def _shown(
    row: PositionRow | Row[Any],
    document: DocumentRow,
    labels: Mapping[str, str],
    present: Mapping[str, PresentText],
) -> PositionOut:
    clause = present.get(row.clause_id, NO_TEXT)
    proposed = present[row.subject_id] if row.subject_id != row.clause_id else None
    return PositionOut.of(
        row,
        document=document.slug,
        label=labels[row.clause_id],
        revision=clause.id or None,
        text=proposed.id or None if proposed is not None else None,
        is_stale=not _read_present(row, present) and row.text_hash != hash_read(clause, proposed),
    )
