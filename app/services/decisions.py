"""Deciding a clause: the chair's choice makes the next text, and what became of each amendment is computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import AmendmentRow, BridgingTextRow, ClauseRow, DecisionRow, DocumentRow, UptakeRow, new_id
from app.models.values import as_clause
from app.models.written import as_open_amendments
from app.services.adoption import require_not_adopted
from app.services.bridging import adopt_bridging_text, texts_to_decide
from app.services.freezing import require_not_under_silence
from app.services.places import place_after, require_nothing_below, require_standing_above
from app.services.record import PUBLIC, record
from app.services.revisions import write_revision
from app.services.statuses import settle_conditions
from app.services.wording import clean_wording
from documents.choices import Choice, Spelling
from documents.document import ConsolidatedClause
from documents.errors import (
    ChangesNothing,
    StaleConsolidation,
    Unacceptable,
    UnknownValue,
    WrongStatus,
)
from documents.permissions import Participant, require
from documents.readings import OpenAmendment, consolidate_clause
from documents.verdicts import Outcome, outcome_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What the chair says: choices or a text per field, and what is adopted or closed besides."""

    # Address -> one per disputed passage.
    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)  # address -> a text of the chair's own
    adopts: Sequence[str] = ()  # insertions, deletions and moves
    closes: Sequence[str] = ()
    bridging_text: BridgingTextRow | None = None  # whose texts are written
    reason: str = ""


def decide_clause(
    session: Session,
    *,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    fingerprint: str,
    verdict: Verdict,
    now: datetime,
) -> DecisionRow:
    """Make the next text of a clause from what is proposed on it; the other amendments stay alive."""
    require(participant, "decide")
    require_not_adopted(session, document)
    if clause.state not in ("standing", "proposed"):
        raise WrongStatus("This clause is no longer in the text; undo what removed it first.")
    require_not_under_silence(session, document=document.id, clauses=[clause.id], now=now)
    placed = as_clause(session, document, clause.id)
    amendments = as_open_amendments(session, clauses=[clause.id]).get(clause.id, [])
    consolidated = consolidate_clause(placed.clause, amendments)
    if consolidated.fingerprint != fingerprint:
        raise StaleConsolidation(
            "Something was tabled, edited, withdrawn or decided on this clause since you read it. "
            "Look at the new consolidation and decide again.",
            fingerprint=consolidated.fingerprint,
            consolidation=consolidated,
        )
    _require_open_amendments(amendments, verdict)
    verdict = _with_bridging_text(session, clause, document, verdict)
    outcome = _outcome_of(consolidated, amendments, verdict)
    present = placed.clause.content
    changes = any(outcome.content.get(one, "") != present.get(one, "") for one in outcome.spellings)
    if not (changes or verdict.adopts or verdict.closes):
        raise ChangesNothing("This decision changes nothing: choose a wording, adopt or close an amendment.")
    decision = DecisionRow(
        id=new_id(),
        clause_id=clause.id,
        ordinal=_next_ordinal(session, clause),
        fingerprint=fingerprint,
        from_revision=placed.clause.revision,
        to_revision=placed.clause.revision,
        passages=_ledger(outcome.spellings),
        from_state=clause.state,
        undoes=None,
        bridging_text_id=verdict.bridging_text.id if verdict.bridging_text is not None else None,
        reason=clean_wording("entry", {}, verdict.reason).rationale,
        by=participant.delegation,
        decided_at=now,
    )
    session.add(decision)
    session.flush()
    if verdict.bridging_text is not None:
        adopt_bridging_text(bridging_text=verdict.bridging_text, decision=decision, now=now)
    if changes:
        revision = write_revision(
            session,
            clause=clause,
            language=document.negotiated_language,
            content=outcome.content,
            author=participant.delegation,
            reason=decision.reason,
            decision=decision.id,
            now=now,
        )
        decision.to_revision = revision.id
    _apply_structure(
        session, clause=clause, document=document, amendments=amendments, verdict=verdict, decision=decision
    )
    _write_uptake(session, decision=decision, outcome=outcome)
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="clause decided",
        subject=clause.id,
        document=clause.document_id,
        data={
            **{"decision": decision.id, "adopts": list(verdict.adopts), "closes": list(verdict.closes)},
            **({"bridging_text": verdict.bridging_text.id} if verdict.bridging_text is not None else {}),
        },
        now=now,
    )
    settle_conditions(session, participant=participant, document=document, now=now)
    return decision


def _with_bridging_text(
    session: Session, clause: ClauseRow, document: DocumentRow, verdict: Verdict
) -> Verdict:
    """Return the verdict with the texts of the bridging text that it adopts."""
    if verdict.bridging_text is None:
        return verdict
    if verdict.choices or verdict.texts:
        raise Unacceptable(
            "A bridging text is adopted as it stands: send it alone, or choices or a text of your own.",
            field="bridging_text",
        )
    texts = texts_to_decide(session, bridging_text=verdict.bridging_text, clause=clause, document=document)
    return replace(verdict, texts=texts)


def _require_open_amendments(amendments: Sequence[OpenAmendment], verdict: Verdict) -> None:
    kinds = {amendment.id: amendment.kind for amendment in amendments}
    for name, named in (("adopts", verdict.adopts), ("closes", verdict.closes)):
        for amendment in named:
            if amendment not in kinds:
                raise UnknownValue(
                    f"{amendment} is not an open amendment to this clause; open are: "
                    f"{', '.join(sorted(kinds)) or 'none'}.",
                    field=name,
                )
    for amendment in verdict.adopts:
        if kinds[amendment] == "replace":
            raise UnknownValue(
                f"{amendment} changes words; adopt it by choosing its passages, not by naming it.",
                field="adopts",
            )
    adopted = [kinds[amendment] for amendment in dict.fromkeys(verdict.adopts)]
    if adopted.count("move") > 1 or {"delete", "move"} <= {*adopted}:
        raise Unacceptable(
            "A clause goes to one place: adopt one of its moves, or its deletion.", field="adopts"
        )


def _outcome_of(
    consolidated: ConsolidatedClause, amendments: Sequence[OpenAmendment], verdict: Verdict
) -> Outcome:
    if twice := sorted(verdict.choices.keys() & verdict.texts.keys()):
        raise Unacceptable(
            f"{', '.join(twice)}: send choices or a text of your own, not both.", field=twice[0]
        )
    return outcome_of(
        consolidated,
        amendments,
        choices=verdict.choices,
        texts=clean_wording(consolidated.clause.kind, verdict.texts).fields,
        adopts=verdict.adopts,
        closes=verdict.closes,
    )


def _ledger(spellings: Mapping[str, Spelling]) -> list[dict[str, Any]]:
    return [
        {
            "address": address,
            "base": part.base,
            "chosen": part.text,
            "by": part.by,
            "amendment": part.amendment,
        }
        for address, spelling in spellings.items()
        for part in spelling.parts
    ]


def _next_ordinal(session: Session, clause: ClauseRow) -> int:
    last = session.scalar(select(func.max(DecisionRow.ordinal)).where(DecisionRow.clause_id == clause.id))
    return (last or 0) + 1


def _apply_structure(
    session: Session,
    *,
    clause: ClauseRow,
    document: DocumentRow,
    amendments: Sequence[OpenAmendment],
    verdict: Verdict,
    decision: DecisionRow,
) -> None:
    """Let the clause join the text, leave it or move in it, as the adopted amendments say."""
    kinds = {amendment.id: amendment.kind for amendment in amendments}
    for amendment in verdict.adopts:
        if kinds[amendment] in ("insert", "move"):
            require_standing_above(session, parent=session.get_one(AmendmentRow, amendment).parent_id)
        if kinds[amendment] == "insert":
            clause.state = "standing"
        elif kinds[amendment] == "delete":
            require_nothing_below(session, document=document, clause=clause)
            clause.state = "removed"
        elif kinds[amendment] == "move":
            session.execute(
                select(DocumentRow.id).where(DocumentRow.id == document.id).with_for_update(key_share=True)
            )
            row = session.get_one(AmendmentRow, amendment)
            place_after(
                session,
                document=document,
                clause=clause,
                parent=row.parent_id,
                after=row.after_id,
                decision=decision.id,
                now=decision.decided_at,
            )
    if any(kinds[closed] == "insert" and closed not in verdict.adopts for closed in verdict.closes):
        clause.state = "dropped"


def _write_uptake(session: Session, *, decision: DecisionRow, outcome: Outcome) -> None:
    ids = list(outcome.uptakes)
    rows = {row.id: row for row in session.scalars(select(AmendmentRow).where(AmendmentRow.id.in_(ids)))}
    for key, uptake in outcome.uptakes.items():
        row = rows[key]
        status = "closed" if key in outcome.closed else row.status
        session.add(
            UptakeRow(
                decision_id=decision.id,
                amendment_id=row.id,
                uptake=uptake,
                status=status,
                from_uptake=row.uptake,
                from_status=row.status,
            )
        )
        row.uptake, row.status = uptake, status
