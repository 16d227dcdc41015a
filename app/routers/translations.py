"""Tables of translations: taken away for translators, looked at when they come back, and aligned in one act."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response, UploadFile

from app.access import clauses_named, document_for
from app.downloads import SPREADSHEET, WORD, saved_as
from app.identity import Asking, Now
from app.parameters import Reading, Slug, Writing, acts
from app.schemas.translations import TranslationsIn, TranslationsOut
from app.services.languages import Translated, align_texts
from app.translation_tables import require_other_language, translation_book, translation_paper
from app.translations_read import find_translations, open_table
from documents.permissions import require
from exporters.word.translations import TranslationPaper

router = APIRouter(prefix="/api/documents/{slug}", tags=["translations"])

Into = Annotated[str, Query(max_length=16, description="another language of the document", examples=["ru"])]
Which = Annotated[
    Literal["behind", "all"], Query(description="only what is missing or stale, or every clause of the text")
]


def paper_of(
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    language: Into,
    which: Which = "behind",
) -> TranslationPaper:
    """Return the table that is asked for; the store is free again before it is written."""
    document = document_for(session, participant, slug)
    into = require_other_language(document, language)
    paper = translation_paper(session, document, into, only_behind=which == "behind", now=now)
    session.close()
    return paper


Paper = Annotated[TranslationPaper, Depends(paper_of)]


@router.get(
    "/translations.docx",
    response_class=Response,
    responses={200: {"content": {WORD: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def export_translation_table(request: Request, paper: Paper) -> Response:
    """Fetch a Word table for translators: each clause in the negotiated language and in another, to be filled in."""
    file = await request.app.state.workshop.write(paper)
    return Response(file.content, media_type=WORD, headers=saved_as(file.name))


@router.get(
    "/translations.xlsx",
    response_class=Response,
    responses={200: {"content": {SPREADSHEET: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def export_translation_sheet(request: Request, paper: Paper) -> Response:
    """Fetch the same as a spreadsheet."""
    file = await request.app.state.workshop.write(translation_book(paper))
    return Response(file.content, media_type=SPREADSHEET, headers=saved_as(file.name))


@router.post("/translations", openapi_extra=acts("align"))
def look_at_translations(
    session: Reading,
    participant: Asking,
    request: Request,
    slug: Slug,
    language: Into,
    file: UploadFile,
) -> TranslationsOut:
    """Send a table back that was filled in; see row by row what it would change. Nothing is stored."""
    require(participant, "align")
    document = document_for(session, participant, slug)
    into = require_other_language(document, language)
    table = open_table(file.file.read(), into, request.app.state.word_limits)
    found = find_translations(session, document, into, table)
    return TranslationsOut.of(found, document=document.slug, language=into)


@router.post("/translations/alignment", openapi_extra=acts("align"))
def align_translations(
    session: Writing, participant: Asking, now: Now, slug: Slug, body: TranslationsIn
) -> TranslationsOut:
    """Align the clauses that you choose of what was offered, all or none; the answer has no rows and offers nothing."""
    require(participant, "align")
    document = document_for(session, participant, slug)
    clauses = {
        row.id: row
        for row in clauses_named(
            session, participant, document, [one.clause for one in body.texts], field="texts"
        )
    }
    align_texts(
        session,
        participant=participant,
        document=document,
        language=require_other_language(document, body.language),
        texts=[
            Translated(clauses[one.clause], one.fields, one.aligned_to, one.base_revision)
            for one in body.texts
        ],
        now=now,
    )
    return TranslationsOut(document=document.slug, language=body.language, rows=[], offered=[], notes=[])
