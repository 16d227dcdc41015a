"""Word files."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response

from app.access import delegation_named, document_for
from app.identity import Asking, Now
from app.models.consolidated import as_consolidated_document
from app.parameters import Reading, Slug
from app.routers.documents import LanguageQuery, require_language
from app.schemas.consolidation import Attribution
from documents.errors import WrongLanguage
from exporters.word import export, file_name
from exporters.word.forms import WITHOUT_PROPOSALS, Form

router = APIRouter(prefix="/api/documents", tags=["exports"])
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get(
    "/{slug}/export.docx",
    response_class=Response,
    responses={200: {"content": {WORD: {"schema": {"type": "string", "format": "binary"}}}}},
)
def export_word(
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    form: Annotated[
        Form,
        Query(
            description="clean: text; consolidated: brackets; tracked: changes; marked: looks instead of changes; "
            "comparison: a column per delegation; status: how far each clause is agreed"
        ),
    ] = "clean",
    delegation: Annotated[
        list[str] | None,
        Query(
            max_length=40,
            description="with the proposals of these delegations alone; may be given several times",
        ),
    ] = None,
    attribution: Attribution = "codes",
    line_numbers: Annotated[
        bool, Query(description="numbers beside the lines, to point at them in the room")
    ] = False,
    language: LanguageQuery = None,
) -> Response:
    """Fetch the present text as a Word file; proposals are in the negotiated language only."""
    document = document_for(session, participant, slug)
    language = require_language(document, language)
    if form not in WITHOUT_PROPOSALS and language != document.negotiated_language:
        raise WrongLanguage(
            f"Amendments are in {document.negotiated_language}, so the {form} form is too. "
            f"Ask for language={document.negotiated_language}, or for form=clean or form=status.",
            field="language",
        )
    chosen = {delegation_named(session, code).code for code in delegation or ()}
    consolidated = as_consolidated_document(session, document, language=language, as_of=now)
    # The values are complete: the transaction need not stay open while the file is written.
    session.close()
    name = file_name(consolidated, form)
    return Response(
        export(consolidated, form, attribution=attribution, delegations=chosen, line_numbers=line_numbers),
        media_type=WORD,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
    )
