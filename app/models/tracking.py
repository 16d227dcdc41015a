"""Queries over many amendments: who proposed what, what became of it, which words it brought."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.decisions import DecisionRow
from app.models.proposals import AmendmentRow, SponsorshipRow
from app.models.texts import ClauseRevisionRow, ClauseRow, DocumentRow
from documents.provenance import Origin, Spelled, provenance, words_brought


@dataclass(frozen=True, kw_only=True, slots=True)
class DelegationTracking:
    """What became of what one delegation proposed in one document."""

    delegation: str
    proposed: int
    joined: int
    adopted: int
    partly: int
    not_so_far: int
    withdrawn: int
    closed: int
    words_brought: int


def track_delegations(
    session: Session, document: DocumentRow, delegations: list[str]
) -> list[DelegationTracking]:
    """Return the tracking of each delegation, over what was tabled; drafts leave no trace."""
    amendments = session.scalars(
        select(AmendmentRow).where(
            AmendmentRow.document_id == document.id, AmendmentRow.tabled_at.is_not(None)
        )
    ).all()
    joined: Counter[str] = Counter(
        session.scalars(
            select(SponsorshipRow.delegation)
            .join(AmendmentRow, AmendmentRow.id == SponsorshipRow.amendment_id)
            .where(AmendmentRow.document_id == document.id, SponsorshipRow.left_at.is_(None))
        )
    )
    words = _words_brought(session, document)
    tracked = []
    for code in delegations:
        own = [amendment for amendment in amendments if amendment.delegation == code]
        tracked.append(
            DelegationTracking(
                delegation=code,
                proposed=len(own),
                joined=joined[code],
                adopted=sum(one.uptake == "adopted" for one in own),
                partly=sum(one.uptake == "partly" for one in own),
                not_so_far=sum(one.status == "tabled" and one.uptake == "not so far" for one in own),
                withdrawn=sum(one.status == "withdrawn" for one in own),
                closed=sum(one.status == "closed" and one.uptake != "adopted" for one in own),
                words_brought=words[code],
            )
        )
    return tracked


def _words_brought(session: Session, document: DocumentRow) -> Counter[str]:
    """Count the words of the standing text by who brought them."""
    words: Counter[str] = Counter()
    for origins in origins_of(session, document).values():
        for stretches in origins.values():
            words.update(words_brought(stretches))
    return words


def origins_of(
    session: Session, document: DocumentRow, *, clause: str | None = None
) -> dict[str, dict[str, tuple[Origin, ...]]]:
    """Return who brought each stretch of the standing text: clause id -> address -> stretches."""
    wanted = select(ClauseRow.id).where(ClauseRow.document_id == document.id, ClauseRow.state == "standing")
    if clause is not None:
        wanted = select(ClauseRow.id).where(ClauseRow.id == clause)
    revisions: dict[str, list[ClauseRevisionRow]] = {}
    for row in session.scalars(
        select(ClauseRevisionRow)
        .where(
            ClauseRevisionRow.clause_id.in_(wanted),
            ClauseRevisionRow.language == document.negotiated_language,
        )
        .order_by(ClauseRevisionRow.ordinal)
    ):
        revisions.setdefault(row.clause_id, []).append(row)
    decisions = {
        row.id: row for row in session.scalars(select(DecisionRow).where(DecisionRow.clause_id.in_(wanted)))
    }
    inserted_by: dict[str, str] = {
        row.clause_id: row.id
        for row in session.scalars(
            select(AmendmentRow).where(AmendmentRow.kind == "insert", AmendmentRow.clause_id.in_(wanted))
        )
    }
    return {
        clause_id: {
            address: _origins(address, history, decisions, inserted_by.get(clause_id, ""))
            for address in history[-1].content
        }
        for clause_id, history in revisions.items()
    }


def _origins(
    address: str, history: list[ClauseRevisionRow], decisions: dict[str, DecisionRow], inserted_by: str
) -> tuple[Origin, ...]:
    """Walk one field through the revisions of its clause."""
    # A decision that was undone brought nothing: walk on from the revision that it started from.
    walk: list[ClauseRevisionRow] = []
    same_as: dict[str | None, str | None] = {}  # a revision that an undoing wrote -> the one that it restored
    for revision in history:
        decision = decisions.get(revision.decision_id or "")
        if decision is not None and decision.undoes is not None:
            restored = decisions[decision.undoes].from_revision
            same_as[revision.id] = restored = same_as.get(restored, restored)
            while walk and walk[-1].id != restored:
                walk.pop()
            continue
        walk.append(revision)
    if not walk:
        walk = history[-1:]
    steps = []
    for before, after in pairwise(walk):
        decision = decisions.get(after.decision_id or "")
        ledger = [part for part in decision.passages if part["address"] == address] if decision else []
        old, new = before.content.get(address, ""), after.content.get(address, "")
        if ledger:
            steps.append(
                [
                    # Decisions of the first versions did not name the amendment.
                    Spelled(part["base"], part["chosen"], part["by"], part.get("amendment", ""))
                    for part in ledger
                ]
            )
        elif old != new:
            steps.append([Spelled(old, new, after.author)])
    return provenance(walk[0].content.get(address, ""), walk[0].author, steps, amendment=inserted_by)
