"""New clauses: a tabled insertion is a clause at once, which others amend like any other.

While it is a draft, its text is kept with the amendment only and the clause has neither place nor number. On
tabling it gets both, and a first revision; it joins the standing text when a decision adopts it.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in
from app.models import AmendmentRow, ClausePlaceRow, ClauseRow, DocumentRow, new_id
from app.models.written import last_revisions
from app.services.adoption import require_not_adopted
from app.services.freezing import require_not_under_silence
from app.services.lateness import require_in_time
from app.services.places import number_at, parent_for, place_after
from app.services.record import PUBLIC, record, stream_of
from app.services.requirements import changed_fields, require_negotiated_language, require_release
from app.services.revisions import require_present_base, write_revision
from app.services.sponsors import release_sponsors
from app.services.wording import Wording, write_text
from documents.content import ClauseKind, Rows, fields_of
from documents.errors import ChangesNothing, EmptyText, WrongPlace
from documents.permissions import Participant, require

INSERTABLE: tuple[ClauseKind, ...] = (
    "heading",
    "preambular",
    "operative",
    "sub_item",
    "chapter",
    "entry",
)


def propose_clause(
    session: Session,
    *,
    participant: Participant,
    document: DocumentRow,
    kind: ClauseKind,
    after: ClauseRow | None,
    wording: Wording,
    language: str | None,
    tabled: bool,
    now: datetime,
) -> AmendmentRow:
    """File the insertion of a new clause after another (None: at the very beginning)."""
    require(participant, "propose", capacity=capacity_in(session, participant, document))
    require_negotiated_language(document, language)
    if kind not in INSERTABLE:
        raise WrongPlace(
            f"A {kind} cannot be inserted; these can: {', '.join(INSERTABLE)}.", field="clause_kind"
        )
    _require_required_fields(kind, wording)
    clause = ClauseRow(
        id=new_id(),
        document_id=document.id,
        kind=kind,
        key="",
        number="",
        state="draft",
        created_at=now,
    )
    session.add(clause)
    session.flush()
    amendment = AmendmentRow(
        id=new_id(),
        document_id=document.id,
        clause_id=clause.id,
        kind="insert",
        delegation=participant.delegation,
        status="draft",
        uptake="not so far",
        parent_id=parent_for(session, kind=kind, after=after),
        after_id=after.id if after is not None else None,
        created_at=now,
        recorded_by=participant.recorder or None,
    )
    session.add(amendment)
    session.flush()
    write_text(session, amendment=amendment, wording=wording, base_revision=None, now=now)
    if tabled:
        require_release(session, participant=participant, amendment=amendment)
        # No event of the draft stage comes before: its stream would be locked before the document is.
        return table_insertion(
            session,
            participant=participant,
            amendment=amendment,
            clause=clause,
            document=document,
            now=now,
        )
    record(
        session,
        stream=stream_of(participant.delegation),
        by=participant,
        what="amendment drafted",
        subject=amendment.id,
        document=amendment.document_id,
        data={"clause": clause.id, "kind": "insert"},
        now=now,
    )
    return amendment


def table_insertion(
    session: Session,
    *,
    participant: Participant,
    amendment: AmendmentRow,
    clause: ClauseRow,
    document: DocumentRow,
    now: datetime,
) -> AmendmentRow:
    """Put a new clause on the table: it gets its place, its number and its first revision."""
    # Two insertions at one place must get two numbers: whoever changes the structure holds the document.
    session.execute(
        select(DocumentRow.id).where(DocumentRow.id == document.id).with_for_update(key_share=True)
    )
    require_not_adopted(session, document)
    late = require_in_time(session, participant=participant, amendment=amendment, document=document, now=now)
    require_not_under_silence(
        session, document=document.id, clauses=[clause.id, amendment.parent_id], now=now
    )
    [text] = last_revisions(session, [amendment.id])
    place = place_after(
        session,
        document=document,
        clause=clause,
        parent=amendment.parent_id,
        after=amendment.after_id,
        behind_proposed=True,
        now=now,
    )
    clause.number = number_at(session, document=document, clause=clause, place=place)
    clause.state = "proposed"
    amendment.status = "tabled"
    amendment.tabled_at, amendment.late_round_id = now, late
    write_revision(
        session,
        clause=clause,
        language=document.negotiated_language,
        content=text.fields,
        author=participant.delegation,
        now=now,
    )
    record(
        session,
        stream=PUBLIC,
        by=participant,
        what="amendment tabled",
        subject=amendment.id,
        document=amendment.document_id,
        data={"clause": clause.id, "kind": "insert", **({"late": late} if late else {})},
        now=now,
    )
    return amendment


def edit_insertion(
    session: Session,
    *,
    participant: Participant,
    amendment: AmendmentRow,
    clause: ClauseRow,
    document: DocumentRow,
    wording: Wording,
    base_revision: str | None,
    now: datetime,
) -> AmendmentRow:
    """Write a new text of a proposed clause from the fields that are sent.

    What others propose on it is carried over to the new text. Once it is tabled, the present text of the clause is
    what is edited: a decision may have changed it since its delegation last wrote.
    """
    [last] = last_revisions(session, [amendment.id])
    present = last.fields
    if amendment.status == "tabled" and wording.fields:
        head = require_present_base(session, clause=clause, document=document, base_revision=base_revision)
        present = head.content
    changed = changed_fields(wording.fields, present) if wording.fields else {}
    if not changed and wording.rationale == last.rationale:
        raise ChangesNothing("This is what your amendment says already.")
    whole = Wording(fields={**present, **changed}, rationale=wording.rationale, notes=wording.notes)
    _require_required_fields(clause.kind, whole)
    written = write_text(session, amendment=amendment, wording=whole, base_revision=None, now=now)
    if amendment.status == "tabled" and changed:
        write_revision(
            session,
            clause=clause,
            language=document.negotiated_language,
            content=whole.fields,
            author=participant.delegation,
            now=now,
        )
    record(
        session,
        stream=PUBLIC if amendment.status == "tabled" else stream_of(participant.delegation),
        by=participant,
        what="amendment edited",
        subject=amendment.id,
        document=amendment.document_id,
        data={
            "clause": clause.id,
            "text": written.id,
            "released_sponsors": release_sponsors(session, amendment=amendment, now=now) if changed else [],
        },
        now=now,
    )
    return amendment


def close_parts(session: Session, *, clause: ClauseRow) -> list[str]:
    """Close the insertions of parts under a proposed clause that goes; return which: they would hang in the air."""
    parts = session.execute(
        select(ClauseRow, AmendmentRow)
        .join(ClausePlaceRow, ClausePlaceRow.clause_id == ClauseRow.id)
        .join(AmendmentRow, AmendmentRow.clause_id == ClauseRow.id)
        .where(
            ClausePlaceRow.parent_id == clause.id,
            ClausePlaceRow.current,
            ClauseRow.state == "proposed",
            AmendmentRow.kind == "insert",
            AmendmentRow.status == "tabled",
        )
        .order_by(AmendmentRow.id)
    ).all()
    for part, insertion in parts:
        part.state = "dropped"
        insertion.status = "closed"
    return [insertion.id for _, insertion in parts]


def _require_required_fields(kind: ClauseKind, wording: Wording) -> None:
    for declared in fields_of(kind):
        if not isinstance(declared, Rows) and declared.required and not wording.fields.get(declared.name):
            raise EmptyText(f"A new {kind} needs {declared.name}.", field=declared.name)
