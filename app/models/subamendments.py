"""What sub-amendments amend: the amendment of another delegation, in its last text."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.proposals import AmendmentRow
from app.models.written import as_written, last_revisions
from documents.amendments import Status
from documents.readings import OpenAmendment


@dataclass(frozen=True, slots=True)
class Amended:
    """An amendment that another one amends; ``text`` is the id of its last text."""

    text: str
    status: Status
    written: OpenAmendment


def amended_by(session: Session, subs: Sequence[AmendmentRow]) -> dict[str, Amended]:
    """Return what each sub-amendment amends: its id -> the other amendment."""
    if not subs:
        return {}
    rows = session.scalars(
        select(AmendmentRow).where(AmendmentRow.id.in_({one.amends_id for one in subs}))
    ).all()
    texts = {one.amendment_id: one.id for one in last_revisions(session, [row.id for row in rows])}
    amended = {
        row.id: Amended(texts[row.id], row.status, written) for row, written in as_written(session, rows)
    }
    return {one.id: amended[one.amends_id or ""] for one in subs}
