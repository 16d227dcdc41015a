"""Documents: what they are, their clauses, everything proposed on them, and tracking per delegation."""

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import select

from app.access import capacities_of, capacity_in, document_for, documents_for
from app.comparing_languages import disagreeing
from app.identity import Asking, Now
from app.models import DelegationRow, ParticipationRow
from app.models.consolidated import as_consolidated_document, delegation_names
from app.models.tracking import track_delegations
from app.models.values import as_clauses
from app.paging import Cursor, Limit, page_after
from app.parameters import LanguageQuery, Reading, Slug, require_language
from app.schemas.concordance import DisagreeingOut
from app.schemas.consolidation import Attribution, ConsolidatedDocumentOut
from app.schemas.documents import ClauseOut, DocumentOut
from app.schemas.editions import DelegationTrackingOut
from app.schemas.wire import Page
from documents.errors import WrongLanguage

router = APIRouter(prefix="/api/documents", tags=["documents"])


@router.get("")
def list_documents(session: Reading, participant: Asking) -> Page[DocumentOut]:
    """List the documents that you may read."""
    capacities = capacities_of(session, participant)
    return Page(
        items=[DocumentOut.of(row, capacities.get(row.id)) for row in documents_for(session, participant)]
    )


@router.get("/{slug}")
def read_document(session: Reading, participant: Asking, slug: Slug) -> DocumentOut:
    """Read what a document is."""
    document = document_for(session, participant, slug)
    return DocumentOut.of(document, capacity_in(session, participant, document))


@router.get("/{slug}/clauses")
def list_clauses(
    session: Reading,
    participant: Asking,
    slug: Slug,
    language: LanguageQuery = None,
    stale: Annotated[
        bool | None, Query(description="only aligned texts that are stale, or only the others")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[ClauseOut]:
    """List the clauses in the order of the text, with the labels of today."""
    document = document_for(session, participant, slug)
    language = require_language(document, language)
    return page_after(
        as_clauses(session, document, language=language),
        cursor=cursor,
        limit=limit,
        name=lambda one: one.clause.id,
        show=lambda one: ClauseOut.of(one, language),
        keep=lambda one: stale is None or one.clause.stale is stale,
    )


@router.get("/{slug}/concordance")
def check_concordance(
    session: Reading,
    participant: Asking,
    slug: Slug,
    language: Annotated[str, Query(max_length=16, description="of the version to check", examples=["ru"])],
) -> Page[DisagreeingOut]:
    """Read where a version in another language disagrees with the negotiated text: numbers, dates, names, brackets."""
    document = document_for(session, participant, slug)
    language = require_language(document, language)
    if language == document.negotiated_language:
        raise WrongLanguage(
            f"The document is negotiated in {language}; name another of its languages to check against it.",
            field="language",
        )
    return Page(items=[DisagreeingOut.of(one) for one in disagreeing(session, document, language)])


@router.get("/{slug}/consolidation")
def consolidate_document(
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    attribution: Attribution = "codes",
) -> ConsolidatedDocumentOut:
    """Read the whole document with everything tabled on it, in square brackets, attributed as asked."""
    document = document_for(session, participant, slug)
    return ConsolidatedDocumentOut.of(as_consolidated_document(session, document, as_of=now), attribution)


@router.get("/{slug}/tracking")
def track_document(session: Reading, participant: Asking, slug: Slug) -> Page[DelegationTrackingOut]:
    """Read per delegation: proposed, adopted, partly, not so far, withdrawn, closed, words brought."""
    document = document_for(session, participant, slug)
    names = delegation_names(session, document.negotiated_language)
    codes = session.scalars(
        select(DelegationRow.code)
        .join(ParticipationRow, ParticipationRow.delegation == DelegationRow.code)
        .where(ParticipationRow.document_id == document.id, ParticipationRow.capacity == "negotiates")
        .order_by(DelegationRow.ordinal)
    ).all()
    return Page(
        items=[
            DelegationTrackingOut(
                delegation=one.delegation,
                name=names[one.delegation],
                proposed=one.proposed,
                joined=one.joined,
                adopted=one.adopted,
                partly=one.partly,
                not_so_far=one.not_so_far,
                withdrawn=one.withdrawn,
                closed=one.closed,
                words_brought=one.words_brought,
            )
            for one in track_delegations(session, document, list(codes))
        ]
    )
