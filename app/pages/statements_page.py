"""Statements on a document: whose they are, what they say, and the form that drafts one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import capacity_in, document_for
from app.access_beside import clauses_named, statement_for
from app.access_to_people import speaking_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import DocumentRow, StatementRow
from app.models.values import as_clauses
from app.pages.drawn_statements import StatementShown, draw_statement
from app.pages.forms import Choice, SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import Frame, Named, as_cast, frame_for, negotiating_in
from app.pages.languages import language_name
from app.pages.rendering import path_of, render
from app.pages.running_text import name_of_clause, outline_word
from app.pages.sent_once import create_by_form
from app.parameters import AnId, Reading, Slug, Writing
from app.refusing import sentence_of
from app.schemas.statements import StatementOut
from app.services.statements import (
    confirm_statement,
    draft_statement,
    edit_statement,
    make_statement,
    withdraw_statement,
)
from app.speaking import gettext
from app.statements_shown import show_statements, statements_of
from documents.errors import BrokenRule, UnknownValue
from documents.permissions import Participant, may
from documents.statements import STATEMENT_KINDS, StatementKind

router = APIRouter()
_TEXT = "text."  # before a language, in the names of the form's inputs


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementForm:
    """What stands in the form: of a draft that is edited, of what was refused, or nothing."""

    id: str = ""  # of the draft that is edited
    base: str = ""
    kind: str = ""
    clauses: Sequence[str] = ()
    texts: Sequence[tuple[str, str, str]] = ()  # language, its name, words
    delegation: str = ""
    is_open: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementsPage:
    """All statements on a document, as far as its reader sees them."""

    template: ClassVar[str] = "pages/statements.html"
    frame: Frame
    slug: str
    language: str
    statements: Sequence[StatementShown]
    ended: Sequence[StatementShown]
    may_draft: bool
    speakers: Sequence[Named]  # whose words the reader records; none: it speaks for itself
    kinds: Sequence[StatementKind]
    clauses: Sequence[Choice]
    form: StatementForm
    refusal: str


@router.get("/documents/{slug}/statements")
def statements_page(
    request: Request,
    session: Reading,
    participant: Asking,
    slug: Slug,
    edit: Annotated[str, Query(max_length=64)] = "",
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show the statements that were made or recorded, and the own delegation's drafts."""
    document = document_for(session, participant, slug)
    return _draw(request, session, participant, document, edit=edit, done=done)


@router.post("/documents/{slug}/statements")
def statement_form(
    request: Request, session: Writing, participant: Asking, now: Now, slug: Slug, form: SentForm
) -> Response:
    """Draft a statement, edit the draft that the form names, or record what was said in the room."""
    document = document_for(session, participant, slug)
    unsent = _unsent(form, document)

    def step() -> None:
        kind = next((one for one in STATEMENT_KINDS if one == unsent.kind), None)
        if kind is None:
            raise UnknownValue(gettext("Choose what kind of statement it is."), field="kind")
        texts = {language: words for language, _, words in unsent.texts if words.strip()}
        clauses = clauses_named(session, participant, unsent.clauses)
        if not unsent.id:
            draft = partial(
                draft_statement,
                session,
                participant=speaking_for(session, participant, unsent.delegation or None),
                document=document,
                kind=kind,
                texts=texts,
                clauses=clauses,
                now=now,
            )
            create_by_form(
                session,
                draft,
                kind=StatementRow,
                participant=participant,
                form=form,
                place=f"statement {document.id}",
                now=now,
            )
            return
        row, home = statement_for(session, participant, unsent.id, lock=True)
        edit_statement(
            session,
            participant=participant,
            statement=row,
            document=home,
            kind=kind,
            texts=texts,
            clauses=clauses,
            base=unsent.base or None,
            now=now,
        )

    done = "statement-recorded" if unsent.delegation else "statement-drafted"
    return _answer(request, session, participant, document, step, done=done, unsent=unsent)


@router.post("/statements/{statement_id}/make")
def make_statement_form(
    request: Request, session: Writing, participant: Asking, now: Now, statement_id: AnId, form: SentForm
) -> Response:
    """Make a draft the delegation's statement, in the words that the page showed."""
    row, document = statement_for(session, participant, statement_id, lock=True)

    def step() -> None:
        make_statement(
            session,
            participant=participant,
            statement=row,
            clauses=clauses_named(session, participant, list(row.concerns)),
            document=document,
            base=sent_one(form, "base") or None,
            now=now,
        )

    return _answer(request, session, participant, document, step, done="statement-made")


@router.post("/statements/{statement_id}/confirm")
def confirm_statement_form(
    request: Request, session: Writing, participant: Asking, now: Now, statement_id: AnId
) -> Response:
    """Confirm what was recorded in the room."""
    row, document = statement_for(session, participant, statement_id, lock=True)

    def step() -> None:
        confirm_statement(session, participant=participant, statement=row, document=document, now=now)

    return _answer(request, session, participant, document, step, done="statement-made")


@router.post("/statements/{statement_id}/withdraw")
def withdraw_statement_form(
    request: Request, session: Writing, participant: Asking, now: Now, statement_id: AnId
) -> Response:
    """Withdraw a statement, discard a draft, take a recording back."""
    row, document = statement_for(session, participant, statement_id, lock=True)

    def step() -> None:
        withdraw_statement(session, participant=participant, statement=row, now=now)

    return _answer(request, session, participant, document, step, done="statement-ended")


def _answer(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    step: Callable[[], None],
    *,
    done: str,
    unsent: StatementForm | None = None,
) -> Response:
    try:
        with whole_or_nothing(session):
            step()
    except BrokenRule as rule:
        status = status_of(type(rule))
        return _draw(
            request, session, participant, document, refusal=sentence_of(rule), status=status, unsent=unsent
        )
    return see_other(path_of(request, "statements_page", slug=document.slug, query={"done": done}))


def _unsent(form: SentForm, document: DocumentRow) -> StatementForm:
    return StatementForm(
        id=sent_one(form, "statement"),
        base=sent_one(form, "base"),
        kind=sent_one(form, "kind"),
        clauses=[one for one in form.get("clause", []) if one],
        texts=[
            (language, language_name(language), sent_one(form, _TEXT + language))
            for language in _languages(document)
        ],
        delegation=sent_one(form, "delegation"),
        is_open=True,
    )


def _languages(document: DocumentRow) -> list[str]:
    """Return the languages of a document, the negotiated one first."""
    first = document.negotiated_language
    return [first, *(one for one in sorted(document.titles) if one != first)]


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    *,
    edit: str = "",
    done: str = "",
    refusal: str = "",
    status: int = 200,
    unsent: StatementForm | None = None,
) -> Response:
    cast = as_cast(session)
    capacity = capacity_in(session, participant, document)
    found = show_statements(session, document, statements_of(session, participant, document))
    shown = [draw_statement(one, participant, capacity, cast) for one in found]
    records = may(participant, "record orally")
    may_draft = records or may(participant, "draft statement", capacity=capacity)
    page = StatementsPage(
        frame=frame_for(
            session, participant, cast, title=gettext("Statements"), document=document, done=done
        ),
        slug=document.slug,
        language=document.negotiated_language,
        statements=[one for one in shown if not one.is_over],
        ended=[one for one in shown if one.is_over],
        may_draft=may_draft,
        speakers=negotiating_in(session, document, cast) if records else (),
        kinds=STATEMENT_KINDS,
        clauses=_choices(session, document) if may_draft else (),
        form=unsent or _form(document, next((one for one in found if one.id == edit), None)),
        refusal=refusal,
    )
    return render(request, page, status=status)


def _form(document: DocumentRow, draft: StatementOut | None) -> StatementForm:
    texts = draft.texts if draft is not None else {}
    empty = [(one, language_name(one), texts.get(one, "")) for one in _languages(document)]
    if draft is None or draft.status != "draft":
        return StatementForm(texts=[(one, name, "") for one, name, _ in empty])
    return StatementForm(
        id=draft.id,
        base=draft.hash,
        kind=draft.kind,
        clauses=[one.id for one in draft.clauses],
        texts=empty,
        is_open=True,
    )


def _choices(session: Session, document: DocumentRow) -> list[Choice]:
    clauses = [one.clause for one in as_clauses(session, document)]
    labels = {one.id: one.label for one in clauses}
    return [
        Choice(
            one.id,
            f"{name_of_clause(one)} {outline_word(one, document.negotiated_language, labels)}".strip(),
        )
        for one in clauses
        if one.label or one.kind in ("title", "chapeau", "closing")
    ]
