"""An earlier edition, its clauses grouped as they are in a later one: parts of one that was split since, merged ones.

What was split is compared part by part with the words that each part took from it; what was merged, with the words of
all its origins in a row. So a comparison tells what was reworded, not that everything came and went.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from documents.content import Content, field_at
from documents.dividing import borders_of, divide
from documents.editions import ClauseChange, FrozenClause, compare_editions
from documents.lineage import Lineage
from documents.streamlining import Restated


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The earlier edition by the clauses of the later one, and which of these came of which labels."""

    clauses: tuple[FrozenClause, ...]
    parts: frozenset[str]
    wholes: frozenset[str]


def compare_by_lineage(
    old: Sequence[FrozenClause], new: Sequence[FrozenClause], lineage: Lineage
) -> tuple[list[FrozenClause], list[ClauseChange]]:
    """Return the earlier edition as it is compared, and what became of every clause; as :func:`compare_editions`.

    >>> def clause(id, label, text):
    ...     return FrozenClause(id=id, kind="operative", label=label, parent=None, content={"text": text})
    >>> old = [clause("a", "OP 1", "Rivers unite. Lakes divide.")]
    >>> new = [clause("b", "OP 1", "Rivers unite."), clause("c", "OP 2", "Lakes divide us.")]
    >>> lineage = Lineage.of([("b", "a", 1), ("c", "a", 2)])
    >>> changes = compare_by_lineage(old, new, lineage)[1]
    >>> [(one.change, one.old_label, one.new_label, len(one.fields)) for one in changes]
    [('split', 'OP 1', 'OP 1', 0), ('split', 'OP 1', 'OP 2', 1)]
    """
    grouped = regroup(old, new, lineage)
    changes = [
        replace(one, change="split" if one.id in grouped.parts else "merged")
        if one.id in grouped.parts | grouped.wholes and one.new_label is not None
        else one
        for one in compare_editions(grouped.clauses, new)
    ]
    return list(grouped.clauses), changes


def regroup(old: Sequence[FrozenClause], new: Sequence[FrozenClause], lineage: Lineage) -> Regrouped:
    """Return an earlier edition with the clauses of a later one in place of those that they came of."""
    before = {one.id: one for one in old}
    came_of = {
        one.id: origins
        for one in new
        if one.id not in before and (origins := lineage.ancestors(one.id, before))
    }
    gone = {origin for origins in came_of.values() for origin in origins}
    put: dict[str, list[FrozenClause]] = {}
    for one in new:
        if one.id in came_of:
            were = [before[origin] for origin in came_of[one.id]]
            alike = [other.content for other in new if came_of.get(other.id) == came_of[one.id]]
            put.setdefault(were[0].id, []).append(_as_it_was(one, were, alike))
    parents = {one.id: one.parent for one in new}
    clauses: list[FrozenClause] = []
    for one in old:
        clauses += put.get(one.id, ())
        if one.id in gone:
            continue
        heir = parents.get(one.id)
        follows = heir is not None and one.parent in came_of.get(heir, ())
        clauses.append(replace(one, parent=heir) if follows else one)
    return Regrouped(
        tuple(clauses),
        parts=frozenset(one for one, origins in came_of.items() if len(origins) == 1),
        wholes=frozenset(one for one, origins in came_of.items() if len(origins) > 1),
    )


def _as_it_was(one: FrozenClause, origins: Sequence[FrozenClause], parts: Sequence[Content]) -> FrozenClause:
    """Return a new clause with the words that its origins had for it."""
    if len(origins) > 1:
        content: Mapping[str, str] = Restated(
            one.kind, tuple(origin.content for origin in origins), (one.content,)
        ).joined
    else:
        content = words_of_part(one, origins[0].content, parts)
    return replace(
        one,
        label=", ".join(origin.label for origin in origins if origin.label),
        content=content,
        parent=origins[0].parent,
    )


def words_of_part(one: FrozenClause, whole: Content, parts: Sequence[Content]) -> dict[str, str]:
    """Return what one part took of the clause that was split, field by field."""
    found: dict[str, str] = {}
    for address in one.content:
        base = whole.get(address, "")
        if field_at(one.kind, address).kind == "value" or not base:
            found[address] = base
            continue
        texts = [content[address] for content in parts if content.get(address)]
        number = next(
            k for k, content in enumerate(c for c in parts if c.get(address)) if content is one.content
        )
        found[address] = divide(base, base, borders_of(base, texts)).bases[number]
    return {address: text for address, text in found.items() if text}
