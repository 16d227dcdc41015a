"""What happened to a clause, in time order: words written, decisions made, agreement levels taken and lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ClauseRevisionRow, ClauseRow, DocumentRow, StatusChangeRow
from app.models.values import clauses_by_id
from app.pages.frame import Named
from app.pages.history import DecisionShown, RevisionShown, show_decisions, show_revision
from app.pages.pen import Pen
from app.pages.running_text import name_of_clause
from app.speaking import gettext


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelShown:
    """An agreement level that the chair took on a text; ``reopens``: the clause was agreed before."""

    level: str
    revision: int
    by: Named
    pending: Sequence[Named]
    pending_clauses: Sequence[str]  # their labels
    reason: str
    reopens: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class EventShown:
    """One decision, one level, or one revision that no decision made."""

    moment: datetime
    decision: DecisionShown | None = None
    level: LevelShown | None = None
    revision: RevisionShown | None = None
    ended: str = ""  # the level that held until these words came
    holds_again: str = ""  # the level that was taken on the words which are back


def show_events(
    session: Session,
    clause: ClauseRow,
    document: DocumentRow,
    revisions: Sequence[ClauseRevisionRow],
    pen: Pen,
) -> list[EventShown]:
    """Return everything that happened to a clause, the first first."""
    changes = list(
        session.scalars(
            select(StatusChangeRow)
            .where(StatusChangeRow.clause_id == clause.id)
            .order_by(StatusChangeRow.changed_at, StatusChangeRow.id)
        )
    )
    labels = {**pen.labels, **_labels_of_gone(session, document, changes, pen)}
    levels = _show_levels(changes, revisions, document.levels[0], pen, labels)
    ended, again = _ended_and_back(changes, revisions, document.levels[0])
    written = {row.decision_id: row.id for row in revisions if row.decision_id}
    events = [
        EventShown(
            moment=one.moment,
            decision=one,
            ended=ended.get(written.get(one.id, ""), ""),
            holds_again=again.get(written.get(one.id, ""), ""),
        )
        for one in show_decisions(session, clause, revisions, pen)
    ]
    events += [
        EventShown(
            moment=row.created_at,
            revision=show_revision(row, pen),
            ended=ended.get(row.id, ""),
            holds_again=again.get(row.id, ""),
        )
        for row in revisions
        if row.decision_id is None
    ]
    events += [
        EventShown(moment=change.changed_at, level=level)
        for change, level in zip(changes, levels, strict=True)
    ]
    return sorted(events, key=lambda event: event.moment)


def _labels_of_gone(
    session: Session, document: DocumentRow, changes: Sequence[StatusChangeRow], pen: Pen
) -> dict[str, str]:
    """Return what clauses are called that these levels were pending, and that have left the text since."""
    gone = {one for change in changes for one in change.pending_clauses} - pen.labels.keys()
    if not gone:
        return {}
    word = gettext("no longer in the text")
    return {
        clause: f"{name_of_clause(placed.clause)} ({word})"
        for clause, placed in clauses_by_id(session, document, sorted(gone)).items()
    }


def _show_levels(
    changes: Sequence[StatusChangeRow],
    revisions: Sequence[ClauseRevisionRow],
    lowest: str,
    pen: Pen,
    labels: Mapping[str, str],
) -> list[LevelShown]:
    shown = []
    before = lowest
    for change in changes:
        # Words may come back: the level was taken on the last revision by then that reads so.
        read_so = [
            row.ordinal
            for row in revisions
            if row.hash == change.text_hash and row.created_at <= change.changed_at
        ]
        shown.append(
            LevelShown(
                level=change.level,
                revision=max(read_so, default=0),
                by=pen.cast[change.by],
                pending=tuple(pen.cast[code] for code in change.pending_delegations),
                pending_clauses=tuple(labels.get(one) or one for one in change.pending_clauses),
                reason=change.reason,
                reopens=change.level == lowest != before,
            )
        )
        before = change.level
    return shown


def _ended_and_back(
    changes: Sequence[StatusChangeRow], revisions: Sequence[ClauseRevisionRow], lowest: str
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the levels that a revision ended, and those that its words brought back: revision id -> level."""
    ended, again = {}, {}
    for before, after in pairwise(revisions):
        taken = [change for change in changes if change.changed_at <= after.created_at]
        if not taken or taken[-1].level == lowest or before.hash == after.hash:
            continue
        if taken[-1].text_hash == before.hash:
            ended[after.id] = taken[-1].level
        elif taken[-1].text_hash == after.hash:
            again[after.id] = taken[-1].level
    return ended, again
