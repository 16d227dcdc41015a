"""One's own account: language, password, where one is signed in, tokens for programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fastapi import APIRouter, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access_to_people import delegation_for, open_sign_ins, own_account, token_for
from app.errors import headers_of, status_of
from app.identity import AskingAs, Now, delete_cookie, visitor_of
from app.keys import Known
from app.models import ApiTokenRow, HouseRulesRow, LastUseRow
from app.pages.forms import SentForm, see_other, sent_day, sent_one, whole_or_nothing
from app.pages.frame import Frame, as_cast, frame_for
from app.pages.join_page import DIFFER
from app.pages.rendering import path_of, render
from app.parameters import AnId, Reading, Writing
from app.passwords import SHORTEST
from app.preferring import remember
from app.refusing import sentence_of
from app.services.accounts import choose_language
from app.services.delegations import set_house_rules_of
from app.services.sign_ins import end_sign_ins
from app.services.tokens import make_token, revoke_token
from app.signing_in import change_password
from app.speaking import NATIVE_NAMES, gettext
from documents.errors import BrokenRule, Unacceptable
from documents.permissions import SCOPES, Scope, may

router = APIRouter()


@dataclass(frozen=True, slots=True)
class KeyShown:
    """A token, or a place where one is signed in."""

    id: str
    name: str  # of the token; "" where one is signed in with none
    scopes: Sequence[Scope]
    created_at: datetime
    expires_at: datetime | None
    last_use: datetime | None
    present: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountPage:
    """One's own account."""

    template: ClassVar[str] = "pages/account.html"
    frame: Frame
    name: str
    email: str
    language: str
    languages: Sequence[tuple[str, str]]
    shortest: int
    heads: bool  # whether one says for one's delegation who releases
    head_releases: bool
    sign_ins: Sequence[KeyShown]
    tokens: Sequence[KeyShown]
    scopes: Sequence[Scope]
    secret: str  # of a token that was made this moment
    refusal: str
    refused: str  # which form: "password", "token", ""


@router.get("/account")
def account_page(
    request: Request, session: Reading, known: AskingAs, now: Now, done: str | None = None
) -> Response:
    """Show one's own account."""
    return _draw(request, session, known, now, done=done)


@router.post("/account/language")
def choose_language_form(
    request: Request, session: Writing, known: AskingAs, now: Now, form: SentForm
) -> Response:
    """Choose the language of the interface."""
    account = own_account(session, known.participant)
    choose_language(session, account=account, language=sent_one(form, "language"), now=now)
    response = see_other(path_of(request, "account_page", query={"done": "language"}))
    remember(request, response, account.language)
    return response


@router.post("/account/password")
def change_password_form(
    request: Request, session: Reading, known: AskingAs, now: Now, form: SentForm
) -> Response:
    """Change one's password."""
    new = sent_one(form, "new")
    try:
        if new != sent_one(form, "again"):
            raise Unacceptable(gettext(DIFFER), field="password")
        change_password(
            request.app.state.store,
            visitor_of(request, now),
            known,
            present=sent_one(form, "present"),
            new=new,
        )
    except BrokenRule as rule:
        return _draw(request, session, known, now, refusal=rule, refused="password")
    return see_other(path_of(request, "account_page", query={"done": "password"}))


@router.post("/account/house-rules")
def set_house_rules_form(
    request: Request, session: Writing, known: AskingAs, now: Now, form: SentForm
) -> Response:
    """Say, as its head, whether one's delegation tables only what one has released."""
    set_house_rules_of(
        session,
        participant=known.participant,
        delegation=delegation_for(session, known.participant.delegation),
        required=sent_one(form, "head_releases") == "yes",
        now=now,
    )
    return see_other(path_of(request, "account_page", query={"done": "rules"}))


@router.post("/account/leave-everywhere")
def leave_everywhere(request: Request, session: Writing, known: AskingAs, now: Now) -> Response:
    """Sign out everywhere, here too."""
    account = own_account(session, known.participant)
    end_sign_ins(session, by=known.participant, account=account.id, now=now)
    response = see_other(path_of(request, "enter_page"))
    delete_cookie(request, response)
    return response


@router.post("/account/tokens")
def make_token_form(
    request: Request, session: Writing, known: AskingAs, now: Now, form: SentForm
) -> Response:
    """Make a token, and show it this once."""
    try:
        with whole_or_nothing(session):
            _, secret = make_token(
                session,
                participant=known.participant,
                account=own_account(session, known.participant),
                name=sent_one(form, "name"),
                scopes=form.get("scope", []),
                expires_at=sent_day(form, "expires", now),
                now=now,
            )
    except BrokenRule as rule:
        return _draw(request, session, known, now, refusal=rule, refused="token")
    return _draw(request, session, known, now, secret=secret)


@router.post("/account/tokens/{token_id}/revoke")
def revoke_token_form(
    request: Request, session: Writing, known: AskingAs, now: Now, token_id: AnId
) -> Response:
    """Revoke a token."""
    token = token_for(session, known.participant, token_id)
    revoke_token(session, participant=known.participant, token=token, now=now)
    return see_other(path_of(request, "account_page", query={"done": "revoked"}))


def _draw(
    request: Request,
    session: Session,
    known: Known,
    now: datetime,
    *,
    done: str | None = None,
    secret: str = "",
    refusal: BrokenRule | None = None,
    refused: str = "",
) -> Response:
    account = own_account(session, known.participant)
    rules = session.get(HouseRulesRow, account.delegation)
    made = session.execute(
        select(ApiTokenRow, LastUseRow.at)
        .outerjoin(LastUseRow, LastUseRow.key_id == ApiTokenRow.id)
        .where(ApiTokenRow.account_id == account.id, ApiTokenRow.revoked_at.is_(None))
        .order_by(ApiTokenRow.created_at.desc())
    )
    page = AccountPage(
        frame=frame_for(
            session,
            known.participant,
            as_cast(session),
            title=gettext("Your account"),
            here="account",
            done=done,
        ),
        name=account.name,
        email=account.email,
        language=account.language,
        languages=list(NATIVE_NAMES.items()),
        shortest=SHORTEST,
        heads=may(known.participant, "require release", owner=account.delegation),
        head_releases=rules is not None and rules.head_releases,
        sign_ins=[
            KeyShown(
                one.row.id,
                one.token_name or "",
                (),
                one.row.created_at,
                one.row.expires_at,
                one.last_use,
                one.row.id == known.key,
            )
            for one in open_sign_ins(session, account, now=now)
        ],
        tokens=[
            KeyShown(
                row.id,
                row.name,
                row.scopes or SCOPES,
                row.created_at,
                row.expires_at,
                used,
                row.id == known.key,
            )
            for row, used in made
        ],
        scopes=SCOPES,
        secret=secret,
        refusal=sentence_of(refusal) if refusal else "",
        refused=refused,
    )
    response = render(request, page, status=status_of(type(refusal)) if refusal else 200)
    if refusal is not None:
        response.headers.update(headers_of(refusal))
    return response
