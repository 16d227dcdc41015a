"""Signing in, choosing a password, and one's own account."""

from fastapi import APIRouter, Request, Response

from app.access_to_people import open_sign_ins, own_account, sign_in_for
from app.database import Store
from app.identity import AskingAs, Now, delete_cookie, require_same_site, set_cookie, visitor_of
from app.parameters import AnId, Reading, Writing, acts
from app.schemas.accounts import (
    AccountOut,
    ChosenPasswordIn,
    NewPasswordIn,
    OwnAccountIn,
    SignInIn,
    SignInOut,
)
from app.schemas.wire import Page
from app.services.accounts import choose_language
from app.services.sign_ins import end_sign_ins, sign_out
from app.signing_in import change_password, sign_in, sign_in_by_link

router = APIRouter(prefix="/api", tags=["own account"])


@router.post("/sign-ins", status_code=204)
def sign_in_here(request: Request, response: Response, now: Now, body: SignInIn) -> None:
    """Sign in: the answer sets a cookie. Programs use a token instead."""
    require_same_site(request)
    store: Store = request.app.state.store
    secret = sign_in(store, visitor_of(request, now), email=body.email, password=body.password)
    set_cookie(request, response, secret)


@router.post("/passwords", status_code=204)
def choose_first_password(request: Request, response: Response, now: Now, body: ChosenPasswordIn) -> None:
    """Choose a password with a one-time link: every sign-in and every token from before ends, and a cookie is set."""
    require_same_site(request)
    store: Store = request.app.state.store
    visitor = visitor_of(request, now)
    key = sign_in_by_link(store, visitor, secret=body.secret, password=body.password)
    set_cookie(request, response, key)


@router.get("/account", openapi_extra=acts("own account"))
def read_own_account(session: Reading, known: AskingAs) -> AccountOut:
    """Read one's own account."""
    return AccountOut.of(own_account(session, known.participant))


@router.patch("/account", openapi_extra=acts("own account"))
def change_own_account(session: Writing, known: AskingAs, now: Now, body: OwnAccountIn) -> AccountOut:
    """Choose the language in which the interface speaks."""
    account = own_account(session, known.participant)
    return AccountOut.of(choose_language(session, account=account, language=body.language, now=now))


@router.put("/account/password", status_code=204, openapi_extra=acts("own account"))
def change_own_password(request: Request, known: AskingAs, now: Now, body: NewPasswordIn) -> None:
    """Change one's password; every other sign-in ends, tokens stay."""
    store: Store = request.app.state.store
    change_password(store, visitor_of(request, now), known, present=body.present, new=body.new)


@router.get("/sign-ins", openapi_extra=acts("own account"))
def list_sign_ins(session: Reading, known: AskingAs, now: Now) -> Page[SignInOut]:
    """List where one is signed in, with a token of one's own too, the latest first."""
    found = open_sign_ins(session, own_account(session, known.participant), now=now)
    return Page(items=[SignInOut.of(one, present=one.row.id == known.key) for one in found])


@router.delete("/sign-ins", status_code=204, openapi_extra=acts("own account"))
def sign_out_everywhere(
    request: Request, response: Response, session: Writing, known: AskingAs, now: Now
) -> None:
    """Sign out everywhere, here too."""
    account = own_account(session, known.participant)
    end_sign_ins(session, by=known.participant, account=account.id, now=now)
    delete_cookie(request, response)


@router.delete("/sign-ins/{sign_in_id}", status_code=204, openapi_extra=acts("own account"))
def sign_out_there(session: Writing, known: AskingAs, now: Now, sign_in_id: AnId) -> None:
    """Sign out of one of the places where one is signed in."""
    row = sign_in_for(session, known.participant, sign_in_id)
    sign_out(session, participant=known.participant, sign_in=row.id, now=now)
