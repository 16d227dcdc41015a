"""Two things measured in turn, A B B A, so that a machine that slows down slows both."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time

from documents.alignment import forget_alignments
from documents.consolidation import forget_consolidations
from documents.measures import forget_measures
from documents.options import set_apart

Batch = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Spread:
    """The smallest, the median and the largest of what the rounds gave."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        """Return the spread of some values."""
        return cls(min(values), median(values), max(values))


@dataclass(frozen=True, slots=True)
class Ratio:
    """What one thing costs in units of another, in processor time and on the clock; and its own cost."""

    name: str
    against: str
    processor: Spread
    wall: Spread
    milliseconds: float  # of processor time for one call of the measured thing, median
    wall_milliseconds: float


def compare(
    name: str,
    measured: Batch,
    against: str,
    plain: Batch,
    *,
    rounds: int,
    calls: int = 1,
    beside: Callable[[], AbstractContextManager[object]] = nullcontext,
    remembering: bool = False,
) -> Ratio:
    """Return the ratio of two costs round by round; a batch makes so many calls.

    ``remembering``: what the measured batch has compared once stands at its disposal, as it does in a running server.

    ``beside`` is entered before the measured batch and left after it; what it takes itself is not counted. Nor is the
    first round: imports, prepared statements and pages of files come in then.
    """
    costs: list[tuple[_Cost, _Cost]] = []
    for number in range(rounds + 1):
        if number % 2:
            base = _cost(plain, remembering=remembering)
            cost = _cost_beside(measured, beside, remembering=remembering)
        else:
            cost = _cost_beside(measured, beside, remembering=remembering)
            base = _cost(plain, remembering=remembering)
        if number:
            costs.append((cost, base))
    return Ratio(
        name,
        against,
        Spread.of([cost.processor / base.processor for cost, base in costs]),
        Spread.of([cost.wall / base.wall for cost, base in costs]),
        1000 * median(cost.processor for cost, _ in costs) / calls,
        1000 * median(cost.wall for cost, _ in costs) / calls,
    )


@dataclass(frozen=True, slots=True)
class _Cost:
    processor: float  # seconds of all threads of this process and of the programs that it ran to their end
    wall: float


def _cost_beside(
    batch: Batch, beside: Callable[[], AbstractContextManager[object]], *, remembering: bool
) -> _Cost:
    with beside():
        return _cost(batch, remembering=remembering)


def _cost(batch: Batch, *, remembering: bool = False) -> _Cost:
    if not remembering:
        _forget()
    gc.collect()
    wall, processor = perf_counter(), _processor_time()
    batch()
    return _Cost(_processor_time() - processor, perf_counter() - wall)


def _forget() -> None:
    """Let each batch compare its texts anew: what is remembered would flatter us."""
    forget_measures()
    set_apart.cache_clear()
    forget_consolidations()
    forget_alignments()


def _processor_time() -> float:
    """Return the seconds of this process and its ended children; a database server's are not among them."""
    ended = os.times()
    return process_time() + ended.children_user + ended.children_system


def table_lines(ratios: Iterable[Ratio]) -> Iterator[str]:
    """Yield the lines of a table in Markdown, one as each ratio comes."""
    yield "| what | against | processor: min | median | max | clock: min | median | max | ms, processor | ms, clock |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for one in ratios:
        figures = (
            *(one.processor.low, one.processor.middle, one.processor.high),
            *(one.wall.low, one.wall.middle, one.wall.high),
            *(one.milliseconds, one.wall_milliseconds),
        )
        yield f"| {one.name} | {one.against} | {' | '.join(f'{figure:,.2f}' for figure in figures)} |"
