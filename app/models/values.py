"""Rows become values here, and only here: clauses, open amendments, a consolidated document.

Each function makes a bounded number of queries, whatever the number of clauses.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, aliased

from app.models.decisions import StatusChangeRow
from app.models.people import DelegationRow
from app.models.proposals import AmendmentRevisionRow, AmendmentRow, SponsorshipRow
from app.models.texts import ClauseHeadRow, ClausePlaceRow, ClauseRevisionRow, ClauseRow, DocumentRow
from documents.consensus import Agreement, agreement_of
from documents.content import ClauseKind, values_only
from documents.document import Clause, ConsolidatedDocument
from documents.numbering import label, name_of_place
from documents.readings import OpenAmendment, consolidate_clause

IN_THE_TEXT = ("standing", "proposed")  # states of a clause that everyone sees in the running text

_Parent = aliased(ClauseRow)
_HeadHere = aliased(ClauseHeadRow)
_RevisionHere = aliased(ClauseRevisionRow)


@dataclass(frozen=True, slots=True)
class PlacedClause:
    """A clause as a value, with its place among the others."""

    clause: Clause
    parent: str | None
    order_key: str


def _select_clauses(document: DocumentRow, language: str) -> Select[Any, Any, Any, Any, Any, Any]:
    """Clauses with place, parent, negotiated text, text in the language asked for, and agreement."""
    return (
        select(ClauseRow, ClausePlaceRow, _Parent, ClauseRevisionRow, _RevisionHere, StatusChangeRow)
        .outerjoin(ClausePlaceRow, and_(ClausePlaceRow.clause_id == ClauseRow.id, ClausePlaceRow.current))
        .outerjoin(_Parent, _Parent.id == ClausePlaceRow.parent_id)
        .outerjoin(
            ClauseHeadRow,
            and_(
                ClauseHeadRow.clause_id == ClauseRow.id,
                ClauseHeadRow.language == document.negotiated_language,
            ),
        )
        .outerjoin(ClauseRevisionRow, ClauseRevisionRow.id == ClauseHeadRow.revision_id)
        .outerjoin(_HeadHere, and_(_HeadHere.clause_id == ClauseRow.id, _HeadHere.language == language))
        .outerjoin(_RevisionHere, _RevisionHere.id == _HeadHere.revision_id)
        .outerjoin(StatusChangeRow, and_(StatusChangeRow.clause_id == ClauseRow.id, StatusChangeRow.current))
        .where(ClauseRow.document_id == document.id)
    )


def as_clauses(session: Session, document: DocumentRow, *, language: str | None = None) -> list[PlacedClause]:
    """Return the clauses in the running text, in its order, in a language (the negotiated one by default)."""
    language = language or document.negotiated_language
    rows = session.execute(_select_clauses(document, language).where(ClauseRow.state.in_(IN_THE_TEXT))).all()
    return in_text_order(_as_placed(document, language, row) for row in rows)


def as_clause(
    session: Session, document: DocumentRow, clause: str, *, language: str | None = None
) -> PlacedClause:
    """Return one clause, whatever its state."""
    return clauses_by_id(session, document, [clause], language=language)[clause]


def clauses_by_id(
    session: Session, document: DocumentRow, clauses: Sequence[str], *, language: str | None = None
) -> dict[str, PlacedClause]:
    """Return some clauses of a document, whatever their state."""
    language = language or document.negotiated_language
    rows = session.execute(_select_clauses(document, language).where(ClauseRow.id.in_(clauses))).all()
    return {row[0].id: _as_placed(document, language, row) for row in rows}


def _as_placed(document: DocumentRow, language: str, row: Sequence[object]) -> PlacedClause:
    clause, place, parent, negotiated, here, status = row
    assert isinstance(clause, ClauseRow)
    parent_id, order_key = (
        (place.parent_id, place.order_key) if isinstance(place, ClausePlaceRow) else (None, "")
    )
    kind: ClauseKind = clause.kind
    content: dict[str, str] = {}
    if isinstance(here, ClauseRevisionRow):
        content = dict(here.content)
    if isinstance(negotiated, ClauseRevisionRow) and negotiated is not here:
        content = {**values_only(kind, negotiated.content), **content}
    present_hash = negotiated.hash if isinstance(negotiated, ClauseRevisionRow) else ""
    parent_label = ""
    if isinstance(parent, ClauseRow):
        parent_kind: ClauseKind = parent.kind
        parent_label = label(parent_kind, parent.number, profile=document.numbering, language=language)
    return PlacedClause(
        Clause(
            id=clause.id,
            kind=kind,
            label=label(
                kind, clause.number, parent=parent_label, profile=document.numbering, language=language
            ),
            number=clause.number,
            depth=0 if parent_id is None else 1,
            content=content,
            revision=here.id if isinstance(here, ClauseRevisionRow) else "",
            agreement=_as_agreement(status, present_hash),
            stale=isinstance(here, ClauseRevisionRow)
            and isinstance(negotiated, ClauseRevisionRow)
            and here.aligned_to is not None
            and here.aligned_to != negotiated.id,
            standing=clause.state == "standing",
        ),
        parent_id,
        order_key,
    )


def _as_agreement(status: object, present_hash: str) -> Agreement:
    if not isinstance(status, StatusChangeRow):
        return Agreement()
    agreed = Agreement(status.level, tuple(status.pending_delegations), tuple(status.pending_clauses))
    return agreement_of(agreed, agreed_hash=status.text_hash, present_hash=present_hash)


def in_text_order(placed: Iterable[PlacedClause]) -> list[PlacedClause]:
    """Return clauses in the order of the text: siblings by key, each followed by what stands under it."""
    children: dict[str | None, list[PlacedClause]] = {}
    for one in placed:
        children.setdefault(one.parent, []).append(one)
    ordered: list[PlacedClause] = []

    def append_under(parent: str | None) -> None:
        for one in sorted(children.get(parent, ()), key=lambda one: (one.order_key, one.clause.id)):
            ordered.append(one)
            append_under(one.clause.id)

    append_under(None)
    return ordered


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
    for one in as_written(session, amendments):
        found.setdefault(one[0].clause_id, []).append(one[1])
    for of_one_clause in found.values():
        of_one_clause.sort(key=lambda amendment: (amendment.tabled_at, amendment.id))
    return found


def as_written(
    session: Session, amendments: Sequence[AmendmentRow]
) -> list[tuple[AmendmentRow, OpenAmendment]]:
    """Return amendments, whatever their status, as their delegations last wrote them."""
    if not amendments:
        return []
    ids = [amendment.id for amendment in amendments]
    revisions = {revision.amendment_id: revision for revision in last_revisions(session, ids)}
    bases: dict[str, ClauseRevisionRow] = {}
    if wanted := {one.base_revision for one in revisions.values() if one.base_revision}:
        bases = {
            base.id: base
            for base in session.scalars(select(ClauseRevisionRow).where(ClauseRevisionRow.id.in_(wanted)))
        }
    goals = _goals_of_moves(session, amendments)
    joined: dict[str, list[str]] = {}
    for row in session.scalars(
        select(SponsorshipRow).where(SponsorshipRow.amendment_id.in_(ids), SponsorshipRow.left_at.is_(None))
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
            ),
        )
        for amendment in amendments
    ]


def last_revisions(session: Session, amendments: Sequence[str]) -> list[AmendmentRevisionRow]:
    """Return the last text of each amendment."""
    later = aliased(AmendmentRevisionRow)
    return list(
        session.scalars(
            select(AmendmentRevisionRow)
            .outerjoin(
                later,
                and_(
                    later.amendment_id == AmendmentRevisionRow.amendment_id,
                    later.ordinal > AmendmentRevisionRow.ordinal,
                ),
            )
            .where(AmendmentRevisionRow.amendment_id.in_(amendments), later.id.is_(None))
        )
    )


def as_amendment(
    amendment: AmendmentRow,
    revision: AmendmentRevisionRow,
    base: ClauseRevisionRow | None,
    joined: Iterable[str],
    move_to: str,
) -> OpenAmendment:
    """Return one amendment with its last text."""
    return OpenAmendment(
        id=amendment.id,
        kind=amendment.kind,
        delegation=amendment.delegation,
        sponsors=(amendment.delegation, *sorted(joined)),
        tabled_at=amendment.tabled_at or amendment.created_at,
        rationale=revision.rationale,
        fields=revision.fields if amendment.kind == "replace" else {},
        base=base.content if base is not None else {},
        uptake=amendment.uptake,
        move_to=move_to,
    )


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


def as_consolidated_document(
    session: Session,
    document: DocumentRow,
    *,
    language: str | None = None,
    as_of: datetime,
    kind: str = "rolling text",
    symbol: str | None = None,
) -> ConsolidatedDocument:
    """Return the whole present text with everything that is tabled on it.

    Proposals are in the negotiated language; in any other, the text stands alone.
    """
    language = language or document.negotiated_language
    placed = as_clauses(session, document, language=language)
    labels = {one.clause.id: one.clause.label for one in placed}
    amendments = as_open_amendments(session, document=document.id)
    if language != document.negotiated_language:
        amendments = {}
        placed = [one for one in placed if one.clause.standing]
    return ConsolidatedDocument(
        slug=document.slug,
        symbol=symbol or document.symbol,
        title=document.titles.get(language, document.titles[document.negotiated_language]),
        kind=kind,
        language=language,
        original_language=document.negotiated_language,
        as_of=as_of,
        notice=document.notices.get(language, ""),
        clauses=tuple(consolidate_clause(one.clause, amendments.get(one.clause.id, [])) for one in placed),
        delegations=delegation_names(session, language),
        labels={**labels_of_others(session, document, language), **labels},
    )


def delegation_names(session: Session, language: str) -> dict[str, str]:
    """Return code -> name in a language (English where there is no other), in the order of the house."""
    rows = session.scalars(select(DelegationRow).order_by(DelegationRow.ordinal, DelegationRow.code))
    return {row.code: row.names.get(language) or row.names.get("en", row.code) for row in rows}


def labels_of_others(session: Session, document: DocumentRow, language: str) -> dict[str, str]:
    """Return the labels of the clauses of all other documents: cross-references may lead there."""
    rows = session.execute(
        select(ClauseRow, _Parent, DocumentRow)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .join(ClausePlaceRow, and_(ClausePlaceRow.clause_id == ClauseRow.id, ClausePlaceRow.current))
        .outerjoin(_Parent, _Parent.id == ClausePlaceRow.parent_id)
        .where(ClauseRow.document_id != document.id, ClauseRow.state == "standing")
    ).all()
    found = {}
    for clause, parent, home in rows:
        above = label(parent.kind, parent.number, profile=home.numbering, language=language) if parent else ""
        found[clause.id] = label(
            clause.kind, clause.number, parent=above, profile=home.numbering, language=language
        )
    return found
