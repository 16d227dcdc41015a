"""Packages, and conditions of agreement: clauses that are agreed only together, and when what is pending is lifted.

A level may be taken pending delegations or clauses. A delegation fulfils its condition by its word; a clause does by
standing as high, itself without a condition that is open. Clauses that wait for one another only are agreed together.
A clause that has left the text holds nothing back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from documents.consensus import Agreement
from documents.errors import UnknownValue


@dataclass(frozen=True, slots=True)
class Package:
    """Clauses that are agreed only together."""

    id: str
    clauses: tuple[str, ...]


def require_package(clauses: Sequence[str]) -> None:
    """Refuse a package of fewer than two clauses, or one that names a clause twice.

    >>> require_package(["a", "b"])
    >>> require_package(["a"])
    Traceback (most recent call last):
    documents.errors.UnknownValue: A package holds two clauses or more; name what is to be agreed together.
    """
    if len(set(clauses)) < 2:
        raise UnknownValue(
            "A package holds two clauses or more; name what is to be agreed together.", field="clauses"
        )
    if len(set(clauses)) < len(clauses):
        raise UnknownValue("A clause is named twice; name each once.", field="clauses")


def held_back_by(
    clause: str,
    level: str,
    *,
    levels: Sequence[str],
    agreements: Mapping[str, Agreement],
    packages: Iterable[Package],
    together: Collection[str] = (),
) -> dict[str, tuple[str, ...]]:
    """Return of each package of a clause its other clauses that are not at ``level`` yet: package id -> clause ids.

    ``together``: clauses that take the level in the same act. A clause that waits for this one alone is no hindrance.

    >>> at = {"a": Agreement(), "b": Agreement("agreed ad ref", (), ("a",)), "c": Agreement()}
    >>> levels = ("open", "agreed ad ref", "adopted")
    >>> held_back_by("a", "agreed ad ref", levels=levels, agreements=at, packages=[Package("p", ("a", "b", "c"))])
    {'p': ('c',)}
    """
    holding = [package for package in packages if clause in package.clauses]
    if not holding:
        return {}
    wanted = levels.index(level)
    agreed = {**agreements, clause: Agreement(level)}
    agreed |= {one: Agreement(level) for one in together}
    sound = _sound(agreed, levels, met={})
    return {
        package.id: tuple(
            other
            for other in package.clauses
            if other != clause
            and (other not in sound or levels.index(agreed.get(other, Agreement()).level) < wanted)
        )
        for package in holding
    }


def settle(
    agreements: Mapping[str, Agreement],
    *,
    levels: Sequence[str],
    packages: Iterable[Package] = (),
    heard: Mapping[str, Collection[str]] | None = None,
) -> dict[str, Agreement]:
    """Return the agreements that change: conditions that are fulfilled fall away, and packages set new ones.

    ``agreements``: clause of the running text -> where its text stands. ``heard``: clause id -> delegations that have
    said yes to it since its level was taken.

    >>> levels = ("open", "agreed ad ref", "adopted")
    >>> at = {"a": Agreement("agreed ad ref", (), ("b",)), "b": Agreement("agreed ad ref", ("TJK",), ("a",))}
    >>> settle(at, levels=levels)
    {}
    >>> settle(at, levels=levels, heard={"b": ["TJK"]})["a"]
    Agreement(level='agreed ad ref', pending_delegations=(), pending_clauses=(), dropped_from=None)
    >>> settle({"a": Agreement("agreed ad ref", (), ("gone",))}, levels=levels)["a"].pending_clauses
    ()
    """
    bound = {clause: _with_package(clause, agreements, levels, packages) for clause in agreements}
    met = {clause: frozenset(codes) for clause, codes in (heard or {}).items()}
    sound = _sound(bound, levels, met=met)
    settled = {
        clause: replace(
            agreement,
            pending_delegations=tuple(
                code for code in agreement.pending_delegations if code not in met.get(clause, ())
            ),
            pending_clauses=tuple(
                other
                for other in agreement.pending_clauses
                if other in bound
                and (other not in sound or _place(bound, other, levels) < levels.index(agreement.level))
            ),
        )
        for clause, agreement in bound.items()
    }
    return {clause: one for clause, one in settled.items() if one != agreements[clause]}


def _with_package(
    clause: str, agreements: Mapping[str, Agreement], levels: Sequence[str], packages: Iterable[Package]
) -> Agreement:
    """Return an agreement with every clause of its packages that has not come as far as a further condition."""
    agreement = agreements[clause]
    if agreement.is_open:
        return agreement
    behind = {
        other
        for package in packages
        if clause in package.clauses
        for other in package.clauses
        if _place(agreements, other, levels) < levels.index(agreement.level)
    }
    named = agreement.pending_clauses
    return replace(agreement, pending_clauses=(*named, *sorted(behind.difference(named))))


def _place(agreements: Mapping[str, Agreement], clause: str, levels: Sequence[str]) -> int:
    return levels.index(agreements[clause].level) if clause in agreements else 0


def _sound(
    agreements: Mapping[str, Agreement], levels: Sequence[str], *, met: Mapping[str, Collection[str]]
) -> set[str]:
    """Return the agreed clauses without an open condition; those that wait for one another only are among them."""
    sound = {
        clause
        for clause, one in agreements.items()
        if not one.is_open and set(one.pending_delegations) <= set(met.get(clause, ()))
    }
    while True:
        lost = {
            clause
            for clause in sound
            for other in agreements[clause].pending_clauses
            if other in agreements
            and (
                other not in sound
                or _place(agreements, other, levels) < levels.index(agreements[clause].level)
            )
        }
        if not lost:
            return sound
        sound -= lost
