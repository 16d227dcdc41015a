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
from app.services.record import PUBLIC, record, stream_of
from app.services.requirements import changed_fields, require_negotiated_language
from app.services.revisions import head_of, write_revision
from app.services.sponsors import release_sponsors
from app.services.wording import Wording, write_text
from documents.amendments import Participant, require_negotiator
from documents.content import ClauseKind, Rows, fields_of
from documents.errors import EmptyText, WrongPlace
from documents.numbering import number_after
from documents.ordering import key_between

INSERTABLE: tuple[ClauseKind, ...] = (
    "heading",
    "preambular",
    "operative",
    "sub_item",
    "chapter",
    "entry",
)
_ABOVE: dict[str, tuple[str, ...]] = {"sub_item": ("operative", "preambular"), "entry": ("chapter",)}


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
    require_negotiator(participant, capacity_in(session, participant, document))
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
    )
    session.add(amendment)
    session.flush()
    revision = write_text(session, amendment=amendment, wording=wording, base_revision=None, now=now)
    if tabled:
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
        actor=participant.delegation,
        what="amendment drafted",
        subject=amendment.id,
        data={"clause": clause.id, "kind": "insert"},
        rows={f"amendment_revision:{revision.id}": revision.hash},
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
    clause.number = _number_at(session, document=document, clause=clause, place=place)
    clause.state = "proposed"
    amendment.status = "tabled"
    amendment.tabled_at = now
    revision = write_revision(
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
        actor=participant.delegation,
        what="amendment tabled",
        subject=amendment.id,
        data={"clause": clause.id, "kind": "insert"},
        rows={
            f"amendment_revision:{text.id}": text.hash,
            f"clause_revision:{revision.id}": revision.hash,
        },
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
    now: datetime,
) -> AmendmentRow:
    """Write a new text of a proposed clause; what others propose on it is carried over to the new text."""
    [last] = last_revisions(session, [amendment.id])
    changed = changed_fields(wording.fields, last.fields)
    whole = Wording(fields={**last.fields, **changed}, rationale=wording.rationale, notes=wording.notes)
    _require_required_fields(clause.kind, whole)
    written = write_text(session, amendment=amendment, wording=whole, base_revision=None, now=now)
    rows = {f"amendment_revision:{written.id}": written.hash}
    if amendment.status == "tabled":
        head = head_of(session, clause.id, document.negotiated_language)
        revision = write_revision(
            session,
            clause=clause,
            language=document.negotiated_language,
            content={**(head.content if head is not None else {}), **changed},
            author=participant.delegation,
            now=now,
        )
        rows[f"clause_revision:{revision.id}"] = revision.hash
    record(
        session,
        stream=PUBLIC if amendment.status == "tabled" else stream_of(participant.delegation),
        actor=participant.delegation,
        what="amendment edited",
        subject=amendment.id,
        data={
            "clause": clause.id,
            "text": written.ordinal,
            "released_sponsors": release_sponsors(session, amendment=amendment, now=now),
        },
        rows=rows,
        now=now,
    )
    return amendment


def _require_required_fields(kind: ClauseKind, wording: Wording) -> None:
    for declared in fields_of(kind):
        if not isinstance(declared, Rows) and declared.required and not wording.fields.get(declared.name):
            raise EmptyText(f"A new {kind} needs {declared.name}.", field=declared.name)


def parent_for(session: Session, *, kind: ClauseKind, after: ClauseRow | None) -> str | None:
    """Return under which clause one of this kind stands when it follows another; refuse an impossible place."""
    above = _ABOVE.get(kind)
    if above is None:
        if after is not None and after.kind in _ABOVE:
            raise WrongPlace(
                f"A {kind} cannot follow a {after.kind}; name the {' or '.join(_ABOVE[after.kind])} it belongs to.",
                field="after",
            )
        return None
    if after is not None and after.kind in above:
        return after.id
    if after is not None and after.kind == kind:
        return session.scalar(
            select(ClausePlaceRow.parent_id).where(
                ClausePlaceRow.clause_id == after.id, ClausePlaceRow.current
            )
        )
    raise WrongPlace(f"A {kind} stands under a {' or '.join(above)}, or after another {kind}.", field="after")


def place_after(
    session: Session,
    *,
    document: DocumentRow,
    clause: ClauseRow,
    parent: str | None,
    after: str | None,
    behind_proposed: bool = False,
    decision: str | None = None,
    now: datetime,
) -> ClausePlaceRow:
    """Give a clause its place behind a sibling (or first), in order of arrival behind what is proposed there."""
    siblings = [one for one in _siblings(session, document, parent) if one[0].id != clause.id]
    position = next((n + 1 for n, (row, _) in enumerate(siblings) if row.id == after), 0)
    if behind_proposed:
        while position < len(siblings) and siblings[position][0].state == "proposed":
            position += 1
    before = siblings[position - 1][1].order_key if position else ""
    following = siblings[position][1].order_key if position < len(siblings) else ""
    old = session.scalar(
        select(ClausePlaceRow).where(ClausePlaceRow.clause_id == clause.id, ClausePlaceRow.current)
    )
    if old is not None:
        old.current = False
        session.flush()
    place = ClausePlaceRow(
        id=new_id(),
        clause_id=clause.id,
        parent_id=parent,
        order_key=key_between(before, following),
        placed_at=now,
        decision_id=decision,
        current=True,
    )
    session.add(place)
    session.flush()
    return place


def _siblings(
    session: Session, document: DocumentRow, parent: str | None
) -> list[tuple[ClauseRow, ClausePlaceRow]]:
    """Return all clauses that ever stood under a parent, in order: removed ones still hold their place."""
    rows = session.execute(
        select(ClauseRow, ClausePlaceRow)
        .join(ClausePlaceRow, ClausePlaceRow.clause_id == ClauseRow.id)
        .where(
            ClauseRow.document_id == document.id,
            ClausePlaceRow.current,
            ClausePlaceRow.parent_id == parent if parent is not None else ClausePlaceRow.parent_id.is_(None),
        )
    )
    return sorted(((row, place) for row, place in rows), key=lambda one: (one[1].order_key, one[0].id))


def _number_at(session: Session, *, document: DocumentRow, clause: ClauseRow, place: ClausePlaceRow) -> str:
    """Return the number of a new clause: that of the last clause of its kind before it, and a Latin ordinal."""
    same_kind = [
        (row, where)
        for row, where in _siblings(session, document, place.parent_id)
        if row.kind == clause.kind and row.id != clause.id and row.number
    ]
    before = [
        row.number
        for row, where in same_kind
        if (where.order_key, row.id) < (place.order_key, clause.id) and row.state in ("standing", "proposed")
    ]
    return number_after(
        clause.kind,
        before[-1] if before else "",
        [row.number for row, _ in same_kind],
    )
