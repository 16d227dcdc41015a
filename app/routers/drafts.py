"""A document that begins with a Word text."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response, UploadFile

from app.identity import Asking, Now
from app.parameters import Writing, acts
from app.schemas.drafts import DraftOut
from app.services.documents import begin_document
from app.word_drafts import draft_of
from documents.permissions import require
from importers.word.redline import WordFile

router = APIRouter(prefix="/api/documents", tags=["documents"])


@router.post("", status_code=201, openapi_extra=acts("begin"))
def begin_with_word_text(
    session: Writing,
    participant: Asking,
    now: Now,
    request: Request,
    response: Response,
    file: UploadFile,
    slug: Annotated[
        str, Form(max_length=64, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", examples=["ministers-text"])
    ],
    symbol: Annotated[str, Form(max_length=64, pattern=r"^\S+$", examples=["RES2026/MIN"])],
    language: Annotated[
        str, Form(max_length=16, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", examples=["en"])
    ],
    title: Annotated[str, Form(max_length=500, description="by default what the file says")] = "",
    notice: Annotated[str, Form(max_length=500, description="a sentence for every page, or nothing")] = "",
    preview: Annotated[bool, Query(description="only say what it would become")] = False,
) -> DraftOut:
    """Make a document of a Word text of any origin, or see what it would become; what has no place is listed."""
    require(participant, "begin")
    # Before the store is locked for writing.
    opened = WordFile(file.file.read(), request.app.state.word_limits)
    draft = draft_of(opened, slug=slug, symbol=symbol, language=language, title=title, notice=notice)
    if preview:
        response.status_code = 200
        return DraftOut.of(draft, created=False)
    begin_document(session, participant=participant, source=draft.source, now=now)
    response.headers["Location"] = f"/api/documents/{slug}"
    return DraftOut.of(draft, created=True)
