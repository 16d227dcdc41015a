"""Taking an agreement level on the present text of clauses, and reopening them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access_to_people import delegation_named
from app.models import ClauseRevisionRow, ClauseRow, DocumentRow, StatusChangeRow
from app.models.agreements import Agreed, present_agreements
from app.models.standings import as_standings, said_yes
from app.models.values import clauses_by_id
from app.services.adoption import require_not_adopted
from app.services.freezing import require_not_under_silence
from app.services.record import PUBLIC, record
from app.services.revisions import require_present_base
from app.services.statuses import settle_conditions, write_status
from app.services.wording import clean_wording
from documents.consensus import Agreement, require_level
from documents.errors import EmptyText, UnknownValue, WrongStatus
from documents.permissions import Participant, require
from documents.standing import only_packages, require_nothing_against


def set_level(
    session: Session,
    *,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    level: str,
    pending_delegations: Sequence[str] = (),
    pending_clauses: Sequence[str] = (),
    reason: str = "",
    base_revision: str | None,
    now: datetime,
) -> StatusChangeRow:
    """Set where the present text of one clause stands, as :func:`set_levels` does."""
    [change] = set_levels(
        session,
        participant=participant,
        clauses=[(clause, base_revision)],
        document=document,
        level=level,
        pending_delegations=pending_delegations,
        pending_clauses=pending_clauses,
        reason=reason,
        now=now,
    )
    return change


def set_levels(
    session: Session,
    *,
    participant: Participant,
    clauses: Sequence[tuple[ClauseRow, str | None]],
    document: DocumentRow,
    level: str,
    pending_delegations: Sequence[str] = (),
    pending_clauses: Sequence[str] = (),
    reason: str = "",
    by_silence: bool = False,
    now: datetime,
) -> list[StatusChangeRow]:
    """Set where the present texts of clauses stand, all in one act; each comes with the revision that was read.

    Nothing may stand against a level but what depends on those that it is taken pending. Reopening needs a reason.
    ``by_silence``: whoever kept silent has let it pass; each clause is taken pending what its packages have come to
    want of others in the meantime.
    """
    require(participant, "agree")
    require_not_adopted(session, document)
    levels = tuple(document.levels)
    require_level(levels, level)
    if level == levels[-1] and level != levels[0]:
        raise WrongStatus(
            f"A clause is not {level} by itself: adopt the document, when everything is agreed."
        )
    named = [clause.id for clause, _ in clauses]
    if len(set(named)) < len(named) or not named:
        raise UnknownValue("Name each clause that is to be agreed, and each once.", field="clauses")
    require_not_under_silence(session, document=document.id, clauses=named, now=now)
    heads = [_head(session, clause, document, base) for clause, base in clauses]
    reason = clean_wording("entry", {}, reason).rationale
    agreements = present_agreements(session, document)
    if level == levels[0]:
        if not reason and any(_was_agreed(session, clause, levels) for clause, _ in clauses):
            raise EmptyText("Reopening a clause needs a reason that everyone can read.", field="reason")
        wanted = dict.fromkeys(named, Agreement(level))  # what is open waits for nobody in particular
    elif by_silence:
        wanted = _held_by_packages(session, document, level, named)
    else:
        one = _pending(session, document, agreements, level, named, pending_delegations, pending_clauses)
        _require_nothing_against(session, document, one, named)
        wanted = dict.fromkeys(named, one)
    changes = [
        _take(session, participant, document, clause, head, wanted[clause.id], reason, levels, now)
        for (clause, _), head in zip(clauses, heads, strict=True)
    ]
    settle_conditions(session, participant=participant, document=document, now=now)
    return changes


def _head(
    session: Session, clause: ClauseRow, document: DocumentRow, base_revision: str | None
) -> ClauseRevisionRow:
    """Return the text that is agreed, which is the present one and was read."""
    if clause.state != "standing":
        raise WrongStatus("Only a clause that stands in the text can be agreed; decide its insertion first.")
    return require_present_base(session, clause=clause, document=document, base_revision=base_revision)


def _pending(
    session: Session,
    document: DocumentRow,
    agreements: dict[str, Agreed],
    level: str,
    named: Sequence[str],
    delegations: Sequence[str],
    clauses: Sequence[str],
) -> Agreement:
    """Return the level with its conditions, or refuse conditions that nothing can fulfil, or that are fulfilled."""
    for clause in clauses:
        if clause in named:
            raise UnknownValue("A clause cannot wait for itself; name another.", field="pending_clauses")
        if clause not in agreements:
            raise UnknownValue(f"{clause} is not a clause of this document.", field="pending_clauses")
    heard = said_yes(session, document, agreements, named) if delegations else {}
    for code in delegations:
        delegation_named(session, code, field="pending_delegations")
        if all(code in heard.get(clause, ()) for clause in named):
            raise UnknownValue(
                f"{code} has said yes to this very text; there is nothing to wait for.",
                field="pending_delegations",
            )
    return Agreement(level, tuple(sorted(set(delegations))), tuple(sorted(set(clauses))))


def _held_by_packages(
    session: Session, document: DocumentRow, level: str, named: Sequence[str]
) -> dict[str, Agreement]:
    """Return for each clause the level, pending the clauses of its packages that have not come as far."""
    standings = as_standings(session, document, clauses=named, level=level, together=named)
    held = {
        clause: {other for one in only_packages(at).against for other in one.clauses}
        for clause, at in standings.items()
    }
    return {clause: Agreement(level, (), tuple(sorted(held[clause]))) for clause in named}


def _require_nothing_against(
    session: Session, document: DocumentRow, wanted: Agreement, named: Sequence[str]
) -> None:
    standings = as_standings(session, document, clauses=named, level=wanted.level, together=named)
    packaged = {one for at in standings.values() for against in at.against for one in against.clauses}
    labels = {
        clause: placed.clause.label or placed.clause.kind
        for clause, placed in clauses_by_id(
            session, document, sorted(packaged.union(named, wanted.pending_clauses))
        ).items()
    }
    for clause in named:
        require_nothing_against(
            standings[clause],
            wanted.level,
            named=labels[clause],
            pending_delegations=wanted.pending_delegations,
            pending_clauses=wanted.pending_clauses,
            labels=labels,
        )


def _was_agreed(session: Session, clause: ClauseRow, levels: Sequence[str]) -> bool:
    last = session.scalar(
        select(StatusChangeRow.level).where(StatusChangeRow.clause_id == clause.id, StatusChangeRow.current)
    )
    return last not in (None, levels[0])


def _take(
    session: Session,
    participant: Participant,
    document: DocumentRow,
    clause: ClauseRow,
    head: ClauseRevisionRow,
    wanted: Agreement,
    reason: str,
    levels: Sequence[str],
    now: datetime,
) -> StatusChangeRow:
    reopens = wanted.level == levels[0] and _was_agreed(session, clause, levels)
    change = write_status(
        session,
        clause=clause.id,
        agreement=wanted,
        text_hash=head.hash,
        reason=reason,
        by=participant.delegation,
        now=now,
    )
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="clause reopened" if reopens else "level taken",
        subject=clause.id,
        document=document.id,
        data={
            "level": wanted.level,
            "revision": head.id,
            "pending_delegations": list(wanted.pending_delegations),
            "pending_clauses": list(wanted.pending_clauses),
            "reason": reason,
        },
        now=now,
    )
    return change
