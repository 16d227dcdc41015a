"""Rows become values: clauses in their places, in one language, as they stand now.

Amendments become values in ``written``, whole documents in ``consolidated``. Each function makes a bounded number
of queries, whatever the number of clauses.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from app.models.decisions import StatusChangeRow
from app.models.registry import alias_of
from app.models.texts import ClauseHeadRow, ClausePlaceRow, ClauseRevisionRow, ClauseRow, DocumentRow
from documents.consensus import Agreement, agreement_of
from documents.content import ClauseKind, values_only
from documents.document import Clause
from documents.numbering import label

IN_THE_TEXT = ("standing", "proposed")  # states of a clause that everyone sees in the running text

_Parent = alias_of(ClauseRow)
_HeadHere = alias_of(ClauseHeadRow)
_RevisionHere = alias_of(ClauseRevisionRow)
_Rendered = alias_of(ClauseRevisionRow)  # the negotiated revision that an aligned text renders


@dataclass(frozen=True, slots=True)
class PlacedClause:
    """A clause as a value, with its place among the others."""

    clause: Clause
    parent: str | None
    order_key: str


InPlace = TypeVar("InPlace", PlacedClause, "Labelled")


def _select_clauses(document: DocumentRow, language: str) -> Select[Any, Any, Any, Any, Any, Any, Any]:
    """Clauses with place, parent, negotiated text, text in the language asked for, and agreement."""
    return (
        select(
            ClauseRow,
            ClausePlaceRow,
            _Parent,
            ClauseRevisionRow,
            _RevisionHere,
            _Rendered,
            StatusChangeRow,
        )
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
        .outerjoin(_Rendered, _Rendered.id == _RevisionHere.aligned_to)
        .outerjoin(StatusChangeRow, and_(StatusChangeRow.clause_id == ClauseRow.id, StatusChangeRow.current))
        .where(ClauseRow.document_id == document.id)
    )


def as_clauses(session: Session, document: DocumentRow, *, language: str | None = None) -> list[PlacedClause]:
    """Return the clauses in the running text, in its order, in a language (the negotiated one by default)."""
    language = language or document.negotiated_language
    rows = session.execute(_select_clauses(document, language).where(ClauseRow.state.in_(IN_THE_TEXT))).all()
    return in_text_order(_as_placed(document, language, row) for row in rows)


class Labelled(NamedTuple):
    """A clause by name and place, without its words."""

    id: str
    kind: ClauseKind
    label: str
    standing: bool
    parent: str | None
    order_key: str


def as_labels(session: Session, document: DocumentRow) -> list[Labelled]:
    """Return the clauses in the running text by name, in its order; for tables that do not show what they say."""
    rows = session.execute(
        select(
            *(ClauseRow.id, ClauseRow.kind, ClauseRow.number, ClauseRow.state),
            *(ClausePlaceRow.parent_id, ClausePlaceRow.order_key, _Parent.kind, _Parent.number),
        )
        .outerjoin(ClausePlaceRow, and_(ClausePlaceRow.clause_id == ClauseRow.id, ClausePlaceRow.current))
        .outerjoin(_Parent, _Parent.id == ClausePlaceRow.parent_id)
        .where(ClauseRow.document_id == document.id, ClauseRow.state.in_(IN_THE_TEXT))
    )
    style: dict[str, str] = {"profile": document.numbering, "language": document.negotiated_language}
    named = []
    for id_, kind, number, state, parent, order_key, parent_kind, parent_number in rows:
        above = label(parent_kind, parent_number, **style) if parent_kind else ""
        called = label(kind, number, parent=above, **style)
        named.append(Labelled(id_, kind, called, state == "standing", parent, order_key or ""))
    return _in_order(named, lambda one: one.id)


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


def clauses_in_order(
    session: Session, document: DocumentRow, clauses: Collection[str]
) -> dict[str, PlacedClause]:
    """Return some clauses in the order of the text, those that stand in it no longer, or not yet, at the end."""
    if not clauses:
        return {}
    found = {one.clause.id: one for one in as_clauses(session, document) if one.clause.id in clauses}
    if rest := sorted(set(clauses) - found.keys()):
        found |= clauses_by_id(session, document, rest)
    return found


def _as_placed(document: DocumentRow, language: str, row: Sequence[object]) -> PlacedClause:
    clause, place, parent, negotiated, here, rendered, status = row
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
            stale=isinstance(rendered, ClauseRevisionRow)
            and isinstance(negotiated, ClauseRevisionRow)
            # Words that a decision took away and its undoing brought back are the words that were rendered.
            and rendered.hash != negotiated.hash,
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
    return _in_order(placed, lambda one: one.clause.id)


def _in_order(placed: Iterable[InPlace], id_of: Callable[[InPlace], str]) -> list[InPlace]:
    children: dict[str | None, list[InPlace]] = {}
    for one in placed:
        children.setdefault(one.parent, []).append(one)
    ordered: list[InPlace] = []

    def append_under(parent: str | None) -> None:
        for one in sorted(children.get(parent, ()), key=lambda one: (one.order_key, id_of(one))):
            ordered.append(one)
            append_under(id_of(one))

    append_under(None)
    return ordered
