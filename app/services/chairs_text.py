"""A chair's text that came in a Word file: each clause that is confirmed becomes one decision."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import clause_for
from app.models import AmendmentRow, DecisionRow, DocumentRow, RedlineRow
from app.models.values import as_clause, clauses_by_id
from app.models.written import as_open_amendments
from app.redlining import Settled, findings_of, settle
from app.services.decisions import Verdict, decide_clause
from app.services.record import own_stream_of, record
from documents.errors import BrokenRule, ChangesNothing, StateForbids, WrongStatus, fact
from documents.permissions import Participant, require
from documents.readings import OpenAmendment, consolidate_clause
from documents.redlines import Finding


def decide_findings(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    redline: RedlineRow,
    chosen: Sequence[int],
    now: datetime,
) -> RedlineRow:
    """Decide the clauses that are chosen, each by a decision of its own; what cannot be decided says why."""
    require(participant, "decide")
    findings = findings_of(redline)
    kept = [dict(one) for one in redline.findings]
    # In the order in which everyone locks clauses: by their ids.
    for number in sorted(set(chosen), key=lambda n: (findings[n].clause, n)):
        if kept[number]["filed"] is not None:
            continue
        try:
            with session.begin_nested():
                decision = _decide(session, participant, document, findings[number], redline, now)
        except BrokenRule as rule:
            kept[number]["left"] = rule.message
        else:
            kept[number] |= {"filed": decision.id, "left": ""}
    redline.findings = kept
    record_confirmation(session, participant=participant, redline=redline, now=now)
    return redline


def record_confirmation(
    session: Session, *, participant: Participant, redline: RedlineRow, now: datetime
) -> None:
    """Write down that findings of a file were confirmed, and how many of them count so far."""
    record(
        session,
        stream=own_stream_of(participant.delegation),
        by=participant,
        what="redline confirmed",
        subject=redline.id,
        document=redline.document_id,
        data={"filed": sum(one["filed"] is not None for one in redline.findings)},
        now=now,
    )


def _decide(
    session: Session,
    participant: Participant,
    document: DocumentRow,
    finding: Finding,
    redline: RedlineRow,
    now: datetime,
) -> DecisionRow:
    clause, _ = clause_for(
        session, participant, finding.clause or _tabled_as(session, document, finding), lock=True
    )
    amendments = as_open_amendments(session, clauses=[clause.id]).get(clause.id, [])
    consolidated = consolidate_clause(as_clause(session, document, clause.id).clause, amendments)
    [settled] = settle(session, document, [finding])
    return decide_clause(
        session,
        participant=participant,
        clause=clause,
        document=document,
        fingerprint=consolidated.fingerprint,
        verdict=Verdict(
            texts=_texts(finding, settled),
            adopts=_adopted(session, finding, amendments),
            reason=finding.reason or f"The chair's text: {redline.file_name}",
        ),
        now=now,
    )


def _texts(finding: Finding, settled: Settled) -> dict[str, str]:
    if finding.kind != "replace":
        return {}
    if settled.outcome == "collides":
        raise StateForbids(
            "The text has moved under it since the file was made: decide it on the present text."
        )
    if settled.outcome == "satisfied":
        raise ChangesNothing("All it wants stands in the present text.")
    return {address: one.text for address, one in settled.outcomes.items()}


def _adopted(session: Session, finding: Finding, amendments: Sequence[OpenAmendment]) -> list[str]:
    """Return the amendment that a clause comes, goes or moves by: the chair takes up what is proposed, nothing else."""
    if finding.kind == "replace":
        return []
    wanted = [one.id for one in amendments if one.kind == finding.kind]
    if finding.kind == "move":
        rows = session.scalars(select(AmendmentRow).where(AmendmentRow.id.in_(wanted)))
        wanted = [row.id for row in rows if (row.after_id or "") == finding.after]
    if not wanted:
        does = {
            "insert": fact("insert this clause"),
            "delete": fact("delete it"),
            "move": fact("move it there"),
        }[finding.kind]
        raise WrongStatus(
            f"No amendment on the table wants to {does}, and the chair takes up what is proposed. "
            "Ask a delegation to table it."
        )
    return wanted[:1]


def _tabled_as(session: Session, document: DocumentRow, finding: Finding) -> str:
    """Return the proposed clause whose words a new paragraph of the file holds."""
    tabled = as_open_amendments(session, document=document.id)
    proposed = [clause for clause, all_ in tabled.items() if any(one.kind == "insert" for one in all_)]
    for clause, placed in clauses_by_id(session, document, sorted(proposed)).items():
        if placed.clause.content == finding.fields:
            return clause
    raise WrongStatus(
        "No delegation has tabled this new clause, and the chair takes up what is proposed. Ask one to table it."
    )
