"""Streamlining: a clause is split, clauses are merged; the old ones close, and everything on them goes along.

What comes of it are new clauses, open: agreement belonged to the text that was. The words of every proposal are found
again on the new clauses, or are noted as having no place there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    ClauseOriginRow,
    ClausePlaceRow,
    ClauseRevisionRow,
    ClauseRow,
    DocumentRow,
    StreamliningRow,
    new_id,
)
from app.models.streamlining import Act
from app.models.values import as_clause
from app.models.written import as_open_amendments
from app.services.adoption import require_not_adopted
from app.services.freezing import require_not_under_silence
from app.services.going_along import finish
from app.services.new_clauses import join_languages, new_clause, place_behind, whole_content, write_texts
from app.services.restating import restating_of
from app.services.revisions import require_present_base
from app.services.wording import clean_wording
from documents.dividing import cut_before
from documents.errors import (
    BaseNotNamed,
    EmptyText,
    StaleConsolidation,
    Unacceptable,
    UnknownValue,
    WrongPlace,
    WrongStatus,
)
from documents.permissions import Participant, require
from documents.readings import consolidate_clause
from documents.streamlining import joined_content, require_splittable

MOST_PARTS = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseRead:
    """A clause as somebody has read it: its text, and everything that was proposed on it."""

    clause: ClauseRow
    base_revision: str | None
    fingerprint: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PartWanted:
    """A new clause: its fields, what stands under it of what stood under the old one, its other languages."""

    fields: Mapping[str, str] = field(default_factory=dict)
    below: Sequence[str] = ()
    languages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def split_clause(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    read: ClauseRead,
    parts: Sequence[PartWanted] = (),
    begins: Sequence[tuple[str, int]] = (),
    reason: str,
    now: datetime,
) -> StreamliningRow:
    """Let a clause become several: in texts that are given, or cut before words of its own."""
    require(participant, "streamline")
    require_not_adopted(session, document)
    clause, kept = read.clause, _reason(reason)
    require_not_under_silence(session, document=document.id, clauses=[clause.id], now=now)
    [source] = _require_read(session, document, [read])
    if bool(parts) == bool(begins):
        raise Unacceptable("Give the parts, or the words with which each further part begins.", field="parts")
    if begins:
        if clause.kind == "entry":
            raise Unacceptable("An entry has many fields: give the parts with theirs.", field="begins")
        parts = [PartWanted(fields={"text": text}) for text in cut_before(source.content["text"], begins)]
    if not 1 < len(parts) <= MOST_PARTS:
        raise Unacceptable(f"A clause is split into 2 to {MOST_PARTS} parts.", field="parts")
    below = _require_below(session, clause, parts)
    row = _begin(session, participant, document, "split", kept, now)
    targets: list[ClauseRow] = []
    for ordinal, part in enumerate(parts, 1):
        target = new_clause(session, document, clause, now)
        content = whole_content(clause, part.fields, address="parts")
        write_texts(session, participant, target, document, content, part.languages, kept, now)
        session.add(_origin(target, clause, ordinal, row))
        place_behind(
            session, document, target, behind=targets[-1] if targets else clause, first=clause, now=now
        )
        targets.append(target)
    act = restating_of(
        session,
        row=row,
        participant=participant,
        document=document,
        sources=[clause],
        targets=targets,
        now=now,
    )
    finish(session, act, below, what="clause split")
    return row


def merge_clauses(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    read: Sequence[ClauseRead],
    whole: PartWanted,
    reason: str,
    now: datetime,
) -> StreamliningRow:
    """Let clauses of one kind become one, in the order that is given and where the first of them stands.

    Their words stand in a row, in every language that all of them have; or in texts that are given.
    """
    require(participant, "streamline")
    require_not_adopted(session, document)
    kept = _reason(reason)
    clauses = [one.clause for one in read]
    if len({clause.id for clause in clauses}) != len(clauses) or not 1 < len(clauses) <= MOST_PARTS:
        raise Unacceptable(f"Name 2 to {MOST_PARTS} clauses to merge, each once.", field="clauses")
    if len({clause.kind for clause in clauses}) > 1:
        kinds = ", ".join(sorted({clause.kind for clause in clauses}))
        raise WrongPlace(f"Clauses of one kind are merged, not of several: {kinds}.", field="clauses")
    require_not_under_silence(
        session, document=document.id, clauses=[clause.id for clause in clauses], now=now
    )
    heads = _require_read(session, document, read)
    first = clauses[0]
    content = joined_content(
        first.kind, [{**head.content, **dict.fromkeys(whole.fields, "")} for head in heads]
    )
    content |= clean_wording(first.kind, whole.fields).fields
    row = _begin(session, participant, document, "merger", kept, now)
    target = new_clause(session, document, first, now)
    joined = joined_content(first.kind, [head.content for head in heads]) if not whole.fields else None
    write_texts(
        session,
        participant,
        target,
        document,
        whole_content(first, content, address="fields"),
        whole.languages,
        kept,
        now,
    )
    for ordinal, clause in enumerate(clauses, 1):
        session.add(_origin(target, clause, ordinal, row))
    place_behind(session, document, target, behind=first, first=first, now=now)
    act = restating_of(
        session,
        row=row,
        participant=participant,
        document=document,
        sources=clauses,
        targets=[target],
        now=now,
    )
    join_languages(session, act, given=whole.languages, as_they_stand=joined == content)
    finish(session, act, {}, what="clauses merged")
    return row


def _reason(reason: str) -> str:
    kept = clean_wording("entry", {}, reason).rationale
    if not kept:
        raise EmptyText("Streamlining needs a reason that everyone can read.", field="reason")
    return kept


def _require_read(
    session: Session, document: DocumentRow, read: Sequence[ClauseRead]
) -> list[ClauseRevisionRow]:
    """Return the present texts, or refuse clauses that do not stand, and what was read of them otherwise."""
    amendments = as_open_amendments(session, clauses=[one.clause.id for one in read])
    heads = []
    for one in read:
        if one.clause.document_id != document.id:
            raise UnknownValue(f"{one.clause.id} is not a clause of this document.", field="clauses")
        require_splittable(one.clause.kind)
        if one.clause.state != "standing":
            raise WrongStatus(
                "Only clauses that stand in the text are split or merged; decide on this one first.",
                clause=one.clause.id,
            )
        heads.append(
            require_present_base(
                session, clause=one.clause, document=document, base_revision=one.base_revision
            )
        )
        if one.fingerprint is None:
            raise BaseNotNamed(
                "Name the fingerprint of the consolidation that you read "
                f"(GET /api/clauses/{one.clause.id}/consolidation)."
            )
        placed = as_clause(session, document, one.clause.id)
        consolidated = consolidate_clause(placed.clause, amendments.get(one.clause.id, []))
        if consolidated.fingerprint != one.fingerprint:
            raise StaleConsolidation(
                "Something was tabled, edited, withdrawn or decided on this clause since you read it. "
                "Look at the new consolidation and see whether it is still to be streamlined so.",
                fingerprint=consolidated.fingerprint,
                consolidation=consolidated,
            )
    return heads


def _require_below(session: Session, clause: ClauseRow, parts: Sequence[PartWanted]) -> dict[str, int]:
    """Return under which part each clause is to stand that is named; refuse others than those under the old one."""
    known = set(
        session.scalars(
            select(ClausePlaceRow.clause_id).where(
                ClausePlaceRow.parent_id == clause.id, ClausePlaceRow.current
            )
        )
    )
    named = [(one, target) for target, part in enumerate(parts) for one in part.below]
    for one, _ in named:
        if one not in known:
            raise UnknownValue(f"{one} does not stand under this clause.", field="below")
    if len(dict(named)) != len(named):
        raise Unacceptable("A clause stands under one part; name it once.", field="below")
    return dict(named)


def _begin(
    session: Session, participant: Participant, document: DocumentRow, act: Act, reason: str, now: datetime
) -> StreamliningRow:
    row = StreamliningRow(
        id=new_id(),
        document_id=document.id,
        act=act,
        undoes=None,
        reason=reason,
        by=participant.delegation,
        done_at=now,
    )
    session.add(row)
    session.flush()
    return row


def _origin(clause: ClauseRow, origin: ClauseRow, ordinal: int, row: StreamliningRow) -> ClauseOriginRow:
    return ClauseOriginRow(clause_id=clause.id, origin_id=origin.id, ordinal=ordinal, streamlining_id=row.id)
