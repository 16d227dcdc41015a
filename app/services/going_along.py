"""Old clauses close, and everything on them goes along to the new ones: what everyone reads, then what few read."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    DocumentRow,
)
from app.models.writing import take_written
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
from app.services.carrying_requests import carry_requests, streams_of_requests
from app.services.links import lead_links
from app.services.record import PUBLIC, record, stream_of
from app.services.restating import Restating
from app.services.restoring import restore_amendments, streams_to_restore
from app.services.statuses import settle_conditions


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
    known |= streams_of_requests(session, act)
    for stream in sorted(known - {PUBLIC}):
        restore_amendments(session, act, stream=stream)
        if stream in drafting:
            carry_amendments(session, act, drafts_of=drafting[stream])
            carry_goals(session, act, below, drafts_of=drafting[stream])
        carry_comments(session, act, stream=stream)
        carry_positions(session, act, stream=stream)
        note_bridging_texts(session, act, stream=stream)
        carry_requests(session, act, stream=stream)
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
