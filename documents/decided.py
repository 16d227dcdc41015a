"""What was decided since an edition, as if those who brought the words had proposed them on it.

So one exporter shows both: what is proposed on the present text, and how an edition became it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from documents.consensus import Agreement
from documents.consolidation import Alternative, Consolidation, Passage
from documents.content import field_at, ordered_addresses
from documents.decided_moves import moves_since, put_back
from documents.diff import Segment, changes_between, diff_single_words
from documents.document import Clause, ConsolidatedClause, TabledAmendment
from documents.editions import FrozenClause
from documents.moved_clauses import find_moves
from documents.numbering import name_of_place
from documents.provenance import Origin, words_brought
from documents.tokens import count_words

CHAIR = "CHAIR"  # who takes words out and moves clauses: a decision does


def decided_since(
    edition: Sequence[FrozenClause],
    present: Sequence[Clause],
    origins: Mapping[str, Mapping[str, Sequence[Origin]]],
    *,
    as_of: datetime,
    language: str,
) -> tuple[ConsolidatedClause, ...]:
    """Return the clauses of an edition with what became of them.

    ``present``: the standing clauses; ``origins``: clause id -> address -> who brought each stretch of its text. What
    was taken out of the text stands behind the clause that it followed, what was moved where it stood, with a move
    by the chair; a move that cannot be shown as one leaves its clause where it stands today. ``as_of``: the time of
    moves; ``language``: in which their places are named.
    """
    names = {one.id: one.label or one.content.get("text", "") for one in present}
    moved = moves_since(edition, present)
    while True:
        found = [
            replace(one, amendments=(_move(one.clause.id, after, names.get(after), as_of, language),))
            if (after := moved.get(one.clause.id)) is not None
            else one
            for one in _woven(edition, put_back(edition, present, moved), origins)
        ]
        shown = {found[move.first].clause.id for move in find_moves(found, whoever_rewords=True)}
        if shown == moved.keys():
            return tuple(found)
        moved = {clause: after for clause, after in moved.items() if clause in shown}


def renamed(one: FrozenClause, heirs: Mapping[str, str]) -> FrozenClause:
    """Return a clause of an edition under the identity of what goes on for it, and for the one above it."""
    parent = heirs.get(one.parent, one.parent) if one.parent is not None else None
    return replace(one, id=heirs.get(one.id, one.id), parent=parent)


def _move(clause: str, after: str, named: str | None, as_of: datetime, language: str) -> TabledAmendment:
    return TabledAmendment(
        id=clause,
        kind="move",
        delegation=CHAIR,
        sponsors=(CHAIR,),
        tabled_at=as_of,
        rationale="",
        texts={},
        move_to=name_of_place(language, named),
        after=after,
    )


def _woven(
    edition: Sequence[FrozenClause],
    present: Sequence[Clause],
    origins: Mapping[str, Mapping[str, Sequence[Origin]]],
) -> list[ConsolidatedClause]:
    """Return the present clauses with what was taken out, which stands behind the clause that it followed."""
    old = {one.id: one for one in edition}
    there = {clause.id for clause in present}
    removed: dict[str, list[FrozenClause]] = {}
    before = ""
    for one in edition:
        if one.id in there:
            before = one.id
        else:
            removed.setdefault(before, []).append(one)
    found = [_removed(one) for one in removed.get("", ())]
    for clause in present:
        frozen = old.get(clause.id)
        own = origins.get(clause.id, {})
        found.append(_inserted(clause, own) if frozen is None else _changed(clause, frozen, own))
        found += (_removed(one) for one in removed.get(clause.id, ()))
    return found


def stacked(
    decided: Sequence[ConsolidatedClause], proposed: Sequence[ConsolidatedClause]
) -> tuple[ConsolidatedClause, ...]:
    """Return the clauses with what is proposed on them, each with what was decided on it since the edition.

    ``decided``: as :func:`decided_since` gives them; what was taken out stands behind the clause that it followed.
    """
    became = {one.clause.id: one for one in decided}
    there = {one.clause.id for one in proposed}
    gone: dict[str, list[ConsolidatedClause]] = {}
    before = ""
    for one in decided:
        if one.clause.id in there:
            before = one.clause.id
        else:
            gone.setdefault(before, []).append(ConsolidatedClause(clause=one.clause, decided=one))
    found = [*gone.get("", ())]
    for item in proposed:
        own = became.get(item.clause.id)
        changed = own is not None and (own.fields or not own.clause.standing)
        found += [replace(item, decided=own if changed else None), *gone.get(item.clause.id, ())]
    return tuple(found)


def _changed(
    clause: Clause, frozen: FrozenClause, origins: Mapping[str, Sequence[Origin]]
) -> ConsolidatedClause:
    fields = {}
    for address in ordered_addresses(clause.kind, {**frozen.content, **clause.content}):
        old, new = frozen.content.get(address, ""), clause.content.get(address, "")
        if old == new:
            continue
        brought = origins.get(address, ())
        if field_at(clause.kind, address).kind == "value" or not old:
            by = _bringer(brought, 0, len(new)) if new else CHAIR
            fields[address] = Consolidation(old, (Passage(old, (Alternative(new, (by,)),)),))
        else:
            fields[address] = Consolidation(old, tuple(_passages(old, new, brought)))
    return ConsolidatedClause(clause=replace(clause, content=frozen.content), fields=fields)


def _passages(old: str, new: str, origins: Sequence[Origin]) -> Iterator[Passage]:
    at = longer = 0
    for change in changes_between(old, new):
        if change.start > at:
            yield Passage(old[at : change.start])
        place = change.start + longer
        yield from _changed_words(old[change.start : change.end], change.text, place, origins)
        longer += len(change.text) - (change.end - change.start)
        at = change.end
    if at < len(old):
        yield Passage(old[at:])


def _changed_words(old: str, new: str, place: int, origins: Sequence[Origin]) -> Iterator[Passage]:
    """Yield words that gave way to others; those that several brought are taken apart, word by word."""
    if len(_words_by(origins, place, place + len(new))) < 2:
        yield from _given(old, new, place, origins)
        return
    gone = ""
    for op, text, *_ in (*diff_single_words(old, new), Segment("equal", "")):
        if op == "delete":
            gone = text
            continue
        come = text if op == "insert" else ""
        if gone or come:
            yield from _given(gone, come, place, origins)
            gone = ""
        if op == "equal" and text:
            yield Passage(text)
        place += len(text)


def _given(gone: str, come: str, place: int, origins: Sequence[Origin]) -> Iterator[Passage]:
    """Yield what stands instead of some words: a passage for each that brought something of it."""
    at = 0
    stretches: list[tuple[str, str]] = []
    for origin in origins:
        text = origin.text[max(0, place - at) : max(0, place + len(come) - at)]
        at += len(origin.text)
        if stretches and (not text.strip() or origin.by == stretches[-1][1]):
            stretches[-1] = (stretches[-1][0] + text, stretches[-1][1])
        elif text:
            stretches.append((text, origin.by))
    for text, by in stretches or [(come, CHAIR)]:
        yield Passage(gone, (Alternative(text, (by if text.strip() else CHAIR,)),))
        gone = ""


def _bringer(origins: Sequence[Origin], start: int, end: int) -> str:
    """Return who brought most words of a stretch of the present text, in characters."""
    return _most(_words_by(origins, start, end))


def _words_by(origins: Sequence[Origin], start: int, end: int) -> Counter[str]:
    words: Counter[str] = Counter()
    at = 0
    for origin in origins:
        low, high = max(start, at), min(end, at + len(origin.text))
        if low < high and (stretch := origin.text[low - at : high - at]).strip():
            words[origin.by] += max(1, count_words(stretch))
        at += len(origin.text)
    return words


def _most(words: Mapping[str, int]) -> str:
    return min(words, key=lambda by: (-words[by], by), default=CHAIR)


def _inserted(clause: Clause, origins: Mapping[str, Sequence[Origin]]) -> ConsolidatedClause:
    words: Counter[str] = Counter()
    for stretches in origins.values():
        words.update(words_brought(stretches))
    return ConsolidatedClause(clause=replace(clause, standing=False), inserted_by=(_most(words),))


def _removed(one: FrozenClause) -> ConsolidatedClause:
    clause = Clause(
        id=one.id,
        kind=one.kind,
        label=one.label,
        number=one.label.rpartition("(")[2].rstrip(")") if one.kind == "sub_item" else one.label,
        depth=0 if one.parent is None else 1,
        content=one.content,
        revision="",
        agreement=Agreement(),
    )
    return ConsolidatedClause(clause=clause, deleted_by=(CHAIR,))
