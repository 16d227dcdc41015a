"""Links between documents: made on the texts of both ends that were read, checked again, removed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.access_between import LinkEnds
from app.models import ClauseLinkRow, ClauseRow, DocumentRow, new_id
from app.models.present import WholeText, whole_texts
from app.models.values import IN_THE_TEXT, as_clause
from app.services.record import PUBLIC, record
from documents.errors import BaseNotNamed, StaleBase, WrongStatus
from documents.links import require_linkable
from documents.permissions import Participant, require


@dataclass(frozen=True, slots=True)
class EndsRead:
    """The texts that somebody names as read: a revision of each end, and of the sub-items under the ground.

    Where these are not named, they are not compared.
    """

    entry: str | None
    ground: str | None
    under: Sequence[str] | None = None


def link_clauses(
    session: Session,
    *,
    participant: Participant,
    links: Sequence[tuple[LinkEnds, EndsRead]],
    now: datetime,
) -> list[ClauseLinkRow]:
    """Link entries with their grounds in another document, as both read now; what is linked already stays as it is."""
    require(participant, "link")
    present = _texts_of(session, [ends for ends, _ in links])
    rows = _present_links(session, [ends for ends, _ in links])
    made = []
    for ends, read in links:
        require_linkable(
            ends.entry.kind, ends.ground.kind, same_document=ends.programme.id == ends.declaration.id
        )
        entry, ground = _require_read(session, ends, read, present)
        pair = (ends.entry.id, ends.ground.id)
        if pair not in rows:
            rows[pair] = ClauseLinkRow(
                id=new_id(),
                entry_id=ends.entry.id,
                ground_id=ends.ground.id,
                made_by=participant.delegation,
                made_at=now,
            )
            _set_checked(rows[pair], participant, entry, ground, now)
            session.add(rows[pair])
            _record(session, participant, rows[pair], ends, "clauses linked", now)
        made.append(rows[pair])
    return made


def check_links(
    session: Session,
    *,
    participant: Participant,
    links: Sequence[tuple[ClauseLinkRow, LinkEnds, EndsRead]],
    now: datetime,
) -> list[ClauseLinkRow]:
    """Say of links that both ends still belong together as they read now; what is not to be checked stays as it is."""
    require(participant, "link")
    present = _texts_of(session, [ends for _, ends, _ in links])
    for row, ends, read in links:
        if row.removed_at is not None:
            raise WrongStatus("This link was removed; link the two anew.", link=row.id)
        entry, ground = _require_read(session, ends, read, present)
        if (row.entry_hash, row.ground_hash) != (entry.hash, ground.hash):
            _set_checked(row, participant, entry, ground, now)
            _record(session, participant, row, ends, "link checked", now)
    return [row for row, _, _ in links]


def remove_link(
    session: Session, *, participant: Participant, link: ClauseLinkRow, ends: LinkEnds, now: datetime
) -> ClauseLinkRow:
    """Remove a link; it stays in the record. Twice changes nothing."""
    require(participant, "link")
    if link.removed_at is None:
        link.removed_by, link.removed_at = participant.delegation, now
        _record(session, participant, link, ends, "link removed", now)
    return link


def lead_links(
    session: Session,
    *,
    participant: Participant,
    sources: Sequence[ClauseRow],
    targets: Sequence[ClauseRow],
    now: datetime,
) -> None:
    """Lead the links of clauses that gave way to all that came of them, to be checked: bound to what was read."""
    gone = {clause.id for clause in sources}
    for row in session.scalars(
        select(ClauseLinkRow)
        .where(
            or_(ClauseLinkRow.entry_id.in_(gone), ClauseLinkRow.ground_id.in_(gone)),
            ClauseLinkRow.removed_at.is_(None),
        )
        .order_by(ClauseLinkRow.id)
    ).all():
        ends = _ends_of(session, row)
        row.removed_by, row.removed_at = participant.delegation, now
        _record(session, participant, row, ends, "link removed", now)
        present = _present_links(session, [replace(ends, entry=one) for one in (ends.entry, *targets)])
        for target in targets:
            led = replace(ends, entry=target) if row.entry_id in gone else replace(ends, ground=target)
            if (led.entry.id, led.ground.id) not in present:
                new = _led(row, led, now)
                session.add(new)
                _record(session, participant, new, led, "clauses linked", now)


def _ends_of(session: Session, row: ClauseLinkRow) -> LinkEnds:
    entry, ground = (session.get_one(ClauseRow, one) for one in (row.entry_id, row.ground_id))
    return LinkEnds(
        entry=entry,
        programme=session.get_one(DocumentRow, entry.document_id),
        ground=ground,
        declaration=session.get_one(DocumentRow, ground.document_id),
    )


def _led(row: ClauseLinkRow, ends: LinkEnds, now: datetime) -> ClauseLinkRow:
    return ClauseLinkRow(
        id=new_id(),
        entry_id=ends.entry.id,
        ground_id=ends.ground.id,
        entry_revision=row.entry_revision,
        ground_revision=row.ground_revision,
        ground_under=list(row.ground_under),
        entry_hash=row.entry_hash,
        ground_hash=row.ground_hash,
        made_by=row.made_by,
        made_at=now,
        checked_by=row.checked_by,
        checked_at=row.checked_at,
    )


def _texts_of(session: Session, ends: Sequence[LinkEnds]) -> dict[str, WholeText]:
    return whole_texts(session, {one.id for some in ends for one in (some.entry, some.ground)})


def _present_links(session: Session, ends: Sequence[LinkEnds]) -> dict[tuple[str, str], ClauseLinkRow]:
    rows = session.scalars(
        select(ClauseLinkRow).where(
            ClauseLinkRow.entry_id.in_({one.entry.id for one in ends}), ClauseLinkRow.removed_at.is_(None)
        )
    )
    return {(row.entry_id, row.ground_id): row for row in rows}


def _require_read(
    session: Session, ends: LinkEnds, read: EndsRead, present: Mapping[str, WholeText]
) -> tuple[WholeText, WholeText]:
    """Return what both ends read now, or refuse what was read otherwise, or stands in the text no longer."""
    for clause, document in ((ends.entry, ends.programme), (ends.ground, ends.declaration)):
        if clause.state not in IN_THE_TEXT or clause.id not in present:
            name = _name(session, document, clause)
            raise WrongStatus(
                f"{name} does not stand in the text; link with what stands there.", clause=clause.id
            )
    entry, ground = present[ends.entry.id], present[ends.ground.id]
    facts = {
        "entry": ends.entry.id,
        "ground": ends.ground.id,
        "present_entry_revision": entry.revision,
        "present_ground_revision": ground.revision,
        "present_ground_under": list(ground.under),
    }
    if read.entry is None or read.ground is None:
        raise BaseNotNamed(
            "Say which texts you read: entry_revision and ground_revision in the body, the revision of each.",
            **facts,
        )
    for same, clause, document in (
        (read.entry == entry.revision, ends.entry, ends.programme),
        (read.ground == ground.revision, ends.ground, ends.declaration),
        (read.under is None or tuple(read.under) == ground.under, ends.ground, ends.declaration),
    ):
        if not same:
            raise StaleBase(
                f"{_name(session, document, clause)} has changed since you read it; read the present text first.",
                **facts,
            )
    return entry, ground


def _name(session: Session, document: DocumentRow, clause: ClauseRow) -> str:
    return as_clause(session, document, clause.id).clause.label or f"The {clause.kind}"


def _set_checked(
    row: ClauseLinkRow, participant: Participant, entry: WholeText, ground: WholeText, now: datetime
) -> None:
    row.entry_revision, row.entry_hash = entry.revision, entry.hash
    row.ground_revision, row.ground_hash = ground.revision, ground.hash
    row.ground_under = list(ground.under)
    row.checked_by, row.checked_at = participant.delegation, now


def _record(
    session: Session, by: Participant, row: ClauseLinkRow, ends: LinkEnds, what: str, now: datetime
) -> None:
    record(
        session,
        stream=PUBLIC,
        by=by,
        what=what,
        subject=row.id,
        document=ends.programme.id,
        beside=ends.declaration.id,
        data={
            "entry": row.entry_id,
            "ground": row.ground_id,
            "entry_revision": row.entry_revision,
            "ground_revision": row.ground_revision,
        },
        now=now,
    )
