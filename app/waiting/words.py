"""What waits beside the text: positions, comments, bridging texts."""

from collections.abc import Iterator

from sqlalchemy import exists, select

from app.access_beside import on_the_table, visible_bridging_texts, visible_comments
from app.models import BridgingTextRow, CommentRow, PositionRow
from app.models.positions import held_positions
from app.positions_shown import stale_among
from app.waiting.scene import Scene
from documents.permissions import HOUSE, may
from documents.waiting import Waiting


def positions(scene: Scene) -> Iterator[Waiting]:
    """Yield the own positions that are stale, or that were only recorded."""
    if not may(scene.participant, "take position", capacity=scene.capacity):
        return
    own = held_positions(
        scene.session,
        PositionRow.document_id == scene.document.id,
        PositionRow.delegation == scene.participant.delegation,
        on_the_table(),
    )
    stale = stale_among(scene.session, scene.document, own)
    for one in own:
        if one.is_only_recorded:
            yield Waiting(todo="confirm position", clause=one.clause_id, subject=one.id)
        elif one.id in stale:
            yield Waiting(todo="reconfirm", clause=one.clause_id, subject=one.id)


def questions(scene: Scene) -> Iterator[Waiting]:
    """Yield the open threads in which the delegation is mentioned and has not said anything since."""
    code = scene.participant.delegation
    if not may(scene.participant, "comment", capacity=scene.capacity):
        return
    said = scene.session.scalars(
        select(CommentRow)
        .where(
            CommentRow.document_id == scene.document.id,
            CommentRow.taken_back_at.is_(None),
            visible_comments(scene.participant),
        )
        .order_by(CommentRow.created_at, CommentRow.id)
    ).all()
    resolved = {row.id for row in said if row.thread_id is None and row.resolved_at is not None}
    asked: dict[str, CommentRow] = {}
    for row in said:
        thread = row.thread_id or row.id
        if row.delegation == code:
            asked.pop(thread, None)
        elif code in row.mentions:
            asked[thread] = row
    for thread, row in asked.items():
        if thread not in resolved:
            yield Waiting(todo="answer", clause=row.clause_id, subject=thread, by=(row.delegation,))


def bridges(scene: Scene) -> Iterator[Waiting]:
    """Yield the bridging texts of others on which the delegation has no position."""
    code = scene.participant.delegation
    if code in HOUSE or not may(scene.participant, "take position", capacity=scene.capacity):
        return
    thought = exists().where(
        PositionRow.bridging_text_id == BridgingTextRow.id,
        PositionRow.delegation == code,
        PositionRow.ended_at.is_(None),
    )
    for row in scene.session.scalars(
        select(BridgingTextRow).where(
            BridgingTextRow.document_id == scene.document.id,
            BridgingTextRow.withdrawn_at.is_(None),
            BridgingTextRow.decision_id.is_(None),
            BridgingTextRow.by != code,
            visible_bridging_texts(scene.participant),
            ~thought,
        )
    ):
        yield Waiting(todo="consider bridge", clause=row.clause_id, subject=row.id, by=(row.by,))


def own_bridges(scene: Scene) -> Iterator[Waiting]:
    """Yield the own bridging texts that not everyone has before them."""
    code = scene.participant.delegation
    if not may(scene.participant, "release bridge", owner=code):
        return
    for row in scene.session.scalars(
        select(BridgingTextRow).where(
            BridgingTextRow.document_id == scene.document.id,
            BridgingTextRow.withdrawn_at.is_(None),
            BridgingTextRow.decision_id.is_(None),
            BridgingTextRow.released_at.is_(None),
            BridgingTextRow.by == code,
        )
    ):
        yield Waiting(todo="release bridge", clause=row.clause_id, subject=row.id)
