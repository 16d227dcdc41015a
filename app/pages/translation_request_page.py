"""Drafts in another language: the form by which a translation is asked for, and the page of one request."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import capacity_in, clause_for
from app.access_beside import translation_request_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import ClauseRow, DocumentRow, TranslationRequestRow
from app.models.values import clauses_by_id
from app.pages.forms import Choice, SentForm, see_other, sent_one, sent_texts, whole_or_nothing
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.languages import labels_in, language_name
from app.pages.pen import Pen, Stretch, draw_text
from app.pages.rendering import path_of, render
from app.pages.sent_once import create_by_form
from app.pages.words import name_of_field, word
from app.parameters import AnId, Reading, Writing
from app.refusing import sentence_of
from app.schemas.translation_requests import TranslationRequestOut
from app.services.translating import (
    accept_translation,
    ask_again,
    ask_for_translation,
    give_translation,
    withdraw_request,
)
from app.services.wording import clean_wording
from app.speaking import N_, gettext
from app.translation_requests_shown import show_requests
from documents.content import ordered_addresses, prose_only
from documents.document import Clause
from documents.errors import BrokenRule, NotThere, UnknownValue, WrongLanguage
from documents.permissions import Participant, may

router = APIRouter()


@dataclass(frozen=True, slots=True)
class FieldTyped:
    """A field to write into."""

    address: str
    name: str  # "" of a paragraph
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AskingPage:
    """The page where words in another language are drafted."""

    template: ClassVar[str] = "pages/ask_translation.html"
    frame: Frame
    clause: str
    label: str
    base_revision: str
    language: str
    languages: Sequence[Choice]
    fields: Sequence[FieldTyped]
    rationale: str
    refusal: str


@dataclass(frozen=True, slots=True)
class FieldDrafted:
    """A field that was drafted: the negotiated text of today, the words drafted, those given."""

    address: str
    name: str
    present: Sequence[Stretch]
    drafted: Sequence[Stretch]
    given: Sequence[Stretch]
    typed: str
    disagreements: Sequence[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslationRequestPage:
    """The page of a draft in another language."""

    template: ClassVar[str] = "pages/translation_request.html"
    frame: Frame
    one: TranslationRequestOut
    label: str
    said: str
    language_name: str
    negotiated: str
    negotiated_name: str
    present_revision: str
    fields: Sequence[FieldDrafted]
    may_translate: bool
    may_answer: bool
    refusal: str


_SAID: Mapping[str, str] = {
    "asked": N_("The secretariat is asked to translate it."),
    "given": N_("Translated; its delegation has not accepted the translation yet."),
    "accepted": N_("Accepted: it has become a draft amendment."),
    "withdrawn": N_("Withdrawn."),
    "closed": N_("Closed: its clause gave way to others. What has a place there waits on them."),
}


@router.get("/clauses/{clause_id}/translation-requests")
def asking_page(
    request: Request,
    session: Reading,
    participant: Asking,
    clause_id: AnId,
    language: Annotated[str, Query(max_length=16)] = "",
) -> Response:
    """Show the form, filled with the text in the language."""
    clause, document = clause_for(session, participant, clause_id)
    return _draw_form(request, session, participant, clause, document, language)


@router.post("/clauses/{clause_id}/translation-requests")
def ask_for_translation_form(
    request: Request, session: Writing, participant: Asking, now: Now, clause_id: AnId, form: SentForm
) -> Response:
    """Keep the draft, and ask the secretariat to translate it."""
    clause, document = clause_for(session, participant, clause_id, lock=True)
    language = sent_one(form, "language")
    typed = sent_texts(form)
    try:
        with whole_or_nothing(session):
            known = language if language in document.titles else None  # another is refused by the service
            present = clauses_by_id(session, document, [clause.id], language=known)[clause.id].clause
            content = present.content if present.revision else {}
            # What was left as it stands is not drafted.
            changed = {address: text for address, text in typed.items() if text != content.get(address, "")}
            ask = partial(
                ask_for_translation,
                session,
                participant=participant,
                clause=clause,
                document=document,
                language=language,
                wording=clean_wording(clause.kind, changed or typed, sent_one(form, "rationale")),
                base_revision=sent_one(form, "base_revision") or None,
                now=now,
            )
            row = create_by_form(
                session,
                ask,
                kind=TranslationRequestRow,
                participant=participant,
                form=form,
                place=f"translation request {clause.id}",
                now=now,
            )
    except BrokenRule as rule:
        return _draw_form(
            request, session, participant, clause, document, language, rule=rule, typed=typed, form=form
        )
    return see_other(path_of(request, "translation_request_page", request_id=row.id))


@router.get("/translation-requests/{request_id}")
def translation_request_page(
    request: Request, session: Reading, participant: Asking, request_id: AnId
) -> Response:
    """Show a draft in another language, and what became of it."""
    row, clause, document = translation_request_for(session, participant, request_id)
    return _draw(request, session, participant, row, clause, document)


@router.post("/translation-requests/{request_id}")
def step_translation_form(
    request: Request, session: Writing, participant: Asking, now: Now, request_id: AnId, form: SentForm
) -> Response:
    """Translate it, send the translation back, accept it, or withdraw the request."""
    row, clause, document = translation_request_for(session, participant, request_id, lock=True)
    steps: Mapping[str, Callable[[], object]] = {
        "translate": lambda: give_translation(
            session,
            participant=participant,
            request=row,
            clause=clause,
            document=document,
            wording=clean_wording(clause.kind, sent_texts(form)),
            base_revision=sent_one(form, "base_revision") or None,
            now=now,
        ),
        "again": lambda: ask_again(
            session,
            participant=participant,
            request=row,
            document=document,
            note=sent_one(form, "note"),
            now=now,
        ),
        "accept": lambda: accept_translation(
            session, participant=participant, request=row, clause=clause, document=document, now=now
        ),
        "withdraw": lambda: withdraw_request(
            session, participant=participant, request=row, document=document, now=now
        ),
    }
    action = sent_one(form, "do")
    try:
        with whole_or_nothing(session):
            if action not in steps:
                raise UnknownValue(gettext("Choose what is to be done."), field="do")
            steps[action]()
    except NotThere:
        raise
    except BrokenRule as rule:
        row, clause, document = translation_request_for(session, participant, request_id)
        return _draw(request, session, participant, row, clause, document, rule=rule, form=form)
    if action == "accept":
        return see_other(path_of(request, "clause_page", clause_id=clause.id, query={"done": "drafted"}))
    return see_other(path_of(request, "translation_request_page", request_id=row.id))


def _draw_form(
    request: Request,
    session: Session,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    language: str,
    *,
    rule: BrokenRule | None = None,
    typed: Mapping[str, str] | None = None,
    form: Mapping[str, list[str]] | None = None,
) -> Response:
    others = sorted(set(document.titles) - {document.negotiated_language})
    if not others:
        raise WrongLanguage(
            gettext("This document is in one language only; propose in it."), field="language"
        )
    chosen = language if language in others else others[0]
    placed = clauses_by_id(session, document, [clause.id])[clause.id].clause
    other = clauses_by_id(session, document, [clause.id], language=chosen)[clause.id].clause
    label = _name(placed)
    page = AskingPage(
        frame=frame_for(
            session,
            participant,
            as_cast(session),
            title=gettext("%(label)s in another language", label=label),
            document=document,
        ),
        clause=clause.id,
        label=label,
        base_revision=placed.revision,
        language=chosen,
        languages=tuple(Choice(one, language_name(one)) for one in others),
        fields=tuple(
            FieldTyped(
                address,
                name_of_field(address) if placed.kind == "entry" else "",
                (typed or {}).get(address, other.content.get(address, "") if other.revision else ""),
            )
            for address in ordered_addresses(placed.kind, prose_only(placed.kind, placed.content))
        ),
        rationale=sent_one(form or {}, "rationale"),
        refusal=sentence_of(rule) if rule is not None else "",
    )
    return render(request, page, status=status_of(type(rule)) if rule is not None else 200)


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    row: TranslationRequestRow,
    clause: ClauseRow,
    document: DocumentRow,
    *,
    rule: BrokenRule | None = None,
    form: Mapping[str, list[str]] | None = None,
) -> Response:
    cast = as_cast(session)
    negotiated = document.negotiated_language
    here = Pen(cast=cast, language=negotiated, labels=labels_in(session, document, negotiated))
    there = Pen(cast=cast, language=row.language, labels=labels_in(session, document, row.language))
    placed = clauses_by_id(session, document, [clause.id])[clause.id].clause
    [shown] = show_requests(session, document, [row])
    typed = sent_texts(form or {})
    capacity = capacity_in(session, participant, document)
    is_open = row.state in ("asked", "given")
    page = TranslationRequestPage(
        frame=frame_for(
            session,
            participant,
            cast,
            title=gettext("%(label)s: a draft to translate", label=_name(placed)),
            document=document,
        ),
        one=shown,
        label=_name(placed),
        said=gettext(_SAID[row.state]),
        language_name=language_name(row.language),
        negotiated=negotiated,
        negotiated_name=language_name(negotiated),
        present_revision=placed.revision,
        fields=tuple(
            FieldDrafted(
                address=address,
                name=name_of_field(address) if placed.kind == "entry" else "",
                present=draw_text(placed.content.get(address, ""), here),
                drafted=draw_text(row.fields[address], there),
                given=draw_text(row.given.get(address, ""), here),
                typed=typed.get(address, row.given.get(address, "")),
                disagreements=tuple(
                    gettext(
                        "%(kind)s: %(there)s in the translation, %(here)s in the draft",
                        kind=word(one.kind),
                        there=one.negotiated or gettext("nothing"),
                        here=one.aligned or gettext("nothing"),
                    )
                    for one in shown.disagreements
                    if one.field == address
                ),
            )
            for address in ordered_addresses(placed.kind, row.fields)
        ),
        may_translate=is_open and may(participant, "translate"),
        may_answer=is_open
        and may(participant, "ask for translation", owner=row.delegation, capacity=capacity),
        refusal=sentence_of(rule) if rule is not None else "",
    )
    return render(request, page, status=status_of(type(rule)) if rule is not None else 200)


def _name(clause: Clause) -> str:
    return clause.label or word(clause.kind).replace("_", " ")
