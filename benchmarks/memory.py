"""How much memory differences and consolidations take at their peak, each in a process of its own.

``python -m benchmarks.memory`` prints it: growing with the text, where the bare alignment grows with its square.
"""

import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from random import Random

from rapidfuzz.distance import Indel

from benchmarks.engine import clause
from benchmarks.texts import drafted, reworded
from documents.diff import diff_words
from documents.readings import consolidate_clause
from documents.tokens import line_of

ONCE = 0.05  # of the words of a long text, those that stand in it once; our two drafts have one in twelve
LENGTHS = (10_000, 20_000, 40_000, 80_000)  # words
DOCUMENTS = (250, 500, 1_000)  # clauses


def difference(words: int) -> Callable[[], object]:
    """Return what takes the difference of a clause of so many words, two in five changed."""
    return partial(diff_words, *_texts(words, ONCE))


def repeating(words: int) -> Callable[[], object]:
    """Return the same for a text that says everything again and again: it can be cut nowhere."""
    return partial(diff_words, *_texts(words, 0.0))


def bare_alignment(words: int) -> Callable[[], object]:
    """Return what aligns the same words without anything else."""
    known: dict[str, int] = {}
    coded = [
        [known.setdefault(word, len(known)) for word in line_of(text).words] for text in _texts(words, ONCE)
    ]
    return partial(Indel.opcodes, *coded)


def _texts(words: int, once: float) -> tuple[str, str]:
    base = clause(words, 0, once=once)
    return base, reworded(base, 0.4, Random(words))


def consolidation(clauses: int) -> Callable[[], object]:
    """Return what consolidates so many clauses with five delegations each."""
    drafts = drafted(clauses)
    return lambda: [consolidate_clause(one, amendments) for one, amendments in drafts]


MEASURED = {
    "difference": difference,
    "repeating": repeating,
    "bare": bare_alignment,
    "consolidation": consolidation,
}


def main(arguments: list[str]) -> None:
    """Print the table, or what one measurement in this process takes."""
    if arguments:
        run = MEASURED[arguments[0]](int(arguments[1]))
        before = _peak()
        run()
        print(_peak() - before)
        return
    print("| words | difference, MB | of a text that repeats itself, MB | bare alignment, MB |")
    print("|---|---|---|---|")
    for words in LENGTHS:
        taken = (_megabytes(name, words) for name in ("difference", "repeating", "bare"))
        print(f"| {words:,} | {' | '.join(taken)} |", flush=True)
    print("\n| clauses, five delegations each | consolidation, MB |")
    print("|---|---|")
    for clauses in DOCUMENTS:
        print(f"| {clauses:,} | {_megabytes('consolidation', clauses)} |", flush=True)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # kilobytes on Linux


def _megabytes(name: str, size: int) -> str:
    command = [sys.executable, "-m", "benchmarks.memory", name, str(size)]
    taken = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return f"{int(taken) / 1024:,.0f}"


if __name__ == "__main__":
    main(sys.argv[1:])
