"""A chair's text that came in a Word file, as if the chair proposed it: the column of the chair in a comparison."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import DocumentRow, RedlineRow
from app.models.consolidated import Beside
from app.models.values import clauses_by_id
from app.redlining import findings_of, settle
from documents.consensus import Agreement
from documents.document import Clause, ConsolidatedClause
from documents.numbering import name_of_place
from documents.readings import OpenAmendment
from documents.redlines import Finding


def chairs_column(session: Session, document: DocumentRow, redline: RedlineRow, *, now: datetime) -> Beside:
    """Return what of a file stands on the present text, clause by clause; what was decided already is in it."""
    findings = findings_of(redline)
    amendments: dict[str, list[OpenAmendment]] = {}
    new: dict[str, list[ConsolidatedClause]] = {}
    followed = clauses_by_id(session, document, sorted({one.after for one in findings if one.after}))
    for number, (finding, settled) in enumerate(
        zip(findings, settle(session, document, findings), strict=True)
    ):
        if finding.kind == "insert" and not finding.clause:
            new.setdefault(finding.after, []).append(_new_clause(redline, number, finding))
            continue
        if settled.clause is None:
            continue
        before = followed.get(finding.after)
        one = OpenAmendment(
            id=redline.id,
            kind=finding.kind,
            delegation=redline.delegation,
            sponsors=(redline.delegation,),
            tabled_at=now,
            rationale=finding.reason,
            fields={address: outcome.text for address, outcome in settled.outcomes.items()},
            base=settled.clause.content,
            after=finding.after,
        )
        if finding.kind == "move":
            named = before.clause.label or before.clause.text if before else None
            one = replace(one, move_to=name_of_place(document.negotiated_language, named))
        amendments.setdefault(finding.clause, []).append(one)
    return Beside(amendments, {after: tuple(clauses) for after, clauses in new.items()})


def _new_clause(redline: RedlineRow, number: int, finding: Finding) -> ConsolidatedClause:
    """Return a clause that no delegation has tabled: it has no label yet."""
    kind = finding.clause_kind or "operative"
    clause = Clause(
        id=f"{redline.id}{number}",
        kind=kind,
        label="",
        number="",
        depth=1 if kind in ("sub_item", "entry") else 0,
        content=finding.fields,
        revision="",
        agreement=Agreement(),
        standing=False,
    )
    return ConsolidatedClause(clause=clause, inserted_by=(redline.delegation,))
