"""Broken rules become answers here: one status per rule, one shape (RFC 9457, ``application/problem+json``).

Pages are answered by a page: whoever reads them is handed in, so that nothing here knows of templates.
"""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from app.failures import state_of
from app.refusing import sentence_of
from app.schemas.consolidation import ConsolidatedClauseOut
from documents import errors as rules
from documents.document import ConsolidatedClause


class NotSignedIn(rules.BrokenRule):
    """The request carries no token, or one that is unknown, expired or revoked."""

    title = "Who is asking?"

    def __init__(self) -> None:
        super().__init__(
            "Send a token: Authorization: Bearer <token>, or enter it on the page /enter. "
            "This one is missing, unknown, expired or revoked."
        )


class ForeignForm(rules.BrokenRule):
    """A form came from another site (Sec-Fetch-Site, Origin)."""

    title = "Not from this site"

    def __init__(self) -> None:
        super().__init__("This form was sent from another site; open the page here and send it again.")


class SlowDown(rules.BrokenRule):
    """Signing in failed too often; the next try must wait."""

    title = "Too many tries"

    def __init__(self, *, seconds: int) -> None:
        super().__init__(
            f"Signing in failed too often, or too many sign in at once. Try again in {seconds} seconds.",
            retry_after=seconds,
        )


class TooManyOrdered(rules.BrokenRule):
    """A delegation waits for as many PDFs already as are made for one at a time."""

    title = "Too many at once"

    def __init__(self, *, waiting: int, seconds: int) -> None:
        super().__init__(
            f"Your delegation waits for {waiting} PDFs already; order more when one of them is done, in about "
            f"{seconds} seconds. The Word files can be fetched meanwhile.",
            retry_after=seconds,
        )


class WrongPassword(rules.BrokenRule):
    """E-mail address and password do not belong together; nobody learns which of them is wrong."""

    title = "Not signed in"

    def __init__(self) -> None:
        super().__init__(
            "This e-mail address and this password do not belong together. Type both again, or ask the secretariat "
            "for a link to a new password."
        )


class NotVouchedFor(rules.BrokenRule):
    """Another system through which somebody signs in did not say who it is, or somebody who has no account."""

    title = "Not signed in"


class DeadLink(rules.BrokenRule):
    """A one-time link that was used, replaced, has expired or never was."""

    title = "This link is no longer good"

    def __init__(self) -> None:
        super().__init__(
            "This link was used already, was replaced by a later one, or has expired. "
            "Ask the secretariat for a new one."
        )


class NoAccount(rules.BrokenRule):
    """What belongs to an account is asked for with an operator's token, which has none."""

    title = "This token has no account"

    def __init__(self) -> None:
        super().__init__("This token was made by an operator and belongs to no account; sign in as a person.")


class NoPress(rules.StateForbids):
    """This server has no LibreOffice, or no Poppler, so it makes no PDF and no picture of a page."""

    title = "No PDF here"

    def __init__(self) -> None:
        super().__init__(
            "This server makes neither PDF nor pictures of pages, for it lacks LibreOffice or Poppler. Fetch the Word "
            "file and save it as PDF, or ask whoever runs the server to install LibreOffice Writer and poppler-utils."
        )


class SameMoment(rules.StateForbids):
    """Two requests made the same at once; one of them has, and the store keeps what there can only be once."""

    title = "Somebody did the same at this moment"

    def __init__(self) -> None:
        super().__init__(
            "Somebody did the same at this moment, so nothing of this request was stored. Look at what is there now, "
            "and send it again if it is still wanted."
        )


class Failed(rules.BrokenRule):
    """Something failed on the server that nobody has foreseen; its log says what."""

    title = "Something failed on the server"

    def __init__(self) -> None:
        super().__init__(
            "Something failed on the server. Look whether what you sent is there; if it is not, send it again. "
            "If that fails, too, tell the secretariat the time it happened."
        )


STATUS: Mapping[type[rules.BrokenRule], int] = {
    rules.NotPermitted: 403,
    rules.NotThere: 404,
    rules.StateForbids: 409,
    rules.StaleTag: 412,
    rules.TooLong: 413,
    rules.TooLarge: 413,
    rules.Unacceptable: 422,
    rules.BaseNotNamed: 428,
    NotSignedIn: 401,
    WrongPassword: 401,
    NotVouchedFor: 403,
    DeadLink: 410,
    NoAccount: 403,
    SlowDown: 429,
    TooManyOrdered: 429,
    ForeignForm: 403,
    Failed: 500,
}


def status_of(rule: type[rules.BrokenRule]) -> int:
    """Return the status of a rule: its own, or that of the family it belongs to."""
    for ancestor in rule.__mro__:
        if ancestor in STATUS:
            return STATUS[ancestor]
    return 500


def headers_of(rule: rules.BrokenRule) -> dict[str, str]:
    """Return what the answer to a broken rule says in its headers."""
    if status_of(type(rule)) == 429:
        return {"Retry-After": str(rule.facts["retry_after"])}
    return {"WWW-Authenticate": "Bearer"} if status_of(type(rule)) == 401 else {}


class ProblemResponse(JSONResponse):
    """A problem in JSON, also where it quotes half a character that was sent to us."""

    media_type = "application/problem+json"

    def render(self, content: Any) -> bytes:
        """Return the body; what UTF-8 cannot hold becomes a question mark."""
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def problem(
    status: int, slug: str, title: str, detail: str, facts: Mapping[str, Any], headers: Mapping[str, str]
) -> JSONResponse:
    """Return a problem as it goes over the wire."""
    # The members that RFC 9457 defines come last: no fact may stand in their place.
    body = {"type": f"/problems/{slug}", "title": title, "status": status, "detail": detail}
    return ProblemResponse(
        jsonable_encoder({**{name: _on_the_wire(fact) for name, fact in facts.items()}, **body}),
        status_code=status,
        headers=dict(headers),
    )


def _on_the_wire(fact: Any) -> Any:
    return ConsolidatedClauseOut.of(fact) if isinstance(fact, ConsolidatedClause) else fact


# What there can only be once is there already (PostgreSQL's unique_violation). Everything else is a fault of ours.
CLASHES = ("23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")
DrawRefusal = Callable[[Request, int, str, str], Response]  # status, heading, sentence -> a page
NOT_PAGES = ("/api", "/health", "/metrics", "/openapi.json", "/problems", "/static")


def is_page(request: Request) -> bool:
    """Return whether a request asks for a page and not for data."""
    path = request.url.path
    return not any(path == prefix or path.startswith(f"{prefix}/") for prefix in NOT_PAGES)


def answer_rule(request: Request, rule: rules.BrokenRule, draw_refusal: DrawRefusal) -> Response:
    """Return what is answered where a rule is broken."""
    status = status_of(type(rule))
    headers = headers_of(rule)
    if is_page(request):
        page = draw_refusal(request, status, rule.title, sentence_of(rule))
        page.headers.update(headers)
        return page
    return problem(status, rule.slug(), rule.title, rule.message, rule.facts, headers)


def add_error_handlers(app: FastAPI, draw_refusal: DrawRefusal) -> None:
    """Let every refusal of the application, of the framework and of its router read alike."""

    @app.exception_handler(rules.BrokenRule)
    def broken_rule(request: Request, rule: rules.BrokenRule) -> Response:
        return answer_rule(request, rule, draw_refusal)

    @app.exception_handler(IntegrityError)
    def clashed(request: Request, error: IntegrityError) -> Response:
        # The services look before they write, and most hold a row meanwhile; this is for those who passed side by side.
        # The driver's words hold what clashed, an address for one: nobody is told them, and no log.
        if state_of(error) not in CLASHES:
            raise error
        return answer_rule(request, SameMoment(), draw_refusal)

    @app.exception_handler(StaleDataError)
    def overtaken(request: Request, _error: StaleDataError) -> Response:
        # The last line of defence: the version of a row has changed although its clause was held.
        heading, sentence = "Somebody was faster", "This has changed meanwhile; read it again."
        if is_page(request):
            return draw_refusal(request, 409, heading, sentence)
        return problem(409, "overtaken", heading, sentence, {}, {})

    @app.exception_handler(OperationalError)
    def busy(request: Request, _error: OperationalError) -> Response:
        # Locked for too long, a deadlock that the database has resolved, a connection that was lost: nothing of
        # this request is stored, and the same request may go through in a moment.
        heading, sentence = "The store is busy", "Nothing was stored; send the request again."
        if is_page(request):
            return draw_refusal(request, 503, heading, sentence)
        return problem(503, "store-busy", heading, sentence, {}, {"Retry-After": "1"})

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> Response:
        found = [
            {
                "field": ".".join(str(part) for part in one["loc"][1:]) or str(one["loc"][0]),
                "problem": one["msg"],
            }
            for one in error.errors()
        ]
        detail = "; ".join(f"{one['field']}: {one['problem']}" for one in found)
        if is_page(request):
            return draw_refusal(request, 422, "The address cannot be read", detail)
        return problem(422, "malformed-request", "The request cannot be read", detail, {"errors": found}, {})

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        phrase = HTTPStatus(error.status_code).phrase
        if is_page(request):
            return draw_refusal(request, error.status_code, phrase, str(error.detail))
        return problem(
            error.status_code,
            phrase.lower().replace(" ", "-"),
            phrase,
            str(error.detail),
            {},
            error.headers or {},
        )
