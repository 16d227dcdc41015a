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
from app.models.writing import take_written
from app.models.written import as_open_amendments
from app.services.adoption import require_not_adopted
from app.services.carrying import carry_amendments, delegations_with_drafts
from app.services.carrying_around import (
    carry_conditions,
    carry_goals,
    carry_packages,
    carry_parts_under,
)
from app.services.carrying_beside import (
    carry_comments,
    carry_facilitators,
    carry_positions,
    note_bridging_texts,
    streams_beside,
)
from app.services.freezing import require_not_under_silence
from app.services.links import lead_links
from app.services.places import number_at, place_after
from app.services.record import PUBLIC, record, stream_of
from app.services.restating import Restating, heads_of, restating_of
from app.services.restoring import restore_amendments, streams_to_restore
from app.services.revisions import require_present_base, write_revision
from app.services.statuses import settle_conditions
from app.services.wording import clean_wording
from documents.cleaning import require_words
from documents.content import Rows, fields_of, prose_only
from documents.dividing import cut_before
from documents.errors import (
    BaseNotNamed,
    EmptyText,
    StaleConsolidation,
    Unacceptable,
    UnknownValue,
    WrongLanguage,
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
        target = _new_clause(session, document, clause, now)
        content = _whole(clause, part.fields, address="parts")
        _write_texts(session, participant, target, document, content, part.languages, kept, now)
        session.add(_origin(target, clause, ordinal, row))
        _place(session, document, target, behind=targets[-1] if targets else clause, first=clause, now=now)
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
    target = _new_clause(session, document, first, now)
    joined = joined_content(first.kind, [head.content for head in heads]) if not whole.fields else None
    _write_texts(
        session,
        participant,
        target,
        document,
        _whole(first, content, address="fields"),
        whole.languages,
        kept,
        now,
    )
    for ordinal, clause in enumerate(clauses, 1):
        session.add(_origin(target, clause, ordinal, row))
    _place(session, document, target, behind=first, first=first, now=now)
    act = restating_of(
        session,
        row=row,
        participant=participant,
        document=document,
        sources=clauses,
        targets=[target],
        now=now,
    )
    _join_languages(session, act, given=whole.languages, as_they_stand=joined == content)
    finish(session, act, {}, what="clauses merged")
    return row


def finish(session: Session, act: Restating, below: Mapping[str, int], *, what: str) -> None:
    """Close the old clauses and let everything on them go along: what everyone reads, then what few read.

    Where an act is undone, what has not changed since is restored first.
    """
    session.execute(
        select(DocumentRow.id).where(DocumentRow.id == act.document.id).with_for_update(key_share=True)
    )
    for clause in act.sources:
        clause.state = "removed"
    carry_parts_under(session, act, below)
    restore_amendments(session, act, stream=PUBLIC)
    carry_amendments(session, act)
    carry_goals(session, act, below)
    carry_conditions(session, act)
    carry_packages(session, act)
    carry_facilitators(session, act)
    carry_comments(session, act, stream=PUBLIC)
    carry_positions(session, act, stream=PUBLIC)
    note_bridging_texts(session, act, stream=PUBLIC)
    public = take_written(session)
    drafting = {stream_of(code): code for code in delegations_with_drafts(session, act)}
    known = {*drafting, *streams_beside(session, act), *streams_to_restore(session, act)}
    for stream in sorted(known - {PUBLIC}):
        restore_amendments(session, act, stream=stream)
        if stream in drafting:
            carry_amendments(session, act, drafts_of=drafting[stream])
            carry_goals(session, act, below, drafts_of=drafting[stream])
        carry_comments(session, act, stream=stream)
        carry_positions(session, act, stream=stream)
        note_bridging_texts(session, act, stream=stream)
        if private := take_written(session):
            _record(session, act, stream, "matters carried", held_back=private)
    _record(session, act, PUBLIC, what, held_back=public, reason=act.row.reason)
    settle_conditions(session, participant=act.participant, document=act.document, now=act.now)
    # Last: links are for those alone who read both documents, and are told so.
    lead_links(session, participant=act.participant, sources=act.sources, targets=act.targets, now=act.now)


def _record(
    session: Session,
    act: Restating,
    stream: str,
    what: str,
    held_back: Mapping[str, str] | None = None,
    **facts: str,
) -> None:
    record(
        session,
        stream=stream,
        by=act.participant,
        what=what,
        subject=act.sources[0].id,
        document=act.document.id,
        data={
            "streamlining": act.row.id,
            "clauses": act.source_ids,
            "became": [clause.id for clause in act.targets],
            **facts,
        },
        held_back=held_back or {},
        now=act.now,
    )


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


def _new_clause(session: Session, document: DocumentRow, like: ClauseRow, now: datetime) -> ClauseRow:
    clause = ClauseRow(
        id=new_id(),
        document_id=document.id,
        kind=like.kind,
        key="",
        number="",
        state="standing",
        created_at=now,
    )
    session.add(clause)
    session.flush()
    return clause


def _origin(clause: ClauseRow, origin: ClauseRow, ordinal: int, row: StreamliningRow) -> ClauseOriginRow:
    return ClauseOriginRow(clause_id=clause.id, origin_id=origin.id, ordinal=ordinal, streamlining_id=row.id)


def _whole(clause: ClauseRow, fields: Mapping[str, str], *, address: str) -> dict[str, str]:
    """Return the fields of a new clause as they are kept; refuse one that lacks what it needs."""
    content = dict(clean_wording(clause.kind, fields).fields)
    for declared in fields_of(clause.kind):
        if not isinstance(declared, Rows) and declared.required:
            if not content.get(declared.name):
                raise EmptyText(f"Each new {clause.kind} needs {declared.name}.", field=address)
            require_words(content[declared.name], address=declared.name)
    return content


def _write_texts(
    session: Session,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    content: Mapping[str, str],
    languages: Mapping[str, Mapping[str, str]],
    reason: str,
    now: datetime,
) -> None:
    """Write the first text of a new clause, and those in other languages that were given with it."""
    head = write_revision(
        session,
        clause=clause,
        language=document.negotiated_language,
        content=content,
        author=participant.delegation,
        reason=reason,
        now=now,
    )
    for language, fields in sorted(languages.items()):
        if language not in document.titles or language == document.negotiated_language:
            others = ", ".join(sorted(set(document.titles) - {document.negotiated_language})) or "none"
            raise WrongLanguage(
                f"{language} is not a language that is aligned in this document; those are: {others}.",
                field="languages",
            )
        write_revision(
            session,
            clause=clause,
            language=language,
            content=prose_only(clause.kind, clean_wording(clause.kind, fields).fields),
            author=participant.delegation,
            reason=reason,
            aligned_to=head.id,
            now=now,
        )


def _place(
    session: Session,
    document: DocumentRow,
    clause: ClauseRow,
    *,
    behind: ClauseRow,
    first: ClauseRow,
    now: datetime,
) -> None:
    """Give a new clause its place; the first has the number of the old one, each further one a Latin ordinal."""
    parent = session.scalar(
        select(ClausePlaceRow.parent_id).where(ClausePlaceRow.clause_id == first.id, ClausePlaceRow.current)
    )
    place = place_after(
        session, document=document, clause=clause, parent=parent, after=behind.id, decision=None, now=now
    )
    clause.number = (
        first.number if behind is first else number_at(session, document=document, clause=clause, place=place)
    )
    session.flush()


def _join_languages(
    session: Session, act: Restating, *, given: Mapping[str, Mapping[str, str]], as_they_stand: bool
) -> None:
    """Write what the merged clause says in other languages, where all its origins have a text in them.

    It renders the merged text where that is the texts in a row and none of these was stale; else it is stale.
    """
    [target] = act.targets
    head = act.heads[target.id]
    for language in sorted(set(act.document.titles) - {act.document.negotiated_language, *given}):
        found = heads_of(session, act.document, act.source_ids, language)
        if len(found) < len(act.sources):
            continue
        texts = [found[clause.id] for clause in act.sources]
        rendered = {
            row.id: row.hash
            for row in session.scalars(
                select(ClauseRevisionRow).where(ClauseRevisionRow.id.in_([one.aligned_to for one in texts]))
            )
        }
        stale = [
            one
            for one, clause in zip(texts, act.sources, strict=True)
            if rendered.get(one.aligned_to or "") != act.heads[clause.id].hash
        ]
        write_revision(
            session,
            clause=target,
            language=language,
            content=joined_content(target.kind, [one.content for one in texts]),
            author=act.participant.delegation,
            reason=act.row.reason,
            aligned_to=head.id if as_they_stand and not stale else texts[0].aligned_to,
            now=act.now,
        )
