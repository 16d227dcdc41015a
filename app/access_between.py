"""From an id in a request to a link between two documents, or a refusal: as :mod:`app.access`."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from app.access import held_clauses, in_visible_clause, storable
from app.models import ClauseLinkRow, ClauseRow, DocumentRow
from documents.errors import NotThere, UnknownValue
from documents.permissions import Participant, require


def _seen_clauses(participant: Participant) -> Select[str]:
    return (
        select(ClauseRow.id)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .where(in_visible_clause(participant))
    )


def visible_links(participant: Participant) -> ColumnElement[bool]:
    """Return the condition under which a link is there for a reader: who sees both its ends."""
    seen = _seen_clauses(participant)
    return and_(ClauseLinkRow.entry_id.in_(seen), ClauseLinkRow.ground_id.in_(seen))


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkEnds:
    """An entry and its ground, each with its document."""

    entry: ClauseRow
    programme: DocumentRow
    ground: ClauseRow
    declaration: DocumentRow


def link_ends_named(
    session: Session, participant: Participant, pairs: Sequence[tuple[str, str]]
) -> list[LinkEnds]:
    """Return the entries and grounds that a body of the secretariat's names, or refuse it; all of them are held."""
    require(participant, "link")
    found = held_clauses(session, participant, {one for pair in pairs for one in pair})
    for entry, ground in pairs:
        for name, field in ((entry, "entry"), (ground, "ground")):
            if name not in found:
                raise UnknownValue(f"There is no clause {name}; name one that you see.", field=field)
    return [
        LinkEnds(
            entry=found[entry][0],
            programme=found[entry][1],
            ground=found[ground][0],
            declaration=found[ground][1],
        )
        for entry, ground in pairs
    ]


def links_for(
    session: Session, participant: Participant, links: Sequence[str], *, lock: bool = False
) -> list[tuple[ClauseLinkRow, LinkEnds]]:
    """Return links by their ids, in the order named, with their ends; ``lock`` holds these."""
    query = select(ClauseLinkRow).where(
        ClauseLinkRow.id.in_([storable(one) for one in links]), visible_links(participant)
    )
    rows = {row.id: row for row in session.scalars(query)}
    if any(one not in rows for one in links):
        raise NotThere
    ordered = [rows[one] for one in links]
    ends = {one for row in ordered for one in (row.entry_id, row.ground_id)}
    found = held_clauses(session, participant, ends, lock=lock)
    if lock:
        for row in rows.values():
            session.refresh(row)  # it may have changed while we waited for its clauses
    return [
        (
            row,
            LinkEnds(
                entry=found[row.entry_id][0],
                programme=found[row.entry_id][1],
                ground=found[row.ground_id][0],
                declaration=found[row.ground_id][1],
            ),
        )
        for row in ordered
    ]
