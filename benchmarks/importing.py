"""A redlined Word file of a whole document, read back: against writing it."""

from collections.abc import Iterator
from functools import partial

from benchmarks.measuring import Ratio, compare
from benchmarks.scale import Scale
from benchmarks.texts import consolidated
from benchmarks.writing import read
from exporters.word import export


def measure(scale: Scale) -> Iterator[Ratio]:
    """Yield one row: everything from the bytes to what each author proposes."""
    document = consolidated(scale.document)
    data = export(document, "tracked")
    yield compare(
        f"read the tracked changes of {scale.document:,} clauses back, to the last proposal",
        partial(read, data, document),
        "exporting them",
        partial(export, document, "tracked"),
        rounds=scale.rounds,
    )
