"""What was put into a file and is no clause yet: a new clause, or one that went from elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from documents.content import ClauseKind
from documents.diff import similarity
from documents.entry_columns import fields_of_columns, read_row
from documents.printed_from import Known, PrintedFrom
from documents.redlines import Added, Finding, Reading
from documents.reordering import BELOW

_SAME = 0.6  # similarity from which what went here and came there is one text that moved
_STYLES: Mapping[str, ClauseKind] = {
    "Preambular": "preambular",
    "Operative": "operative",
    "SubItem": "sub_item",
    "SectionHeading": "heading",
    "ChapterHeading": "chapter",
}


def with_new(
    found: Sequence[Finding],
    added: Sequence[Added],
    new: Callable[[Added, Sequence[Finding]], Finding],
    reading: Reading,
    clauses: Mapping[str, Known],
    bases: Mapping[str, PrintedFrom],
) -> list[Finding]:
    """Return the findings with what was put in; where the same text went from elsewhere, as one move."""
    all_ = list(found)
    for one in added:
        gone = next((other for other in all_ if _is_the_same(other, one, bases)), None)
        if gone is None:
            all_.append(new(one, all_))
            continue
        known, base = clauses[gone.clause], bases[gone.clause]
        before = _followed(one, known.kind, reading, clauses)
        notes = () if gone.author else gone.notes
        place = all_.index(gone)
        all_[place] = replace(gone, kind="move", after=before.id if before else "", notes=notes)
        words = base.stored("text", one.text)
        if words != base.content.get("text", ""):
            all_.insert(place, replace(gone, kind="replace", fields={"text": words}, notes=notes))
    return all_


def _is_the_same(gone: Finding, added: Added, bases: Mapping[str, PrintedFrom]) -> bool:
    """Whether what was put in is what went elsewhere."""
    if gone.kind != "delete" or added.cut_from or added.cells:
        return False
    return similarity(bases[gone.clause].printed.get("text", ""), added.text) >= _SAME


def new_clause(author: str, added: Added, reading: Reading, clauses: Mapping[str, Known]) -> Finding:
    """Return what a paragraph proposes that somebody put in, or a row that came into a table of entries."""
    before = clauses.get(added.after)
    notes: tuple[str, ...] = ("It is cut from the clause before.",) if added.cut_from else ()
    kind = _STYLES.get(added.style) or (before.kind if before else None)
    fields: Mapping[str, str] = {"text": added.text}
    if added.cells:
        kind = "entry"
        fields, left = read_row(fields_of_columns(added.heads), added.cells, len(clauses) + 1)
        notes = tuple(f"No field takes this: {line}" for line in left)
    elif kind in ("title", "chapeau", "closing", "entry"):
        kind = "operative"
    before = _followed(added, kind, reading, clauses)
    return Finding(
        author=author,
        kind="insert",
        label=f"after {before.label or before.kind}" if before else "",
        fields=fields,
        after=before.id if before else "",
        clause_kind=kind,
        notes=notes,
    )


def _followed(
    added: Added, kind: ClauseKind | None, reading: Reading, clauses: Mapping[str, Known]
) -> Known | None:
    """Return the clause that what was put in follows: behind the last part of a clause, the clause itself."""
    before = clauses.get(added.after)
    if before is None or before.kind not in BELOW or kind in BELOW:
        return before
    row = reading.order[: reading.order.index(before.id)] if before.id in reading.order else ()
    heads = [one for one in row if one in clauses and clauses[one].kind not in BELOW]
    return clauses[heads[-1]] if heads else None
