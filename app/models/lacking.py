"""Rows become values: what is missing before a document can be adopted, and whether an edition is the present text."""

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.models.agreements import present_agreements
from app.models.editions import EditionClauseRow, EditionRow
from app.models.packages import packages_in
from app.models.standings import as_standings
from app.models.texts import ClauseHeadRow, ClauseRevisionRow, ClauseRow, DocumentRow
from app.models.values import as_clauses
from documents.adoption import Lacking, lacking, level_before_adoption

_Rendered = aliased(ClauseRevisionRow)  # the negotiated revision that an aligned text renders


def as_lacking(session: Session, document: DocumentRow) -> list[Lacking]:
    """Return what is missing before a document can be adopted, in a bounded number of queries."""
    placed = as_clauses(session, document)
    agreements = present_agreements(session, document)
    levels = tuple(document.levels)
    wanted = level_before_adoption(levels)

    def is_agreed(clause: str) -> bool:
        one = agreements[clause].agreement if clause in agreements else None
        return (
            one is not None
            and levels.index(one.level) >= levels.index(wanted)
            and not (one.pending_delegations or one.pending_clauses)
        )

    return lacking(
        [one.clause for one in placed],
        levels=levels,
        standings=as_standings(session, document),
        unaligned=unaligned(session, document),
        open_packages=[
            row.name
            for row, package in packages_in(session, document.id).values()
            if not all(is_agreed(clause) for clause in package.clauses)
        ],
    )


def differs_from(session: Session, document: DocumentRow, edition: EditionRow) -> bool:
    """Return whether an edition holds other words, or clauses in another order, than the present text."""
    frozen = select(EditionClauseRow, ClauseRevisionRow.hash).join(
        ClauseRevisionRow, ClauseRevisionRow.id == EditionClauseRow.revision_id
    )
    then = [
        (row.language, row.clause_id, row.parent_id, digest)
        for row, digest in session.execute(
            frozen.where(EditionClauseRow.edition_id == edition.id).order_by(
                EditionClauseRow.language, EditionClauseRow.ordinal
            )
        )
    ]
    standing = [one for one in as_clauses(session, document) if one.clause.standing]
    hashes = _heads(session, [one.clause.id for one in standing])
    now = [
        (language, one.clause.id, one.parent, hashes[one.clause.id, language])
        for language in sorted(document.titles)
        for one in standing
        if (one.clause.id, language) in hashes and (one.clause.id, document.negotiated_language) in hashes
    ]
    return then != now


def _heads(session: Session, clauses: list[str]) -> dict[tuple[str, str], str]:
    rows = session.execute(
        select(ClauseHeadRow.clause_id, ClauseHeadRow.language, ClauseRevisionRow.hash)
        .join(ClauseRevisionRow, ClauseRevisionRow.id == ClauseHeadRow.revision_id)
        .where(ClauseHeadRow.clause_id.in_(clauses))
    )
    return {(clause, language): digest for clause, language, digest in rows}


def unaligned(session: Session, document: DocumentRow) -> dict[str, set[str]]:
    """Return of each other language the standing clauses whose words in it are missing or render an earlier text."""
    rows = session.execute(
        select(ClauseHeadRow.clause_id, ClauseHeadRow.language, ClauseRevisionRow.hash, _Rendered.hash)
        .join(ClauseRow, ClauseRow.id == ClauseHeadRow.clause_id)
        .join(ClauseRevisionRow, ClauseRevisionRow.id == ClauseHeadRow.revision_id)
        .outerjoin(_Rendered, _Rendered.id == ClauseRevisionRow.aligned_to)
        .where(ClauseRow.document_id == document.id, ClauseRow.state == "standing")
    ).all()
    negotiated = {
        clause: own for clause, language, own, _ in rows if language == document.negotiated_language
    }
    # Words that a decision took away and its undoing brought back are the words that were rendered.
    aligned = {
        (clause, language)
        for clause, language, _, rendered in rows
        if rendered in (None, negotiated.get(clause))
    }
    return {
        language: behind
        for language in sorted(set(document.titles) - {document.negotiated_language})
        if (behind := {clause for clause in negotiated if (clause, language) not in aligned})
    }
