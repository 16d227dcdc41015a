"""A redlined Word file of a whole document, read back: against writing it."""

from collections.abc import Iterator
from functools import partial

from benchmarks.measuring import Ratio, compare
from benchmarks.scale import Scale
from benchmarks.texts import consolidated
from documents.document import ConsolidatedDocument
from documents.findings import Finding, Known, find_proposals
from documents.pairing import Unit
from exporters.word import export
from importers.word.redline import WordFile, read_redline


def measure(scale: Scale) -> Iterator[Ratio]:
    """Yield one row: everything from the bytes to what each author proposes."""
    document = consolidated(scale.document)
    data = export(document, "tracked")
    yield compare(
        f"read the tracked changes of {scale.document:,} clauses back, to the last proposal",
        partial(_read, data, document),
        "exporting them",
        partial(export, document, "tracked"),
        rounds=scale.rounds,
    )


def _read(data: bytes, document: ConsolidatedDocument) -> tuple[Finding, ...]:
    clauses = [item.clause for item in document.clauses]
    redline = read_redline(
        WordFile(data),
        [Unit(clause.text, clause.id, clause.label) for clause in clauses],
        names=set(document.delegations),
    )
    known = [
        Known(
            id=clause.id, kind=clause.kind, label=clause.label, contents=((clause.revision, clause.content),)
        )
        for clause in clauses
    ]
    return find_proposals(redline, known, labels=document.labels, language=document.language)
