"""Whether the cost of one clause depends on how many others there are; it must stay within 1.2 times."""

from collections.abc import Iterator
from functools import partial

from benchmarks.measuring import Ratio, compare
from benchmarks.rooms import Room, postgres_room, sqlite_room
from benchmarks.routes import READINGS
from benchmarks.scale import Scale
from tests.postgres import PostgresMissingError, running_server


def measure(scale: Scale) -> Iterator[Ratio]:
    """Yield the growth of reading and of tabling on each database that can be had here."""
    with sqlite_room(scale.small) as small, sqlite_room(scale.large) as large:
        yield from _measure(scale, "SQLite", small, large)
    try:
        with (
            running_server() as server,
            postgres_room(server, scale.small) as small,
            postgres_room(server, scale.large) as large,
        ):
            yield from _measure(scale, "PostgreSQL", small, large)
    except PostgresMissingError as reason:
        print(f"(not measured on PostgreSQL: {reason})")


def _measure(scale: Scale, database: str, small: Room, large: Room) -> Iterator[Ratio]:
    against = f"the same with {scale.small:,}"
    few, spread = small.spread(scale.calls), large.spread(scale.calls)
    for name, path in READINGS:
        yield compare(
            f"{database}: {name}, {scale.large:,} clauses in the store",
            partial(large.read, path, spread),
            against,
            partial(small.read, path, few),
            rounds=scale.rounds,
            calls=scale.calls,
        )
    yield compare(
        f"{database}: table an amendment, {scale.large:,} clauses in the store",
        partial(large.table, scale.writes),
        against,
        partial(small.table, scale.writes),
        rounds=scale.rounds,
        calls=scale.writes,
    )
