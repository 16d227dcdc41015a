"""Broken rules become answers here: one status per rule, one shape (RFC 9457, ``application/problem+json``)."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

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


STATUS: Mapping[type[rules.BrokenRule], int] = {
    rules.NotPermitted: 403,
    rules.NotThere: 404,
    rules.StateForbids: 409,
    rules.StaleTag: 412,
    rules.TooLong: 413,
    rules.Unacceptable: 422,
    rules.BaseNotNamed: 428,
    NotSignedIn: 401,
    ForeignForm: 403,
}


def status_of(rule: type[rules.BrokenRule]) -> int:
    """Return the status of a rule: its own, or that of the family it belongs to."""
    for ancestor in rule.__mro__:
        if ancestor in STATUS:
            return STATUS[ancestor]
    return 500


def problem(
    status: int, slug: str, title: str, detail: str, facts: Mapping[str, Any], headers: Mapping[str, str]
) -> JSONResponse:
    """Return a problem as it goes over the wire."""
    body = {"type": f"/problems/{slug}", "title": title, "status": status, "detail": detail}
    return JSONResponse(
        jsonable_encoder({**body, **{name: _on_the_wire(fact) for name, fact in facts.items()}}),
        status_code=status,
        headers=dict(headers),
        media_type="application/problem+json",
    )


def _on_the_wire(fact: Any) -> Any:
    return ConsolidatedClauseOut.of(fact) if isinstance(fact, ConsolidatedClause) else fact


def add_error_handlers(app: FastAPI) -> None:
    """Let every refusal of the application, of the framework and of its router read alike."""

    @app.exception_handler(rules.BrokenRule)
    def broken_rule(_request: Request, rule: rules.BrokenRule) -> JSONResponse:
        status = status_of(type(rule))
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
        return problem(status, rule.slug(), rule.title, rule.message, rule.facts, headers)

    @app.exception_handler(StaleDataError)
    def overtaken(_request: Request, _error: StaleDataError) -> JSONResponse:
        # The last line of defence: the version of a row has changed although its clause was held.
        return problem(
            409, "overtaken", "Somebody was faster", "This has changed meanwhile; read it again.", {}, {}
        )

    @app.exception_handler(OperationalError)
    def busy(_request: Request, _error: OperationalError) -> JSONResponse:
        # Locked for too long, a deadlock that the database has resolved, a connection that was lost: nothing of
        # this request is stored, and the same request may go through in a moment.
        return problem(
            503,
            "store-busy",
            "The store is busy",
            "Nothing was stored; send the request again.",
            {},
            {"Retry-After": "1"},
        )

    @app.exception_handler(RequestValidationError)
    def malformed(_request: Request, error: RequestValidationError) -> JSONResponse:
        found = [
            {
                "field": ".".join(str(part) for part in one["loc"][1:]) or str(one["loc"][0]),
                "problem": one["msg"],
            }
            for one in error.errors()
        ]
        detail = "; ".join(f"{one['field']}: {one['problem']}" for one in found)
        return problem(422, "malformed-request", "The request cannot be read", detail, {"errors": found}, {})

    @app.exception_handler(HTTPException)
    def refused(_request: Request, error: HTTPException) -> JSONResponse:
        phrase = HTTPStatus(error.status_code).phrase
        return problem(
            error.status_code,
            phrase.lower().replace(" ", "-"),
            phrase,
            str(error.detail),
            {},
            error.headers or {},
        )
