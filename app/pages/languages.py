"""Names of languages, and the text of a clause in the languages that are aligned to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ClauseHeadRow, ClauseRevisionRow, DocumentRow
from app.models.aligned import Behind
from app.models.consolidated import reference_labels
from app.models.values import as_clauses, clauses_by_id
from app.pages.frame import Cast
from app.pages.pen import Hit, Pen, Stretch, draw_text
from app.speaking import N_, gettext
from documents.content import prose_only
from documents.document import Clause
from documents.finding import find_words

_NAMES = {
    "en": N_("English"),
    "ru": N_("Russian"),
    "kk": N_("Kazakh"),
    "ky": N_("Kyrgyz"),
    "tg": N_("Tajik"),
    "tk": N_("Turkmen"),
    "uz": N_("Uzbek"),
}


def language_name(language: str) -> str:
    """Return the name of a language, in the one spoken, or its tag.

    >>> language_name("kk-Cyrl"), language_name("fr")
    ('Kazakh', 'fr')
    """
    name = _NAMES.get(language.split("-", maxsplit=1)[0])
    return gettext(name) if name is not None else language


@dataclass(frozen=True, slots=True)
class LanguageShown:
    """One other language of a document by its name, and how much of it is missing or has fallen behind."""

    language: str
    name: str
    missing: int
    stale: int


def languages_shown(behind: Iterable[Behind]) -> list[LanguageShown]:
    """Return languages by their names in the one spoken."""
    return [
        LanguageShown(one.language, language_name(one.language), one.missing, one.stale) for one in behind
    ]


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
        note = (
            gettext("aligned to revision %(revision)s", revision=rendered)
            if rendered
            else gettext("not aligned to a revision")
        )
        if placed.stale:
            stale = gettext("stale since revision %(revision)s", revision=rendered + 1)
            note = f"{note}, {stale}"
        texts = prose_only(placed.kind, placed.content).values()
        paragraphs = tuple(draw_text(text, own_pen) for text in texts if text)
        found.append(AlignedText(language, language_name(language), note, placed.stale, paragraphs))
    return tuple(found)


def texts_in(
    session: Session, document: DocumentRow, language: str, cast: Cast, *, find: str = ""
) -> dict[str, AlignedText]:
    """Return the main text of every clause that has one in another language of its document: clause id -> text.

    ``find``: words that are to be marked in them.
    """
    placed = as_clauses(session, document, language=language)
    own = {one.clause.id: one.clause.label for one in placed}
    pen = Pen(cast=cast, language=language, labels=reference_labels(session, document, language, own))
    return {
        one.clause.id: AlignedText(
            language=language,
            name=language_name(language),
            note=gettext("behind the negotiated text") if one.clause.stale else "",
            stale=one.clause.stale,
            paragraphs=(_draw(one.clause, pen, find),),
        )
        for one in placed
        if one.clause.revision and one.clause.text
    }


def _draw(clause: Clause, pen: Pen, find: str) -> tuple[Stretch, ...]:
    found = enumerate(find_words(clause.text, find, pen.labels), 1) if find else ()
    hits = [Hit(one.start, one.end, f"hit-{clause.id}-{number}") for number, one in found]
    return draw_text(clause.text, replace(pen, hits=hits), at=0)
