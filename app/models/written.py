"""Rows become values: amendments as their delegations last wrote them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from app.models.in_rounds import lateness_of
from app.models.proposals import AmendmentRevisionRow, AmendmentRow, SponsorshipRow
from app.models.registry import alias_of
from app.models.texts import ClauseRevisionRow, DocumentRow
from app.models.values import clauses_by_id
from documents.numbering import name_of_place
from documents.readings import OpenAmendment

# Made once, not for each request: an alias is dear to build.
_Later = alias_of(AmendmentRevisionRow)


def as_open_amendments(
    session: Session,
    *,
    document: str | None = None,
    clauses: Sequence[str] = (),
) -> dict[str, list[OpenAmendment]]:
    """Return the tabled amendments of a document or of some clauses: clause id -> amendments by time of tabling."""
    chosen = select(AmendmentRow).where(AmendmentRow.status == "tabled")
    chosen = (
        chosen.where(AmendmentRow.document_id == document)
        if document is not None
        else chosen.where(AmendmentRow.clause_id.in_(clauses))
    )
    amendments = session.scalars(chosen).all()
    found: dict[str, list[OpenAmendment]] = {}
    # Asked for as they were chosen: to name each of some thousand takes longer than to find them again.
    ids = chosen.with_only_columns(AmendmentRow.id) if document is not None else None
    for one in as_written(session, amendments, ids=ids):
        found.setdefault(one[0].clause_id, []).append(one[1])
    for of_one_clause in found.values():
        of_one_clause.sort(key=lambda amendment: (amendment.tabled_at, amendment.id))
    return found


def as_written(
    session: Session, amendments: Sequence[AmendmentRow], *, ids: Select[str] | None = None
) -> list[tuple[AmendmentRow, OpenAmendment]]:
    """Return amendments, whatever their status, as their delegations last wrote them.

    ``ids``: the question that finds just these.
    """
    if not amendments:
        return []
    ids_of_them = ids if ids is not None else [amendment.id for amendment in amendments]
    revisions = {revision.amendment_id: revision for revision in last_revisions(session, ids_of_them)}
    bases: dict[str, ClauseRevisionRow] = {}
    if wanted := {one.base_revision for one in revisions.values() if one.base_revision}:
        bases = {
            base.id: base
            for base in session.scalars(select(ClauseRevisionRow).where(ClauseRevisionRow.id.in_(wanted)))
        }
    goals = _goals_of_moves(session, amendments)
    late = lateness_of(session, amendments)
    taken = _amended_and_taken(session, amendments)
    joined: dict[str, list[str]] = {}
    for row in session.scalars(
        select(SponsorshipRow).where(
            SponsorshipRow.amendment_id.in_(ids_of_them), SponsorshipRow.left_at.is_(None)
        )
    ):
        joined.setdefault(row.amendment_id, []).append(row.delegation)
    return [
        (
            amendment,
            as_amendment(
                amendment,
                revisions[amendment.id],
                bases.get(revisions[amendment.id].base_revision or ""),
                joined.get(amendment.id, ()),
                goals.get(amendment.id, ""),
                late=amendment.id in late,
                is_on_the_text=amendment.amends_id in taken,
            ),
        )
        for amendment in amendments
    ]


def last_revisions(session: Session, amendments: Sequence[str] | Select[str]) -> list[AmendmentRevisionRow]:
    """Return the last text of each amendment."""
    return list(
        session.scalars(
            select(AmendmentRevisionRow)
            .outerjoin(
                _Later,
                and_(
                    _Later.amendment_id == AmendmentRevisionRow.amendment_id,
                    _Later.ordinal > AmendmentRevisionRow.ordinal,
                ),
            )
            .where(AmendmentRevisionRow.amendment_id.in_(amendments), _Later.id.is_(None))
        )
    )


def texts_of(session: Session, amendment: AmendmentRow, *, drafted: bool) -> list[AmendmentRevisionRow]:
    """Return the texts that an amendment had, the first one first.

    Those of its draft stage are its delegation's alone: without ``drafted``, the one that was tabled and on.
    """
    rows = session.scalars(
        select(AmendmentRevisionRow)
        .where(AmendmentRevisionRow.amendment_id == amendment.id)
        .order_by(AmendmentRevisionRow.ordinal)
    ).all()
    return list(rows) if drafted else since_tabled(rows, amendment.tabled_at)


def since_tabled(
    rows: Sequence[AmendmentRevisionRow], tabled_at: datetime | None
) -> list[AmendmentRevisionRow]:
    """Return those of an amendment's texts, in their order, that anybody but its delegation has read."""
    if tabled_at is None:
        return []
    before = [row for row in rows if row.created_at <= tabled_at]
    return [*before[-1:], *(row for row in rows if row.created_at > tabled_at)]


def as_amendment(
    amendment: AmendmentRow,
    revision: AmendmentRevisionRow,
    base: ClauseRevisionRow | None,
    joined: Iterable[str],
    move_to: str,
    *,
    late: bool,
    is_on_the_text: bool = False,
) -> OpenAmendment:
    """Return one amendment with its last text.

    ``is_on_the_text``: what it amends was taken into the text, whose words are those on which it was written.
    """
    content = base.content if base is not None else {}
    amended = revision.amends_fields or {}
    return OpenAmendment(
        id=amendment.id,
        kind=amendment.kind,
        delegation=amendment.delegation,
        sponsors=(amendment.delegation, *sorted(joined)),
        tabled_at=amendment.tabled_at or amendment.created_at,
        rationale=revision.rationale,
        fields=revision.fields if amendment.kind == "replace" else {},
        base={**content, **amended} if is_on_the_text else content,
        uptake=amendment.uptake,
        move_to=move_to,
        after=amendment.after_id or "" if amendment.kind == "move" else "",
        unconfirmed=amendment.recorded_by is not None and amendment.confirmed_at is None,
        late=late,
        amends=amendment.amends_id or "",
        amended=amended,
    )


def _amended_and_taken(session: Session, amendments: Sequence[AmendmentRow]) -> set[str]:
    """Return which amendments that some amendments amend were adopted."""
    named = {one.amends_id for one in amendments if one.amends_id is not None}
    if not named:
        return set()
    adopted = AmendmentRow.status == "closed", AmendmentRow.uptake == "adopted"
    return set(session.scalars(select(AmendmentRow.id).where(AmendmentRow.id.in_(named), *adopted)))


def _goals_of_moves(session: Session, amendments: Sequence[AmendmentRow]) -> dict[str, str]:
    """Return where each move leads, in words of the negotiated language: amendment id -> "after OP 7"."""
    moves = [amendment for amendment in amendments if amendment.kind == "move"]
    goals: dict[str, str] = {}
    for document in {amendment.document_id for amendment in moves}:
        home = session.get_one(DocumentRow, document)
        own = [amendment for amendment in moves if amendment.document_id == document]
        followed = clauses_by_id(session, home, [one.after_id for one in own if one.after_id is not None])
        for amendment in own:
            before = followed.get(amendment.after_id or "")
            goals[amendment.id] = name_of_place(
                home.negotiated_language, before.clause.label or before.clause.text if before else None
            )
    return goals
