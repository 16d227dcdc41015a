"""Administration: what there is, what needs attention, and where each thing is done; for administrators."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from babel.numbers import format_decimal
from fastapi import APIRouter, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import documents_for
from app.backups_made import MadeBackup, backups_made, is_due
from app.dates import in_words, listed
from app.identity import Asking, Now
from app.models import DocumentRow, EditionRow
from app.models.aligned import Behind, languages_behind
from app.models.values import as_labels
from app.pages.frame import Frame, as_cast, frame_for, name_of
from app.pages.languages import LanguageShown, languages_shown
from app.pages.rendering import path_of, render
from app.pages.running_rounds import RunningShown, running_in
from app.pages.silence_notes import FrozenShown, frozen_in
from app.parameters import Reading
from app.people_counted import People, Tokens, count_delegations, count_people, count_tokens
from app.services.delegations import KINDS
from app.speaking import gettext, ngettext, spoken
from documents.permissions import require

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Attention:
    """Something that needs attention, and where it is done."""

    words: str
    link: str


@dataclass(frozen=True, slots=True)
class BackupShown:
    """The last copy of the whole store."""

    made_at: datetime
    megabytes: str
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AdministeredDocument:
    """One document: its languages, what runs on it, and its last edition."""

    slug: str
    name: str
    language: str  # that is negotiated
    languages: Sequence[LanguageShown]
    running: Sequence[RunningShown]
    silences: Sequence[FrozenShown]
    edition: EditionRow | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AdministrationPage:
    """The page."""

    template: ClassVar[str] = "pages/administration.html"
    frame: Frame
    attention: Sequence[Attention]
    people: People
    tokens: Tokens
    delegations: Mapping[str, int]  # how many of each kind
    documents: Sequence[AdministeredDocument]
    backup: BackupShown | None


@router.get("/administration")
def administration_page(request: Request, session: Reading, participant: Asking, now: Now) -> Response:
    """Show it: numbers and dates of what is public or the administrators' own, nothing that a delegation drafts."""
    require(participant, "administer")
    behind, editions = languages_behind(session), _last_editions(session)
    documents = [
        _document(session, row, behind[row.id], editions.get(row.id), now)
        for row in documents_for(session, participant)
    ]
    people = count_people(session, now=now)
    last = next(iter(backups_made(session, limit=1)), None)
    kinds = count_delegations(session)
    page = AdministrationPage(
        frame=frame_for(
            session, participant, as_cast(session), title=gettext("Administration"), here="administration"
        ),
        attention=[
            *_of_backups(last, now),
            *_of_people(people, path_of(request, "people_page")),
            *(one for document in documents for one in _of_document(request, document)),
        ],
        people=people,
        tokens=count_tokens(session, now=now),
        delegations={kind: kinds[kind] for kind in KINDS if kind in kinds},
        documents=documents,
        backup=_backup(last) if last is not None else None,
    )
    return render(request, page)


def _last_editions(session: Session) -> dict[str, EditionRow]:
    rows = session.scalars(select(EditionRow).order_by(EditionRow.ordinal))
    return {row.document_id: row for row in rows}


def _document(
    session: Session, row: DocumentRow, behind: Sequence[Behind], edition: EditionRow | None, now: datetime
) -> AdministeredDocument:
    return AdministeredDocument(
        slug=row.slug,
        name=name_of(row),
        language=row.negotiated_language,
        languages=languages_shown(behind),
        running=running_in(session, row, now=now),
        silences=frozen_in(session, row, {one.id: one.label for one in as_labels(session, row)}),
        edition=edition,
    )


def _backup(made: MadeBackup) -> BackupShown:
    megabytes = format_decimal(made.size / 1e6, "#,##0.0", locale=spoken())
    return BackupShown(made.made_at, megabytes, made.sha256)


def _of_backups(last: MadeBackup | None, now: datetime) -> Iterator[Attention]:
    if last is None:
        yield Attention(gettext("No copy of the store has been made yet."), "#copies")
    elif is_due(last, now=now):
        said = gettext(
            "No copy of the store was made for a day; the last one is of %(moment)s.",
            moment=in_words(last.made_at.replace(second=0)),
        )
        yield Attention(said, "#copies")


def _of_people(people: People, link: str) -> Iterator[Attention]:
    if people.nobody_from:
        said = gettext("Nobody has an account yet of: %(codes)s.", codes=listed(people.nobody_from))
        yield Attention(said, link)
    if people.stranded:
        said = ngettext(
            "%(num)s invited person has no link any more that is good.",
            "%(num)s invited people have no link any more that is good.",
            people.stranded,
        )
        yield Attention(said, link)


def _of_document(request: Request, document: AdministeredDocument) -> Iterator[Attention]:
    for one in document.languages:
        if one.missing or one.stale:
            said = gettext(
                "%(document)s, %(language)s: %(missing)s missing, %(stale)s stale.",
                document=document.name,
                language=one.name,
                missing=one.missing,
                stale=one.stale,
            )
            yield Attention(said, path_of(request, "translations_page", slug=document.slug))
    for frozen in document.silences:
        if frozen.waits:
            said = gettext(
                "%(document)s: an objection waits for a head of delegation, until %(moment)s at most.",
                document=document.name,
                moment=frozen.waits,
            )
            yield Attention(
                said, path_of(request, "silence_page", slug=document.slug, procedure_id=frozen.id)
            )
