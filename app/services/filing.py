"""One finding of a redlined file becomes an amendment of its delegation, beside what that proposes already."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import clause_for
from app.models import AmendmentRow, ClauseRow, DocumentRow
from app.models.written import as_open_amendments, as_written, last_revisions, texts_of
from app.redlining import Settled, ever_written, still_wanted
from app.services.amendments import edit_amendment, propose_amendment
from app.services.insertions import propose_clause
from app.services.wording import Wording, clean_wording
from documents.amendments import Status
from documents.errors import ChangesNothing, StateForbids, WrongStatus
from documents.permissions import Participant
from documents.readings import OpenAmendment, reading_of, rebase_field
from documents.redlines import Finding


def file_finding(
    session: Session,
    *,
    speaker: Participant,
    document: DocumentRow,
    finding: Finding,
    settled: Settled,
    tabled: bool,
    now: datetime,
) -> AmendmentRow:
    """File a finding as an amendment of whoever speaks, or edit the one that it shows; what cannot be, says why.

    Whoever records what a delegation sent knows nothing of its drafts, and edits nothing.
    """
    if finding.kind == "insert":
        return _file_insertion(
            session, speaker=speaker, document=document, finding=finding, tabled=tabled, now=now
        )
    clause, _ = clause_for(session, speaker, finding.clause, lock=True)
    own = _own_open(session, speaker, clause)
    after = (
        clause_for(session, speaker, finding.after)[0] if finding.kind == "move" and finding.after else None
    )
    if any(one.kind == finding.kind and finding.kind in ("delete", "move") for _, one in own):
        raise ChangesNothing(f"{speaker.delegation} proposes this already.")
    assert settled.clause is not None, "only an insertion has no clause"
    if finding.kind != "replace":
        _require_not_filed_before(session, speaker, document, finding, {})
        return propose_amendment(
            session,
            participant=speaker,
            clause=clause,
            document=document,
            kind=finding.kind,
            wording=Wording(fields={}, rationale=finding.reason),
            language=None,
            base_revision=settled.clause.revision,
            after=after,
            tabled=tabled,
            now=now,
        )
    mine = [row for row, one in own if one.kind == "replace" and row.delegation == speaker.delegation]
    fields = _still_wanted(session, speaker, finding, settled, own)
    wording = clean_wording(clause.kind, fields, finding.reason)
    _require_not_filed_before(session, speaker, document, finding, wording.fields)
    if finding.whole and mine:
        if speaker.recorder:
            raise WrongStatus(
                f"{speaker.delegation} has an amendment to this clause on the table, and only its own members edit it. "
                "Let them send this file."
            )
        if len(mine) > 1:
            raise WrongStatus(
                f"{speaker.delegation} has several amendments to this clause; edit the one that this belongs to."
            )
        return edit_amendment(
            session,
            participant=speaker,
            amendment=mine[0],
            clause=clause,
            document=document,
            wording=wording,
            language=None,
            base_revision=settled.clause.revision,
            now=now,
        )
    return propose_amendment(
        session,
        participant=speaker,
        clause=clause,
        document=document,
        kind="replace",
        wording=wording,
        language=None,
        base_revision=settled.clause.revision,
        tabled=tabled,
        now=now,
    )


def _file_insertion(
    session: Session,
    *,
    speaker: Participant,
    document: DocumentRow,
    finding: Finding,
    tabled: bool,
    now: datetime,
) -> AmendmentRow:
    after = clause_for(session, speaker, finding.after)[0] if finding.after else None
    wording = clean_wording(finding.clause_kind or "operative", finding.fields, finding.reason)
    rows = session.scalars(
        select(AmendmentRow).where(
            AmendmentRow.document_id == document.id,
            AmendmentRow.delegation == speaker.delegation,
            AmendmentRow.kind == "insert",
            AmendmentRow.status.in_(_known_to(speaker)),
        )
    ).all()
    wanted = as_open_amendments(session, clauses=[finding.clause]).get(finding.clause, ())
    if any(_inserts(session, row) == dict(wording.fields) for row in rows) or any(
        one.kind == "insert" and speaker.delegation in one.sponsors for one in wanted
    ):
        raise ChangesNothing(f"{speaker.delegation} proposes this clause already.")
    _require_not_filed_before(session, speaker, document, finding, wording.fields)
    return propose_clause(
        session,
        participant=speaker,
        document=document,
        kind=finding.clause_kind or "operative",
        after=after,
        wording=wording,
        language=None,
        tabled=tabled,
        now=now,
    )


def _inserts(session: Session, row: AmendmentRow) -> dict[str, str]:
    [last] = last_revisions(session, [row.id])
    return dict(last.fields)


def _known_to(speaker: Participant) -> tuple[Status, ...]:
    """Return of which amendments a delegation's own are counted: whoever records for it knows nothing of its drafts."""
    return ("tabled",) if speaker.recorder else ("draft", "tabled")


def _require_not_filed_before(
    session: Session, speaker: Participant, document: DocumentRow, finding: Finding, fields: Mapping[str, str]
) -> None:
    """Refuse what whoever records has filed for the delegation before.

    That is asked of what was filed, whatever became of it since: that is the delegation's alone until it tables it.
    """
    if not speaker.recorder:
        return
    filed = session.scalars(
        select(AmendmentRow).where(
            AmendmentRow.document_id == document.id,
            AmendmentRow.delegation == speaker.delegation,
            AmendmentRow.recorded_by == speaker.recorder,
            AmendmentRow.kind == finding.kind,
            AmendmentRow.tabled_at.is_(None),
        )
    ).all()
    for row in filed:
        is_here = finding.kind == "insert" or row.clause_id == finding.clause
        goes_there = finding.kind != "move" or (row.after_id or "") == finding.after
        if is_here and goes_there and texts_of(session, row, drafted=True)[0].fields == dict(fields):
            raise ChangesNothing(
                f"You filed this for {speaker.delegation} already; what becomes of it is for its members."
            )


def _own_open(
    session: Session, speaker: Participant, clause: ClauseRow
) -> list[tuple[AmendmentRow, OpenAmendment]]:
    """Return what a delegation wants of a clause already: its drafts, what it tabled, and what it joined."""
    rows = session.scalars(
        select(AmendmentRow).where(
            AmendmentRow.clause_id == clause.id, AmendmentRow.status.in_(_known_to(speaker))
        )
    ).all()
    return [
        (row, one)
        for row, one in as_written(session, rows)
        if row.delegation == speaker.delegation
        or (row.status == "tabled" and speaker.delegation in one.sponsors)
    ]


def _still_wanted(
    session: Session,
    speaker: Participant,
    finding: Finding,
    settled: Settled,
    own: Sequence[tuple[AmendmentRow, OpenAmendment]],
) -> dict[str, str]:
    """Return the fields that are to be filed; refuse where nothing is, or where the text has moved away.

    What the file shows whole stands in place of the delegation's own amendment, beside those that it joined; anything
    else is wanted besides what it proposes.
    """
    clause = settled.clause
    assert clause is not None, "only an insertion has no clause"
    if settled.outcome == "collides":
        raise StateForbids(
            "The text has moved on under these words since the file was made. Look at the present text, "
            "and restate what you want of it.",
            clause=clause.id,
        )
    written = ever_written(session, [one.id for _, one in own], reader=speaker.recorder or speaker.delegation)
    fields = still_wanted(settled, [one for _, one in own], written)
    if not fields:
        raise ChangesNothing(
            "This is in the text, or on the table in this delegation's name, already.", clause=clause.id
        )
    if finding.whole:
        others = [one for row, one in own if one.kind == "replace" and row.delegation != speaker.delegation]
        for address, joined in reading_of(clause.kind, others, clause.content).items():
            if address in fields:
                here = clause.content.get(address, "")
                beyond = rebase_field(clause.kind, address, fields[address], base=joined, present=here)
                fields[address] = fields[address] if beyond.outcome == "collides" else beyond.text
    return fields
