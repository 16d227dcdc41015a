"""What the secretariat writes itself: a correction of the negotiated text, or a clause in another language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app.access import clause_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import ClauseRow, DocumentRow
from app.models.values import clauses_by_id
from app.pages.drafting import as_stored
from app.pages.entries import FieldToWrite, fields_to_write
from app.pages.forms import SentForm, see_other, sent_one, sent_texts, whole_or_nothing
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.languages import labels_in, language_name
from app.pages.pen import Pen, Stretch, draw_text
from app.pages.references import show_references
from app.pages.rendering import path_of, render
from app.pages.running_text import name_of_clause
from app.pages.words import name_of_field
from app.parameters import AnId, Reading, Writing
from app.refusing import sentence_of
from app.services.corrections import correct_clause
from app.services.languages import align_text
from app.speaking import gettext
from documents.content import field_at, ordered_addresses, prose_only
from documents.document import Clause
from documents.errors import BrokenRule, NotThere
from documents.permissions import Participant, require

router = APIRouter(prefix="/clauses/{clause_id}/texts/{language}")


@dataclass(frozen=True, slots=True)
class FieldToRender:
    """A field of the negotiated text, to be read beside; ``name`` is "" of a paragraph."""

    name: str
    stretches: Sequence[Stretch]


@dataclass(frozen=True, kw_only=True, slots=True)
class TextPage:
    """The form; ``corrects``: the negotiated text, which needs a reason."""

    template: ClassVar[str] = "pages/text.html"
    frame: Frame
    clause: str
    heading: str
    corrects: bool
    language: str
    language_name: str
    negotiated: str
    negotiated_name: str
    fields: Sequence[FieldToWrite]
    beside: Sequence[FieldToRender]
    base_revision: str  # of the text that is written over, "" where there is none
    aligned_to: str  # the negotiated text that is rendered
    reason: str
    refusal: str
    refused_field: str


@router.get("")
def text_page(
    request: Request, session: Reading, participant: Asking, clause_id: AnId, language: str
) -> Response:
    """Show the text as it stands in the form."""
    clause, document = clause_for(session, participant, clause_id)
    return _draw(request, session, participant, clause, document, language)


@router.post("")
def text_form(
    request: Request,
    session: Writing,
    participant: Asking,
    now: Now,
    clause_id: AnId,
    language: str,
    form: SentForm,
) -> Response:
    """Write it: what was left as it stands stays so."""
    clause, document = clause_for(session, participant, clause_id, lock=True)
    fields = as_stored(sent_texts(form), labels_in(session, document, document.negotiated_language))
    base_revision = sent_one(form, "base_revision") or None
    try:
        with whole_or_nothing(session):
            if language == document.negotiated_language:
                correct_clause(
                    session,
                    participant=participant,
                    clause=clause,
                    document=document,
                    fields=fields,
                    reason=sent_one(form, "reason"),
                    base_revision=base_revision,
                    now=now,
                )
            else:
                align_text(
                    session,
                    participant=participant,
                    clause=clause,
                    document=document,
                    language=language,
                    fields=fields,
                    aligned_to=sent_one(form, "aligned_to") or None,
                    base_revision=base_revision,
                    now=now,
                )
    except BrokenRule as rule:
        return _draw(
            request,
            session,
            participant,
            clause,
            document,
            language,
            typed=fields,
            reason=sent_one(form, "reason"),
            rule=rule,
        )
    done = "corrected" if language == document.negotiated_language else "rendered"
    return see_other(path_of(request, "clause_page", clause_id=clause.id, query={"done": done}))


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    clause: ClauseRow,
    document: DocumentRow,
    language: str,
    *,
    typed: Mapping[str, str] | None = None,
    reason: str = "",
    rule: BrokenRule | None = None,
) -> Response:
    if language not in document.titles:
        raise NotThere
    corrects = language == document.negotiated_language
    require(participant, "correct" if corrects else "align")
    present = clauses_by_id(session, document, [clause.id])[clause.id].clause
    own = (
        present
        if corrects
        else clauses_by_id(session, document, [clause.id], language=language)[clause.id].clause
    )
    labels = labels_in(session, document, document.negotiated_language)
    stands = dict(own.content) if own.revision else {}
    written = stands if typed is None else {**stands, **typed}
    name = name_of_clause(present)
    heading = (
        gettext("Correct %(clause)s", clause=name)
        if corrects
        else gettext("%(clause)s in %(language)s", clause=name, language=language_name(language))
    )
    page = TextPage(
        frame=frame_for(session, participant, as_cast(session), title=heading, document=document),
        clause=clause.id,
        heading=heading,
        corrects=corrects,
        language=language,
        language_name=language_name(language),
        negotiated=document.negotiated_language,
        negotiated_name=language_name(document.negotiated_language),
        fields=[
            one
            for one in fields_to_write(clause.kind, _shown(stands, labels), _shown(written, labels))
            if corrects
            or field_at(clause.kind, one.address).kind == "prose"  # values are the same in all languages
        ],
        beside=() if corrects else _beside(session, document, present, labels),
        base_revision=own.revision,
        aligned_to=present.revision,
        reason=reason,
        refusal=sentence_of(rule) if rule is not None else "",
        refused_field=str(rule.facts.get("field", "")) if rule is not None else "",
    )
    return render(request, page, status=status_of(type(rule)) if rule is not None else 200)


def _shown(texts: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, str]:
    return {address: show_references(text, labels) for address, text in texts.items()}


def _beside(
    session: Session, document: DocumentRow, present: Clause, labels: Mapping[str, str]
) -> list[FieldToRender]:
    pen = Pen(cast=as_cast(session), language=document.negotiated_language, labels=labels)
    prose = prose_only(present.kind, present.content)
    return [
        FieldToRender(
            name_of_field(address) if len(prose) > 1 else "",
            draw_text(prose[address], pen),
        )
        for address in ordered_addresses(present.kind, prose)
    ]
