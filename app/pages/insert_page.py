"""A new clause after another one, and a new text for an amendment of one's own."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import amendment_for, capacity_in, clause_for, document_for
from app.access_to_people import speaking_for
from app.identity import Asking, Now
from app.models import AmendmentRow, ClauseRow, DocumentRow
from app.models.values import as_clause
from app.models.written import last_revisions
from app.pages.drafting import Draft, Typed, as_stored, draw_draft_page, typed_in
from app.pages.forms import SentForm, see_other, sent_one, sent_texts, whole_or_nothing
from app.pages.languages import labels_in
from app.pages.rendering import day, path_of
from app.pages.running_text import name_of_clause
from app.parameters import AnId, Reading, Slug, Writing
from app.preconditions import create_once
from app.presenting import present_amendment
from app.schemas.amendments import AmendmentOut
from app.services.amendments import edit_amendment
from app.services.insertions import propose_clause
from app.services.revisions import head_of
from app.services.wording import clean_wording
from documents.amendments import require_step
from documents.content import ClauseKind
from documents.errors import BrokenRule, NotThere
from documents.permissions import Participant, require

router = APIRouter()
_KIND_AFTER: Mapping[ClauseKind, ClauseKind] = {
    "title": "preambular",
    "chapeau": "preambular",
    "heading": "operative",
    "chapter": "entry",
}
AfterQuery = Annotated[str, Query(max_length=64, description="the clause that the new one follows")]


@router.get("/documents/{slug}/insert")
def insert_page(
    request: Request, session: Reading, participant: Asking, slug: Slug, after: AfterQuery
) -> Response:
    """Show the form for a new clause."""
    document = document_for(session, participant, slug)
    before = _clause_before(session, participant, document, after)
    draft = _insertion(request, session, document, before)
    labels = labels_in(session, document, document.negotiated_language)
    return draw_draft_page(request, session, participant, document, draft, Typed(fields={}), labels)


@router.post("/documents/{slug}/insert")
def insert(
    request: Request,
    session: Writing,
    participant: Asking,
    now: Now,
    slug: Slug,
    after: AfterQuery,
    form: SentForm,
) -> Response:
    """Table a new clause, keep it as a draft, or show the form again."""
    document = document_for(session, participant, slug, lock=True)
    before = _clause_before(session, participant, document, after)
    labels = labels_in(session, document, document.negotiated_language)
    draft = _insertion(request, session, document, before)
    texts = {address: text for address, text in sent_texts(form).items() if text.strip()}
    typed = typed_in(form, texts, labels)
    action = sent_one(form, "do")
    if action == "mark":
        return draw_draft_page(request, session, participant, document, draft, typed, labels, marks=True)

    def create() -> AmendmentOut:
        wording = clean_wording(draft.clause_kind, typed.fields, typed.rationale)
        amendment = propose_clause(
            session,
            participant=speaking_for(session, participant, typed.speaker or None),
            document=document,
            kind=draft.clause_kind,
            after=before,
            wording=wording,
            language=None,
            tabled=action == "table",
            now=now,
        )
        session.flush()
        return present_amendment(session, amendment, notes=wording.notes)

    try:
        with whole_or_nothing(session):
            created = create_once(
                session,
                participant=participant,
                key=sent_one(form, "key") or None,
                request=f"page {slug} {after} {action} {dict(form)}",
                response=Response(),
                answer=AmendmentOut,
                create=create,
                now=now,
            )
    except BrokenRule as rule:
        draft = _insertion(request, session, document, before)
        return draw_draft_page(request, session, participant, document, draft, typed, labels, rule=rule)
    done = "recorded" if typed.speaker else "tabled" if action == "table" else "drafted"
    return see_other(path_of(request, "clause_page", clause_id=created.clause, query={"done": done}))


def _clause_before(
    session: Session, participant: Participant, document: DocumentRow, after: str
) -> ClauseRow:
    clause, home = clause_for(session, participant, after)
    if home.id != document.id or clause.state not in ("standing", "proposed"):
        raise NotThere
    return clause


def _insertion(request: Request, session: Session, document: DocumentRow, before: ClauseRow) -> Draft:
    name = name_of_clause(as_clause(session, document, before.id).clause)
    return Draft(
        clause=before.id,
        clause_kind=_KIND_AFTER.get(before.kind, before.kind),
        kind="insert",
        heading=f"New clause after {name}",
        against="",
        action=path_of(request, "insert", slug=document.slug, query={"after": before.id}),
        present={},
    )


@router.get("/amendments/{amendment_id}/edit")
def edit_page(request: Request, session: Reading, participant: Asking, amendment_id: AnId) -> Response:
    """Show an amendment of one's own in the form, as it was last written."""
    amendment, clause, document = amendment_for(session, participant, amendment_id)
    capacity = capacity_in(session, participant, document)
    require(participant, "edit", capacity=capacity, owner=amendment.delegation)
    require_step(amendment.status, "edit")
    [last] = last_revisions(session, [amendment.id])
    draft = _editing(request, session, amendment, clause, document)
    shown = present_amendment(session, amendment)
    # The words as they read on the present text: what is sent back is written against it.
    carried = {address: one.text for address, one in shown.present.items()}
    fields = {**draft.present, **(carried or last.fields)}
    return draw_draft_page(
        request,
        session,
        participant,
        document,
        draft,
        Typed(fields=fields, rationale=last.rationale),
        labels_in(session, document, document.negotiated_language),
        marks=True,
    )


@router.post("/amendments/{amendment_id}/edit")
def edit(
    request: Request, session: Writing, participant: Asking, now: Now, amendment_id: AnId, form: SentForm
) -> Response:
    """Keep a new text of an amendment; the earlier ones stay."""
    amendment, clause, document = amendment_for(session, participant, amendment_id, lock=True)
    labels = labels_in(session, document, document.negotiated_language)
    sent = as_stored(sent_texts(form), labels)
    typed = Typed(fields=sent, rationale=sent_one(form, "rationale"))
    draft = _editing(request, session, amendment, clause, document)
    if sent_one(form, "do") == "mark":
        return draw_draft_page(request, session, participant, document, draft, typed, labels, marks=True)
    try:
        with whole_or_nothing(session):
            edit_amendment(
                session,
                participant=participant,
                amendment=amendment,
                clause=clause,
                document=document,
                wording=clean_wording(clause.kind, sent, typed.rationale),
                language=None,
                base_revision=sent_one(form, "base_revision") or None,
                now=now,
            )
    except BrokenRule as rule:
        draft = _editing(request, session, amendment, clause, document)
        return draw_draft_page(request, session, participant, document, draft, typed, labels, rule=rule)
    return see_other(path_of(request, "clause_page", clause_id=clause.id, query={"done": "edited"}))


def _editing(
    request: Request, session: Session, amendment: AmendmentRow, clause: ClauseRow, document: DocumentRow
) -> Draft:
    head = head_of(session, clause.id, document.negotiated_language)
    name = name_of_clause(as_clause(session, document, clause.id).clause)
    is_new = amendment.kind == "insert"
    return Draft(
        clause=clause.id,
        clause_kind=clause.kind,
        kind=amendment.kind,
        heading=f"Edit your {'new clause' if is_new else 'amendment to ' + name}",
        against=f"against revision {head.ordinal} of {day(head.created_at)}, the latest" if head else "",
        action=path_of(request, "edit", amendment_id=amendment.id),
        is_edit=True,
        amendment=amendment.id,
        present={} if is_new or head is None else dict(head.content),
        base_revision=head.id if head is not None else "",
    )
