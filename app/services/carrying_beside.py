"""What is said beside the text goes along: comments to the words that they are about, positions to be reconfirmed.

A position is bound to what was read. On the new clause it is stale from the first moment: it is its delegation's to say
whether it holds there. Bridging texts stay with the clause whose words they bridge, with the positions on them; so does
what is said on an amendment that has no place. All that is reported to those who read it.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    AmendmentRevisionRow,
    BridgeReaderRow,
    BridgingTextRow,
    ClauseRevisionRow,
    CommentRow,
    FacilitatorRow,
    PositionRow,
    new_id,
)
from app.models.streamlining import Fate
from app.services.record import PUBLIC, stream_of_circle
from app.services.restating import Restating
from documents.dividing import part_with
from documents.errors import UnknownValue
from documents.following import place_of
from documents.positions import STANCES


def streams_beside(session: Session, act: Restating) -> set[str]:
    """Return the streams in which something is said on the old clauses that goes along."""
    found: set[str] = set()
    for row in _threads(session, act):
        found.add(stream_of_circle(row.circle, row.opened_by))
    for position in _positions(session, act):
        found.add(stream_of_circle(position.circle, position.delegation))
    for streams in _streams_of_bridges(session, _bridging_texts(session, act)).values():
        found |= streams
    return found


def carry_comments(session: Session, act: Restating, *, stream: str) -> None:
    """Lead the threads of a stream to the new clauses: to the part with the words they are about, else to the first."""
    threads = [row for row in _threads(session, act) if stream_of_circle(row.circle, row.opened_by) == stream]
    texts = _texts_of(session, threads)
    for row in threads:
        subject, clause = row.amendment_id, row.clause_id
        goals = act.went.get(subject, []) if subject is not None else []
        if subject is not None and not goals:  # it stays with the amendment, which went nowhere
            if subject in act.closed:
                act.note(session, "comment", row.id, clause, "not placed", stream=stream)
            continue
        text = texts.get(row.amendment_text_id or row.revision_id or "", {})
        part = _part_of(act, row, text.get(row.address or "", ""))
        to, target = next((goal for goal in goals if goal[1] == part), goals[0] if goals else (row.id, part))
        row.clause_id = act.targets[target].id
        if subject is not None:
            row.amendment_id = to
        for reply in session.scalars(select(CommentRow).where(CommentRow.thread_id == row.id)):
            reply.clause_id, reply.amendment_id = row.clause_id, row.amendment_id
        facts = {"amendment": subject} if subject is not None else {}
        act.note(
            session,
            "comment",
            row.id,
            clause,
            "as it was",
            to=row.id,
            target=target,
            stream=stream,
            facts=facts,
        )


def carry_positions(session: Session, act: Restating, *, stream: str) -> None:
    """Write the positions of a stream on what came of their subjects, to be reconfirmed: bound to what was read."""
    bridges = {row.id for row in _bridging_texts(session, act)}
    wanted: dict[tuple[str, int, str, str], list[PositionRow]] = {}
    for row in _positions(session, act):
        if stream_of_circle(row.circle, row.delegation) != stream:
            continue
        on_clause = row.subject_id == row.clause_id
        goals = (
            [(clause.id, target) for target, clause in enumerate(act.targets)]
            if on_clause
            else act.went.get(row.subject_id, [])
        )
        if not goals and (row.subject_id in bridges or row.subject_id in act.closed):
            act.note(session, "position", row.id, row.clause_id, "not placed", stream=stream)
        for subject, target in dict.fromkeys(goals):
            wanted.setdefault((subject, target, row.delegation, row.circle), []).append(row)
    held = _held(session, {key[0] for key in wanted})
    for (subject, target, delegation, circle), rows in wanted.items():
        if (subject, delegation, circle) not in held:
            _take_along(session, act, rows, subject, target, stream)


def carry_facilitators(session: Session, act: Restating) -> None:
    """Let those who were asked to look for a compromise look for it on the new clauses."""
    asked = {
        row.delegation
        for row in session.scalars(
            select(FacilitatorRow).where(
                FacilitatorRow.clause_id.in_(act.source_ids), FacilitatorRow.ended_at.is_(None)
            )
        )
    }
    for clause in act.targets:
        there = set(
            session.scalars(
                select(FacilitatorRow.delegation).where(
                    FacilitatorRow.clause_id == clause.id, FacilitatorRow.ended_at.is_(None)
                )
            )
        )
        session.add_all(
            FacilitatorRow(
                id=new_id(),
                document_id=act.document.id,
                clause_id=clause.id,
                delegation=code,
                named_at=act.now,
            )
            for code in sorted(asked - there)
        )


def note_bridging_texts(session: Session, act: Restating, *, stream: str) -> None:
    """Note the bridging texts that stay with the old clauses: they are written anew on the new ones, or not at all."""
    rows = _bridging_texts(session, act)
    streams = _streams_of_bridges(session, rows)
    for row in rows:
        if stream in streams[row.id]:
            act.note(session, "bridging text", row.id, row.clause_id, "not placed", stream=stream)


def _threads(session: Session, act: Restating) -> Sequence[CommentRow]:
    return session.scalars(
        select(CommentRow)
        .where(CommentRow.clause_id.in_(act.source_ids), CommentRow.thread_id.is_(None))
        .order_by(CommentRow.created_at, CommentRow.id)
    ).all()


def _positions(session: Session, act: Restating) -> Sequence[PositionRow]:
    return session.scalars(
        select(PositionRow)
        .where(
            PositionRow.clause_id.in_(act.source_ids),
            PositionRow.ended_at.is_(None),
        )
        .order_by(PositionRow.taken_at, PositionRow.id)
    ).all()


def _bridging_texts(session: Session, act: Restating) -> Sequence[BridgingTextRow]:
    return session.scalars(
        select(BridgingTextRow)
        .where(
            BridgingTextRow.clause_id.in_(act.source_ids),
            BridgingTextRow.withdrawn_at.is_(None),
            BridgingTextRow.decision_id.is_(None),
        )
        .order_by(BridgingTextRow.created_at, BridgingTextRow.id)
    ).all()


def _streams_of_bridges(session: Session, rows: Sequence[BridgingTextRow]) -> dict[str, set[str]]:
    """Return of each bridging text the streams of those who have it: everyone, or its author and some others."""
    found = {
        row.id: {PUBLIC if row.released_at is not None else stream_of_circle("chair", row.by)} for row in rows
    }
    shown = select(BridgeReaderRow).where(
        BridgeReaderRow.bridging_text_id.in_([row.id for row in rows if row.released_at is None])
    )
    for one in session.scalars(shown):
        found[one.bridging_text_id].add(stream_of_circle("chair", one.delegation))
    return found


def _texts_of(session: Session, threads: Iterable[CommentRow]) -> dict[str, dict[str, str]]:
    read = {one.revision_id for one in threads}
    proposed = {one.amendment_text_id for one in threads}
    found = {
        row.id: row.content
        for row in session.scalars(select(ClauseRevisionRow).where(ClauseRevisionRow.id.in_(read)))
    }
    return found | {
        row.id: row.fields
        for row in session.scalars(select(AmendmentRevisionRow).where(AmendmentRevisionRow.id.in_(proposed)))
    }


def _part_of(act: Restating, row: CommentRow, text: str) -> int:
    """Return which of the new clauses has the words of a passage; the first where it is about the whole."""
    if row.id in act.homes:
        return act.homes[row.id]
    if row.address is None or row.words is None or len(act.targets) == 1:
        return 0
    there = [
        (target, content[row.address])
        for target, content in enumerate(act.words.targets)
        if content.get(row.address)
    ]
    try:
        place, _ = place_of(text, row.words, row.occurrence or 1)
    except UnknownValue:
        return 0
    return there[part_with(text, [words for _, words in there], place)][0] if there else 0


def _held(session: Session, subjects: set[str]) -> set[tuple[str, str, str]]:
    rows = session.scalars(
        select(PositionRow).where(PositionRow.subject_id.in_(subjects), PositionRow.ended_at.is_(None))
    )
    return {(row.subject_id, row.delegation, row.circle) for row in rows}


def _take_along(
    session: Session, act: Restating, rows: Sequence[PositionRow], subject: str, target: int, stream: str
) -> None:
    """Write the most contrary of the positions that a delegation had in one circle on what is one thing now."""
    first = max(rows, key=lambda row: (STANCES.index(row.stance), row.taken_at))
    notes = [row.note for row in rows if row.note]
    is_recorded = any(row.is_only_recorded for row in rows)
    clause = act.targets[target]
    new = PositionRow(
        id=new_id(),
        document_id=first.document_id,
        clause_id=clause.id,
        amendment_id=subject if subject != clause.id else None,
        bridging_text_id=None,
        subject_id=subject,
        delegation=first.delegation,
        circle=first.circle,
        stance=first.stance,
        note="\n".join(dict.fromkeys(notes)),
        red_line=any(row.red_line for row in rows),
        revision_id=first.revision_id,
        amendment_text_id=first.amendment_text_id,
        text_hash=first.text_hash,
        recorded_by=first.recorded_by,
        replaces_id=None,
        taken_at=first.taken_at,
        confirmed_at=None if is_recorded else first.confirmed_at,
    )
    session.add(new)
    session.flush()
    fate: Fate = "as it was" if len(rows) == 1 else "cut"
    for row in rows:
        act.note(
            session,
            "position",
            row.id,
            row.clause_id,
            fate,
            to=new.id,
            target=target,
            stream=stream,
        )
