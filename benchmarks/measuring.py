"""Two things measured in turn, A B A B, so that a machine that slows down slows both."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import process_time


@dataclass(frozen=True, slots=True)
class Ratio:
    """What one thing costs in units of another: smallest, median, largest over the rounds; and its own cost."""

    name: str
    against: str
    low: float
    middle: float
    high: float
    milliseconds: float  # of processor time, median of one call of the measured thing


def compare(
    name: str,
    measured: Callable[[], object],
    against: str,
    plain: Callable[[], object],
    *,
    calls: int,
    rounds: int,
) -> Ratio:
    """Return the ratio of processor times, round by round, after one round that is not counted."""
    ratios, costs = [], []
    for round_ in range(rounds + 1):
        cost, base = _cost(measured, calls), _cost(plain, calls)
        if round_:
            ratios.append(cost / base)
            costs.append(cost)
    return Ratio(name, against, min(ratios), median(ratios), max(ratios), 1000 * median(costs))


def _cost(call: Callable[[], object], calls: int) -> float:
    start = process_time()
    for _ in range(calls):
        call()
    return (process_time() - start) / calls


def as_table(ratios: list[Ratio]) -> str:
    """Return ratios as a table in Markdown."""
    lines = [
        "| what | against | ratio: min | median | max | ms of processor time |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.name} | {one.against} | {one.low:.2f} | {one.middle:.2f} | {one.high:.2f} | {one.milliseconds:.2f} |"
        for one in ratios
    ]
    return "\n".join(lines)
