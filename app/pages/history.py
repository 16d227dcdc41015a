"""How a clause came to read as it does: its revisions, the decisions that made them, and any two compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AmendmentRow, ClauseRevisionRow, ClauseRow, DecisionRow, DocumentRow, UptakeRow
from app.pages.differences import draw_difference, notes_on
from app.pages.frame import Named
from app.pages.pen import Pen, Stretch
from documents.content import ClauseKind, field_at, ordered_addresses
from documents.field_names import field_name


@dataclass(frozen=True, slots=True)
class RevisionShown:
    """One revision of the negotiated text."""

    id: str
    ordinal: int
    author: Named
    reason: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class UptakeShown:
    """What a decision made of one amendment."""

    delegation: Named
    outcome: str  # in words


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionShown:
    """One decision; ``undone``: another took it back; ``last``: it is the one that may be taken back."""

    id: str
    moment: datetime
    from_revision: int
    to_revision: int
    reason: str
    undoes: bool
    undone: bool
    last: bool
    uptakes: Sequence[UptakeShown]


@dataclass(frozen=True, slots=True)
class FieldCompared:
    """One field of two revisions; ``name`` is "" for the one text of a paragraph."""

    name: str
    stretches: Sequence[Stretch]
    notes: Sequence[str]  # what nobody can see of it, in words


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two revisions."""

    old: RevisionShown
    new: RevisionShown
    fields: Sequence[FieldCompared]


def revisions_of(session: Session, clause: ClauseRow, document: DocumentRow) -> list[ClauseRevisionRow]:
    """Return the revisions of the negotiated text, the first one first."""
    return list(
        session.scalars(
            select(ClauseRevisionRow)
            .where(
                ClauseRevisionRow.clause_id == clause.id,
                ClauseRevisionRow.language == document.negotiated_language,
            )
            .order_by(ClauseRevisionRow.ordinal)
        )
    )


def show_revision(row: ClauseRevisionRow, pen: Pen) -> RevisionShown:
    """Return one revision."""
    return RevisionShown(row.id, row.ordinal, pen.cast[row.author], row.reason, row.created_at)


def show_decisions(
    session: Session, clause: ClauseRow, revisions: Sequence[ClauseRevisionRow], pen: Pen
) -> list[DecisionShown]:
    """Return the decisions on a clause, the last one first."""
    rows = session.scalars(
        select(DecisionRow).where(DecisionRow.clause_id == clause.id).order_by(DecisionRow.ordinal.desc())
    ).all()
    undoing = {row.id for row in rows if row.undoes is not None}
    uptakes: dict[str, list[UptakeShown]] = {}
    for row, amendment in session.execute(
        select(UptakeRow, AmendmentRow)
        .join(AmendmentRow, AmendmentRow.id == UptakeRow.amendment_id)
        .where(UptakeRow.decision_id.in_([row.id for row in rows]))
        .order_by(AmendmentRow.tabled_at, AmendmentRow.id)
    ):
        uptakes.setdefault(row.decision_id, []).append(
            UptakeShown(pen.cast[amendment.delegation], _outcome(row, restores=row.decision_id in undoing))
        )
    ordinals = {row.id: row.ordinal for row in revisions}
    undone = {row.undoes for row in rows if row.undoes}
    standing = [row.id for row in rows if row.undoes is None and row.id not in undone]
    return [
        DecisionShown(
            id=row.id,
            moment=row.decided_at,
            from_revision=ordinals.get(row.from_revision or "", 0),
            to_revision=ordinals.get(row.to_revision or "", 0),
            reason=row.reason,
            undoes=row.undoes is not None,
            undone=row.id in undone,
            last=standing[:1] == [row.id],
            uptakes=uptakes.get(row.id, []),
        )
        for row in rows
    ]


def _outcome(row: UptakeRow, *, restores: bool) -> str:
    if restores:
        # What a taken-back decision had made of it is gone; the amendment is what it was before, no refusal.
        now = {"tabled": "on the table again", "withdrawn": "withdrawn since"}.get(row.status, row.status)
        return f"{now}, partly taken before" if row.uptake == "partly" else now
    taken = {"adopted": "adopted", "partly": "partly taken", "not so far": "not taken"}[row.uptake]
    if row.status == "tabled":
        return f"{taken}, stays open"
    return f"{taken}, closed" if row.uptake != "adopted" else taken


def compare(
    revisions: Sequence[ClauseRevisionRow], old: str, new: str, kind: ClauseKind, pen: Pen
) -> Comparison | None:
    """Return two revisions compared, or None where one of them is none of this clause."""
    by_id = {row.id: row for row in revisions}
    if old not in by_id or new not in by_id:
        return None
    before, after = by_id[old], by_id[new]
    addresses = {*before.content, *after.content}
    fields = [
        FieldCompared(
            field_name(address) if kind == "entry" else "",
            draw_difference(
                before.content.get(address, ""),
                after.content.get(address, ""),
                pen,
                by=(pen.cast[after.author],),
                whole=field_at(kind, address).kind == "value",
            ),
            notes_on(before.content.get(address, ""), after.content.get(address, "")),
        )
        for address in ordered_addresses(kind, addresses)
        if before.content.get(address, "") != after.content.get(address, "")
    ]
    return Comparison(show_revision(before, pen), show_revision(after, pen), tuple(fields))
