"""Proposing, editing, tabling and withdrawing amendments."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.access import capacity_in
from app.models import AmendmentRow, ClauseRow, DocumentRow, ReleaseRow, new_id
from app.models.tabled import concerns_others
from app.models.written import as_written, last_revisions
from app.services.freezing import require_not_under_silence
from app.services.insertions import close_parts, edit_insertion, table_insertion
from app.services.lateness import require_in_time
from app.services.places import new_parent_of
from app.services.record import PUBLIC, record, stream_of
from app.services.requirements import (
    changed_fields,
    require_head_where_release_is_required,
    require_negotiated_language,
    require_no_own_collision,
    require_open,
    require_release,
    require_same_text,
)
from app.services.revisions import require_present_base
from app.services.sponsors import release_sponsors
from app.services.statuses import settle_conditions
from app.services.subamendments import (
    amended_in,
    close_subamendments,
    read_on,
    require_amended_on_the_table,
    text_amended,
)
from app.services.wording import Wording, write_text
from documents.amendments import AmendmentKind, require_fitting, require_step
from documents.errors import ChangesNothing, WrongStatus
from documents.permissions import Action, Participant, require
from documents.readings import carry
from documents.subamendments import with_own_change


def propose_amendment(
    session: Session,
    *,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    kind: AmendmentKind,
    wording: Wording,
    language: str | None,
    base_revision: str | None,
    after: ClauseRow | None = None,
    amends: str | None = None,
    tabled: bool,
    now: datetime,
) -> AmendmentRow:
    """File an amendment to a clause, as a draft or tabled at once.

    ``amends`` is the text of another delegation's amendment that this one amends.
    """
    require(participant, "propose", capacity=capacity_in(session, participant, document))
    require_negotiated_language(document, language)
    require_fitting(kind, words=bool(wording.fields), place=after is not None)
    require_open(session, clause, document)
    head = require_present_base(session, clause=clause, document=document, base_revision=base_revision)
    amended = (
        amended_in(session, participant=participant, clause=clause, kind=kind, text=amends)
        if amends is not None
        else None
    )
    if kind == "replace":
        wanted = wording.fields
        if amended is not None:
            wanted = with_own_change(clause.kind, amended, wanted, head.content)
        changed = changed_fields(wanted, head.content)
        wording = Wording(fields=changed, rationale=wording.rationale, notes=wording.notes)
    else:
        wording = Wording(fields={}, rationale=wording.rationale, notes=wording.notes)
    amendment = AmendmentRow(
        id=new_id(),
        document_id=document.id,
        clause_id=clause.id,
        kind=kind,
        delegation=participant.delegation,
        status="draft",
        uptake="not so far",
        parent_id=new_parent_of(session, document=document, clause=clause, after=after)
        if kind == "move"
        else None,
        after_id=after.id if kind == "move" and after is not None else None,
        created_at=now,
        recorded_by=participant.recorder or None,
        amends_id=amended.id if amended is not None else None,
    )
    session.add(amendment)
    session.flush()
    write_text(
        session,
        amendment=amendment,
        wording=wording,
        base_revision=head.id,
        amends=read_on(session, clause=clause, text=amends, base=head.id),
        now=now,
    )
    require_no_own_collision(
        session,
        clause=clause,
        document=document,
        amendment=amendment,
        delegation=participant.delegation,
    )
    if tabled:
        require_release(session, participant=participant, amendment=amendment)
        _put_on_the_table(session, participant=participant, amendment=amendment, document=document, now=now)
        return amendment
    record(
        session,
        stream=stream_of(participant.delegation),
        by=participant,
        what="amendment drafted",
        subject=amendment.id,
        document=amendment.document_id,
        data={"clause": clause.id, "kind": kind},
        now=now,
    )
    return amendment


def edit_amendment(
    session: Session,
    *,
    participant: Participant,
    amendment: AmendmentRow,
    clause: ClauseRow,
    document: DocumentRow,
    wording: Wording,
    language: str | None,
    base_revision: str | None,
    amends: str | None = None,
    text: str | None = None,
    now: datetime,
) -> AmendmentRow:
    """Write a new text of an amendment from the fields that are sent; its earlier texts are kept.

    What is not sent stays as the amendment has it, carried over to the present text. ``amends`` is, of a
    sub-amendment, the text of the other amendment that was read, by default the one on which it was written;
    ``text`` the text of its own that was read, in whose place the new one is put: by default the last one.
    """
    _require_own(session, participant, "edit", amendment, document)
    require_negotiated_language(document, language)
    require_step(amendment.status, "edit")
    if text is not None:
        require_same_text(last_revisions(session, [amendment.id])[0], text)
    require_open(session, clause, document)
    if amendment.status == "tabled":
        require_not_under_silence(session, document=document.id, clauses=[clause.id], now=now)
        require_head_where_release_is_required(session, participant=participant)
    _take_as_said(amendment, now)
    if amendment.kind == "insert":
        return edit_insertion(
            session,
            participant=participant,
            amendment=amendment,
            clause=clause,
            document=document,
            wording=wording,
            base_revision=base_revision,
            now=now,
        )
    require_fitting(amendment.kind, words=bool(wording.fields), place=False)
    [last] = last_revisions(session, [amendment.id])
    fields, base = last.fields, last.base_revision
    amends_text = text_amended(session, amendment=amendment, last=last, text=amends)
    if wording.fields:  # another reason alone leaves the text and its base as they are
        head = require_present_base(session, clause=clause, document=document, base_revision=base_revision)
        [(_, written)] = as_written(session, [amendment])
        carried = carry(clause.kind, written, head.content)
        kept = {address: outcome.text for address, outcome in carried.items()}
        fields, base = changed_fields({**kept, **wording.fields}, head.content), head.id
    if (fields, base, wording.rationale, amends_text) == (
        last.fields,
        last.base_revision,
        last.rationale,
        last.amends_text,
    ):
        raise ChangesNothing("This is what your amendment says already.")
    revision = write_text(
        session,
        amendment=amendment,
        wording=Wording(fields=fields, rationale=wording.rationale),
        base_revision=base,
        amends=read_on(session, clause=clause, text=amends_text, base=base),
        now=now,
    )
    require_no_own_collision(
        session,
        clause=clause,
        document=document,
        amendment=amendment,
        delegation=participant.delegation,
    )
    released = release_sponsors(session, amendment=amendment, now=now) if fields != last.fields else []
    record(
        session,
        stream=PUBLIC if amendment.status == "tabled" else stream_of(participant.delegation),
        by=participant,
        what="amendment edited",
        subject=amendment.id,
        document=amendment.document_id,
        data={"clause": clause.id, "text": revision.id, "released_sponsors": released},
        now=now,
    )
    return amendment


def table_amendment(
    session: Session,
    *,
    participant: Participant,
    amendment: AmendmentRow,
    clause: ClauseRow,
    document: DocumentRow,
    now: datetime,
) -> AmendmentRow:
    """Put a draft on the table, for everyone to see; tabling twice changes nothing."""
    _require_own(session, participant, "table", amendment, document)
    if amendment.status == "tabled":
        return amendment
    require_step(amendment.status, "table")
    require_release(session, participant=participant, amendment=amendment)
    # When it was confirmed in private is private: for everybody it is confirmed by being tabled.
    amendment.confirmed_at = None
    _take_as_said(amendment, now)
    if amendment.kind == "insert":
        return table_insertion(
            session,
            participant=participant,
            amendment=amendment,
            clause=clause,
            document=document,
            now=now,
        )
    require_open(session, clause, document)
    require_amended_on_the_table(session, amendment=amendment)
    require_no_own_collision(
        session,
        clause=clause,
        document=document,
        amendment=amendment,
        delegation=participant.delegation,
    )
    _put_on_the_table(session, participant=participant, amendment=amendment, document=document, now=now)
    return amendment


def release_amendment(
    session: Session, *, participant: Participant, amendment: AmendmentRow, text: str | None, now: datetime
) -> AmendmentRow:
    """Let the delegation's negotiators table a draft in the text that was read; another text needs another release."""
    require(participant, "release", owner=amendment.delegation)
    require_step(amendment.status, "table")
    [last] = last_revisions(session, [amendment.id])
    require_same_text(last, text)
    if session.get(ReleaseRow, last.id) is None:
        session.add(ReleaseRow(text_id=last.id, released_at=now))
        _record_own(session, participant, amendment, "amendment released", now)
    return amendment


def confirm_amendment(
    session: Session, *, participant: Participant, amendment: AmendmentRow, now: datetime
) -> AmendmentRow:
    """Say that what was recorded on the delegation's behalf is what it said; whoever corrects it confirms it, too."""
    require(participant, "confirm", owner=amendment.delegation)
    if amendment.recorded_by is None:
        raise WrongStatus("Your delegation wrote this amendment itself; there is nothing to confirm.")
    require_step(amendment.status, "confirm")
    require_head_where_release_is_required(session, participant=participant)
    if amendment.confirmed_at is None:
        amendment.confirmed_at = now
        _record_own(session, participant, amendment, "amendment confirmed", now)
    return amendment


def withdraw_amendment(
    session: Session,
    *,
    participant: Participant,
    amendment: AmendmentRow,
    clause: ClauseRow,
    alone: bool = False,
    now: datetime,
) -> AmendmentRow:
    """Take an amendment back. It stays in the record; a proposed clause goes with it, and what stands under that.

    ``alone``: only if nobody else stands behind it, and nothing of others builds on it.
    """
    require(participant, "withdraw", owner=amendment.delegation)
    require_step(amendment.status, "withdraw")
    if alone and concerns_others(session, amendment):
        raise WrongStatus(
            "Others have joined this amendment since, or propose something on it. Withdraw it where it stands on the "
            "clause, if you still want to."
        )
    was_tabled = amendment.status == "tabled"
    if was_tabled:
        require_not_under_silence(session, document=amendment.document_id, clauses=[clause.id], now=now)
    amendment.status = "withdrawn"
    fallen = close_subamendments(session, amendment=amendment) if was_tabled else []
    if amendment.kind == "insert":
        clause.state = "dropped"
        fallen += close_parts(session, clause=clause)
    record(
        session,
        stream=PUBLIC if was_tabled else stream_of(participant.delegation),
        by=participant,
        what="amendment withdrawn",
        subject=amendment.id,
        document=amendment.document_id,
        data={"clause": clause.id, "closes": fallen},
        now=now,
    )
    if was_tabled:
        document = session.get_one(DocumentRow, amendment.document_id)
        settle_conditions(session, participant=participant, document=document, now=now)
    return amendment


def _require_own(
    session: Session, participant: Participant, action: Action, amendment: AmendmentRow, document: DocumentRow
) -> None:
    require(
        participant,
        action,
        capacity=capacity_in(session, participant, document),
        owner=amendment.delegation,
    )


def _take_as_said(amendment: AmendmentRow, now: datetime) -> None:
    """Whoever edits or tables what was recorded on their behalf has confirmed it."""
    if amendment.recorded_by is not None and amendment.confirmed_at is None:
        amendment.confirmed_at = now


def _record_own(
    session: Session, participant: Participant, amendment: AmendmentRow, what: str, now: datetime
) -> None:
    record(
        session,
        stream=PUBLIC if amendment.status == "tabled" else stream_of(amendment.delegation),
        by=participant,
        what=what,
        subject=amendment.id,
        document=amendment.document_id,
        data={"clause": amendment.clause_id},
        now=now,
    )


def _put_on_the_table(
    session: Session,
    *,
    participant: Participant,
    amendment: AmendmentRow,
    document: DocumentRow,
    now: datetime,
) -> None:
    late = require_in_time(session, participant=participant, amendment=amendment, document=document, now=now)
    require_not_under_silence(
        session,
        document=amendment.document_id,
        clauses=[amendment.clause_id, amendment.parent_id],
        now=now,
    )
    amendment.status = "tabled"
    amendment.tabled_at, amendment.late_round_id = now, late
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="amendment tabled",
        subject=amendment.id,
        document=amendment.document_id,
        data={"clause": amendment.clause_id, "kind": amendment.kind, **({"late": late} if late else {})},
        now=now,
    )
