"""Which clauses came of which: parts of a clause that was split, the whole of clauses that were merged."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lineage:
    """Clauses with those that they came of, and those that came of them, in order, one step each."""

    origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    became: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str, int]]) -> "Lineage":
        """Return the lineage of pairs: a clause, one that it came of, and its number among those.

        >>> line = Lineage.of([("b", "a", 1), ("c", "a", 2), ("d", "c", 1), ("d", "e", 2)])
        >>> line.became["a"], line.origins["d"], line.heirs("a", {"b", "d"}), line.ancestors("d", {"a"})
        (('b', 'c'), ('c', 'e'), ('b', 'd'), ('a',))
        """
        origins: dict[str, list[str]] = {}
        became: dict[str, list[str]] = {}
        for clause, origin, _ in sorted(pairs, key=lambda pair: pair[2]):
            origins.setdefault(clause, []).append(origin)
            became.setdefault(origin, []).append(clause)
        return cls(
            {clause: tuple(found) for clause, found in origins.items()},
            {clause: tuple(found) for clause, found in became.items()},
        )

    def heirs(self, clause: str, among: Collection[str]) -> tuple[str, ...]:
        """Return which of some clauses came of one, the nearest on each line; itself where it is one of them."""
        return _reached(clause, self.became, among)

    def ancestors(self, clause: str, among: Collection[str]) -> tuple[str, ...]:
        """Return of which of some clauses one came, the nearest on each line; itself where it is one of them."""
        return _reached(clause, self.origins, among)

    def first_heirs(self, old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
        """Return the clause that goes on for each old one that gave way, as far as nobody else goes on as that.

        >>> Lineage.of([("b", "a", 1), ("c", "a", 2), ("z", "x", 1), ("z", "y", 2)]).first_heirs("axy", "bcz")
        {'a': 'b', 'x': 'z'}
        """
        found: dict[str, str] = {}
        for one in old:
            heirs = [heir for heir in self.heirs(one, new) if heir != one and heir not in found.values()]
            if heirs:
                found[one] = heirs[0]
        return found

    def inherited(self, labels: Mapping[str, str]) -> dict[str, "Inherited"]:
        """Return how references to clauses that gave way are printed: by the labels of all that came of them.

        >>> Lineage.of([("b", "a", 1), ("c", "a", 2)]).inherited({"b": "OP 3", "c": "OP 3 bis"})
        {'a': 'OP 3, OP 3 bis'}
        """
        return {
            gone: Inherited(", ".join(labels[heir] for heir in self.heirs(gone, labels) if labels[heir]))
            for gone in self.became
            if gone not in labels
        }


class Inherited(str):
    """How a reference to a clause that gave way is printed; nobody types a reference by it."""

    __slots__ = ()


def _reached(start: str, steps: Mapping[str, tuple[str, ...]], among: Collection[str]) -> tuple[str, ...]:
    if start in among:
        return (start,)
    found = [one for step in steps.get(start, ()) for one in _reached(step, steps, among)]
    return tuple(dict.fromkeys(found))
