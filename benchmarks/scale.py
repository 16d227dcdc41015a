"""How much is measured."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """The sizes of one run."""

    rounds: int  # that count; one more comes before them
    calls: int  # of a request in a round, each for another clause
    writes: int  # of a writing request in a round
    small: int  # clauses in the store: at least calls, and at least (rounds + 1) * writes
    large: int  # clauses in the store to which the small one is compared
    document: int  # clauses of a document that is consolidated and exported whole
    matrix: int  # clauses of a document whose positions are read as a matrix
    sizes: tuple[
        int, ...
    ]  # clauses of documents that are compared with each other, each some times the one before
    pairs: int  # of real texts, where there are any
    long_clauses: tuple[int, ...]  # words


FULL = Scale(
    rounds=7,
    calls=100,
    writes=12,
    small=100,
    large=10_000,
    document=1_000,
    matrix=300,
    sizes=(100, 1_000, 10_000),
    pairs=1_000,
    long_clauses=(10_000, 20_000),
)
QUICK = Scale(
    rounds=2,
    calls=10,
    writes=3,
    small=20,
    large=60,
    document=20,
    matrix=10,
    sizes=(5, 20),
    pairs=5,
    long_clauses=(300,),
)
