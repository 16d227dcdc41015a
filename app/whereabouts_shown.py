"""Where each proposal of a document went, from rows to a table, in a bounded number of queries.

Only what was tabled is followed, and only by what the public record tells: drafts are in no row and in no number.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access_to_people import delegation_named
from app.models import (
    AmendmentRow,
    CarriedRow,
    DecisionRow,
    DocumentRow,
    EditionRow,
    EventRow,
    StreamliningRow,
    UptakeRow,
)
from app.models.registry import alias_of
from app.models.values import PlacedClause, as_clauses, clauses_by_id, in_text_order
from app.proposals_shown import proposals_as_entries
from app.services.record import PUBLIC
from documents.round_table import Entry
from documents.whereabouts import Lost, Note, Proposal, Stop, Trail, follow, outcome_of, outcome_of_end
from documents.whereabouts_table import Came, DecidedOn, End, Leg, Whereabouts, WhereaboutsTable

_Undoing = alias_of(DecisionRow)


def whereabouts_table(
    session: Session, document: DocumentRow, *, since: EditionRow | None = None, delegation: str = ""
) -> WhereaboutsTable:
    """Return where the proposals of a document went, in the order of the text on which they were tabled.

    ``since`` an edition: of those that were open when it was issued, or were tabled later. ``delegation``: of those
    that it stands behind.
    """
    if delegation:
        delegation_named(session, delegation)
    rows = {
        row.id: row
        for row in session.scalars(
            select(AmendmentRow)
            .where(AmendmentRow.document_id == document.id, AmendmentRow.tabled_at.is_not(None))
            .order_by(AmendmentRow.tabled_at, AmendmentRow.id)
        )
    }
    notes = _notes(session, document)
    trails = follow((Proposal(row.id, row.clause_id, _tabled(row)) for row in rows.values()), notes)
    decided = _decided(session, _ends(trails.values()))
    if since is not None:
        trails = _since(session, trails, rows, notes, decided, since.issued_at)
    entries = proposals_as_entries(
        session, document, [rows[root] for root in trails], late=lambda _, written: written.late
    )
    chosen = [one for one in entries if not delegation or delegation in one.delegations]
    placed = _placed(session, document, {one.clause for one in chosen} | _clauses_of(trails.values()))
    followed = _Followed(
        rows=rows,
        placed=placed,
        order={clause: number for number, clause in enumerate(placed)},
        acts=_acts(session, {note.act for note in notes}),
        decided=decided,
        shared=_shared(trails),
    )
    chosen.sort(key=lambda one: (followed.order[one.clause], one.at, one.amendment))
    return WhereaboutsTable(
        since.symbol if since is not None else "",
        delegation,
        [followed.whereabouts(one, trails[one.amendment or ""]) for one in chosen],
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Followed:
    """What is known of where proposals went, by id."""

    rows: Mapping[str, AmendmentRow]
    placed: Mapping[str, PlacedClause]
    order: Mapping[str, int]  # of the clauses in the text
    acts: Mapping[str, Came]
    decided: Mapping[str, DecidedOn]
    shared: Mapping[str, Sequence[str]]

    def whereabouts(self, one: Entry, trail: Trail) -> Whereabouts:
        """Return where one proposal went."""
        stops = sorted(trail.stops, key=lambda stop: (self.order[stop.clause], stop.amendment))
        ends = [self._end(one, stop) for stop in stops]
        return Whereabouts(
            proposal=one,
            outcome=outcome_of((end.outcome for end in ends), trail),
            ends=ends,
            lost=trail.lost,
            said=[self.acts[act] for act in trail.said],
        )

    def _end(self, one: Entry, stop: Stop) -> End:
        row = self.rows[stop.amendment]
        return End(
            amendment=row.id,
            clause=stop.clause,
            label=self._name(stop.clause),
            outcome=outcome_of_end(row.status, row.uptake),
            is_open=row.status == "tabled",
            legs=[
                Leg(self.acts[step.act], self._name(step.clause), self._name(step.to_clause), step.fate)
                for step in stop.steps
            ],
            decided=self.decided.get(row.id),
            joined=[other for other in self.shared[row.id] if other != one.amendment],
        )

    def _name(self, clause: str) -> str:
        return self.placed[clause].clause.label or self.placed[clause].clause.kind


def _tabled(row: AmendmentRow) -> datetime:
    assert row.tabled_at is not None, "only what was tabled is followed"
    return row.tabled_at


def _ends(trails: Iterable[Trail]) -> list[str]:
    return sorted({stop.amendment for trail in trails for stop in trail.stops})


def _shared(trails: Mapping[str, Trail]) -> dict[str, list[str]]:
    """Return for which proposals each amendment stands by now."""
    found: dict[str, list[str]] = {}
    for root, trail in trails.items():
        for stop in trail.stops:
            found.setdefault(stop.amendment, []).append(root)
    return found


def _since(
    session: Session,
    trails: Mapping[str, Trail],
    rows: Mapping[str, AmendmentRow],
    notes: Sequence[Note],
    decided: Mapping[str, DecidedOn],
    at: datetime,
) -> dict[str, Trail]:
    """Return the trails of what was tabled after a moment, was still open then, or lost its place later."""
    settled = _withdrawn(session, _ends(trails.values()))
    settled |= {one: decision.at for one, decision in decided.items() if rows[one].status == "closed"}
    later = {note.act for note in notes if note.at > at}
    return {
        root: trail
        for root, trail in trails.items()
        if _tabled(rows[root]) > at
        or any(one.act in later for one in trail.lost)
        or any(act in later for act in trail.said)
        or any(stop.amendment not in settled or settled[stop.amendment] > at for stop in trail.stops)
    }


def _notes(session: Session, document: DocumentRow) -> list[Note]:
    """Return what everyone may know of where proposals and clauses went, in the order in which it happened."""
    found = session.execute(
        select(CarriedRow, StreamliningRow)
        .join(StreamliningRow, StreamliningRow.id == CarriedRow.streamlining_id)
        .where(
            StreamliningRow.document_id == document.id,
            CarriedRow.stream == PUBLIC,
            CarriedRow.matter.in_(("amendment", "place")),
        )
        .order_by(StreamliningRow.done_at, StreamliningRow.id, CarriedRow.id)
    )
    return [
        Note(
            act=act.id,
            kind=act.act,
            undoes=act.undoes or "",
            at=act.done_at,
            subject=row.subject_id if row.matter == "amendment" else "",
            clause=row.clause_id,
            fate=row.fate,
            to=row.to_id or "" if row.matter == "amendment" else "",
            to_clause=row.to_clause_id or "",
            lost=[
                Lost(act.id, one["field"], one["base"], one["proposed"])
                for one in row.facts.get("unplaced", ())
            ],
        )
        for row, act in found
    ]


def _decided(session: Session, amendments: Sequence[str]) -> dict[str, DecidedOn]:
    """Return by which decision that stands it was last said what became of each amendment."""
    if not amendments:
        return {}
    found = session.execute(
        select(UptakeRow.amendment_id, DecisionRow)
        .join(DecisionRow, DecisionRow.id == UptakeRow.decision_id)
        .outerjoin(_Undoing, _Undoing.undoes == DecisionRow.id)
        .where(UptakeRow.amendment_id.in_(amendments), DecisionRow.undoes.is_(None), _Undoing.id.is_(None))
        .order_by(DecisionRow.decided_at, DecisionRow.ordinal)
    )
    return {
        amendment: DecidedOn(decision.id, decision.decided_at, decision.reason)
        for amendment, decision in found
    }


def _withdrawn(session: Session, amendments: Sequence[str]) -> dict[str, datetime]:
    """Return when amendments were withdrawn that were."""
    rows = session.execute(
        select(EventRow.subject, EventRow.at).where(
            EventRow.stream == PUBLIC,
            EventRow.what == "amendment withdrawn",
            EventRow.subject.in_(amendments),
        )
    )
    return {row.subject: row.at for row in rows}


def _clauses_of(trails: Iterable[Trail]) -> set[str]:
    found = set()
    for trail in trails:
        for stop in trail.stops:
            found |= {stop.clause, *(step.clause for step in stop.steps), *(s.to_clause for s in stop.steps)}
    return found - {""}


def _placed(session: Session, document: DocumentRow, wanted: Iterable[str]) -> dict[str, PlacedClause]:
    """Return clauses in the order of the text; those that gave way stand where they stood."""
    standing = as_clauses(session, document)
    here = {one.clause.id for one in standing}
    gone = clauses_by_id(session, document, sorted(set(wanted) - here))
    ordered = in_text_order([*standing, *gone.values()])
    known = {one.clause.id: one for one in ordered}
    return known | {one: placed for one, placed in gone.items() if one not in known}


def _acts(session: Session, acts: set[str]) -> dict[str, Came]:
    rows = session.scalars(select(StreamliningRow).where(StreamliningRow.id.in_(acts)))
    return {row.id: Came(row.id, row.act, row.done_at, row.reason) for row in rows}
