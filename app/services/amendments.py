"""Proposing, editing, tabling and withdrawing amendments."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.access import capacity_in
from app.models import AmendmentRow, ClauseRow, DocumentRow, new_id
from app.models.written import as_written, last_revisions
from app.services.insertions import close_parts, edit_insertion, table_insertion
from app.services.places import new_parent_of
from app.services.record import PUBLIC, record, stream_of
from app.services.requirements import (
    changed_fields,
    require_negotiated_language,
    require_no_own_collision,
    require_open,
)
from app.services.revisions import require_present_base
from app.services.sponsors import release_sponsors
from app.services.wording import Wording, write_text
from documents.amendments import (
    AmendmentKind,
    Participant,
    require_fitting,
    require_negotiator,
    require_owner,
    require_step,
)
from documents.errors import ChangesNothing
from documents.readings import carry


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
    tabled: bool,
    now: datetime,
) -> AmendmentRow:
    """File an amendment to a clause, as a draft or tabled at once."""
    require_negotiator(participant, capacity_in(session, participant, document))
    require_negotiated_language(document, language)
    require_fitting(kind, words=bool(wording.fields), place=after is not None)
    require_open(session, clause, document)
    head = require_present_base(session, clause=clause, document=document, base_revision=base_revision)
    if kind == "replace":
        changed = changed_fields(wording.fields, head.content)
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
    )
    session.add(amendment)
    session.flush()
    write_text(session, amendment=amendment, wording=wording, base_revision=head.id, now=now)
    require_no_own_collision(
        session,
        clause=clause,
        document=document,
        amendment=amendment,
        delegation=participant.delegation,
    )
    if tabled:
        _put_on_the_table(session, participant=participant, amendment=amendment, now=now)
        return amendment
    record(
        session,
        stream=stream_of(participant.delegation),
        actor=participant.delegation,
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
    now: datetime,
) -> AmendmentRow:
    """Write a new text of an amendment from the fields that are sent; its earlier texts are kept.

    What is not sent stays as the amendment has it, carried over to the present text.
    """
    require_owner(participant, amendment.delegation, "edit")
    require_negotiator(participant, capacity_in(session, participant, document))
    require_negotiated_language(document, language)
    require_step(amendment.status, "edit")
    require_open(session, clause, document)
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
    if wording.fields:  # another reason alone leaves the text and its base as they are
        head = require_present_base(session, clause=clause, document=document, base_revision=base_revision)
        [(_, written)] = as_written(session, [amendment])
        carried = carry(clause.kind, written, head.content)
        kept = {address: outcome.text for address, outcome in carried.items()}
        fields, base = changed_fields({**kept, **wording.fields}, head.content), head.id
    if (fields, base, wording.rationale) == (last.fields, last.base_revision, last.rationale):
        raise ChangesNothing("This is what your amendment says already.")
    revision = write_text(
        session,
        amendment=amendment,
        wording=Wording(fields=fields, rationale=wording.rationale),
        base_revision=base,
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
        actor=participant.delegation,
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
    require_owner(participant, amendment.delegation, "table")
    require_negotiator(participant, capacity_in(session, participant, document))
    if amendment.status == "tabled":
        return amendment
    require_step(amendment.status, "table")
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
    require_no_own_collision(
        session,
        clause=clause,
        document=document,
        amendment=amendment,
        delegation=participant.delegation,
    )
    _put_on_the_table(session, participant=participant, amendment=amendment, now=now)
    return amendment


def withdraw_amendment(
    session: Session,
    *,
    participant: Participant,
    amendment: AmendmentRow,
    clause: ClauseRow,
    now: datetime,
) -> AmendmentRow:
    """Take an amendment back. It stays in the record; a proposed clause goes with it, and what stands under that."""
    require_owner(participant, amendment.delegation, "withdraw")
    require_step(amendment.status, "withdraw")
    was_tabled = amendment.status == "tabled"
    amendment.status = "withdrawn"
    fallen: list[str] = []
    if amendment.kind == "insert":
        clause.state = "dropped"
        fallen = close_parts(session, clause=clause)
    record(
        session,
        stream=PUBLIC if was_tabled else stream_of(participant.delegation),
        actor=participant.delegation,
        what="amendment withdrawn",
        subject=amendment.id,
        document=amendment.document_id,
        data={"clause": clause.id, "closes": fallen},
        now=now,
    )
    return amendment


def _put_on_the_table(
    session: Session,
    *,
    participant: Participant,
    amendment: AmendmentRow,
    now: datetime,
) -> None:
    amendment.status = "tabled"
    amendment.tabled_at = now
    record(
        session,
        stream=PUBLIC,
        actor=participant.delegation,
        what="amendment tabled",
        subject=amendment.id,
        document=amendment.document_id,
        data={"clause": amendment.clause_id, "kind": amendment.kind},
        now=now,
    )
