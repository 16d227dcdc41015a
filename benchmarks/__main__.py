"""Measure everything and print the table of ``docs/benchmarks.md``: python -m benchmarks [--quick]."""

import argparse
import sys
from collections.abc import Callable, Iterator

from benchmarks import (
    beside,
    consolidating,
    engine,
    exporting,
    growing,
    importing,
    matrix,
    pages,
    rivals,
    routes,
    sizes,
)
from benchmarks.measuring import Ratio, table_lines
from benchmarks.scale import FULL, QUICK, Scale

PARTS: tuple[Callable[[Scale], Iterator[Ratio]], ...] = (
    engine.measure,
    routes.measure,
    growing.measure,
    consolidating.measure,
    matrix.measure,
    pages.measure,
    exporting.measure,
    importing.measure,
    sizes.measure,
    rivals.measure,
    beside.measure,
)


def print_table(scale: Scale) -> None:
    """Print each row as soon as it is measured."""
    for line in table_lines(ratio for part in PARTS for ratio in part(scale)):
        print(line, flush=True)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: whether it runs, not how fast")
    print_table(QUICK if parser.parse_args(arguments).quick else FULL)


if __name__ == "__main__":
    main(sys.argv[1:])
