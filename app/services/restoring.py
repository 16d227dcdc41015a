"""Amendments as they were before a streamlining that is undone; only those whose words nobody has touched since."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AmendmentRow, CarriedRow
from app.models.written import as_written, last_revisions
from app.services.restating import Restating
from documents.amendments import Status


def streams_to_restore(session: Session, act: Restating) -> set[str]:
    """Return the streams of the amendments that went along with the act that is undone; none where none is."""
    if act.row.undoes is None:
        return set()
    rows = session.scalars(
        select(CarriedRow.stream).where(
            CarriedRow.streamlining_id == act.row.undoes, CarriedRow.matter == "amendment"
        )
    )
    return set(rows)


def restore_amendments(session: Session, act: Restating, *, stream: str) -> None:
    """Open the amendments of a stream again as they were, and close what stood for them.

    One whose copies were all withdrawn is withdrawn. Where a copy was edited, tabled, joined or left since, it is
    carried over like any other instead.
    """
    if act.row.undoes is None:
        return
    noted: dict[str, list[CarriedRow]] = {}
    for note in session.scalars(
        select(CarriedRow)
        .where(
            CarriedRow.streamlining_id == act.row.undoes,
            CarriedRow.matter == "amendment",
            CarriedRow.stream == stream,
        )
        .order_by(CarriedRow.id)
    ):
        noted.setdefault(note.subject_id, []).append(note)
    ids = {one for notes in noted.values() for note in notes for one in (note.subject_id, note.to_id) if one}
    rows = {row.id: row for row in session.scalars(select(AmendmentRow).where(AmendmentRow.id.in_(ids)))}
    sponsors = {row.id: one.sponsors for row, one in as_written(session, list(rows.values()))}
    written = {one.amendment_id: one.ordinal for one in last_revisions(session, sorted(rows))}
    open_copies: list[AmendmentRow] = []
    for subject, notes in noted.items():
        copies = [rows[note.to_id] for note in notes if note.to_id is not None]
        status: Status = notes[0].facts["status"]
        if copies and all(copy.status == "withdrawn" for copy in copies):
            status = "withdrawn"
        elif not all(
            (copy.status, written[copy.id], sponsors[copy.id]) == (status, 1, sponsors[subject])
            for copy in copies
        ):
            continue
        _restore(session, act, rows[subject], copies, status, stream)
        open_copies += copies
    for copy in open_copies:
        copy.status = copy.status if copy.status == "withdrawn" else "closed"


def _restore(
    session: Session,
    act: Restating,
    row: AmendmentRow,
    copies: Sequence[AmendmentRow],
    status: Status,
    stream: str,
) -> None:
    row.status = status
    if copies and row.recorded_by is not None:
        row.confirmed_at = max((copy.confirmed_at for copy in copies if copy.confirmed_at), default=None)
    target = [clause.id for clause in act.targets].index(row.clause_id)
    for copy in copies or (None,):
        act.note(
            session,
            "amendment",
            copy.id if copy is not None else row.id,
            copy.clause_id if copy is not None else act.sources[0].id,
            "restored",
            to=row.id,
            target=target,
            stream=stream,
            facts={"status": copy.status if copy is not None else "closed"},
        )
