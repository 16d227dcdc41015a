"""Deciding a clause, taking a decision back, and agreeing a text."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Response
from sqlalchemy import select

from app.access import clause_for
from app.access_beside import bridging_text_named
from app.identity import Asking, Now
from app.models import DecisionRow, UptakeRow
from app.parameters import AnId, Reading, Writing, acts
from app.preconditions import IdempotencyKey, IfMatch, base_named, create_once, etag
from app.presenting import present_clause, present_decision
from app.schemas.decisions import DecisionIn, DecisionOut, DecisionSummaryOut, StatusIn
from app.schemas.documents import ClauseOut, sent_fields
from app.schemas.wire import Page
from app.services.agreement import set_level
from app.services.decisions import Verdict, decide_clause
from app.services.undoing import undo_decision
from documents.errors import BaseNotNamed

router = APIRouter(prefix="/api/clauses", tags=["decisions"])


@router.post("/{clause_id}/decisions", openapi_extra=acts("decide"))
def decide_one_clause(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    clause_id: AnId,
    body: DecisionIn,
    idempotency_key: IdempotencyKey = None,
) -> DecisionOut:
    """Decide a clause: passage by passage, by a text of your own, or by taking the last decision back (chair)."""

    def create() -> DecisionOut:
        clause, document = clause_for(session, participant, clause_id, lock=True)
        if body.undoes is not None:
            decision = undo_decision(
                session,
                participant=participant,
                clause=clause,
                document=document,
                decision=body.undoes,
                reason=body.reason,
                now=now,
            )
        else:
            if body.fingerprint is None:
                raise BaseNotNamed(
                    "Name the fingerprint of the consolidation that you decide on "
                    f"(GET /api/clauses/{clause.id}/consolidation)."
                )
            bridging_text = None
            if body.bridging_text is not None:
                bridging_text = bridging_text_named(session, participant, body.bridging_text)
            decision = decide_clause(
                session,
                participant=participant,
                clause=clause,
                document=document,
                fingerprint=body.fingerprint,
                verdict=Verdict(
                    choices=_by_address(body.choices),
                    texts=sent_fields(body.text, body.fields),
                    bridging_text=bridging_text,
                    adopts=body.adopts,
                    closes=body.closes,
                    reason=body.reason,
                ),
                now=now,
            )
        session.flush()
        return present_decision(session, document, decision)

    return create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST {clause_id}/decisions {body.model_dump_json()}",
        response=response,
        answer=DecisionOut,
        create=create,
        now=now,
    )


def _by_address(
    choices: Mapping[str, Sequence[int | str]] | Sequence[int | str] | None,
) -> Mapping[str, Sequence[int | str]]:
    if choices is None:
        return {}
    return choices if isinstance(choices, Mapping) else {"text": choices}


@router.get("/{clause_id}/decisions")
def list_decisions(session: Reading, participant: Asking, clause_id: AnId) -> Page[DecisionSummaryOut]:
    """List the decisions on a clause, the first one first."""
    clause, _ = clause_for(session, participant, clause_id)
    decisions = session.scalars(
        select(DecisionRow).where(DecisionRow.clause_id == clause.id).order_by(DecisionRow.ordinal)
    ).all()
    uptakes: dict[str, list[UptakeRow]] = {}
    for row in session.scalars(
        select(UptakeRow).where(UptakeRow.decision_id.in_([decision.id for decision in decisions]))
    ):
        uptakes.setdefault(row.decision_id, []).append(row)
    return Page(items=[DecisionSummaryOut.of(row, uptakes.get(row.id, [])) for row in decisions])


@router.put("/{clause_id}/status", openapi_extra=acts("agree"))
def set_clause_level(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    clause_id: AnId,
    body: StatusIn,
    if_match: IfMatch = None,
) -> ClauseOut:
    """Take an agreement level on the present text of a clause, or reopen it with a reason (chair)."""
    clause, document = clause_for(session, participant, clause_id, lock=True)
    set_level(
        session,
        participant=participant,
        clause=clause,
        document=document,
        level=body.level,
        pending_delegations=body.pending_delegations,
        pending_clauses=body.pending_clauses,
        reason=body.reason,
        base_revision=base_named(present_clause(session, document, clause.id), body.base_revision, if_match),
        now=now,
    )
    session.flush()
    shown = present_clause(session, document, clause.id)
    response.headers["ETag"] = etag(shown)
    return shown
