"""Delegations, for administrators: who there is, in what they take part, and entering one more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Path, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import document_for, documents_for
from app.access_to_people import delegation_for
from app.errors import status_of
from app.identity import Asking, Now
from app.models import DelegationRow, ParticipationRow
from app.pages.forms import SentForm, see_other, sent_one, whole_or_nothing
from app.pages.frame import Frame, Named, as_cast, frame_for, name_of
from app.pages.languages import language_name
from app.pages.rendering import path_of, render
from app.parameters import Reading, Writing
from app.refusing import sentence_of
from app.services.delegations import (
    HOUSE_KINDS,
    KINDS,
    SIGNS,
    change_delegation,
    enter_delegation,
    take_part,
)
from app.speaking import gettext
from documents.errors import BrokenRule
from documents.permissions import CAPACITIES, Participant, require

router = APIRouter()
NAMED_IN = ("en", "ru", "kk", "ky", "tg", "tk", "uz")
Code = Annotated[str, Path(max_length=64)]


@dataclass(frozen=True, slots=True)
class DelegationShown:
    """One delegation and in which capacity it takes part in each document: slug -> capacity, "" for not at all."""

    named: Named
    kind: str
    capacities: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class DelegationsPage:
    """Every delegation, and the form that enters one more."""

    template: ClassVar[str] = "pages/delegations.html"
    frame: Frame
    delegations: Sequence[DelegationShown]
    titles: Mapping[str, str]  # of documents, by slug
    sent: Mapping[str, str]
    kinds: Sequence[str]
    languages: Sequence[tuple[str, str]]
    slots: int
    refusal: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DelegationPage:
    """One delegation."""

    template: ClassVar[str] = "pages/delegation.html"
    frame: Frame
    delegation: DelegationShown
    names: Mapping[str, str]
    titles: Mapping[str, str]
    capacities: Sequence[str]
    languages: Sequence[tuple[str, str]]
    slots: int
    hue: str
    line: str
    time_zone: str
    refusal: str


@router.get("/delegations")
def delegations_page(
    request: Request, session: Reading, participant: Asking, done: str | None = None
) -> Response:
    """Show every delegation."""
    require(participant, "administer")
    return _delegations(request, session, participant, done=done)


@router.post("/delegations")
def enter_delegation_form(
    request: Request, session: Writing, participant: Asking, now: Now, form: SentForm
) -> Response:
    """Enter a delegation."""
    sent = {name: texts[0] for name, texts in form.items()}
    try:
        with whole_or_nothing(session):
            row = enter_delegation(
                session,
                participant=participant,
                code=sent_one(form, "code").strip(),
                kind=sent_one(form, "kind"),
                names=_names(form),
                hue=_slot(form, "hue"),
                line=_slot(form, "line"),
                time_zone=sent_one(form, "time_zone"),
                now=now,
            )
    except BrokenRule as rule:
        return _delegations(request, session, participant, sent=sent, refusal=rule)
    return see_other(path_of(request, "delegation_page", code=row.code, query={"done": "entered"}))


@router.get("/delegations/{code}")
def delegation_page(
    request: Request, session: Reading, participant: Asking, code: Code, done: str | None = None
) -> Response:
    """Show one delegation."""
    require(participant, "administer")
    return _delegation(request, session, participant, delegation_for(session, code), done=done)


@router.post("/delegations/{code}")
def change_delegation_form(
    request: Request, session: Writing, participant: Asking, now: Now, code: Code, form: SentForm
) -> Response:
    """Change names, hue and line, and in what a delegation takes part."""
    row = delegation_for(session, code)
    try:
        with whole_or_nothing(session):
            change_delegation(
                session,
                participant=participant,
                delegation=row,
                names=_names(form),
                signs={name: _slot(form, name) for name in ("hue", "line") if name in form},
                time_zone=sent_one(form, "time_zone") if "time_zone" in form else None,
                now=now,
            )
            for document in documents_for(session, participant):
                if row.kind in HOUSE_KINDS or f"capacity.{document.slug}" not in form:
                    continue
                take_part(
                    session,
                    participant=participant,
                    delegation=row,
                    document=document_for(session, participant, document.slug, lock=True),
                    capacity=sent_one(form, f"capacity.{document.slug}") or None,
                    now=now,
                )
    except BrokenRule as rule:
        session.refresh(row)
        return _delegation(request, session, participant, row, refusal=rule)
    return see_other(path_of(request, "delegation_page", code=row.code, query={"done": "delegation"}))


def _names(form: Mapping[str, list[str]]) -> dict[str, str]:
    typed = {language: sent_one(form, f"name.{language}") for language in NAMED_IN}
    return {language: name for language, name in typed.items() if name.strip()}


def _slot(form: Mapping[str, list[str]], name: str) -> int | None:
    typed = sent_one(form, name)
    return int(typed) if len(typed) == 1 and typed in "0123456789" else None


def _delegations(
    request: Request,
    session: Session,
    participant: Participant,
    *,
    sent: Mapping[str, str] | None = None,
    done: str | None = None,
    refusal: BrokenRule | None = None,
) -> Response:
    cast = as_cast(session)
    page = DelegationsPage(
        frame=frame_for(
            session, participant, cast, title=gettext("Delegations"), here="delegations", done=done
        ),
        delegations=_shown(session, participant, cast),
        titles=_titles(session, participant),
        sent=sent or {},
        kinds=KINDS,
        languages=[(code, language_name(code)) for code in NAMED_IN],
        slots=SIGNS,
        refusal=sentence_of(refusal) if refusal else "",
    )
    return render(request, page, status=status_of(type(refusal)) if refusal else 200)


def _delegation(
    request: Request,
    session: Session,
    participant: Participant,
    row: DelegationRow,
    *,
    done: str | None = None,
    refusal: BrokenRule | None = None,
) -> Response:
    cast = as_cast(session)
    page = DelegationPage(
        frame=frame_for(session, participant, cast, title=row.code, here="delegations", done=done),
        delegation=next(one for one in _shown(session, participant, cast) if one.named.code == row.code),
        names=row.names,
        titles={} if row.kind in HOUSE_KINDS else _titles(session, participant),
        capacities=CAPACITIES,
        languages=[(code, language_name(code)) for code in NAMED_IN],
        slots=SIGNS,
        hue="" if row.hue is None else str(row.hue),
        line="" if row.line is None else str(row.line),
        time_zone=row.time_zone or "",
        refusal=sentence_of(refusal) if refusal else "",
    )
    return render(request, page, status=status_of(type(refusal)) if refusal else 200)


def _titles(session: Session, participant: Participant) -> dict[str, str]:
    return {row.slug: name_of(row) for row in documents_for(session, participant)}


def _shown(session: Session, participant: Participant, cast: Mapping[str, Named]) -> list[DelegationShown]:
    slugs = {row.id: row.slug for row in documents_for(session, participant)}
    capacities: dict[str, dict[str, str]] = {}
    for row in session.scalars(select(ParticipationRow)):
        capacities.setdefault(row.delegation, {})[slugs[row.document_id]] = row.capacity
    kinds = {row.code: row.kind for row in session.scalars(select(DelegationRow))}
    return [
        DelegationShown(named, kinds[code], dict.fromkeys(slugs.values(), "") | capacities.get(code, {}))
        for code, named in cast.items()
    ]
