"""People, for administrators: who there is, inviting somebody, and one person's account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access_to_people import account_for
from app.errors import status_of
from app.handing_links import HandedLink, hand_link
from app.identity import Asking, Now
from app.models import AccountRow, DelegationRow
from app.pages.forms import SentForm, see_other, sent_day, sent_one, whole_or_nothing
from app.pages.frame import Frame, Named, as_cast, frame_for
from app.pages.rendering import path_of, render
from app.parameters import AnId, Reading, Writing
from app.refusing import sentence_of
from app.services.accounts import GOOD_FOR, change_account, invite_person, send_new_link
from app.services.sign_ins import end_sign_ins
from app.services.tokens import make_token
from app.speaking import NATIVE_NAMES, gettext, spoken
from documents.alphabet import by_alphabet
from documents.errors import BrokenRule
from documents.permissions import ROLES, SCOPES, Participant, Role, Scope, require, roles_of_kind

router = APIRouter()


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One account in the list."""

    id: str
    name: str
    email: str
    role: Role
    standing: str  # "invited", "" where all is usual, "closed"


@dataclass(frozen=True, slots=True)
class Group:
    """A delegation and its people."""

    delegation: Named
    people: Sequence[PersonShown]


@dataclass(frozen=True, kw_only=True, slots=True)
class PeoplePage:
    """Everybody, and the form that invites one more."""

    template: ClassVar[str] = "pages/people.html"
    frame: Frame
    groups: Sequence[Group]
    cast: Sequence[Named]
    roles: Sequence[Role]
    languages: Sequence[tuple[str, str]]
    sent: Mapping[str, str]
    refusal: str
    handed: HandedLink | None
    days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonPage:
    """One account."""

    template: ClassVar[str] = "pages/person.html"
    frame: Frame
    person: PersonShown
    delegation: Named
    language: str
    roles: Sequence[Role]
    languages: Sequence[tuple[str, str]]
    is_own: bool
    refusal: str
    handed: HandedLink | None
    secret: str | None  # of a token that was made just now
    scopes: Sequence[Scope]


@router.get("/people")
def people_page(request: Request, session: Reading, participant: Asking) -> Response:
    """Show everybody."""
    require(participant, "administer")
    return _people(request, session, participant)


@router.post("/people")
def invite_form(
    request: Request, session: Reading, participant: Asking, now: Now, form: SentForm
) -> Response:
    """Invite a person; show the link this once."""
    sent = {name: sent_one(form, name) for name in ("email", "name", "delegation", "role", "language")}
    try:
        handed = hand_link(
            request, lambda writing: invite_person(writing, participant=participant, now=now, **sent)
        )
    except BrokenRule as rule:
        return _people(request, session, participant, sent=sent, refusal=rule)
    return _people(request, session, participant, handed=handed)


@router.get("/people/{account_id}")
def person_page(
    request: Request, session: Reading, participant: Asking, account_id: AnId, done: str | None = None
) -> Response:
    """Show one account."""
    require(participant, "administer")
    return _person(request, session, participant, account_for(session, participant, account_id), done=done)


@router.post("/people/{account_id}")
def change_account_form(
    request: Request, session: Writing, participant: Asking, now: Now, account_id: AnId, form: SentForm
) -> Response:
    """Change name, role and language, or close and open the account."""
    account = account_for(session, participant, account_id)
    closing = {"close": True, "open": False}.get(sent_one(form, "step"))
    wanted = {name: sent_one(form, name) if name in form else None for name in ("name", "role", "language")}
    try:
        with session.begin_nested():
            change_account(
                session, participant=participant, account=account, closed=closing, now=now, **wanted
            )
    except BrokenRule as rule:
        session.refresh(account)
        return _person(request, session, participant, account, refusal=rule)
    return see_other(path_of(request, "person_page", account_id=account.id, query={"done": "kept"}))


@router.post("/people/{account_id}/link")
def send_link_form(
    request: Request, session: Reading, participant: Asking, now: Now, account_id: AnId
) -> Response:
    """Make a new link; show it this once."""

    def make(writing: Session) -> tuple[AccountRow, str]:
        account = account_for(writing, participant, account_id)
        return account, send_new_link(writing, participant=participant, account=account, now=now)

    try:
        handed = hand_link(request, make)
    except BrokenRule as rule:
        account = account_for(session, participant, account_id)
        return _person(request, session, participant, account, refusal=rule)
    return _person(request, session, participant, handed.account, handed=handed)


@router.post("/people/{account_id}/tokens")
def make_token_for_form(
    request: Request, session: Writing, participant: Asking, now: Now, account_id: AnId, form: SentForm
) -> Response:
    """Make a token for a person; show it this once."""
    account = account_for(session, participant, account_id)
    try:
        with whole_or_nothing(session):
            _, secret = make_token(
                session,
                participant=participant,
                account=account,
                name=sent_one(form, "name"),
                scopes=form.get("scope", []),
                expires_at=sent_day(form, "expires", now),
                now=now,
            )
    except BrokenRule as rule:
        return _person(request, session, participant, account, refusal=rule)
    return _person(request, session, participant, account, secret=secret)


@router.post("/people/{account_id}/leave-everywhere")
def sign_out_form(
    request: Request, session: Writing, participant: Asking, now: Now, account_id: AnId
) -> Response:
    """End every sign-in of a person."""
    require(participant, "administer")
    account = account_for(session, participant, account_id)
    end_sign_ins(session, by=participant, account=account.id, now=now)
    return see_other(path_of(request, "person_page", account_id=account.id, query={"done": "signed-out"}))


def _people(
    request: Request,
    session: Session,
    participant: Participant,
    *,
    sent: Mapping[str, str] | None = None,
    refusal: BrokenRule | None = None,
    handed: HandedLink | None = None,
) -> Response:
    cast = as_cast(session)
    place = by_alphabet(spoken())
    accounts = sorted(session.scalars(select(AccountRow)), key=lambda row: (place(row.name), row.email))
    people: dict[str, list[PersonShown]] = {}
    for account in accounts:
        people.setdefault(account.delegation, []).append(_shown(account))
    page = PeoplePage(
        frame=frame_for(session, participant, cast, title=gettext("People"), here="people"),
        groups=[Group(one, people[code]) for code, one in cast.items() if code in people],
        cast=tuple(cast.values()),
        roles=ROLES,
        languages=list(NATIVE_NAMES.items()),
        sent=sent or {"email": "", "name": "", "delegation": "", "role": "negotiator", "language": "en"},
        refusal=sentence_of(refusal) if refusal else "",
        handed=handed,
        days=GOOD_FOR.days,
    )
    return render(request, page, status=status_of(type(refusal)) if refusal else 200)


def _person(
    request: Request,
    session: Session,
    participant: Participant,
    account: AccountRow,
    *,
    done: str | None = None,
    refusal: BrokenRule | None = None,
    handed: HandedLink | None = None,
    secret: str | None = None,
) -> Response:
    cast = as_cast(session)
    kind = session.get_one(DelegationRow, account.delegation).kind
    page = PersonPage(
        frame=frame_for(session, participant, cast, title=account.name, here="people", done=done),
        person=_shown(account),
        delegation=cast[account.delegation],
        language=account.language,
        roles=roles_of_kind(kind),
        languages=list(NATIVE_NAMES.items()),
        is_own=account.id == participant.account,
        refusal=sentence_of(refusal) if refusal else "",
        handed=handed,
        secret=secret,
        scopes=SCOPES,
    )
    return render(request, page, status=status_of(type(refusal)) if refusal else 200)


def _shown(account: AccountRow) -> PersonShown:
    standing = "invited" if account.password_hash is None else ""
    if account.closed_at is not None:
        standing = "closed"
    return PersonShown(account.id, account.name, account.email, account.role, standing)
