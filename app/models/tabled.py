"""What is on the table by name alone: where there are thousands of amendments, their words are not always needed."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, select
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
