"""Names of languages, and the text of a clause in the languages that are aligned to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ClauseHeadRow, ClauseRevisionRow, DocumentRow
from app.models.consolidated import reference_labels
from app.models.values import as_clauses, clauses_by_id
from app.pages.pen import Pen, Stretch, draw_text
from documents.content import prose_only

_NAMES = {
    "en": "English",
    "ru": "Russian",
    "kk": "Kazakh",
    "ky": "Kyrgyz",
    "tg": "Tajik",
    "tk": "Turkmen",
    "uz": "Uzbek",
}

NATIVE_NAMES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}  # of those that the interface speaks


def language_name(language: str) -> str:
    """Return the English name of a language, or its tag.

    >>> language_name("kk-Cyrl"), language_name("fr")
    ('Kazakh', 'fr')
    """
    return _NAMES.get(language.split("-", maxsplit=1)[0], language)


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A clause in another language, and whether it still renders the present negotiated text."""

    language: str
    name: str
    note: str
    stale: bool
    paragraphs: Sequence[Sequence[Stretch]]


def labels_in(session: Session, document: DocumentRow, language: str) -> dict[str, str]:
    """Return the labels by which a text in this language refers to clauses: clause id -> label."""
    own = {one.clause.id: one.clause.label for one in as_clauses(session, document, language=language)}
    return reference_labels(session, document, language, own)


def aligned_texts(session: Session, document: DocumentRow, clause: str, pen: Pen) -> tuple[AlignedText, ...]:
    """Return a clause in every other language of its document."""
    ordinals = {
        row.id: row.ordinal
        for row in session.scalars(
            select(ClauseRevisionRow).where(
                ClauseRevisionRow.clause_id == clause,
                ClauseRevisionRow.language == document.negotiated_language,
            )
        )
    }
    present = {
        revision.language: revision
        for revision in session.scalars(
            select(ClauseRevisionRow)
            .join(ClauseHeadRow, ClauseHeadRow.revision_id == ClauseRevisionRow.id)
            .where(ClauseHeadRow.clause_id == clause)
        )
    }
    found = []
    for language in sorted(set(document.titles) - {document.negotiated_language}):
        if language not in present:
            continue
        placed = clauses_by_id(session, document, [clause], language=language)[clause].clause
        own_pen = Pen(cast=pen.cast, language=language, labels=labels_in(session, document, language))
        rendered = ordinals.get(present[language].aligned_to or "", 0)
        note = f"aligned to revision {rendered}" if rendered else "not aligned to a revision"
        if placed.stale:
            note += f", stale since revision {rendered + 1}"
        texts = prose_only(placed.kind, placed.content).values()
        paragraphs = tuple(draw_text(text, own_pen) for text in texts if text)
        found.append(AlignedText(language, language_name(language), note, placed.stale, paragraphs))
    return tuple(found)
