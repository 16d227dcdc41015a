"""Proposals as entries of a table: who wants which words in place of which, in a bounded number of queries."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.orm import Session

from app.models import AmendmentRow, DocumentRow
from app.models.values import PlacedClause, clauses_by_id
from app.models.written import as_written, last_revisions
from documents.content import ordered_addresses
from documents.readings import OpenAmendment
from documents.round_table import Entry, Wanted, state_of_proposal


def proposals_as_entries(
    session: Session,
    document: DocumentRow,
    rows: Sequence[AmendmentRow],
    *,
    late: Callable[[AmendmentRow, OpenAmendment], bool],
) -> list[Entry]:
    """Return the proposals of a document in the order given, each against the text on which it was written."""
    if not rows:
        return []
    placed = clauses_by_id(session, document, sorted({one.clause_id for one in rows}))
    new = {
        text.amendment_id: text.fields
        for text in last_revisions(session, [one.id for one in rows if one.kind == "insert"])
    }
    return [
        _proposal(one, written, placed, new, late=late(one, written))
        for one, written in as_written(session, rows)
    ]


def _proposal(
    row: AmendmentRow,
    written: OpenAmendment,
    placed: Mapping[str, PlacedClause],
    new: Mapping[str, Mapping[str, str]],
    *,
    late: bool,
) -> Entry:
    clause = placed[row.clause_id].clause
    main = "title" if clause.kind == "entry" else "text"
    texts: Mapping[str, str] = written.fields if row.kind == "replace" else new.get(row.id, {})
    base: Mapping[str, str] = written.base if row.kind in ("replace", "delete") else {}
    if row.kind == "delete":
        texts = {main: ""}
    return Entry(
        clause=clause.id,
        kind=clause.kind,
        label=clause.label,
        amendment=row.id,
        amends=row.kind,
        delegations=written.sponsors,
        text=written.rationale,
        wanted=[
            Wanted(address, base.get(address, ""), texts[address])
            for address in ordered_addresses(clause.kind, texts)
        ],
        move_to=written.move_to,
        state=state_of_proposal(row.status, row.uptake),
        at=written.tabled_at,
        late=late,
    )
