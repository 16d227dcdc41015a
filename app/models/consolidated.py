"""Rows become values: a whole document with everything that is tabled on it, as pages and exporters take it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models.editions import EditionRow
from app.models.frozen import as_frozen, as_issued
from app.models.lineage import lineage_of
from app.models.people import DelegationRow, ParticipationRow
from app.models.registry import alias_of
from app.models.texts import ClausePlaceRow, ClauseRow, DocumentRow
from app.models.tracking import origins_of
from app.models.values import as_clauses
from app.models.written import as_open_amendments
from documents.alphabet import in_alphabetical_order
from documents.decided import decided_since, renamed, stacked
from documents.document import ConsolidatedClause, ConsolidatedDocument
from documents.errors import UnknownValue
from documents.numbering import label
from documents.readings import OpenAmendment, consolidate_clause
from documents.references import Elsewhere

_Parent = alias_of(ClauseRow)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is shown beside that which is tabled: on clauses, and new clauses behind some."""

    amendments: Mapping[str, Sequence[OpenAmendment]] = field(default_factory=dict)  # clause id -> on it
    new: Mapping[str, tuple[ConsolidatedClause, ...]] = field(default_factory=dict)  # clause id -> behind it


def as_consolidated_document(
    session: Session,
    document: DocumentRow,
    *,
    language: str | None = None,
    as_of: datetime,
    kind: str = "rolling text",
    symbol: str | None = None,
    beside: Beside = Beside(),
) -> ConsolidatedDocument:
    """Return the whole present text with everything that is tabled on it, and what else is to be shown ``beside``.

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
        begun_at=document.created_at,
        as_of=as_of,
        notice=document.notices.get(language, ""),
        clauses=_woven(
            [
                consolidate_clause(
                    one.clause,
                    [*amendments.get(one.clause.id, ()), *beside.amendments.get(one.clause.id, ())],
                )
                for one in placed
            ],
            beside.new,
        ),
        delegations=delegation_names(session, language),
        labels=reference_labels(session, document, language, labels),
    )


def _woven(
    clauses: Iterable[ConsolidatedClause], new: Mapping[str, tuple[ConsolidatedClause, ...]]
) -> tuple[ConsolidatedClause, ...]:
    """Return the clauses with new ones behind some of them, and behind what stands under these."""
    woven = [*new.get("", ())]
    waiting: list[ConsolidatedClause] = []
    for item in clauses:
        if waiting and item.clause.depth <= waiting[0].clause.depth:
            woven += waiting
            waiting = []
        woven.append(item)
        waiting += new.get(item.clause.id, ())
    return (*woven, *waiting)


def as_decided_document(
    session: Session, document: DocumentRow, edition: EditionRow, *, as_of: datetime, proposals: bool = False
) -> ConsolidatedDocument:
    """Return an edition with what was decided since, in the negotiated language, by those who brought the words.

    ``proposals``: with what is proposed on the present text over it.
    """
    today = as_consolidated_document(session, document, as_of=as_of)
    standing = [one.clause for one in today.clauses if one.clause.standing]
    frozen = as_frozen(session, edition, document)
    heirs = lineage_of(session, document).first_heirs(
        [one.id for one in frozen], [clause.id for clause in standing]
    )
    decided = decided_since(
        # What was split is shown as its first part, its further ones as new; what was merged, as the first of them.
        [renamed(one, heirs) for one in frozen],
        standing,
        origins_of(session, document),
        as_of=as_of,
        language=document.negotiated_language,
    )
    return replace(
        today,
        clauses=stacked(decided, today.clauses) if proposals else decided,
        stacked=proposals,
        labels={one.id: one.label for one in frozen} | dict(today.labels),
        since=edition.symbol,
    )


def as_edition_document(
    session: Session, document: DocumentRow, edition: EditionRow, *, language: str | None = None
) -> ConsolidatedDocument:
    """Return an edition as it was issued: its text, its labels and how far each clause was agreed; no proposals."""
    language = language or document.negotiated_language
    issued = [clause for clause, _ in as_issued(session, edition, document, language)]
    return ConsolidatedDocument(
        slug=document.slug,
        symbol=edition.symbol,
        title=document.titles.get(language, document.titles[document.negotiated_language]),
        kind=edition.kind,
        language=language,
        original_language=document.negotiated_language,
        begun_at=document.created_at,
        as_of=edition.issued_at,
        notice=document.notices.get(language, ""),
        clauses=tuple(ConsolidatedClause(clause=clause) for clause in issued),
        delegations=delegation_names(session, language),
        labels=reference_labels(session, document, language, {clause.id: clause.label for clause in issued}),
    )


def signatories_of(
    session: Session, document: DocumentRow, *, language: str, first: str | None = None
) -> tuple[str, ...]:
    """Return the names of the states that negotiate a document, in a language and in the order of its alphabet.

    ``first``: the code of the state whose copy it is; by the rule of the alternat it signs that copy first.
    """
    codes = session.scalars(
        select(DelegationRow.code)
        .join(ParticipationRow, ParticipationRow.delegation == DelegationRow.code)
        .where(
            ParticipationRow.document_id == document.id,
            ParticipationRow.capacity == "negotiates",
            DelegationRow.kind == "state",
        )
    ).all()
    if first is not None and first not in codes:
        raise UnknownValue(
            f"{first} does not sign; those who do are: {', '.join(sorted(codes))}.", field="alternat"
        )
    names = delegation_names(session, language)
    ordered = in_alphabetical_order([names[code] for code in codes], language)
    return tuple(sorted(ordered, key=lambda name: first is None or name != names[first]))


def delegation_names(session: Session, language: str) -> dict[str, str]:
    """Return code -> name in a language (English where there is no other), in the order of the house."""
    rows = session.scalars(select(DelegationRow).order_by(DelegationRow.ordinal, DelegationRow.code))
    return {row.code: row.names.get(language) or row.names.get("en", row.code) for row in rows}


def reference_labels(
    session: Session, document: DocumentRow, language: str, own: Mapping[str, str]
) -> dict[str, str]:
    """Return by which label each clause is referred to in a document: its own, those of others, of what gave way."""
    labels = {**_labels_of_others(session, document, language), **own}
    return {**labels, **lineage_of(session).inherited(labels)}


def _labels_of_others(session: Session, document: DocumentRow, language: str) -> dict[str, str]:
    """Return the labels of the clauses of all other documents: cross-references may lead there."""
    rows = session.execute(
        select(ClauseRow, _Parent, DocumentRow)
        .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
        .join(ClausePlaceRow, and_(ClausePlaceRow.clause_id == ClauseRow.id, ClausePlaceRow.current))
        .outerjoin(_Parent, _Parent.id == ClausePlaceRow.parent_id)
        .where(ClauseRow.document_id != document.id, ClauseRow.state == "standing")
    ).all()
    found: dict[str, str] = {}
    for clause, parent, home in rows:
        above = label(parent.kind, parent.number, profile=home.numbering, language=language) if parent else ""
        name = label(clause.kind, clause.number, parent=above, profile=home.numbering, language=language)
        found[clause.id] = Elsewhere(name, home.symbol)
    return found
