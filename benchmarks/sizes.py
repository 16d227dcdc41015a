"""Whether a clause of a large document costs what one of a small document does, written to Word and read back."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

from benchmarks.measuring import Ratio, compare
from benchmarks.scale import Scale
from benchmarks.texts import lightly_amended
from benchmarks.writing import read
from exporters.word import export

_ROUNDS = 3  # the largest takes seconds


def measure(scale: Scale) -> Iterator[Ratio]:
    """Yield each size against the one before it, as often as makes the same number of clauses."""
    documents = {size: lightly_amended(size) for size in scale.sizes}
    files = {size: export(document, "tracked") for size, document in documents.items()}
    for small, large in pairwise(scale.sizes):
        times = large // small
        yield compare(
            f"export {large:,} clauses with five changes each, tracked",
            partial(export, documents[large], "tracked"),
            f"{small:,} clauses, {times} times",
            _repeated(partial(export, documents[small], "tracked"), times),
            rounds=min(scale.rounds, _ROUNDS),
        )
        yield compare(
            f"read the tracked changes of {large:,} clauses back",
            partial(read, files[large], documents[large]),
            f"{small:,} clauses, {times} times",
            _repeated(partial(read, files[small], documents[small]), times),
            rounds=min(scale.rounds, _ROUNDS),
        )


def _repeated(do: Callable[[], object], times: int) -> Callable[[], None]:
    def repeat() -> None:
        for _ in range(times):
            do()

    return repeat
