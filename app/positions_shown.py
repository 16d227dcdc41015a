"""Positions as their readers see them, from rows to the wire, and the matrix; in a bounded number of queries."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import heard_codes
from app.access_beside import visible_bridging_texts, visible_positions
from app.chosen_positions import Chosen
from app.models import (
    AmendmentRow,
    BridgingTextRow,
    DocumentRow,
    PositionRow,
)
from app.models.agreements import present_agreements
from app.models.positions import HeldPosition, held_positions
from app.models.present import NO_TEXT, PresentText, hash_read, present_texts
from app.models.tabled import tabled_names
from app.models.values import Labelled, as_labels, clauses_by_id
from app.schemas.positions import MatrixOut, MatrixRowOut, PositionOut
from documents.consensus import Agreement
from documents.permissions import Participant
from documents.positions import circles_up_to, innermost
from documents.uncollected import uncollected


def show_positions(
    session: Session, document: DocumentRow, rows: Sequence[PositionRow] | Sequence[HeldPosition]
) -> list[PositionOut]:
    """Return positions in the order given."""
    if not rows:
        return []
    clauses = sorted({row.clause_id for row in rows})
    labels = {one: placed.clause.label for one, placed in clauses_by_id(session, document, clauses).items()}
    present = _present_under(session, document, rows)
    return [_shown(row, document, labels, present, is_stale=_is_stale(row, present)) for row in rows]


def stale_among(session: Session, document: DocumentRow, held: Sequence[HeldPosition]) -> set[str]:
    """Return which positions, by their ids, were taken on words that are others now."""
    present = _present_under(session, document, held)
    return {one.id for one in held if _is_stale(one, present)}


def _present_under(
    session: Session, document: DocumentRow, rows: Sequence[PositionRow] | Sequence[HeldPosition]
) -> dict[str, PresentText]:
    """Return what everything that positions are on reads now, by its id."""
    present = present_texts(
        session,
        document,
        clauses={row.clause_id for row in rows},
        amendments={row.amendment_id for row in rows if row.amendment_id},
    )
    if bridges := {row.bridging_text_id for row in rows if row.bridging_text_id}:
        texts = session.scalars(select(BridgingTextRow).where(BridgingTextRow.id.in_(bridges)))
        present |= {one.id: PresentText("", one.fields) for one in texts}
    return present


def show_position(session: Session, document: DocumentRow, row: PositionRow) -> PositionOut:
    """Return one position."""
    return show_positions(session, document, [row])[0]


@uncollected()
def show_matrix(
    session: Session, participant: Participant, document: DocumentRow, chosen: Chosen
) -> MatrixOut:
    """Return clauses and what is tabled on them × delegations, as far as this reader may see and wants to."""
    codes = [
        code
        for code in heard_codes(session, document)
        if not chosen.delegations or code in chosen.delegations
    ]
    clauses = as_labels(session, document)
    agreements = present_agreements(session, document)
    proposed = _on_the_table(session, participant, document, chosen) if chosen.amendments else {}
    present = {one.id: PresentText(agreements[one.id].revision, {}) for one in clauses}
    labels = {one.id: one.label for one in clauses}
    # Not what is proposed on a clause that has left the text: it has no row.
    present |= {one.id: one.present for clause, some in proposed.items() if clause in labels for one in some}
    held = [row for row in _held(session, participant, document, chosen, codes) if row.subject_id in present]
    # Whole texts are needed only where others than the present ones were read, which may yet be the same words.
    doubtful = [row for row in held if not _read_present(row, present)]
    present |= present_texts(
        session,
        document,
        clauses={row.clause_id for row in doubtful},
        amendments={row.amendment_id for row in doubtful if row.amendment_id},
    )
    stale = {row.id for row in doubtful if _is_stale(row, present)}
    positions: dict[str, list[PositionOut]] = {}
    for row in held:
        shown = _shown(row, document, labels, present, is_stale=row.id in stale)
        positions.setdefault(row.subject_id, []).append(shown)
    rows = [
        _row(
            clause,
            agreements[clause.id].agreement,
            about,
            positions.get(about.id if about else clause.id, []),
        )
        for clause in clauses
        for about in (None, *proposed.get(clause.id, ()))
        if not chosen.undecided or agreements[clause.id].agreement.is_open
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


def _held(
    session: Session, participant: Participant, document: DocumentRow, chosen: Chosen, codes: Sequence[str]
) -> list[HeldPosition]:
    """Return the positions that a reader sees and wants to, by delegation in the order of the codes, then by time."""
    by_code: dict[str, list[HeldPosition]] = {code: [] for code in codes}
    for one in held_positions(
        session,
        PositionRow.document_id == document.id,
        PositionRow.circle.in_(circles_up_to(chosen.circle)),
        PositionRow.delegation.in_(codes),
        visible_positions(participant),
    ):
        by_code[one.delegation].append(one)
    return [one for held in by_code.values() for one in held]


class _Proposed(NamedTuple):
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


def _row(
    clause: Labelled, agreement: Agreement, about: _Proposed | None, positions: list[PositionOut]
) -> MatrixRowOut:
    is_amendment = about is not None and about.is_amendment
    return MatrixRowOut(
        clause=clause.id,
        kind=clause.kind,
        label=clause.label,
        level=agreement.level,
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


def _read_present(row: PositionRow | HeldPosition, present: Mapping[str, PresentText]) -> bool:
    """Return whether the very texts that were read are the present ones."""
    return (row.revision_id or "") == present.get(row.clause_id, NO_TEXT).id and (
        row.amendment_id is None or (row.amendment_text_id or "") == present[row.amendment_id].id
    )


def _shown(
    row: PositionRow | HeldPosition,
    document: DocumentRow,
    labels: Mapping[str, str],
    present: Mapping[str, PresentText],
    *,
    is_stale: bool,
) -> PositionOut:
    return PositionOut.of(
        row,
        document=document.slug,
        label=labels[row.clause_id],
        revision=present.get(row.clause_id, NO_TEXT).id or None,
        text=present[row.subject_id].id or None if row.subject_id != row.clause_id else None,
        is_stale=is_stale,
    )


def _is_stale(row: PositionRow | HeldPosition, present: Mapping[str, PresentText]) -> bool:
    if _read_present(row, present):
        return False
    proposed = present[row.subject_id] if row.subject_id != row.clause_id else None
    return row.text_hash != hash_read(present.get(row.clause_id, NO_TEXT), proposed)
