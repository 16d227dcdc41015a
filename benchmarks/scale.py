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
    pages: tuple[int, ...]  # clauses of documents whose pages are opened
    sizes: tuple[
        int, ...
    ]  # clauses of documents that are compared with each other, each some times the one before
    pairs: int  # of real texts, where there are any
    long_clauses: tuple[int, ...]  # words
    tabling: int  # delegations, each with amendments to some of a hundred paragraphs


FULL = Scale(
    rounds=7,
    calls=100,
    writes=12,
    small=100,
    large=10_000,
    document=1_000,
    matrix=300,
    pages=(70, 300),
    sizes=(100, 1_000, 10_000),
    pairs=1_000,
    long_clauses=(10_000, 20_000),
    tabling=100,
)
QUICK = Scale(
    rounds=1,
    calls=5,
    writes=2,
    small=8,
    large=16,
    document=8,
    matrix=5,
    pages=(5,),
    sizes=(3, 6),
    pairs=2,
    long_clauses=(300,),
    tabling=4,
)
