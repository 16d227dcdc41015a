"""What waits among the amendments of one's own delegation."""

from collections.abc import Iterator

from sqlalchemy import select

from app.models import HouseRulesRow, ReleaseRow
from app.models.asked import open_requests
from app.models.subamendments import amended_by
from app.models.written import last_revisions
from app.waiting.scene import Scene
from documents.permissions import may
from documents.waiting import Waiting


def drafts(scene: Scene) -> Iterator[Waiting]:
    """Yield what is not tabled yet; where the head releases drafts, those that wait for the head are the head's."""
    session, code = scene.session, scene.participant.delegation
    rows = [row for row in scene.own if row.status == "draft"]
    if not rows:
        return
    rules = session.get(HouseRulesRow, code)
    texts = {text.amendment_id: text.id for text in last_revisions(session, [row.id for row in rows])}
    released = set(session.scalars(select(ReleaseRow.text_id).where(ReleaseRow.text_id.in_(texts.values()))))
    for row in rows:
        waits_for_head = rules is not None and rules.head_releases and texts[row.id] not in released
        if waits_for_head and may(scene.participant, "release", owner=code):
            yield Waiting(todo="release", clause=row.clause_id, subject=row.id)
        elif not waits_for_head and may(scene.participant, "table", owner=code, capacity=scene.capacity):
            yield Waiting(todo="table", clause=row.clause_id, subject=row.id)


def recorded(scene: Scene) -> Iterator[Waiting]:
    """Yield the amendments that were recorded in the delegation's name and that it has not confirmed."""
    if not may(scene.participant, "confirm", owner=scene.participant.delegation):
        return
    for row in scene.own:
        if row.status == "tabled" and row.recorded_by is not None and row.confirmed_at is None:
            yield Waiting(todo="confirm amendment", clause=row.clause_id, subject=row.id)


def to_restate(scene: Scene) -> Iterator[Waiting]:
    """Yield the own amendments under which the text has moved away."""
    code = scene.participant.delegation
    if not may(scene.participant, "edit", owner=code, capacity=scene.capacity):
        return
    for clause, standing in scene.standings.items():
        own = {
            one.subject
            for one in standing.against
            if one.matter == "amendment" and one.delegations[0] == code
        }
        for one in standing.against:
            if one.matter == "collision" and one.subject in own:
                yield Waiting(todo="restate", clause=clause, subject=one.subject)
    yield from _to_write_on_other_words(scene)


def _to_write_on_other_words(scene: Scene) -> Iterator[Waiting]:
    """Yield the own sub-amendments of which the amendment was edited since."""
    rows = {row.id: row for row in scene.own if row.status == "tabled" and row.amends_id is not None}
    amended = amended_by(scene.session, [*rows.values()])
    for text in last_revisions(scene.session, [*rows]) if rows else ():
        other = amended[text.amendment_id]
        if other.status == "tabled" and other.text != text.amends_text:
            yield Waiting(todo="restate", clause=rows[text.amendment_id].clause_id, subject=text.amendment_id)


def asked_to_join(scene: Scene) -> Iterator[Waiting]:
    """Yield the amendments of others that the delegation is asked to join, and to which it has not answered."""
    code = scene.participant.delegation
    if not may(scene.participant, "join", capacity=scene.capacity):
        return
    for row in open_requests(scene.session, scene.document.id, reader=code):
        standing = scene.standings.get(row.clause_id)
        if standing is not None and standing.agreement.is_open:
            yield Waiting(todo="asked to join", clause=row.clause_id, subject=row.id, by=(row.delegation,))


def to_join(scene: Scene) -> Iterator[Waiting]:
    """Yield what others propose in the same words as one's own delegation."""
    code = scene.participant.delegation
    if not may(scene.participant, "join", capacity=scene.capacity):
        return
    for clause, standing in scene.standings.items():
        sponsors = {one.subject: one.delegations for one in standing.against if one.matter == "amendment"}
        for alike in standing.alike:
            if not any(sponsors[one][0] == code for one in alike):
                continue
            for one in alike:
                if code not in sponsors[one]:
                    yield Waiting(todo="join", clause=clause, subject=one, by=sponsors[one])
