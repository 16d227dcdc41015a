"""A new clause after another one."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import amendment_for, clause_for, document_for
from app.access_to_people import speaking_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import AmendmentRow, ClauseRow, DocumentRow
from app.models.values import as_clause
from app.models.written import last_revisions
from app.pages.asking_others import ask_first, asks_others
from app.pages.clause_page import draw_clause_page
from app.pages.drafting import Draft, Typed, draw_draft_page, typed_in
from app.pages.forms import (
    AsksForPart,
    ForForm,
    SentForm,
    see_other,
    sent_one,
    sent_texts,
    whole_or_nothing,
)
from app.pages.languages import labels_in
from app.pages.rendering import path_of
from app.pages.running_text import name_of_clause
from app.pages.sent_once import create_by_form
from app.pages.settled import why_frozen
from app.parameters import Reading, Slug
from app.refusing import sentence_of
from app.services.adoption import require_not_adopted
from app.services.insertions import propose_clause
from app.services.wording import clean_wording
from app.speaking import gettext
from documents.content import kind_behind
from documents.errors import BrokenRule, NotThere
from documents.permissions import Participant

router = APIRouter()
AfterQuery = Annotated[str, Query(max_length=64, description="the clause that the new one follows")]


@router.get("/documents/{slug}/insert")
def insert_page(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    after: AfterQuery,
    again: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Show the form for a new clause; where the text is final, the clause before, and why.

    ``again``: a new clause of one's own that was withdrawn and is wanted after all.
    """
    document = document_for(session, participant, slug)
    before = _clause_before(session, participant, document, after)
    try:
        require_not_adopted(session, document)
    except BrokenRule as rule:
        refusal, status = sentence_of(rule), status_of(type(rule))
        return draw_clause_page(
            request, session, participant, before, document, refusal=refusal, status=status, now=now
        )
    draft = _insertion(request, session, document, before, now)
    labels = labels_in(session, document, document.negotiated_language)
    typed = _again(session, participant, document, draft, again) if again else Typed(fields={})
    return draw_draft_page(request, session, participant, document, draft, typed, labels)


@router.post("/documents/{slug}/insert")
def insert(
    request: Request,
    session: ForForm,
    participant: Asking,
    now: Now,
    slug: Slug,
    after: AfterQuery,
    form: SentForm,
    part: AsksForPart,
) -> Response:
    """Table a new clause, keep it as a draft, or show the form again."""
    document = document_for(session, participant, slug, lock=not part)
    before = _clause_before(session, participant, document, after)
    labels = labels_in(session, document, document.negotiated_language)
    draft = _insertion(request, session, document, before, now)
    texts = {address: text for address, text in sent_texts(form).items() if text.strip()}
    typed = typed_in(form, texts, labels)
    action = sent_one(form, "do")
    if part or action == "mark":
        return draw_draft_page(request, session, participant, document, draft, typed, labels, unsent=True)

    def create() -> AmendmentRow:
        wording = clean_wording(draft.clause_kind, typed.fields, typed.rationale)
        amendment = propose_clause(
            session,
            participant=speaking_for(session, participant, typed.speaker or None),
            document=document,
            kind=draft.clause_kind,
            after=before,
            wording=wording,
            language=None,
            tabled=action == "table" and not asks_others(form),
            now=now,
        )
        if asks_others(form):
            ask_first(session, participant, amendment, document, form, now, tables=action == "table")
        return amendment

    try:
        with whole_or_nothing(session):
            created = create_by_form(
                session,
                create,
                kind=AmendmentRow,
                participant=participant,
                form=form,
                place=f"insert {document.id} {after}",
                now=now,
            )
    except BrokenRule as rule:
        draft = _insertion(request, session, document, before, now)
        return draw_draft_page(
            request, session, participant, document, draft, typed, labels, unsent=True, rule=rule
        )
    done = "recorded" if typed.speaker else "tabled" if action == "table" else "drafted"
    return see_other(path_of(request, "clause_page", clause_id=created.clause_id, query={"done": done}))


def _again(
    session: Session, participant: Participant, document: DocumentRow, draft: Draft, amendment: str
) -> Typed:
    """Return the form with the words of a new clause that was withdrawn."""
    row, clause, home = amendment_for(session, participant, amendment)
    if home.id != document.id or row.delegation != participant.delegation or row.kind != "insert":
        raise NotThere
    if clause.kind != draft.clause_kind:
        raise NotThere
    [last] = last_revisions(session, [row.id])
    return Typed(fields=last.fields, rationale=last.rationale)


def _clause_before(
    session: Session, participant: Participant, document: DocumentRow, after: str
) -> ClauseRow:
    clause, home = clause_for(session, participant, after)
    if home.id != document.id or clause.state not in ("standing", "proposed"):
        raise NotThere
    return clause


def _insertion(
    request: Request, session: Session, document: DocumentRow, before: ClauseRow, now: datetime
) -> Draft:
    placed = as_clause(session, document, before.id)
    name = name_of_clause(placed.clause)
    kind = kind_behind(before.kind)
    under = before.id if before.kind == "chapter" else placed.parent
    return Draft(
        clause=before.id,
        clause_kind=kind,
        frozen=why_frozen(session, document, under, now=now),
        kind="insert",
        heading=gettext("New clause after %(clause)s", clause=name),
        against="",
        action=path_of(request, "insert", slug=document.slug, query={"after": before.id}),
        present={},
    )
