"""Where a clause stands: under which clause, behind which sibling, and the number that follows from it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ClausePlaceRow, ClauseRow, DocumentRow, new_id
from app.models.values import IN_THE_TEXT, clauses_by_id
from app.services.freezing import require_not_under_silence
from documents.content import ClauseKind
from documents.errors import ChangesNothing, WrongPlace, WrongStatus
from documents.numbering import number_after
from documents.ordering import key_between

_ABOVE: dict[str, tuple[str, ...]] = {"sub_item": ("operative", "preambular"), "entry": ("chapter",)}


def parent_for(session: Session, *, kind: ClauseKind, after: ClauseRow | None) -> str | None:
    """Return under which clause one of this kind stands when it follows another; refuse an impossible place."""
    above = _ABOVE.get(kind)
    if above is None:
        if after is not None and after.kind in _ABOVE:
            raise WrongPlace(
                f"A {kind} cannot follow a {after.kind}; name the {' or '.join(_ABOVE[after.kind])} it belongs to.",
                field="after",
            )
        return None
    if after is not None and after.kind in above:
        return after.id
    if after is not None and after.kind == kind:
        return session.scalar(
            select(ClausePlaceRow.parent_id).where(
                ClausePlaceRow.clause_id == after.id, ClausePlaceRow.current
            )
        )
    raise WrongPlace(f"A {kind} stands under a {' or '.join(above)}, or after another {kind}.", field="after")


def new_parent_of(
    session: Session, *, document: DocumentRow, clause: ClauseRow, after: ClauseRow | None
) -> str | None:
    """Return under which clause one would stand that is moved; refuse where it cannot, and where it does already."""
    if after is not None and after.id == clause.id:
        raise WrongPlace("A clause cannot follow itself; name the clause it is to follow.", field="after")
    if after is not None and (after.document_id != document.id or after.state not in IN_THE_TEXT):
        raise WrongPlace("The clause to follow does not stand in this document.", field="after")
    parent = parent_for(session, kind=clause.kind, after=after)
    siblings = [row.id for row, _ in _siblings(session, document, parent) if row.state in IN_THE_TEXT]
    followed = after.id if after is not None and after.id != parent else None
    if clause.id in siblings:
        here = siblings.index(clause.id)
        if (siblings[here - 1] if here else None) == followed:
            raise ChangesNothing("The clause stands there already; name another place.", field="after")
    return parent


def require_standing_above(session: Session, *, parent: str | None) -> None:
    """Refuse to let a clause stand under one that does not: an edition would show a part without its whole."""
    if parent is not None and session.get_one(ClauseRow, parent).state != "standing":
        raise WrongStatus(
            "The clause that this one belongs to is not part of the text; decide on that one first.",
            clause=parent,
        )


def require_nothing_below(session: Session, *, document: DocumentRow, clause: ClauseRow) -> None:
    """Refuse to take a clause out of the text while others stand under it: they would hang in the air."""
    below = [row.id for row, _ in _siblings(session, document, clause.id) if row.state in IN_THE_TEXT]
    if below:
        placed = clauses_by_id(session, document, below)
        labels = ", ".join(placed[one].clause.label for one in below)
        raise WrongStatus(f"{labels} still stand under this clause; decide on them first.", clauses=below)


def place_after(
    session: Session,
    *,
    document: DocumentRow,
    clause: ClauseRow,
    parent: str | None,
    after: str | None,
    behind_proposed: bool = False,
    decision: str | None = None,
    now: datetime,
) -> ClausePlaceRow:
    """Give a clause its place behind a sibling (or first), in order of arrival behind what is proposed there."""
    require_not_under_silence(session, document=document.id, clauses=[clause.id, parent], now=now)
    siblings = [one for one in _siblings(session, document, parent) if one[0].id != clause.id]
    above = session.get(ClauseRow, parent) if parent is not None else None
    if above is not None and above.state not in IN_THE_TEXT:
        raise WrongPlace("The clause it is to stand under is no longer in the text.", field="after")
    # Nothing stands before the title and the chapeau.
    position = sum(row.kind in ("title", "chapeau") for row, _ in siblings) if after is None else 0
    if after is not None and after != parent:
        position = next((n + 1 for n, (row, _) in enumerate(siblings) if row.id == after), 0)
        if not position:
            raise WrongPlace("The clause to follow stands under another clause now.", field="after")
    if behind_proposed:
        while position < len(siblings) and siblings[position][0].state == "proposed":
            position += 1
    before = siblings[position - 1][1].order_key if position else ""
    following = siblings[position][1].order_key if position < len(siblings) else ""
    old = session.scalar(
        select(ClausePlaceRow).where(ClausePlaceRow.clause_id == clause.id, ClausePlaceRow.current)
    )
    if old is not None:
        old.current = False
        session.flush()
    place = ClausePlaceRow(
        id=new_id(),
        clause_id=clause.id,
        parent_id=parent,
        order_key=key_between(before, following),
        placed_at=now,
        decision_id=decision,
        current=True,
    )
    session.add(place)
    session.flush()
    return place


def _siblings(
    session: Session, document: DocumentRow, parent: str | None
) -> list[tuple[ClauseRow, ClausePlaceRow]]:
    """Return all clauses that ever stood under a parent, in order: removed ones still hold their place."""
    rows = session.execute(
        select(ClauseRow, ClausePlaceRow)
        .join(ClausePlaceRow, ClausePlaceRow.clause_id == ClauseRow.id)
        .where(
            ClauseRow.document_id == document.id,
            ClausePlaceRow.current,
            ClausePlaceRow.parent_id == parent if parent is not None else ClausePlaceRow.parent_id.is_(None),
        )
    )
    return sorted(((row, place) for row, place in rows), key=lambda one: (one[1].order_key, one[0].id))


def number_at(session: Session, *, document: DocumentRow, clause: ClauseRow, place: ClausePlaceRow) -> str:
    """Return the number of a new clause: that of the last clause of its kind before it, and a Latin ordinal."""
    same_kind = [
        (row, where)
        for row, where in _siblings(session, document, place.parent_id)
        if row.kind == clause.kind and row.id != clause.id and row.number
    ]
    before = [
        row.number
        for row, where in same_kind
        if (where.order_key, row.id) < (place.order_key, clause.id) and row.state in ("standing", "proposed")
    ]
    return number_after(
        clause.kind,
        before[-1] if before else "",
        [row.number for row, _ in same_kind],
    )


def free_number(
    session: Session,
    *,
    document: DocumentRow,
    clause: ClauseRow,
    place: ClausePlaceRow,
    keep: str | None = None,
) -> str:
    """Return the number of a clause that comes to a place: its own, or ``keep``, unless another there has it."""
    wanted = clause.number if keep is None else keep
    taken = {
        row.number
        for row, _ in _siblings(session, document, place.parent_id)
        if row.id != clause.id and row.kind == clause.kind and row.state in IN_THE_TEXT
    }
    if not wanted or wanted not in taken:
        return wanted
    return number_at(session, document=document, clause=clause, place=place)
