"""What differs from the stored text without a tracked change to show for it: somebody edited with tracking off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from documents.new_clauses import new_clause, with_new
from documents.printed_from import Known, PrintedFrom, shown_of
from documents.redlines import Added, Finding, Reading
from documents.reordering import BELOW, moves_between


def find_untracked(
    base: Reading, clauses: Sequence[Known], bases: Mapping[str, PrintedFrom]
) -> list[Finding]:
    """Return what differs from the stored text without any change to show for it."""
    note = ("No tracked change shows it: somebody edited with tracking off.",)
    there = {known.id: known for known in clauses}
    found: list[Finding] = []
    for known in clauses:
        one = bases[known.id]
        shown = dict(shown_of(known, base))
        fields = {address: one.stored(address, shown[address]) for address in one.edited}
        lost = known.expected and known.kind != "entry" and known.id not in base.texts
        gone = lost or (bool(fields) and known.kind != "entry" and not fields["text"])
        if (not fields and not lost) or (gone and not known.standing):
            continue
        found.append(
            Finding(
                author="",
                kind="delete" if gone else "replace",
                clause=known.id,
                label=known.label or known.kind,
                base=one.revision,
                fields={} if gone else fields,
                notes=note,
            )
        )

    def new(added: Added, _found: Sequence[Finding]) -> Finding:
        one = new_clause("", added, base, there)
        return replace(one, notes=(*note, *one.notes))

    found = with_new(found, base.added, new, base, there, bases)
    for clause, after in _untracked_moves(base, clauses):
        known = there[clause]
        found.append(
            Finding(
                author="",
                kind="move",
                clause=clause,
                label=known.label or known.kind,
                base=bases[clause].revision,
                after=after,
                notes=note,
            )
        )
    return found


def _untracked_moves(base: Reading, clauses: Sequence[Known]) -> Iterator[tuple[str, str]]:
    """Yield the clauses that the file has elsewhere than the text, but for those that the text has moved since."""
    stored: list[str] = []
    there = {clause for clause in base.order if base.texts[clause]}
    head_stands = True
    for known in clauses:
        if known.kind not in BELOW:
            head_stands = known.in_its_place
        if known.id in there and known.in_the_text and known.in_its_place and head_stands:
            stored.append(known.id)
    kinds = {known.id: known.kind for known in clauses}
    return moves_between(stored, base.order, kinds, surely=base.moved)
