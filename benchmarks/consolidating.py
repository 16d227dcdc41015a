"""A whole document with everything tabled on it, against the plain differences that it rests on."""

from collections.abc import Iterator
from functools import partial

from benchmarks.filling import SLUG
from benchmarks.measuring import Ratio, compare
from benchmarks.rooms import sqlite_room
from benchmarks.scale import Scale
from benchmarks.texts import PROPOSERS, drafted
from documents.diff import diff_words
from documents.readings import consolidate_clause


def measure(scale: Scale) -> Iterator[Ratio]:
    """Yield the core alone, then the same through the API: rows, values, answer."""
    drafts = drafted(scale.document)
    size = f"{scale.document:,} clauses × {len(PROPOSERS)} delegations"
    against = "the sum of their differences"

    def differences() -> None:
        for clause, amendments in drafts:
            for amendment in amendments:
                diff_words(clause.text, amendment.fields["text"])

    def consolidations() -> None:
        for clause, amendments in drafts:
            consolidate_clause(clause, amendments)

    yield compare(f"consolidate {size}, core", consolidations, against, differences, rounds=scale.rounds)
    with sqlite_room(scale.document) as room:
        yield compare(
            f"consolidate {size}, by the API",
            partial(room.asker.get, f"/api/documents/{SLUG}/consolidation"),
            against,
            differences,
            rounds=scale.rounds,
        )
