"""A new text for an amendment of one's own, and tabling a draft as it stands in the form."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app.access import amendment_for, capacity_in
from app.identity import Asking, Now
from app.models import AmendmentRow, ClauseRow, DocumentRow
from app.models.values import as_clause
from app.models.written import as_written, last_revisions
from app.pages.amending import as_amended
from app.pages.asking_others import ask_those_of, still_asked
from app.pages.drafting import Draft, Typed, draw_draft_page, typed_in, written_against
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
from app.parameters import AnId, Reading
from app.presenting import present_amendment
from app.services.amendments import edit_amendment, table_amendment
from app.services.revisions import head_of
from app.services.wording import clean_wording
from app.speaking import gettext
from documents.amendments import require_step
from documents.errors import BrokenRule
from documents.permissions import Participant, require

router = APIRouter()


@router.get("/amendments/{amendment_id}/edit")
def edit_page(request: Request, session: Reading, participant: Asking, amendment_id: AnId) -> Response:
    """Show an amendment of one's own in the form, as it was last written."""
    amendment, clause, document = amendment_for(session, participant, amendment_id)
    _require_own(session, participant, amendment, document)
    require_step(amendment.status, "edit")
    draft = _editing(request, session, amendment, clause, document)
    return draw_draft_page(
        request,
        session,
        participant,
        document,
        draft,
        _as_it_reads(session, amendment, draft),
        labels_in(session, document, document.negotiated_language),
    )


@router.post("/amendments/{amendment_id}/edit")
def edit(
    request: Request,
    session: ForForm,
    participant: Asking,
    now: Now,
    amendment_id: AnId,
    form: SentForm,
    part: AsksForPart,
) -> Response:
    """Keep a new text of an amendment, the earlier ones with it; of a draft, put it on the table in the same act."""
    amendment, clause, document = amendment_for(session, participant, amendment_id, lock=not part)
    labels = labels_in(session, document, document.negotiated_language)
    typed = typed_in(form, sent_texts(form), labels)
    text = sent_one(form, "text") or None
    draft = _editing(request, session, amendment, clause, document, text=text)
    action = sent_one(form, "do")
    if part or action == "mark":
        _require_own(session, participant, amendment, document)
        return draw_draft_page(request, session, participant, document, draft, typed, labels, unsent=True)
    tables = action == "table"  # twice changes nothing
    is_overtaken = text is not None and text != last_revisions(session, [amendment.id])[0].id
    try:
        with whole_or_nothing(session):
            shown = _as_it_reads(session, amendment, draft)
            ask_those_of(session, participant, amendment, clause, document, form, now)
            asks_anew = "asks" in form and set(typed.asked) != set(shown.asked)
            # Words that stand there already, by another hand or another press of the button, are kept.
            if not ((tables or asks_anew or is_overtaken) and _says_the_same(typed, shown)):
                edit_amendment(
                    session,
                    participant=participant,
                    amendment=amendment,
                    clause=clause,
                    document=document,
                    wording=clean_wording(clause.kind, typed.fields, typed.rationale),
                    language=None,
                    base_revision=sent_one(form, "base_revision") or None,
                    amends=sent_one(form, "amends") or None,
                    text=text,
                    now=now,
                )
            if tables:
                table_amendment(
                    session,
                    participant=participant,
                    amendment=amendment,
                    clause=clause,
                    document=document,
                    now=now,
                )
    except BrokenRule as rule:
        draft = _editing(request, session, amendment, clause, document)
        return draw_draft_page(
            request, session, participant, document, draft, typed, labels, unsent=True, rule=rule
        )
    return see_other(
        path_of(request, "clause_page", clause_id=clause.id, query={"done": "tabled" if tables else "edited"})
    )


def _require_own(
    session: Session, participant: Participant, amendment: AmendmentRow, document: DocumentRow
) -> None:
    capacity = capacity_in(session, participant, document)
    require(participant, "edit", capacity=capacity, owner=amendment.delegation)


def _as_it_reads(session: Session, amendment: AmendmentRow, draft: Draft) -> Typed:
    """Return an amendment as it was last written, on the present text: what is sent back is written against that."""
    [last] = last_revisions(session, [amendment.id])
    shown = present_amendment(session, amendment)
    shown_on = shown.present if draft.amending is None or shown.amends is None else shown.amends.present
    carried = {address: one.text for address, one in shown_on.items()}
    return Typed(
        fields={**draft.present, **(carried or last.fields)},
        rationale=last.rationale,
        asked=still_asked(session, amendment),
    )


def _says_the_same(typed: Typed, other: Typed) -> bool:
    """Return whether a form was sent as it was shown: browsers leave out what is empty, and add what is blank."""
    one, two = (
        {address: text.strip() for address, text in form.fields.items() if text.strip()}
        for form in (typed, other)
    )
    return one == two and typed.rationale.strip() == other.rationale.strip()


def _editing(
    request: Request,
    session: Session,
    amendment: AmendmentRow,
    clause: ClauseRow,
    document: DocumentRow,
    *,
    text: str | None = None,
) -> Draft:
    """Return what the form is about; ``text``: of the amendment, as it was read when the form was opened."""
    head = head_of(session, clause.id, document.negotiated_language)
    name = name_of_clause(as_clause(session, document, clause.id).clause)
    is_new = amendment.kind == "insert"
    amended = session.get(AmendmentRow, amendment.amends_id) if amendment.amends_id is not None else None
    return Draft(
        clause=clause.id,
        clause_kind=clause.kind,
        kind=amendment.kind,
        heading=gettext("Edit your new clause")
        if is_new
        else gettext("Edit your amendment to %(clause)s", clause=name),
        against=written_against(head),
        action=path_of(request, "edit", amendment_id=amendment.id),
        is_edit=True,
        amendment=amendment.id,
        text=text or last_revisions(session, [amendment.id])[0].id,
        is_tabled=amendment.status == "tabled",
        sponsors=as_written(session, [amendment])[0][1].sponsors,
        present={} if is_new or head is None else dict(head.content),
        base_revision=head.id if head is not None else "",
        amending=as_amended(session, amended, document)
        if amended is not None and amended.status == "tabled"
        else None,
    )
