"""Where clauses stand; levels of several at once; packages; the adoption of a document."""

from fastapi import APIRouter, Response

from app.access import clause_for, document_for
from app.access_beside import package_for
from app.identity import Asking, Now
from app.models.packages import packages_in
from app.models.values import clauses_by_id
from app.parameters import AnId, Reading, Slug, Writing, acts
from app.preconditions import IdempotencyKey, create_once
from app.schemas.documents import ClauseOut
from app.schemas.standings import (
    AdoptionIn,
    AdoptionOut,
    LevelsIn,
    PackageIn,
    PackageOut,
    ReasonIn,
    StandingOut,
)
from app.schemas.wire import Page
from app.services.adoption import adopt_document, take_adoption_back
from app.services.agreement import set_levels
from app.services.packages import dissolve_package, form_package
from app.standings_shown import show_adoption, show_package, show_standing, show_standings
from documents.errors import UnknownValue

router = APIRouter(prefix="/api", tags=["agreement"])


@router.get("/documents/{slug}/standing")
def read_standings(session: Reading, participant: Asking, slug: Slug) -> Page[StandingOut]:
    """Read where every clause stands, and what stands against its next level; it reads alike for everyone."""
    document = document_for(session, participant, slug)
    return Page(items=show_standings(session, document))


@router.get("/clauses/{clause_id}/standing")
def read_standing(session: Reading, participant: Asking, clause_id: AnId) -> StandingOut:
    """Read where a clause stands, and what stands against its next level."""
    clause, document = clause_for(session, participant, clause_id)
    return show_standing(session, document, clause)


@router.put("/documents/{slug}/status", openapi_extra=acts("agree"))
def set_clause_levels(
    session: Writing, participant: Asking, now: Now, slug: Slug, body: LevelsIn
) -> Page[ClauseOut]:
    """Take an agreement level on several clauses in one act, or reopen them with a reason (chair)."""
    document = document_for(session, participant, slug)
    revisions = {one.clause: one.base_revision for one in body.clauses}
    if len(revisions) < len(body.clauses):
        raise UnknownValue("A clause is named twice; name each once.", field="clauses")
    # Held in the order of their ids, so that two such acts never wait for one another.
    rows = []
    for clause in sorted(revisions):
        row, home = clause_for(session, participant, clause, lock=True)
        if home.id != document.id:
            raise UnknownValue(f"{clause} is not a clause of this document.", field="clauses")
        rows.append((row, revisions[clause]))
    set_levels(
        session,
        participant=participant,
        clauses=rows,
        document=document,
        level=body.level,
        pending_delegations=body.pending_delegations,
        pending_clauses=body.pending_clauses,
        reason=body.reason,
        now=now,
    )
    session.flush()
    placed = clauses_by_id(session, document, sorted(revisions))
    return Page(
        items=[ClauseOut.of(placed[one.clause], document.negotiated_language) for one in body.clauses]
    )


@router.get("/documents/{slug}/packages")
def list_packages(session: Reading, participant: Asking, slug: Slug) -> Page[PackageOut]:
    """List the packages of a document that were not dissolved, the first one first."""
    document = document_for(session, participant, slug)
    return Page(
        items=[
            PackageOut.of(row, package, document.slug)
            for row, package in packages_in(session, document.id).values()
        ]
    )


@router.post("/documents/{slug}/packages", status_code=201, openapi_extra=acts("form packages"))
def form_one_package(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    slug: Slug,
    body: PackageIn,
    idempotency_key: IdempotencyKey = None,
) -> PackageOut:
    """Hold clauses together: each takes a level only with the others, or pending them (chair)."""

    def create() -> PackageOut:
        document = document_for(session, participant, slug, lock=True)
        package = form_package(
            session,
            participant=participant,
            document=document,
            name=body.name,
            clauses=body.clauses,
            reason=body.reason,
            now=now,
        )
        session.flush()
        return show_package(session, document, package)

    return create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST {slug}/packages {body.model_dump_json()}",
        response=response,
        answer=PackageOut,
        create=create,
        now=now,
    )


@router.post("/packages/{package_id}/dissolve", openapi_extra=acts("form packages"))
def dissolve_one_package(
    session: Writing, participant: Asking, now: Now, package_id: AnId, body: ReasonIn
) -> PackageOut:
    """Let the clauses of a package stand each by itself again, with a reason (chair)."""
    package, document = package_for(session, participant, package_id, lock=True)
    dissolve_package(
        session, participant=participant, package=package, document=document, reason=body.reason, now=now
    )
    session.flush()
    return show_package(session, document, package)


@router.get("/documents/{slug}/adoption")
def read_adoption(session: Reading, participant: Asking, slug: Slug) -> AdoptionOut:
    """Read when and where a document was adopted, or everything that is missing before it can be."""
    return show_adoption(session, document_for(session, participant, slug))


@router.post("/documents/{slug}/adoption", status_code=201, openapi_extra=acts("adopt"))
def adopt_one_document(
    session: Writing,
    participant: Asking,
    now: Now,
    response: Response,
    slug: Slug,
    body: AdoptionIn,
    idempotency_key: IdempotencyKey = None,
) -> AdoptionOut:
    """Record that the house has adopted a document, in an edition that is its present text (chair)."""

    def create() -> AdoptionOut:
        document = document_for(session, participant, slug)
        adopt_document(
            session,
            participant=participant,
            document=document,
            edition=body.edition,
            place=body.place,
            body=body.body,
            now=now,
        )
        session.flush()
        return show_adoption(session, document)

    return create_once(
        session,
        participant=participant,
        key=idempotency_key,
        request=f"POST {slug}/adoption {body.model_dump_json()}",
        response=response,
        answer=AdoptionOut,
        create=create,
        now=now,
    )


@router.post("/documents/{slug}/adoption/take-back", openapi_extra=acts("adopt"))
def take_one_adoption_back(
    session: Writing, participant: Asking, now: Now, slug: Slug, body: ReasonIn
) -> AdoptionOut:
    """Take back an adoption that was recorded by mistake, with a reason (chair)."""
    document = document_for(session, participant, slug, lock=True)
    take_adoption_back(session, participant=participant, document=document, reason=body.reason, now=now)
    session.flush()
    return show_adoption(session, document)
