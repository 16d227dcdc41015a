"""What is on the table by name alone: where there are thousands of amendments, their words are not always needed."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.models.proposals import AmendmentRevisionRow, AmendmentRow, SponsorshipRow
from documents.amendments import AmendmentKind


class TabledName(NamedTuple):
    """An open amendment without its words."""

    id: str
    clause: str
    kind: AmendmentKind
    sponsors: tuple[str, ...]  # the tabler first
    text: str  # id of its last text


def tabled_names(session: Session, chosen: ColumnElement[bool]) -> list[TabledName]:
    """Return the tabled amendments of a choice, by time of tabling, in two queries."""
    tabled = and_(chosen, AmendmentRow.status == "tabled")
    joined: dict[str, list[str]] = {}
    for amendment, code in session.execute(
        select(SponsorshipRow.amendment_id, SponsorshipRow.delegation)
        .join(AmendmentRow, AmendmentRow.id == SponsorshipRow.amendment_id)
        .where(tabled, SponsorshipRow.left_at.is_(None))
        .order_by(SponsorshipRow.delegation)
    ):
        joined.setdefault(amendment, []).append(code)
    texts = session.execute(
        select(
            AmendmentRow.id,
            AmendmentRow.clause_id,
            AmendmentRow.kind,
            AmendmentRow.delegation,
            AmendmentRevisionRow.id,
        )
        .join(AmendmentRevisionRow, AmendmentRevisionRow.amendment_id == AmendmentRow.id)
        .where(tabled)
        .order_by(AmendmentRow.tabled_at, AmendmentRow.id, AmendmentRevisionRow.ordinal)
    )
    last = {one: (clause, kind, code, text) for one, clause, kind, code, text in texts}
    return [
        TabledName(one, clause, kind, (code, *joined.get(one, ())), text)
        for one, (clause, kind, code, text) in last.items()
    ]


def concerns_others(session: Session, amendment: AmendmentRow) -> bool:
    """Return whether others stand behind an amendment, amend it, or propose something on or under its new clause."""
    builds_on_it = AmendmentRow.amends_id == amendment.id
    if amendment.kind == "insert":
        builds_on_it |= (AmendmentRow.clause_id == amendment.clause_id) & (AmendmentRow.id != amendment.id)
        builds_on_it |= AmendmentRow.parent_id == amendment.clause_id
    joined = select(SponsorshipRow.amendment_id).where(
        SponsorshipRow.amendment_id == amendment.id, SponsorshipRow.left_at.is_(None)
    )
    built = select(AmendmentRow.id).where(
        builds_on_it, AmendmentRow.status == "tabled", AmendmentRow.delegation != amendment.delegation
    )
    return bool(session.scalar(select(or_(joined.exists(), built.exists()))))
