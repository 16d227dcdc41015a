"""How far the other languages of documents are: counted in the store, for all documents at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from app.models.registry import alias_of
from app.models.texts import ClauseHeadRow, ClauseRevisionRow, ClauseRow, DocumentRow
from app.models.values import IN_THE_TEXT

_NegotiatedHead = alias_of(ClauseHeadRow)
_Negotiated = alias_of(ClauseRevisionRow)
_Rendered = alias_of(ClauseRevisionRow)  # the negotiated revision that an aligned text renders


@dataclass(frozen=True, slots=True)
class Behind:
    """Of how many clauses in the running text a language says nothing, and of how many not what is negotiated now."""

    language: str
    missing: int
    stale: int


def languages_behind(session: Session) -> Mapping[str, list[Behind]]:
    """Return how far each other language of each document is, by the document's id, in three queries.

    A text is stale as :mod:`app.models.values` says of one clause.
    """
    documents = session.execute(
        select(DocumentRow.id, DocumentRow.titles, DocumentRow.negotiated_language)
    ).all()
    counted = session.execute(
        select(ClauseRow.document_id, func.count())
        .where(ClauseRow.state.in_(IN_THE_TEXT))
        .group_by(ClauseRow.document_id)
    )
    clauses = {document: number for document, number in counted}  # noqa: C416  (a row is no pair to mypy)
    there = {
        (document, language): (texts, stale)
        for document, language, texts, stale in session.execute(
            select(
                ClauseRow.document_id,
                ClauseHeadRow.language,
                func.count(),
                func.sum(case((_Rendered.hash != _Negotiated.hash, 1), else_=0)),
            )
            .join(DocumentRow, DocumentRow.id == ClauseRow.document_id)
            .join(ClauseHeadRow, ClauseHeadRow.clause_id == ClauseRow.id)
            .join(ClauseRevisionRow, ClauseRevisionRow.id == ClauseHeadRow.revision_id)
            .outerjoin(_Rendered, _Rendered.id == ClauseRevisionRow.aligned_to)
            .outerjoin(
                _NegotiatedHead,
                and_(
                    _NegotiatedHead.clause_id == ClauseRow.id,
                    _NegotiatedHead.language == DocumentRow.negotiated_language,
                ),
            )
            .outerjoin(_Negotiated, _Negotiated.id == _NegotiatedHead.revision_id)
            .where(ClauseRow.state.in_(IN_THE_TEXT))
            .group_by(ClauseRow.document_id, ClauseHeadRow.language)
        )
    }
    return {
        document: [
            _behind(language, clauses.get(document, 0), *there.get((document, language), (0, 0)))
            for language in sorted(set(titles) - {negotiated})
        ]
        for document, titles, negotiated in documents
    }


def _behind(language: str, clauses: int, texts: int, stale: int) -> Behind:
    return Behind(language, clauses - texts, stale)
