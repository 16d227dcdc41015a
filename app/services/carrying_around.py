"""What leads to a clause leads to those that took its place: parts under it, places beside it, conditions."""

from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models import (
    AmendmentRow,
    ClausePlaceRow,
    ClauseRow,
    PackageClauseRow,
    PackageRow,
    StatusChangeRow,
    new_id,
)
from app.services.places import free_number
from app.services.restating import Restating
from app.services.statuses import write_status
from documents.consensus import Agreement
from documents.ordering import key_between, keys_in_row


def carry_parts_under(session: Session, act: Restating, below: Mapping[str, int]) -> None:
    """Let what stands under the old clauses stand under the new ones: under the last, unless ``below`` says which.

    A number that is taken there becomes another; both are noted as they were.
    """
    found = session.execute(
        select(ClauseRow, ClausePlaceRow)
        .join(ClausePlaceRow, ClausePlaceRow.clause_id == ClauseRow.id)
        .where(ClausePlaceRow.parent_id.in_(act.source_ids), ClausePlaceRow.current)
    )
    rows = sorted(
        ((clause, place) for clause, place in found),
        key=lambda one: (act.number_of(one[1].parent_id or ""), one[1].order_key, one[0].id),
    )
    keys = _keys_behind(session, act, len(rows))
    for (clause, place), key in zip(rows, keys, strict=True):
        target = below.get(clause.id, len(act.targets) - 1)
        before = clause.number
        put_under(session, act, clause, place, parent=act.targets[target].id, order_key=key)
        act.note(
            session,
            "clause",
            clause.id,
            place.parent_id or "",
            "as it was",
            to=clause.id,
            target=target,
            facts={"order_key": place.order_key, "number": before, "new_number": clause.number},
        )


def put_under(
    session: Session,
    act: Restating,
    clause: ClauseRow,
    place: ClausePlaceRow,
    *,
    parent: str | None,
    order_key: str,
    number: str | None = None,
) -> None:
    """Give a clause its next place; ``number``: the one it had there before, else a free one."""
    place.current = False
    session.flush()
    new = ClausePlaceRow(
        id=new_id(),
        clause_id=clause.id,
        parent_id=parent,
        order_key=order_key,
        placed_at=act.now,
        decision_id=None,
        current=True,
    )
    session.add(new)
    session.flush()
    clause.number = free_number(session, document=act.document, clause=clause, place=new, keep=number)


def _keys_behind(session: Session, act: Restating, count: int) -> list[str]:
    """Return so many keys in a row, behind all that stands under the new clauses already."""
    last = max(
        session.scalars(
            select(ClausePlaceRow.order_key).where(
                ClausePlaceRow.parent_id.in_([clause.id for clause in act.targets]), ClausePlaceRow.current
            )
        ),
        default="",
    )
    if not last:
        return keys_in_row(count)
    keys: list[str] = []
    for _ in range(count):
        keys.append(key_between(keys[-1] if keys else last, ""))
    return keys


def carry_goals(
    session: Session, act: Restating, below: Mapping[str, int], *, drafts_of: str | None = None
) -> None:
    """Lead insertions and moves that name an old clause to a new one: behind the last, or where its parts went."""
    last = act.targets[-1].id
    for row in session.scalars(
        select(AmendmentRow).where(
            or_(AmendmentRow.after_id.in_(act.source_ids), AmendmentRow.parent_id.in_(act.source_ids)),
            AmendmentRow.status == ("tabled" if drafts_of is None else "draft"),
            *(() if drafts_of is None else [AmendmentRow.delegation == drafts_of]),
        )
    ):
        if row.after_id in act.source_ids:
            row.after_id = last
        if row.parent_id in act.source_ids:
            row.parent_id = act.targets[below.get(row.after_id or "", -1)].id


def clauses_that_wait(session: Session, document: str, clauses: Sequence[str]) -> list[StatusChangeRow]:
    """Return where a clause stands that is agreed pending some of these."""
    rows = session.scalars(
        select(StatusChangeRow)
        .join(ClauseRow, ClauseRow.id == StatusChangeRow.clause_id)
        .where(ClauseRow.document_id == document, StatusChangeRow.current)
        .order_by(StatusChangeRow.clause_id)
    )
    return [row for row in rows if not set(clauses).isdisjoint(row.pending_clauses)]


def carry_conditions(session: Session, act: Restating) -> None:
    """Let a clause that was agreed pending an old clause wait for all that took its place; its level stays."""
    new = [clause.id for clause in act.targets]
    for row in clauses_that_wait(session, act.document.id, act.source_ids):
        kept = [one for one in row.pending_clauses if one not in act.source_ids]
        agreement = Agreement(
            row.level,
            tuple(row.pending_delegations),
            tuple(sorted({*kept, *new} - {row.clause_id})),
        )
        write_status(
            session,
            clause=row.clause_id,
            agreement=agreement,
            text_hash=row.text_hash,
            reason=row.reason,
            by=row.by,
            now=act.now,
        )
        for clause in act.source_ids:
            if clause in row.pending_clauses:
                act.note(session, "condition", row.clause_id, clause, "as it was", to=row.clause_id)


def carry_packages(session: Session, act: Restating) -> None:
    """Let the packages that hold an old clause hold all that took its place."""
    held = session.scalars(
        select(PackageClauseRow)
        .join(PackageRow, PackageRow.id == PackageClauseRow.package_id)
        .where(PackageClauseRow.clause_id.in_(act.source_ids), PackageRow.dissolved_at.is_(None))
        .order_by(PackageClauseRow.package_id, PackageClauseRow.ordinal)
    ).all()
    led: set[str] = set()
    for row in held:
        if row.package_id not in led:
            session.add_all(
                PackageClauseRow(package_id=row.package_id, clause_id=clause.id, ordinal=row.ordinal)
                for clause in act.targets
            )
            led.add(row.package_id)
        session.delete(row)
    session.flush()
