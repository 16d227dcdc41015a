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
from app.pages.words import name_of_field, word
from app.speaking import gettext
from documents.comparison import in_the_setting_of
from documents.content import ClauseKind, field_at, ordered_addresses


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
        now = {
            "tabled": gettext("on the table again"),
            "withdrawn": gettext("withdrawn since"),
        }.get(row.status, word(row.status))
        return gettext("%(now)s, partly taken before", now=now) if row.uptake == "partly" else now
    taken = {
        "adopted": gettext("adopted"),
        "partly": gettext("partly taken"),
        "not so far": gettext("not taken"),
    }[row.uptake]
    if row.status == "tabled":
        return gettext("%(taken)s, stays open", taken=taken)
    return gettext("%(taken)s, closed", taken=taken) if row.uptake != "adopted" else taken


def compare(
    revisions: Sequence[ClauseRevisionRow],
    old: str,
    new: str,
    kind: ClauseKind,
    pen: Pen,
    *,
    typography: bool = True,
) -> Comparison | None:
    """Return two revisions compared, or None where one of them is none of this clause.

    Without ``typography``, only changes of words are shown.
    """
    by_id = {row.id: row for row in revisions}
    if old not in by_id or new not in by_id:
        return None
    before, after = by_id[old], by_id[new]
    fields = [
        _compared(address, before, after, kind, pen, typography=typography)
        for address in ordered_addresses(kind, {*before.content, *after.content})
        if before.content.get(address, "") != after.content.get(address, "")
    ]
    return Comparison(
        show_revision(before, pen),
        show_revision(after, pen),
        [one for one in fields if any(stretch.kind in ("insert", "delete") for stretch in one.stretches)],
    )


def _compared(
    address: str,
    before: ClauseRevisionRow,
    after: ClauseRevisionRow,
    kind: ClauseKind,
    pen: Pen,
    *,
    typography: bool,
) -> FieldCompared:
    old, new = before.content.get(address, ""), after.content.get(address, "")
    whole = field_at(kind, address).kind == "value"
    if not typography and not whole:
        old = in_the_setting_of(new, old)
    return FieldCompared(
        name_of_field(address) if kind == "entry" else "",
        draw_difference(old, new, pen, by=(pen.cast[after.author],), whole=whole),
        notes_on(old, new),
    )
