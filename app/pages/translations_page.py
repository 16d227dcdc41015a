"""Tables of translations: fetched for translators, looked at row by row when they come back, and aligned.

What a language does not say as the negotiated text does is shown for one language at a time, when it is asked for:
every text of the document is compared for it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Form, Query, Request, Response, UploadFile
from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.access import clauses_named, document_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import DocumentRow
from app.models.aligned import languages_behind
from app.pages.counts import count_of
from app.pages.differences import draw_difference
from app.pages.disagreeing import DisagreeingShown, disagreeing_shown, say_disagreements
from app.pages.forms import Choice, SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.languages import LanguageShown, labels_in, language_name, languages_shown
from app.pages.pen import Pen, Stretch
from app.pages.rendering import path_of, render
from app.pages.words import word
from app.parameters import Reading, Slug, Writing
from app.refusing import in_speech, sentence_of
from app.schemas.translations import TranslatedIn, TranslatedOut
from app.services.languages import Translated, align_texts
from app.speaking import N_, gettext
from app.translation_tables import require_other_language
from app.translations_read import OFFERED, Outcome, RowFound, TableFound, find_translations, open_table
from documents.errors import BrokenRule, NotThere, Unacceptable
from documents.permissions import Participant, may, require

router = APIRouter(prefix="/documents/{slug}/translations")

_WORDS = "words."  # before the id of a clause, in the names of the inputs that hold what is offered

_WHY: Mapping[Outcome, str] = {
    "stale": N_(
        "The negotiated text has changed since the file was made. Fetch the table anew for this one."
    ),
    "empty": N_("No translation yet."),
    "twice": N_("There is a row of this field before; that one counts."),
    "overtaken": N_(
        "The text in this language has changed since the file was made: look whether both changes belong."
    ),
    "confirms": N_("Left as it was: choose it if these words render the negotiated text of today."),
}


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row: what is to become of the text, and what is to be known before."""

    number: int
    label: str
    drawn: Sequence[Stretch]
    why: str
    disagreements: Sequence[str]


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """A clause that may be aligned; ``words``: what is sent back for it, as it was offered."""

    clause: str
    words: str
    is_chosen: bool
    rows: Sequence[RowShown]


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslationsPage:
    """The page of a document's tables of translations, and of one that came back."""

    template: ClassVar[str] = "pages/translations.html"
    frame: Frame
    slug: str
    languages: Sequence[LanguageShown]
    checked: str  # the name of the language that is checked against the negotiated text, "" where none is
    disagreeing: Sequence[DisagreeingShown]
    may_align: bool
    refusal: str
    into: Choice | None  # the language of the file that came back, None where none did
    offered: Sequence[ClauseShown]
    others: Sequence[RowShown]
    notes: Sequence[str]
    summary: str


@router.get("")
def translations_page(
    request: Request,
    session: Reading,
    participant: Asking,
    slug: Slug,
    check: Annotated[str, Query(max_length=16)] = "",
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show how far each language is, what one says otherwise, the tables to fetch, and the form for sending one in."""
    document = document_for(session, participant, slug)
    checked = require_other_language(document, check) if check else ""
    return _draw(request, session, participant, document, checked=checked, done=done)


@router.post("")
def look_at_translations_form(
    request: Request,
    session: Reading,
    participant: Asking,
    slug: Slug,
    file: UploadFile,
    language: Annotated[str, Form(max_length=16)] = "",
) -> Response:
    """Read a table, and show what it would change. Nothing is stored."""
    document = document_for(session, participant, slug)
    try:
        require(participant, "align")
        into = require_other_language(document, language)
        table = open_table(file.file.read(), into, request.app.state.word_limits)
        found = find_translations(session, document, into, table)
    except BrokenRule as rule:
        return _draw(
            request, session, participant, document, refusal=sentence_of(rule), status=status_of(type(rule))
        )
    return _draw(request, session, participant, document, found=found, language=into)


@router.post("/alignment")
def align_translations_form(
    request: Request, session: Writing, participant: Asking, now: Now, slug: Slug, form: SentForm
) -> Response:
    """Align the clauses that are chosen."""
    document = document_for(session, participant, slug)
    try:
        with whole_or_nothing(session):
            require(participant, "align")
            chosen = [_sent(form, clause) for clause in dict.fromkeys(form.get("clause", []))]
            rows = clauses_named(
                session, participant, document, [one.clause for one in chosen], field="clause"
            )
            clauses = {row.id: row for row in rows}
            align_texts(
                session,
                participant=participant,
                document=document,
                language=require_other_language(document, sent_one(form, "language")),
                texts=[
                    Translated(clauses[one.clause], one.fields, one.aligned_to, one.base_revision)
                    for one in chosen
                ],
                now=now,
            )
    except NotThere:
        raise
    except BrokenRule as rule:
        document = document_for(session, participant, slug)
        return _draw(
            request, session, participant, document, refusal=sentence_of(rule), status=status_of(type(rule))
        )
    return see_other(path_of(request, "translations_page", slug=document.slug, query={"done": "aligned"}))


def _sent(form: Mapping[str, list[str]], clause: str) -> TranslatedIn:
    """Return what was offered of a clause that is chosen, as the form sends it back."""
    try:
        return TranslatedIn.model_validate_json(sent_one(form, _WORDS + clause))
    except ValidationError:
        raise Unacceptable(
            gettext("The form did not come back as it was made. Send the file again, and choose anew."),
            field="clause",
        ) from None


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    *,
    refusal: str = "",
    status: int = 200,
    found: TableFound | None = None,
    language: str = "",
    checked: str = "",
    done: str = "",
) -> Response:
    cast = as_cast(session)
    pen = Pen(cast=cast, language=language, labels=labels_in(session, document, language) if language else {})
    page = TranslationsPage(
        frame=frame_for(
            session, participant, cast, title=gettext("Translations"), document=document, done=done
        ),
        slug=document.slug,
        languages=languages_shown(languages_behind(session)[document.id]),
        checked=language_name(checked) if checked else "",
        disagreeing=tuple(disagreeing_shown(session, document, checked)) if checked else (),
        may_align=may(participant, "align"),
        refusal=refusal,
        into=Choice(language, language_name(language)) if found is not None else None,
        offered=_offered(found, pen) if found is not None else (),
        others=tuple(_row(row, pen) for row in found.rows if row.outcome not in (*OFFERED, "stands"))
        if found is not None
        else (),
        notes=tuple(found.notes) if found is not None else (),
        summary=_summary(found) if found is not None else "",
    )
    return render(request, page, status=status)


def _offered(found: TableFound, pen: Pen) -> tuple[ClauseShown, ...]:
    rows_of: dict[str, list[RowFound]] = {}
    for row in found.rows:
        rows_of.setdefault(row.clause, []).append(row)
    return tuple(
        ClauseShown(
            clause=one.clause,
            words=TranslatedOut.of(one).model_dump_json(exclude={"is_sure"}),
            is_chosen=one.is_sure,
            rows=tuple(_row(row, pen) for row in rows_of[one.clause] if row.outcome in OFFERED),
        )
        for one in found.offered
    )


def _row(row: RowFound, pen: Pen) -> RowShown:
    return RowShown(
        number=row.number,
        label=row.label,
        drawn=draw_difference(row.present, row.text, pen) if row.text and row.clause else (),
        why=in_speech(row.why) or word(_WHY.get(row.outcome, "")),
        disagreements=say_disagreements(row.disagreements),
    )


def _summary(found: TableFound) -> str:
    counted = Counter(row.outcome for row in found.rows)
    changed = counted["changes"] + counted["overtaken"]
    parts = [
        gettext("%(rows)s read", rows=count_of(len(found.rows), "row")),
        gettext("%(count)s with other words", count=changed),
        gettext("%(count)s empty", count=counted["empty"]),
        gettext("%(count)s made on an earlier text", count=counted["stale"]),
        gettext("%(count)s as they stand", count=counted["stands"] + counted["confirms"]),
    ]
    return "; ".join(parts) + "."
