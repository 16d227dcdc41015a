"""The silence procedures of a document: those that run and those that were, the form that opens one, the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from app.access import document_for
from app.dates import in_words
from app.errors import status_of
from app.identity import Asking, Now
from app.models import DocumentRow
from app.models.values import PlacedClause, as_clauses
from app.pages.forms import SentForm, see_other, sent_deadline, sent_one, whole_or_nothing
from app.pages.frame import Cast, Frame, Named, as_cast, frame_for
from app.pages.languages import labels_in, language_name
from app.pages.rendering import path_of, render
from app.pages.running_text import name_of_clause, outline_word
from app.parameters import Reading, Slug, Writing
from app.refusing import sentence_of
from app.schemas.silence import SilenceOut
from app.services.silence import open_silence, rules_of, set_silence_rules
from app.services.silence_scope import Scope
from app.silence_shown import show_silence, silence_procedures_of
from app.speaking import N_, gettext
from documents.errors import BrokenRule, Unacceptable, UnknownValue
from documents.permissions import Participant, may
from documents.silence import SilenceState, earliest_deadline, levels_to_take

router = APIRouter(prefix="/documents/{slug}/silence")
READ = "read."  # before the id of a clause, in the names of the form's inputs

STATES: Mapping[SilenceState, str] = {
    "running": N_("running"),
    "to be confirmed": N_("an objection waits to be confirmed"),
    "unbroken": N_("unbroken: the text stands agreed"),
    "broken": N_("broken: the text is free"),
    "called off": N_("called off: the text is free"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SilenceRow:
    """A silence procedure in the list."""

    id: str
    scope: str
    level: str
    deadline: str
    state: SilenceState
    word: str
    objected: Sequence[Named]


@dataclass(frozen=True, slots=True)
class ClauseChoice:
    """A clause that may be put under silence, and its revision."""

    id: str
    name: str
    words: str
    revision: str
    depth: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SilencesPage:
    """The list, and the forms of chair and secretariat."""

    template: ClassVar[str] = "pages/silences.html"
    frame: Frame
    slug: str
    language: str
    rows: Sequence[SilenceRow]
    minimum_hours: int
    languages: Sequence[tuple[str, str, bool]]  # tag, name, whether it is required
    rules_reason: str
    clauses: Sequence[ClauseChoice]
    levels: Sequence[str]
    earliest: str  # as an input takes it
    earliest_words: str
    may_open: bool
    may_set_rules: bool
    chosen: frozenset[str]
    sent: Mapping[str, str]  # what was typed, after a refusal
    refusal: str
    part: str  # the form that was refused


@router.get("")
def silences_page(
    request: Request,
    session: Reading,
    participant: Asking,
    now: Now,
    slug: Slug,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show the silence procedures of a document."""
    document = document_for(session, participant, slug)
    return _draw(request, session, participant, document, now, done=done)


@router.post("")
def open_silence_form(
    request: Request, session: Writing, participant: Asking, now: Now, slug: Slug, form: SentForm
) -> Response:
    """Put the chosen clauses, with what stands under them, or the whole document under silence."""
    document = document_for(session, participant, slug)
    try:
        with whole_or_nothing(session):
            row = open_silence(
                session,
                participant=participant,
                document=document,
                scope=_scope(session, document, form),
                level=sent_one(form, "level"),
                deadline=sent_deadline(form),
                note=sent_one(form, "note"),
                now=now,
            )
    except BrokenRule as rule:
        return _draw(request, session, participant, document, now, form=form, refusal=rule, part="open")
    return see_other(
        path_of(request, "silence_page", slug=slug, procedure_id=row.id, query={"done": "silence-opened"})
    )


@router.post("/rules")
def silence_rules_form(
    request: Request, session: Writing, participant: Asking, now: Now, slug: Slug, form: SentForm
) -> Response:
    """Set the rules of the document."""
    document = document_for(session, participant, slug, lock=True)
    try:
        with whole_or_nothing(session):
            set_silence_rules(
                session,
                participant=participant,
                document=document,
                minimum_hours=_hours(form),
                languages=form.get("language", []),
                reason=sent_one(form, "reason"),
                now=now,
            )
    except BrokenRule as rule:
        return _draw(request, session, participant, document, now, form=form, refusal=rule, part="rules")
    return see_other(path_of(request, "silences_page", slug=slug, query={"done": "silence-rules"}))


def word_of_scope(one: SilenceOut) -> str:
    """Return what is under silence, in short."""
    if one.whole_document:
        return gettext("the whole document")
    labels = [clause.label or gettext("a heading") for clause in one.clauses]
    shown = ", ".join(labels[:6])
    more = gettext("and %(more)s more", more=len(labels) - 6)
    return f"{shown} {more}" if len(labels) > 6 else shown


def _hours(form: Mapping[str, list[str]]) -> int:
    typed = sent_one(form, "minimum_hours").strip()
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 6):
        raise Unacceptable(gettext("Write the hours as a number, such as 72."), field="minimum_hours")
    return int(typed)


def _scope(session: Session, document: DocumentRow, form: Mapping[str, list[str]]) -> Scope:
    """Return the clauses of the form, each as the page showed it, with what stands under them."""
    placed = [one for one in as_clauses(session, document) if one.clause.standing]
    is_whole = sent_one(form, "scope") == "document"
    chosen = set(form.get("clause", []))
    named = [one.clause.id for one in placed if is_whole or one.clause.id in chosen or one.parent in chosen]
    if not is_whole and chosen - set(named):
        raise UnknownValue(
            gettext("A clause that was chosen does not stand in the text; open the page again."),
            field="clause",
        )
    return Scope({clause: sent_one(form, f"{READ}{clause}") or None for clause in named}, is_whole)


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    now: datetime,
    *,
    form: Mapping[str, list[str]] | None = None,
    done: str = "",
    refusal: BrokenRule | None = None,
    part: str = "",
) -> Response:
    cast = as_cast(session)
    form = form or {}
    rules = rules_of(session, document)
    may_open = may(participant, "run silence")
    earliest = earliest_deadline(now, rules.minimum_hours)
    placed = as_clauses(session, document) if may_open else ()
    labels = labels_in(session, document, document.negotiated_language) if may_open else {}
    page = SilencesPage(
        frame=frame_for(
            session, participant, cast, title=gettext("Silence procedures"), document=document, done=done
        ),
        slug=document.slug,
        language=document.negotiated_language,
        rows=[
            _row(one, cast)
            for one in show_silence(session, document, silence_procedures_of(session, document), now=now)
        ],
        minimum_hours=rules.minimum_hours,
        languages=[(tag, language_name(tag), tag in rules.languages) for tag in sorted(document.titles)],
        rules_reason=rules.reason,
        clauses=[_choice(one, document, labels) for one in placed if one.clause.standing],
        levels=levels_to_take(document.levels),
        earliest=f"{earliest:%Y-%m-%dT%H:%M}",
        earliest_words=in_words(earliest),
        may_open=may_open,
        may_set_rules=may(participant, "set silence rules"),
        chosen=frozenset(form.get("clause", [])),
        sent={name: texts[0] for name, texts in form.items() if not name.startswith(READ)},
        refusal=sentence_of(refusal) if refusal is not None else "",
        part=part,
    )
    return render(request, page, status=status_of(type(refusal)) if refusal is not None else 200)


def _row(one: SilenceOut, cast: Cast) -> SilenceRow:
    return SilenceRow(
        id=one.id,
        scope=word_of_scope(one),
        level=one.level,
        deadline=in_words(one.deadline),
        state=one.state,
        word=STATES[one.state],
        objected=[cast[it.delegation] for it in one.objections if it.ended_at is None],
    )


def _choice(one: PlacedClause, document: DocumentRow, labels: Mapping[str, str]) -> ClauseChoice:
    clause = one.clause
    words = outline_word(clause, document.negotiated_language, labels, limit=8)
    return ClauseChoice(clause.id, name_of_clause(clause), words, clause.revision, clause.depth)
