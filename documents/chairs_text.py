"""A chair's text laid on the standing one: one reading of a file, clause by clause, whoever changed what in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from documents.findings import find_proposals
from documents.printed_from import Known
from documents.redlines import Finding, Redline


def find_decisions(
    redline: Redline, clauses: Sequence[Known], *, labels: Mapping[str, str], language: str
) -> tuple[Finding, ...]:
    """Return what a text whose changes are all taken wants otherwise than the stored one, as findings of no author.

    A clause that is only proposed and stands in the file is wanted; the finding of kind insert names it.
    """
    found = [
        replace(one, notes=()) for one in find_proposals(redline, clauses, labels=labels, language=language)
    ]
    return (*found, *_taken_up(redline, clauses))


def _taken_up(redline: Redline, clauses: Sequence[Known]) -> list[Finding]:
    return [
        Finding(
            author="",
            kind="insert",
            clause=known.id,
            label=known.label or known.kind,
            base=known.contents[-1][0],
            clause_kind=known.kind,
        )
        for known in clauses
        if not known.standing and redline.base.texts.get(known.id)
    ]
