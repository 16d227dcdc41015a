"""Rounds as their readers see them, from rows to the wire, and the table of what came in one; bounded queries."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access_beside import visible_comments
from app.models import AmendmentRow, CommentRow, DocumentRow, EventRow, RoundRow
from app.models.in_rounds import as_rounds, places_asked, rounds_of
from app.models.lineage import lineage_of
from app.models.values import PlacedClause, as_labels, clauses_in_order
from app.models.written import as_written
from app.proposals_shown import proposals_as_entries
from app.schemas.comments import ThreadOut
from app.schemas.rounds import RoundChangeOut, RoundOut
from app.threads import show_threads
from documents.circles import Circle
from documents.permissions import Participant
from documents.positions import circles_up_to
from documents.readings import OpenAmendment
from documents.round_table import Answer, Entry, RoundTable
from documents.rounds import fallen_into

_CHANGES: Mapping[str, Literal["called", "deadline moved", "closed", "called off", "deadline near"]] = {
    "round called": "called",
    "round deadline moved": "deadline moved",
    "round closed": "closed",
    "round called off": "called off",
    "round deadline near": "deadline near",
}


def show_rounds(
    session: Session, document: DocumentRow, rows: Sequence[RoundRow], *, now: datetime
) -> list[RoundOut]:
    """Return rounds in the order given."""
    if not rows:
        return []
    values = as_rounds(session, rows)
    asked = {clause for one in values for clause in one.clauses}
    named = clauses_in_order(session, document, asked)
    printed = {clause: placed.clause.label or placed.clause.kind for clause, placed in named.items()}
    if asked:  # what gave way is called by what came of it
        labels = {one.id: one.label for one in as_labels(session, document)}
        heirs = lineage_of(session, document).inherited(labels)
        printed = {clause: heirs.get(clause) or name for clause, name in printed.items()}
    changes: dict[str, list[RoundChangeOut]] = {}
    events = select(EventRow).where(EventRow.subject.in_([row.id for row in rows]))
    for event in session.scalars(events.order_by(EventRow.stream, EventRow.number)):
        changes.setdefault(event.subject, []).append(
            RoundChangeOut(
                at=event.at,
                by=event.actor,
                what=_CHANGES[event.what],
                deadline=datetime.fromisoformat(event.data["deadline"]),
                before=datetime.fromisoformat(event.data["from"]) if "from" in event.data else None,
                hours=event.data.get("hours"),
                reason=event.data.get("reason", ""),
            )
        )
    return [
        RoundOut.of(
            row,
            value,
            document=document.slug,
            labels={clause: name for clause, name in printed.items() if clause in value.clauses},
            changes=changes.get(row.id, []),
            now=now,
        )
        for row, value in zip(rows, values, strict=True)
    ]


def show_round(session: Session, document: DocumentRow, row: RoundRow, *, now: datetime) -> RoundOut:
    """Return one round."""
    return show_rounds(session, document, [row], now=now)[0]


def round_table(
    session: Session, participant: Participant, document: DocumentRow, row: RoundRow, *, circle: Circle
) -> RoundTable:
    """Return what came in a round as far as this reader may see it, up to a circle, in the order of the text."""
    rounds = rounds_of(session, document, kind=row.kind)
    places = places_asked(session, document, rounds)

    def lateness(clause: str, at: datetime) -> bool | None:
        fallen = fallen_into(rounds, clause, at, places)
        return fallen.is_late if fallen is not None and fallen.round.id == row.id else None

    entries: list[Entry] = []
    if row.kind == "comments":
        threads = [
            thread
            for thread in _threads_since(session, participant, document, row, circle)
            if lateness(thread.clause_id, thread.created_at) is not None
        ]
        on = clauses_in_order(session, document, {one.clause_id for one in threads})
        behind = _written(session, [one.amendment_id for one in threads if one.amendment_id])
        entries = [
            _comment(out, on, behind, late=bool(lateness(out.clause, out.created_at)))
            for out in show_threads(session, document, threads)
        ]
    else:
        tabled = [
            one
            for one in session.scalars(
                select(AmendmentRow)
                .where(AmendmentRow.document_id == document.id, AmendmentRow.tabled_at >= row.opens_at)
                .order_by(AmendmentRow.tabled_at, AmendmentRow.id)
            )
            if one.tabled_at is not None and lateness(one.clause_id, one.tabled_at) is not None
        ]
        entries = proposals_as_entries(
            session,
            document,
            tabled,
            late=lambda one, written: bool(lateness(one.clause_id, written.tabled_at)),
        )
    placed = clauses_in_order(session, document, {one.clause for one in entries})
    order = {clause: number for number, clause in enumerate(placed)}
    [value] = [one for one in rounds if one.id == row.id]
    return RoundTable(value, row.note, circle, sorted(entries, key=lambda one: (order[one.clause], one.at)))


def _threads_since(
    session: Session, participant: Participant, document: DocumentRow, row: RoundRow, circle: Circle
) -> Sequence[CommentRow]:
    return session.scalars(
        select(CommentRow)
        .where(
            CommentRow.document_id == document.id,
            CommentRow.thread_id.is_(None),
            CommentRow.created_at >= row.opens_at,
            CommentRow.circle.in_(circles_up_to(circle)),
            visible_comments(participant),
        )
        .order_by(CommentRow.created_at, CommentRow.id)
    ).all()


def _written(session: Session, amendments: Sequence[str]) -> dict[str, OpenAmendment]:
    if not amendments:
        return {}
    rows = session.scalars(select(AmendmentRow).where(AmendmentRow.id.in_(amendments))).all()
    return {row.id: written for row, written in as_written(session, rows)}


def _comment(
    out: ThreadOut,
    placed: Mapping[str, PlacedClause],
    behind: Mapping[str, OpenAmendment],
    *,
    late: bool,
) -> Entry:
    about = behind.get(out.amendment or "")
    return Entry(
        clause=out.clause,
        kind=placed[out.clause].clause.kind,
        label=out.label,
        comment=out.id,
        amendment=out.amendment,
        amends=about.kind if about is not None else None,
        delegations=(out.delegation,),
        on_proposal_of=about.sponsors if about is not None else (),
        circle=out.circle,
        words=out.passage.words if out.passage is not None else "",
        text=out.text,
        answers=[Answer(reply.delegation, reply.text, reply.created_at) for reply in out.replies],
        state="resolved" if out.resolved_at is not None else "open",
        at=out.created_at,
        late=late,
    )
