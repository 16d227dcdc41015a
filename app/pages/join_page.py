"""Where a one-time link leads: its person chooses a password and is signed in."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Path, Request, Response

from app.access_to_people import good_tokens
from app.errors import headers_of, status_of
from app.identity import Now, require_same_site, set_cookie, visitor_of
from app.pages.forms import SentForm, see_other, sent_one
from app.pages.frame import Frame
from app.pages.rendering import path_of, render
from app.parameters import Reading
from app.passwords import SHORTEST
from app.refusing import sentence_of
from app.services.accounts import account_of_link
from app.signing_in import sign_in_by_link
from app.speaking import N_, gettext
from documents.errors import BrokenRule, Unacceptable

router = APIRouter()
Secret = Annotated[str, Path(max_length=200)]
DIFFER = N_("The two passwords differ; type the same one twice.")


@dataclass(frozen=True, kw_only=True, slots=True)
class JoinPage:
    """The form that takes a new password."""

    template: ClassVar[str] = "pages/join.html"
    frame: Frame
    secret: str
    name: str
    email: str
    shortest: int
    tokens: int  # that end with the password
    refusal: str


@router.get("/join/{secret}")
def join_page(request: Request, session: Reading, now: Now, secret: Secret) -> Response:
    """Show the form."""
    account, _ = account_of_link(session, secret, now=now)
    tokens = len(good_tokens(session, account, now=now))
    return render(request, _page(secret, account.name, account.email, tokens))


@router.post("/join/{secret}")
def join(request: Request, session: Reading, now: Now, secret: Secret, form: SentForm) -> Response:
    """Keep the password, and go in."""
    require_same_site(request)
    account, _ = account_of_link(session, secret, now=now)
    name, email, tokens = account.name, account.email, len(good_tokens(session, account, now=now))
    session.close()  # nothing is held while the password is hashed
    password = sent_one(form, "password")
    try:
        if password != sent_one(form, "again"):
            raise Unacceptable(gettext(DIFFER), field="password")
        visitor = visitor_of(request, now)
        key = sign_in_by_link(request.app.state.store, visitor, secret=secret, password=password)
    except BrokenRule as rule:
        refused = render(
            request, _page(secret, name, email, tokens, sentence_of(rule)), status=status_of(type(rule))
        )
        refused.headers.update(headers_of(rule))
        return refused
    response = see_other(path_of(request, "overview_page"))
    set_cookie(request, response, key)
    return response


def _page(secret: str, name: str, email: str, tokens: int, refusal: str = "") -> JoinPage:
    return JoinPage(
        frame=Frame.of_nobody(gettext("Choose your password")),
        secret=secret,
        name=name,
        email=email,
        shortest=SHORTEST,
        tokens=tokens,
        refusal=refusal,
    )
