"""A file that came back, read against the text it was printed from: what tests of redlines say and look at."""

from collections.abc import Mapping, Sequence

from documents.content import ordered_addresses
from documents.document import ConsolidatedDocument
from documents.findings import find_proposals
from documents.pairing import Unit
from documents.printed_from import Known
from documents.redlines import Finding, Redline
from importers.word.redline import WordFile, read_redline

AUTHOR = "Қазақстан, Экология министрлігі"


def read(data: bytes, draft: ConsolidatedDocument) -> Redline:
    return read_redline(
        WordFile(data),
        [Unit(i.clause.text, i.clause.id, i.clause.label) for i in draft.clauses if i.clause.kind != "entry"],
        proposed=[i.clause.id for i in draft.clauses if not i.clause.standing],
        names={*draft.delegations},
    )


def found(data: bytes, draft: ConsolidatedDocument) -> tuple[Finding, ...]:
    known = [
        Known(
            id=i.clause.id,
            kind=i.clause.kind,
            label=i.clause.label,
            contents=(("r1", i.clause.content),),
            proposals={
                address: tuple(a.text for p in one.passages for a in p.alternatives)
                for address, one in i.fields.items()
            },
            addresses=tuple(ordered_addresses(i.clause.kind, {**i.clause.content, **i.fields})),
            standing=i.clause.standing,
            inserted_by=frozenset(i.inserted_by),
        )
        for i in draft.clauses
    ]
    return find_proposals(read(data, draft), known, labels=draft.labels, language=draft.language)


def said(findings: Sequence[Finding]) -> list[tuple[str, str, str, Mapping[str, str]]]:
    return [(one.author, one.kind, one.label, dict(one.fields)) for one in findings]


def own(findings: Sequence[Finding], author: str = AUTHOR) -> list[tuple[str, str, Mapping[str, str]]]:
    return [(one.kind, one.label, dict(one.fields)) for one in findings if one.author == author]
