"""Editions: their kinds, their symbols, and what changed from one to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from documents.content import ClauseKind, Content, ordered_addresses
from documents.diff import Segment, diff_words
from documents.rising import longest_rising

EDITION_KINDS = (
    "zero draft",
    "compilation",
    "rolling text",
    "streamlined text",
    "chair's text",
    "L document",
    "adopted",
    "edited",
)


def symbol_of(document: str, ordinal: int) -> str:
    """Return the symbol of a document's n-th edition (from 1).

    >>> symbol_of("RES2026/DEC", 1), symbol_of("RES2026/DEC", 3)
    ('RES2026/DEC/L.1', 'RES2026/DEC/L.1/Rev.2')
    """
    return f"{document}/L.1" + (f"/Rev.{ordinal - 1}" if ordinal > 1 else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class FrozenClause:
    """A clause as it stands in an edition."""

    id: str
    kind: ClauseKind
    label: str
    parent: str | None
    content: Content


Change = Literal["unchanged", "changed", "inserted", "removed", "split", "merged"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseChange:
    """What became of one clause between two editions."""

    id: str
    kind: ClauseKind
    change: Change
    old_label: str | None  # None where it is not in the edition
    new_label: str | None
    moved: bool = False  # it stands elsewhere among the clauses that both editions hold
    fields: Mapping[str, tuple[Segment, ...]] = field(default_factory=dict)  # only fields that differ

    @property
    def renumbered(self) -> bool:
        """Whether it is in both editions under different labels."""
        return None not in (self.old_label, self.new_label) and self.old_label != self.new_label


def compare_editions(old: Sequence[FrozenClause], new: Sequence[FrozenClause]) -> list[ClauseChange]:
    """Return what became of every clause of either edition, in the order of the new one.

    Clauses are matched by identity, so renumbering is never mistaken for change. What was removed stands where it
    stood, behind the clause that came before it.
    """
    before = {clause.id: clause for clause in old}
    after = {clause.id: clause for clause in new}
    moved = _moved(old, new)
    changes = [_change(before.get(clause.id), clause, clause.id in moved) for clause in new]
    position = {change.id: n for n, change in enumerate(changes)}
    removed_after: dict[int, list[ClauseChange]] = {}
    last = -1
    for clause in old:
        if clause.id in after:
            last = position[clause.id]
        else:
            removed_after.setdefault(last, []).append(_change(clause, None, False))
    woven = list(removed_after.get(-1, []))
    for n, change in enumerate(changes):
        woven.append(change)
        woven += removed_after.get(n, [])
    return woven


def _moved(old: Sequence[FrozenClause], new: Sequence[FrozenClause]) -> set[str]:
    """Return the clauses outside the longest run that keeps its order, and those with another parent."""
    parents = {clause.id: clause.parent for clause in old}
    place = {clause.id: n for n, clause in enumerate(old)}
    common = [clause for clause in new if clause.id in place]
    kept = {common[k].id for k in longest_rising([place[clause.id] for clause in common])}
    return {clause.id for clause in common if clause.id not in kept or parents[clause.id] != clause.parent}


def _change(old: FrozenClause | None, new: FrozenClause | None, moved: bool) -> ClauseChange:
    one = new or old
    assert one is not None
    before, after = (old.content if old else {}), (new.content if new else {})
    fields = {
        address: tuple(diff_words(before.get(address, ""), after.get(address, "")))
        for address in ordered_addresses(one.kind, {*before, *after})
        if before.get(address, "") != after.get(address, "")
    }
    change: Change = "changed" if fields else "unchanged"
    if old is None or new is None:
        change = "inserted" if old is None else "removed"
    return ClauseChange(
        id=one.id,
        kind=one.kind,
        change=change,
        old_label=old.label if old else None,
        new_label=new.label if new else None,
        moved=moved,
        fields=fields,
    )
