"""What the authors of a redlined file propose, clause by clause: the file's words against the stored ones.

Words that were changed without a trace are found too: where the text with every change rejected is no text that the
clause ever had, somebody edited with tracking off.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from documents.amendments import AmendmentKind
from documents.content import ClauseKind, Content
from documents.diff import diff_single_words
from documents.new_clauses import new_clause, with_new
from documents.printed_from import REFERENCE, Known, PrintedFrom, as_printed, shown_of
from documents.rebase import rebase
from documents.redlines import Added, Finding, Reading, Redline, Remark
from documents.reordering import moves_between
from documents.tokens import count_words
from documents.uncollected import uncollected
from documents.untracked import find_untracked

_CUT = 0.75  # of the words in front of a cut, those of the clause from which it goes on being that clause


@uncollected()
def find_proposals(
    redline: Redline, clauses: Sequence[Known], *, labels: Mapping[str, str], language: str
) -> tuple[Finding, ...]:
    """Return what a file proposes, author by author in the order of the text; untracked edits come last.

    ``labels``: what cross-references are printed as today; ``language``: the one of the file.
    """
    bases = {known.id: PrintedFrom.of(known, redline.base, labels, language) for known in clauses}
    found: list[Finding] = []
    for author, reading in redline.readings.items():
        walk = _Walk(author, reading, redline, clauses, bases, labels, language)
        found += walk.findings()
    return (*found, *find_untracked(redline.base, clauses, bases))


class _Walk:
    """Goes through the clauses as one author wants them."""

    def __init__(
        self,
        author: str,
        reading: Reading,
        redline: Redline,
        clauses: Sequence[Known],
        bases: Mapping[str, PrintedFrom],
        labels: Mapping[str, str],
        language: str,
    ) -> None:
        self.author = author
        self.labels = labels
        self.language = language
        self.reading = reading
        self.redline = redline
        self.clauses = {known.id: known for known in clauses}
        self.bases = bases
        self.added = [one for one in reading.added if one not in redline.base.added]

    def findings(self) -> list[Finding]:
        """Return what the author proposes."""
        joined = self.reading.joined
        found: list[Finding] = []
        for known in self.clauses.values():
            base = self.bases[known.id]
            wanted = {
                address: self._wanted(known, base, address, text)
                for address, text in shown_of(known, self.reading)
            }
            cut = self._cut_from(known)
            notes = self._stacked(known)
            if known.id in joined and known.id not in self.redline.base.joined:
                into = self.clauses[joined[known.id]]
                notes += (f"It is joined to {into.label or 'the paragraph before'}.",)
                found.append(self._finding(known, "delete", notes=notes))
                continue
            follows = [
                one
                for one, into in joined.items()
                if into == known.id and one not in self.redline.base.joined
            ]
            for one in follows:
                words = self._wanted(self.clauses[one], self.bases[one], "text", self.reading.texts[one])
                wanted["text"] = f"{wanted['text']} {words}".strip()
                notes += (f"{self.clauses[one].label or 'The paragraph behind'} is joined to it.",)
            if cut:
                wanted["text"], notes = self._kept(known, wanted["text"], cut, notes)
            changed = {
                address: text for address, text in wanted.items() if text != base.content.get(address, "")
            }
            if self._strikes(known, wanted):
                found.append(self._finding(known, "delete", notes=notes))
                continue
            if self.author in known.inserted_by and any(wanted.values()):
                found.append(self._inserted(known, base.content))
            if changed:
                found.append(self._finding(known, "replace", fields=changed, notes=notes))
        found += self._moved()
        return with_new(found, self.added, self._new, self.reading, self.clauses, self.bases)

    def _new(self, added: Added, found: Sequence[Finding]) -> Finding:
        """Return the proposal of what was put in, with the remark on the clause before it that nothing else uses."""
        answered = not added.after or any(one.clause == added.after for one in found)
        reason = "" if answered else self._reason(added.after)
        return replace(new_clause(self.author, added, self.reading, self.clauses), reason=reason)

    def _inserted(self, known: Known, content: Content) -> Finding:
        """Return the proposal of a clause that the file shows as the author's."""
        order = self.redline.base.order
        place = order.index(known.id) if known.id in order else 0
        shown = self._finding(known, "insert", fields=dict(content), after=order[place - 1] if place else "")
        return replace(shown, base="", clause_kind=known.kind)

    def _strikes(self, known: Known, wanted: Mapping[str, str]) -> bool:
        """Whether nothing is left of a clause: no words of a paragraph, no field of an entry."""
        shown = self.bases[known.id].printed
        return any(shown.values()) and not (any(wanted.values()) if known.kind != "entry" else wanted)

    def _wanted(self, known: Known, base: PrintedFrom, address: str, shown: str) -> str:
        """Return what the author wants of a field, as it is stored: untracked edits of others left out."""
        before = dict(shown_of(known, self.redline.base)).get(address, "")
        if shown == before:
            return base.content.get(address, "")
        for text in known.proposals.get(address, ()):
            if shown == self._print(known.kind, address, text):
                return text  # as it was typed, and with references that the base does not have
        if address in base.edited:
            shown = rebase(shown, base=before, new_base=base.printed[address]).text
        return base.stored(address, shown)

    def _print(self, kind: ClauseKind, address: str, text: str) -> str:
        words = as_printed(kind, address, text, self.language)
        return REFERENCE.sub(lambda found: self.labels.get(found[1], ""), words)

    def _cut_from(self, known: Known) -> list[Added]:
        return [one for one in self.added if one.cut_from == known.id]

    def _kept(
        self, known: Known, text: str, cut: list[Added], notes: tuple[str, ...]
    ) -> tuple[str, tuple[str, ...]]:
        """Return which part of a clause that was cut goes on being it, the other parts being new."""
        base = self.bases[known.id]
        parts = [text, *(base.stored("text", one.text) for one in cut)]
        shares = [_share_of(part, base.content.get("text", "")) for part in parts]
        kept = 0 if shares[0] >= _CUT else shares.index(max(shares))
        if kept:
            # Something was put in before the clause: the clause goes on behind it.
            place = self.added.index(cut[kept - 1])
            before = self._before(known.id)
            self.added[place] = Added(text=parts[0], after=before, style=cut[kept - 1].style)
            self.added = [
                replace(one, cut_from="") if one in cut and one is not cut[kept - 1] else one
                for one in self.added
            ]
        else:
            notes += ("It is cut: what stands behind the cut becomes a clause of its own.",)
        return parts[kept], notes

    def _before(self, clause: str) -> str:
        order = self.reading.order
        place = order.index(clause)
        return order[place - 1] if place else ""

    def _stacked(self, known: Known) -> tuple[str, ...]:
        theirs = sorted(
            whose for clause, whose in self.redline.stacked.get(self.author, ()) if clause == known.id
        )
        return (f"Strikes words that {', '.join(theirs)} put in.",) if theirs else ()

    def _moved(self) -> Iterator[Finding]:
        """Yield the clauses that stand elsewhere than in the base."""
        base = self.redline.base
        there = {*base.order}
        order = [
            one
            for one in self.reading.order
            if one in there and one in self.clauses and self.reading.texts[one]
        ]
        kinds = {clause: known.kind for clause, known in self.clauses.items()}
        for clause, after in moves_between(base.order, order, kinds, surely=self.reading.moved - base.moved):
            yield self._finding(self.clauses[clause], "move", after=after)

    def _finding(
        self,
        known: Known,
        kind: AmendmentKind,
        *,
        fields: Mapping[str, str] | None = None,
        after: str = "",
        notes: tuple[str, ...] = (),
    ) -> Finding:
        return Finding(
            author=self.author,
            kind=kind,
            clause=known.id,
            label=known.label or known.kind,
            base=self.bases[known.id].revision,
            fields=fields or {},
            after=after,
            reason=self._reason(known.id),
            notes=notes,
        )

    def _reason(self, clause: str) -> str:
        return "\n".join(
            say_remark(one)
            for one in self.redline.remarks
            if one.clause == clause and self.author in (one.author, *re.split(r",\s*", one.author))
        )


def say_remark(remark: Remark) -> str:
    """Return a comment with the replies to it, each under its author's name."""
    return "\n".join([remark.text, *(f"{one.author}: {one.text}" for one in remark.replies)])


def _share_of(text: str, whole: str) -> float:
    """Return how much of a text's words stand in a whole, in their order."""
    common = sum(count_words(one.text) for one in diff_single_words(whole, text) if one.op == "equal")
    return common / max(1, count_words(text))
