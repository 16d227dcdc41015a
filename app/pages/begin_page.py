"""A document that begins with a Word text: sent in on one page, looked at and mended as a text file on the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Form, Request, Response, UploadFile
from sqlalchemy.orm import Session

from app.errors import status_of
from app.identity import Asking, Now
from app.pages.forms import SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.rendering import path_of, render
from app.parameters import Reading, Writing
from app.refusing import sentence_of
from app.services.documents import begin_document
from app.speaking import gettext
from app.word_drafts import Draft, draft_of
from documents.errors import BrokenRule
from documents.permissions import Participant, require
from documents.placing import Remark
from documents.source import read_source, write_source
from importers.word.redline import WordFile

router = APIRouter()
_FILE = "the text"  # as a refusal names what stands in the form


@dataclass(frozen=True, slots=True)
class DraftClause:
    """One clause as the document would begin with it."""

    kind: str
    label: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BeginPage:
    """The form for a Word file, or what was read in one."""

    template: ClassVar[str] = "pages/begin.html"
    frame: Frame
    sent: Mapping[str, str]  # what stands in the form
    clauses: Sequence[DraftClause]
    remarks: Sequence[Remark]
    text: str  # the draft as a text file, "" before there is one
    refusal: str


@router.get("/begin")
def begin_page(request: Request, session: Reading, participant: Asking) -> Response:
    """Show the form."""
    require(participant, "begin")
    return _draw(request, session, participant)


@router.post("/begin")
def read_word_text(
    request: Request,
    session: Reading,
    participant: Asking,
    file: UploadFile,
    slug: Annotated[str, Form(max_length=64)] = "",
    symbol: Annotated[str, Form(max_length=64)] = "",
    language: Annotated[str, Form(max_length=16)] = "",
    title: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Read a Word file; show what it would become. Nothing is stored."""
    require(participant, "begin")
    sent = {
        name: value.strip()
        for name, value in (("slug", slug), ("symbol", symbol), ("language", language), ("title", title))
    }
    try:
        opened = WordFile(file.file.read(), request.app.state.word_limits)
        draft = draft_of(opened, **sent)
        text = write_source(draft.source)
    except BrokenRule as rule:
        return _draw(request, session, participant, sent=sent, refusal=rule)
    return _draw(request, session, participant, sent=sent, draft=draft, text=text)


@router.post("/begin/text")
def begin_form(request: Request, session: Writing, participant: Asking, now: Now, form: SentForm) -> Response:
    """Make a document of the text as it was mended."""
    require(participant, "begin")
    text = sent_one(form, "text")
    try:
        source = read_source(text, file=_FILE)
        with whole_or_nothing(session):
            document = begin_document(session, participant=participant, source=source, now=now)
    except BrokenRule as rule:
        return _draw(request, session, participant, text=text, refusal=rule)
    return see_other(path_of(request, "document_page", slug=document.slug))


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    *,
    sent: Mapping[str, str] | None = None,
    draft: Draft | None = None,
    text: str = "",
    refusal: BrokenRule | None = None,
) -> Response:
    cast = as_cast(session)
    page = BeginPage(
        frame=frame_for(session, participant, cast, title=gettext("A new document from Word")),
        sent=sent or {"slug": "", "symbol": "", "language": "en", "title": ""},
        clauses=[
            DraftClause(
                one.kind, draft.labels[one.key], one.content.get("text", one.content.get("title", ""))
            )
            for one in draft.source.clauses
        ]
        if draft
        else (),
        remarks=draft.remarks if draft else (),
        text=text,
        refusal=sentence_of(refusal) if refusal else "",
    )
    return render(request, page, status=status_of(type(refusal)) if refusal else 200)
