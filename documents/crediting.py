"""Whose amendment brought the words that a decision chose."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from documents.choices import CHAIR, Spelling
from documents.diff import Change, changes_between
from documents.document import TabledAmendment
from documents.provenance import Spelled


def credit(spelling: Spelling, amendments: Sequence[TabledAmendment], *, address: str = "text") -> Spelling:
    """Return a spelling that names with each chosen wording the amendment that wanted it first.

    Where several amendments of one reading made a wording together, the first of them that touches its words is named.
    """
    base = "".join(part.base for part in spelling.parts)
    on_field = sorted(
        (one for one in amendments if address in one.texts), key=lambda one: (one.tabled_at, one.id)
    )
    wanted = [(one, list(changes_between(base, one.texts[address]))) for one in on_field]
    parts: list[Spelled] = []
    at = 0
    for part in spelling.parts:
        end = at + len(part.base)
        parts.append(part if part.by in ("", CHAIR) else _credited(part, at, end, wanted))
        at = end
    return Spelling(tuple(parts))


def _credited(
    part: Spelled, start: int, end: int, wanted: Sequence[tuple[TabledAmendment, list[Change]]]
) -> Spelled:
    touching = None
    for amendment, changes in wanted:
        own = list(_inside(changes, start, end))
        if own and _wording(part.base, start, own) == part.text:
            return replace(part, by=amendment.delegation, amendment=amendment.id)
        if own and touching is None and part.by in (amendment.delegation, *amendment.sponsors):
            touching = amendment
    return part if touching is None else replace(part, amendment=touching.id)


def _inside(changes: Sequence[Change], start: int, end: int) -> Iterator[Change]:
    """Yield the changes of these characters; where there are none, what is put in at their place."""
    for change in changes[bisect_left(changes, start, key=lambda one: one.start) :]:
        if change.start > end or (change.start == end and start < end):
            return
        beside = change.end == start < end  # put in before the first of them
        if change.end <= end and not beside:
            yield change


def _wording(base: str, start: int, changes: Sequence[Change]) -> str:
    pieces: list[str] = []
    at = 0
    for change in changes:
        pieces += (base[at : change.start - start], change.text)
        at = change.end - start
    return "".join((*pieces, base[at:]))
