"""What routes and pages ask for: a session of either kind, and the parts of a path."""

from typing import Annotated, Any

from fastapi import Depends, Path, Query
from sqlalchemy.orm import Session

from app.database import get_session, get_writing_session
from app.models import DocumentRow
from documents.errors import WrongLanguage
from documents.permissions import Action

Reading = Annotated[Session, Depends(get_session, scope="function")]
Writing = Annotated[Session, Depends(get_writing_session, scope="function")]

# Ids and slugs of another form lead to nothing: the same 404 as for what is not there.
AnId = Annotated[str, Path(max_length=64, examples=["k3v5q7x2m4nabcde"])]
Slug = Annotated[str, Path(max_length=64, examples=["joint-declaration"])]
LanguageQuery = Annotated[
    str | None,
    Query(max_length=16, description="BCP 47; the negotiated language by default", examples=["en"]),
]


def require_language(document: DocumentRow, language: str | None) -> str:
    """Return a language of the document, the negotiated one by default; refuse another."""
    if language is None:
        return document.negotiated_language
    if language not in document.titles:
        raise WrongLanguage(
            f"This document has no text in {language}; its languages are: {', '.join(sorted(document.titles))}.",
            field="language",
        )
    return language


def acts(action: Action) -> dict[str, Any]:
    """Return what the description of a route says of the permission it asks for; one that says nothing reads."""
    return {"x-action": action}
