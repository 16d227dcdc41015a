"""The switch in the top bar: in which language the interface speaks, here and, where there is one, to the account."""

from fastapi import APIRouter, Request, Response

from app.access_to_people import own_account
from app.identity import Now, get_known_by_cookie, require_same_site
from app.pages.enter_page import local_path
from app.pages.forms import SentForm, see_other, sent_one
from app.parameters import Writing
from app.preferring import referring_path, remember
from app.services.accounts import choose_language
from app.speaking import known_language
from documents.permissions import may

router = APIRouter()


@router.post("/language")
def speak_form(request: Request, session: Writing, now: Now, form: SentForm) -> Response:
    """Speak another language, and go back to where the switch was used."""
    require_same_site(request)
    language = known_language(sent_one(form, "language"))
    known = get_known_by_cookie(request, now)
    if known is not None and known.participant.account and may(known.participant, "own account"):
        choose_language(session, account=own_account(session, known.participant), language=language, now=now)
    # A page that answers a form cannot be asked for again: it says on which page that form stood.
    response = see_other(local_path(sent_one(form, "next") or referring_path(request)))
    remember(request, response, language)
    return response
