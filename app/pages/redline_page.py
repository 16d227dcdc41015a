"""Redlined Word files: sent in on one page, looked at and confirmed finding by finding on another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request, Response, UploadFile
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import capacity_in, document_for, redline_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import DocumentRow, RedlineRow
from app.pages.counts import count_of
from app.pages.differences import draw_difference
from app.pages.forms import SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import Cast, Frame, Named, as_cast, frame_for, negotiating_in
from app.pages.languages import labels_in
from app.pages.pen import Pen, Stretch, draw_text
from app.pages.rendering import path_of, render
from app.pages.words import name_of_field
from app.parameters import AnId, Reading, Slug, Writing
from app.redlining import Settled, findings_of, guess_delegations, on_the_table, settle
from app.refusing import in_speech, sentence_of
from app.services.redlines import confirm_findings, receive_redline, require_sender, require_sender_beforehand
from app.speaking import gettext
from documents.content import field_at, ordered_addresses
from documents.errors import BrokenRule, NotThere
from documents.permissions import Participant
from documents.redlines import Finding
from importers.word.redline import WordFile

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Received:
    """A file in the list of those that were sent in."""

    id: str
    file_name: str
    created_at: datetime
    said: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RedlinesPage:
    """The page where files are sent in."""

    template: ClassVar[str] = "pages/redlines.html"
    frame: Frame
    slug: str
    may_send: bool
    received: Sequence[Received]
    refusal: str


@dataclass(frozen=True, slots=True)
class AuthorShown:
    """An author of the file: the number of his input, his name there, and whom he is taken to speak for."""

    number: int
    name: str
    speaks_for: str
    findings: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingShown:
    """One finding: what it is called, what it changes, and what became of it."""

    number: int
    author: str
    heading: str
    clause: str
    fields: Sequence[tuple[str, Sequence[Stretch]]]
    reason: str
    notes: Sequence[str]
    outcome: str  # in words, "" where it is clean
    is_chosen: bool
    filed: str
    left: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RedlinePage:
    """The page of one file."""

    template: ClassVar[str] = "pages/redline.html"
    frame: Frame
    id: str
    slug: str
    language: str
    file_name: str
    is_kept: bool  # the file itself, and not only what was found in it
    summary: str
    authors: Sequence[AuthorShown]
    speakers: Sequence[Named]  # for whom whoever asks may file
    may_table: bool
    decides: bool  # the chair: what is confirmed becomes decisions
    findings: Sequence[FindingShown]
    tabled: Sequence[FindingShown]  # those that are on the table already
    notes: Sequence[str]
    refusal: str


@router.get("/documents/{slug}/redlines")
def redlines_page(request: Request, session: Reading, participant: Asking, slug: Slug) -> Response:
    """Show the form, and the files that came before."""
    return _draw_list(request, session, participant, document_for(session, participant, slug))


@router.post("/documents/{slug}/redlines")
def send_redline_form(
    request: Request, session: Writing, participant: Asking, now: Now, slug: Slug, file: UploadFile
) -> Response:
    """Read a file, and lead to what was found in it."""
    try:
        require_sender_beforehand(request.app.state.store, participant, slug)
        opened = WordFile(file.file.read(), request.app.state.word_limits)  # before the store is locked
        document = document_for(session, participant, slug)
        with whole_or_nothing(session):
            row = receive_redline(
                session,
                participant=participant,
                document=document,
                file_name=file.filename or "",
                file=opened,
                now=now,
            )
    except NotThere:
        raise
    except BrokenRule as rule:
        document = document_for(session, participant, slug)
        return _draw_list(
            request, session, participant, document, refusal=sentence_of(rule), status=status_of(type(rule))
        )
    return see_other(path_of(request, "redline_page", redline_id=row.id))


@router.get("/redlines/{redline_id}")
def redline_page(
    request: Request,
    session: Reading,
    participant: Asking,
    redline_id: AnId,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Show what was found in a file."""
    row, document = redline_for(session, participant, redline_id)
    return _draw(request, session, participant, row, document, done=done)


@router.post("/redlines/{redline_id}")
def confirm_form(
    request: Request, session: Writing, participant: Asking, now: Now, redline_id: AnId, form: SentForm
) -> Response:
    """File the findings that are chosen."""
    row, document = redline_for(session, participant, redline_id, lock=True)
    authors = {
        author: code
        for number, author in enumerate(row.authors)
        if (code := sent_one(form, f"author.{number}"))
    }
    chosen = [int(number) for number in form.get("finding", []) if number.isdecimal() and len(number) < 9]
    try:
        with whole_or_nothing(session):
            confirm_findings(
                session,
                participant=participant,
                document=document,
                redline=row,
                authors=authors,
                chosen=chosen,
                tabled=sent_one(form, "do") == "table",
                now=now,
            )
    except BrokenRule as rule:
        row, document = redline_for(session, participant, redline_id)
        return _draw(
            request,
            session,
            participant,
            row,
            document,
            refusal=sentence_of(rule),
            status=status_of(type(rule)),
            sent=authors,
        )
    return see_other(path_of(request, "redline_page", redline_id=row.id, query={"done": "filed"}))


def _draw_list(
    request: Request,
    session: Session,
    participant: Participant,
    document: DocumentRow,
    *,
    refusal: str = "",
    status: int = 200,
) -> Response:
    rows = session.scalars(
        select(RedlineRow)
        .where(RedlineRow.document_id == document.id, RedlineRow.delegation == participant.delegation)
        .order_by(RedlineRow.created_at.desc(), RedlineRow.id)
    ).all()
    page = RedlinesPage(
        frame=frame_for(
            session,
            participant,
            as_cast(session),
            title=gettext("Word files that came back"),
            document=document,
        ),
        slug=document.slug,
        may_send=_may_send(session, participant, document),
        received=tuple(Received(row.id, row.file_name, row.created_at, _summary(row)) for row in rows),
        refusal=refusal,
    )
    return render(request, page, status=status)


def _may_send(session: Session, participant: Participant, document: DocumentRow) -> bool:
    try:
        require_sender(session, participant, document)
    except BrokenRule:
        return False
    return True


def _summary(row: RedlineRow) -> str:
    filed = sum(one["filed"] is not None for one in row.findings)
    return gettext(
        "%(proposals)s found, %(filed)s filed",
        proposals=count_of(len(row.findings), "proposal"),
        filed=filed,
    )


def _draw(
    request: Request,
    session: Session,
    participant: Participant,
    row: RedlineRow,
    document: DocumentRow,
    *,
    refusal: str = "",
    status: int = 200,
    sent: Mapping[str, str] | None = None,
    done: str = "",
) -> Response:
    cast = as_cast(session)
    pen = Pen(
        cast=cast,
        language=document.negotiated_language,
        labels=labels_in(session, document, document.negotiated_language),
    )
    speakers = _speakers(session, participant, document, cast)
    findings = findings_of(row)
    settled = settle(session, document, findings)
    tabled = on_the_table(session, document, findings, settled, reader=row.delegation)
    codes = {one.code for one in speakers}
    guesses = guess_delegations(session, row.authors)
    authors = tuple(
        AuthorShown(
            number,
            author or gettext("no author: edited with tracking off"),
            (sent or {}).get(author, _speaks_for(guesses.get(author), codes, participant)),
            sum(one.author == author and place not in tabled for place, one in enumerate(findings)),
        )
        for number, author in enumerate(row.authors)
    )
    speaking = dict(zip(row.authors, (one.speaks_for for one in authors), strict=True))
    shown = tuple(
        _finding(
            number,
            one,
            where,
            kept,
            pen,
            speaks_for=(participant.role == "chair" or bool(speaking[one.author])) and number not in tabled,
        )
        for number, (one, where, kept) in enumerate(zip(findings, settled, row.findings, strict=True))
    )
    page = RedlinePage(
        frame=frame_for(session, participant, cast, title=row.file_name, document=document, done=done),
        id=row.id,
        slug=document.slug,
        language=document.negotiated_language,
        file_name=row.file_name,
        is_kept=bool(session.scalar(select(RedlineRow.file.is_not(None)).where(RedlineRow.id == row.id))),
        summary=_summary(row),
        authors=tuple(one for one in authors if one.findings),
        speakers=speakers,
        may_table=not participant.is_secretariat,
        decides=participant.role == "chair",
        findings=tuple(one for one in shown if one.number not in tabled or one.filed),
        tabled=tuple(one for one in shown if one.number in tabled and not one.filed),
        notes=tuple(row.notes),
        refusal=refusal,
    )
    return render(request, page, status=status)


def _speakers(
    session: Session, participant: Participant, document: DocumentRow, cast: Cast
) -> tuple[Named, ...]:
    negotiating = negotiating_in(session, document, cast)
    if participant.is_secretariat:
        return tuple(negotiating)
    own = capacity_in(session, participant, document) == "negotiates"
    return tuple(one for one in negotiating if own and one.code == participant.delegation)


def _speaks_for(guess: str | None, codes: set[str], participant: Participant) -> str:
    """Return whom an author is taken to speak for: the delegation of his name, else one's own."""
    if guess is None and participant.delegation in codes:
        return participant.delegation
    return guess if guess in codes else ""


def _heading(one: Finding, pen: Pen) -> str:
    """Return what a finding does, and to what."""
    after = (
        pen.labels.get(one.after, gettext("the paragraph before")) if one.after else gettext("the beginning")
    )
    if one.kind == "insert":
        return gettext("New clause after %(clause)s", clause=after)
    if one.kind == "move":
        return gettext("Move %(clause)s, to follow %(after)s", clause=one.label, after=after)
    if one.kind == "delete":
        return gettext("Delete %(clause)s", clause=one.label)
    return gettext("Change %(clause)s", clause=one.label)


def _finding(
    number: int, one: Finding, where: Settled, kept: Mapping[str, object], pen: Pen, *, speaks_for: bool
) -> FindingShown:
    kind = where.clause.kind if where.clause else one.clause_kind or "operative"
    by = (pen.cast[one.author],) if one.author in pen.cast else ()
    fields: list[tuple[str, Sequence[Stretch]]] = []
    for address in ordered_addresses(kind, one.fields):
        base, text = where.base.get(address, ""), one.fields[address]
        name = "" if address in ("text", "title") else name_of_field(address)
        whole = field_at(kind, address).kind == "value"
        fields.append((name, draw_difference(base, text, pen, by=by, brief=True, whole=whole)))
    if one.kind == "delete":
        fields.append(
            ("", draw_difference(where.base.get("text", where.base.get("title", "")), "", pen, by=by))
        )
    if one.kind == "move" and where.clause:
        fields.append(("", draw_text(where.clause.text, pen)))
    outcome = ""
    if where.outcome == "collides":
        outcome = gettext(
            "The text has moved under it since the file was made: restate it on the present text."
        )
    elif where.outcome == "satisfied":
        outcome = gettext("All it wants stands in the present text.")
    return FindingShown(
        number=number,
        author=one.author or gettext("tracking was off"),
        heading=_heading(one, pen),
        clause=one.clause,
        fields=tuple(fields),
        reason=one.reason,
        notes=one.notes,
        outcome=outcome,
        is_chosen=not outcome and speaks_for and not kept["left"],
        filed=str(kept["filed"] or ""),
        left=in_speech(str(kept["left"])),
    )
