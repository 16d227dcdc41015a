"""The matrix of positions, and the standing of all clauses, of a large document, against reading one of its clauses."""

from collections.abc import Iterator
from functools import partial
from itertools import cycle

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.models import ClauseHeadRow, DocumentRow, ParticipationRow, PositionRow, new_id
from app.models.present import hash_read, present_texts
from benchmarks.filling import SLUG
from benchmarks.measuring import Ratio, compare
from benchmarks.rooms import sqlite_room
from benchmarks.scale import Scale
from benchmarks.texts import BEGUN
from documents.positions import STANCES


def measure(scale: Scale) -> Iterator[Ratio]:
    """Yield the matrix of clauses with five amendments each, a position of every delegation on every clause."""
    with sqlite_room(scale.matrix) as room:
        with room.store.writing() as session:
            delegations = _take_positions(session)
        clauses = room.spread(scale.rounds)
        one = cycle(clauses)
        yield compare(
            f"positions: {scale.matrix:,} clauses, {5 * scale.matrix:,} amendments × {delegations} delegations",
            partial(room.asker.get, f"/api/documents/{SLUG}/positions"),
            "reading one clause",
            lambda: room.read("/api/clauses/{}", [next(one)]),
            rounds=scale.rounds,
        )
        yield compare(
            f"what waits for a delegation: {scale.matrix:,} clauses, {5 * scale.matrix:,} amendments",
            partial(room.asker.get, "/api/waiting"),
            "reading one clause",
            lambda: room.read("/api/clauses/{}", [next(one)]),
            rounds=scale.rounds,
        )
        yield compare(
            f"standing of {scale.matrix:,} clauses, {5 * scale.matrix:,} amendments",
            partial(room.asker.get, f"/api/documents/{SLUG}/standing"),
            "reading one clause",
            lambda: room.read("/api/clauses/{}", [next(one)]),
            rounds=scale.rounds,
        )


def _take_positions(session: Session) -> int:
    """Write a position of every delegation on every clause; return of how many delegations."""
    document = session.scalars(select(DocumentRow).where(DocumentRow.slug == SLUG)).one()
    codes = session.scalars(
        select(ParticipationRow.delegation).where(ParticipationRow.document_id == document.id)
    ).all()
    clauses = session.scalars(select(ClauseHeadRow.clause_id)).all()
    stances = cycle(STANCES)
    session.execute(
        insert(PositionRow),
        [
            {
                "id": new_id(),
                "document_id": document.id,
                "clause_id": clause,
                "subject_id": clause,
                "delegation": code,
                "circle": "everyone",
                "stance": next(stances),
                "note": "As our capital sees it today.",
                "red_line": False,
                "revision_id": present.id,
                "text_hash": hash_read(present),
                "taken_at": BEGUN,
            }
            for clause, present in present_texts(session, document, clauses=clauses).items()
            for code in codes
        ],
    )
    return len(codes)
