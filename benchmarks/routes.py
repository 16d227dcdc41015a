"""Requests that people make all day, against bare routes beside them."""

from collections.abc import Iterator
from functools import partial

from benchmarks.asking import Asker
from benchmarks.measuring import Ratio, compare
from benchmarks.rooms import bare_application, proposal_on, sqlite_room
from benchmarks.scale import Scale

READINGS = (
    ("read a clause", "/api/clauses/{}"),
    ("list its five amendments", "/api/amendments?clause={}"),
    ("read it with five amendments, consolidated", "/api/clauses/{}/consolidation"),
)


def measure(scale: Scale) -> Iterator[Ratio]:
    """Yield the readings of a clause, and tabling: against a bare route, and against one durable write."""
    needed = max(scale.calls, 2 * (scale.rounds + 1) * scale.writes)
    with sqlite_room(needed) as room:
        bare = Asker(bare_application(room.store))
        clauses = room.spread(scale.calls)

        def read_bare() -> None:
            for clause in clauses:
                bare.get(f"/bare/{clause.id}")

        for name, path in READINGS:
            yield compare(
                name,
                partial(room.read, path, clauses),
                "a bare route",
                read_bare,
                rounds=scale.rounds,
                calls=len(clauses),
            )

        def post_bare(path: str) -> None:
            for clause in clauses[: scale.writes]:
                bare.post(f"/{path}/{clause.id}", proposal_on(clause))

        for against, path in (
            ("a bare route with the same body", "bare"),
            ("the same that changes one row and commits", "one-row"),
        ):
            yield compare(
                "table an amendment beside five others",
                partial(room.table, scale.writes),
                against,
                partial(post_bare, path),
                rounds=scale.rounds,
                calls=scale.writes,
            )
        bare.close()
