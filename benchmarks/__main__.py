"""Print the table of ``docs/benchmarks.md``: python -m benchmarks [--quick]."""

import sys

from benchmarks.measuring import as_table, compare
from benchmarks.rooms import STATES, Room, reworded
from documents.consolidation import Proposal, consolidate
from documents.diff import diff_words


def main(quick: bool) -> None:
    """Measure everything; ``--quick`` in a small size, to see that it runs."""
    rounds, calls = (1, 3) if quick else (7, 40)
    many = 60 if quick else 10_000
    middle = 30 if quick else 1_000
    small = Room(40 if quick else 100)
    small.amend(5)
    clause = small.clauses[0].id

    def bare() -> object:
        return small.get("/bare")

    route = "a bare route"
    ratios = [
        compare(name, lambda path=path: small.get(path), route, bare, calls=calls, rounds=rounds)
        for name, path in (
            ("read a clause", f"/api/clauses/{clause}"),
            ("read a clause with five amendments, consolidated", f"/api/clauses/{clause}/consolidation"),
            ("list the five amendments of a clause", f"/api/amendments?clause={clause}"),
        )
    ]
    ratios.append(compare("table an amendment", small.table, route, bare, calls=calls, rounds=rounds))

    large = Room(many)
    large.amend(5)
    large_clause = large.clauses[0].id
    ratios += [
        compare(
            f"growth: {name}, {many:,} clauses in the store",
            lambda path=path: large.get(path.format(large_clause)),
            f"the same with {len(small.clauses)}",
            lambda path=path: small.get(path.format(clause)),
            calls=calls,
            rounds=rounds,
        )
        for name, path in (
            ("read a clause", "/api/clauses/{}"),
            ("read it consolidated", "/api/clauses/{}/consolidation"),
        )
    ]

    room = Room(middle)
    room.amend(middle)
    texts = [
        (one.text, [Proposal(code, reworded(room.chance, one.text)) for code in STATES])
        for one in room.clauses
    ]

    def differences() -> None:
        for base, proposals in texts:
            for proposal in proposals:
                diff_words(base, proposal.text)

    def consolidations() -> None:
        for base, proposals in texts:
            consolidate(base, proposals)

    size = f"{middle:,} clauses × {len(STATES)} delegations"
    ratios.append(
        compare(
            f"consolidate {size}, core",
            consolidations,
            "the sum of their differences",
            differences,
            calls=1,
            rounds=min(rounds, 5),
        )
    )
    ratios.append(
        compare(
            f"consolidate {size}, by the API",
            lambda: room.get("/api/documents/text/consolidation"),
            "the sum of their differences",
            differences,
            calls=1,
            rounds=min(rounds, 5),
        )
    )
    print(as_table(ratios))


if __name__ == "__main__":
    main("--quick" in sys.argv[1:])
