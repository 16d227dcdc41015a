"""Editions: issued, listed, read, compared."""

from fastapi import APIRouter, Request, Response
from sqlalchemy import select

from app.access import document_for, edition_for
from app.certifying import certify
from app.course_shown import course_of
from app.identity import Asking, Now
from app.models import EditionRow
from app.models.frozen import as_frozen
from app.models.lineage import lineage_of
from app.parameters import AnId, LanguageQuery, Reading, Slug, Writing, acts, require_language
from app.preconditions import IdempotencyKey, create_once
from app.schemas.comparison import ClauseChangeOut, EditionComparisonOut
from app.schemas.course import CourseOut
from app.schemas.editions import CertificateOut, EditionIn, EditionOut, EditionTextOut, FrozenClauseOut
from app.schemas.wire import Page
from app.services.editions import issue_edition
from documents.errors import UnknownValue
from documents.regrouping import compare_by_lineage

router = APIRouter(prefix="/api", tags=["editions"])


@router.post("/documents/{slug}/editions", status_code=201, openapi_extra=acts("issue"))
def issue_one_edition(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    slug: Slug,
    body: EditionIn,
    idempotency_key: IdempotencyKey = None,
) -> EditionOut:
    """Issue an edition: frozen, hashed, under the document's next symbol (secretariat)."""

    def create() -> EditionOut:
        document = document_for(session, participant, slug, lock=True)
        edition = issue_edition(session, participant=participant, document=document, kind=body.kind, now=now)
        return EditionOut.of(edition, document.slug)

    return create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST {slug}/editions {body.model_dump_json()}",
        response=response,
        answer=EditionOut,
        create=create,
        now=now,
    )


@router.get("/documents/{slug}/editions")
def list_editions(session: Reading, participant: Asking, slug: Slug) -> Page[EditionOut]:
    """List the editions of a document, the first one first."""
    document = document_for(session, participant, slug)
    rows = session.scalars(
        select(EditionRow).where(EditionRow.document_id == document.id).order_by(EditionRow.ordinal)
    )
    return Page(items=[EditionOut.of(row, document.slug) for row in rows])


@router.get("/documents/{slug}/course")
def read_course(session: Reading, participant: Asking, slug: Slug) -> CourseOut:
    """Read how much was open at each edition, with everything that was on the table then."""
    document = document_for(session, participant, slug)
    return CourseOut.of(document.slug, course_of(session, document))


@router.get("/editions/{edition_id}")
def read_edition(
    session: Reading, participant: Asking, edition_id: AnId, language: LanguageQuery = None
) -> EditionTextOut:
    """Read an edition as it was issued."""
    edition, document = edition_for(session, participant, edition_id)
    language = require_language(document, language)
    return EditionTextOut(
        **EditionOut.of(edition, document.slug).model_dump(),
        language=language,
        clauses=[
            FrozenClauseOut(clause=one.id, kind=one.kind, label=one.label, content=one.content)
            for one in as_frozen(session, edition, document, language)
        ],
    )


@router.get("/editions/{edition_id}/certificate")
def certify_edition(
    request: Request, session: Reading, participant: Asking, edition_id: AnId
) -> CertificateOut:
    """Read what proves an edition: its hashes, its place in the record, who took part; signed where there is a key."""
    edition, document = edition_for(session, participant, edition_id)
    return CertificateOut(**certify(session, edition, document, key=request.app.state.signing_key))


@router.get("/editions/{edition_id}/comparison/{other_id}")
def compare_two_editions(
    session: Reading,
    participant: Asking,
    edition_id: AnId,
    other_id: AnId,
    language: LanguageQuery = None,
) -> EditionComparisonOut:
    """Compare two editions clause by clause, whatever was renumbered, inserted, moved or removed between."""
    old, document = edition_for(session, participant, edition_id)
    new, other_document = edition_for(session, participant, other_id)
    if document.id != other_document.id:
        raise UnknownValue("These are editions of two documents; compare two of one.", field="other")
    language = require_language(document, language)
    _, changes = compare_by_lineage(
        as_frozen(session, old, document, language),
        as_frozen(session, new, document, language),
        lineage_of(session, document),
    )
    return EditionComparisonOut(
        old=old.symbol, new=new.symbol, clauses=[ClauseChangeOut.of(change) for change in changes]
    )
