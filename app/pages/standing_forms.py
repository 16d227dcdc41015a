"""The chair's forms on the page that shows where a document stands: levels of several, packages, adoption."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app.access import clause_for, document_for
from app.access_beside import package_for
from app.identity import Asking, Now
from app.models import ClauseRow, DocumentRow
from app.models.values import as_clauses
from app.pages.forms import SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import as_cast, negotiating_in
from app.pages.pending import read_pending
from app.pages.rendering import path_of
from app.pages.standing_page import draw_standing_page
from app.parameters import AnId, Slug, Writing
from app.services.adoption import adopt_document, take_adoption_back
from app.services.agreement import set_levels
from app.services.packages import dissolve_package, form_package
from app.speaking import gettext
from documents.errors import BrokenRule, UnknownValue
from documents.permissions import Participant, require

router = APIRouter()


def _answer(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    form: Mapping[str, list[str]],
    step: Callable[[], object],
    done: str,
) -> Response:
    """Take a step and lead back to the page; refused, with the sentence above it and what was typed."""
    try:
        with whole_or_nothing(session):
            step()
    except BrokenRule as rule:
        return draw_standing_page(request, session, participant, document, rule=rule, form=form)
    return see_other(path_of(request, "standing_page", slug=document.slug, query={"done": done}))


def _chosen(
    session: Session, participant: Participant, form: Mapping[str, list[str]]
) -> list[tuple[ClauseRow, str | None]]:
    """Return the clauses that the form names with the texts that the page showed, held in the order of their ids."""
    ids = sorted(set(form.get("clause", ())))
    if not ids:
        raise UnknownValue(gettext("Choose the clauses first."), field="clause")
    return [
        (clause_for(session, participant, one, lock=True)[0], sent_one(form, f"read.{one}") or None)
        for one in ids
    ]


@router.post("/documents/{slug}/levels")
def levels_form(
    request: Request, session: Writing, participant: Asking, now: Now, slug: Slug, form: SentForm
) -> Response:
    """Take a level on the clauses that were chosen, in the texts that the page showed."""
    require(participant, "agree")
    document = document_for(session, participant, slug)

    def step() -> None:
        clauses = _chosen(session, participant, form)
        labels = {one.clause.id: one.clause.label for one in as_clauses(session, document)}
        negotiating = [one.code for one in negotiating_in(session, document, as_cast(session))]
        pending = read_pending(sent_one(form, "pending"), negotiating, labels)
        if any(clause.document_id != document.id for clause, _ in clauses):
            raise UnknownValue(gettext("These clauses are of another document."), field="clause")
        set_levels(
            session,
            participant=participant,
            clauses=clauses,
            document=document,
            level=sent_one(form, "level"),
            pending_delegations=pending.delegations,
            pending_clauses=pending.clauses,
            reason=sent_one(form, "reason"),
            now=now,
        )

    return _answer(request, session, participant, document, form, step, "levels")


@router.post("/documents/{slug}/packages")
def package_form(
    request: Request, session: Writing, participant: Asking, now: Now, slug: Slug, form: SentForm
) -> Response:
    """Hold the clauses that were chosen together."""
    require(participant, "form packages")
    document = document_for(session, participant, slug, lock=True)

    def step() -> None:
        form_package(
            session,
            participant=participant,
            document=document,
            name=sent_one(form, "name"),
            clauses=list(dict.fromkeys(form.get("clause", ()))),
            reason=sent_one(form, "reason"),
            now=now,
        )

    return _answer(request, session, participant, document, form, step, "packaged")


@router.post("/packages/{package_id}/dissolve")
def dissolve_form(
    request: Request, session: Writing, participant: Asking, now: Now, package_id: AnId, form: SentForm
) -> Response:
    """Let the clauses of a package stand each by itself again."""
    package, document = package_for(session, participant, package_id, lock=True)

    def step() -> None:
        dissolve_package(
            session,
            participant=participant,
            package=package,
            document=document,
            reason=sent_one(form, "reason"),
            now=now,
        )

    return _answer(request, session, participant, document, form, step, "dissolved")


@router.post("/documents/{slug}/adopt")
def adopt_form(
    request: Request, session: Writing, participant: Asking, now: Now, slug: Slug, form: SentForm
) -> Response:
    """Record that the house has adopted the document."""
    document = document_for(session, participant, slug)

    def step() -> None:
        adopt_document(
            session,
            participant=participant,
            document=document,
            edition=sent_one(form, "edition"),
            place=sent_one(form, "place"),
            body=sent_one(form, "body"),
            now=now,
        )

    return _answer(request, session, participant, document, form, step, "adopted")


@router.post("/documents/{slug}/take-adoption-back")
def take_adoption_back_form(
    request: Request, session: Writing, participant: Asking, now: Now, slug: Slug, form: SentForm
) -> Response:
    """Take back an adoption that was recorded by mistake."""
    document = document_for(session, participant, slug, lock=True)

    def step() -> None:
        take_adoption_back(
            session, participant=participant, document=document, reason=sent_one(form, "reason"), now=now
        )

    return _answer(request, session, participant, document, form, step, "adoption-back")
