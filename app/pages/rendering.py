"""A page's dataclass becomes HTML: one way for every page.

A template sees the fields of its page, ``url_for``, the words of the language spoken, and whether this is a
demonstration; a name that is not there is an error, never an empty place.
"""

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache, partial
from typing import Any, ClassVar, Protocol
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from app.dates import clock, day, day_and_time, listed
from app.pages.counts import count_of
from app.pages.words import word
from app.preferring import referring_path
from app.settings import PROJECT
from app.speaking import NATIVE_NAMES, SHORT_NAMES, gettext, many_in_speech, pgettext, spoken

TEMPLATES = PROJECT / "app" / "templates"

# Our own scripts and nothing from elsewhere: what a delegation types can only ever be text.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    # A page may hold a delegation's drafts: no cache between keeps it, and the browser asks again.
    "Cache-Control": "private, no-cache",
}


class PageView(Protocol):
    """What can be rendered: a frozen dataclass that names its template."""

    template: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


@pass_context  # else a word that a template itself names would stay in the language of whoever opens the page first
def _word(_: Context, stored: str) -> str:
    return word(stored)


def make_environment() -> Environment:
    """Return the environment of all templates."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        extensions=["jinja2.ext.i18n"],
    )
    environment.filters |= {
        "day": day,
        "day_and_time": day_and_time,
        "clock": clock,
        "listed": listed,
        "word": _word,
    }
    environment.globals |= {
        "count_of": count_of,
        "spoken": spoken,
        "native_names": NATIVE_NAMES,
        "short_names": SHORT_NAMES,
    }
    # Typed by nobody: the extension gives its methods to the environment while it runs.
    environment.install_gettext_callables(gettext, many_in_speech, newstyle=True, pgettext=pgettext)  # type: ignore[attr-defined]
    return environment


ENVIRONMENT = make_environment()


def path_of(
    request: Request, name: str, /, query: Mapping[str, object] | None = None, part: str = "", **path: str
) -> str:
    """Return the path of a route, with a query and the part of the page to go to."""
    url = _form_of(request.app, name, tuple(path)).format(**path)
    if query:
        url += "?" + urlencode({key: value for key, value in query.items() if value}, doseq=True)
    return f"{url}#{part}" if part else url


@lru_cache(maxsize=1024)
def _form_of(app: FastAPI, name: str, parameters: tuple[str, ...]) -> str:
    """Return how the path of a route reads: "/clauses/{clause_id}".

    Searching two hundred routes for each link took a third of a page's time.
    """
    return str(app.url_path_for(name, **{one: f"{{{one}}}" for one in parameters}))


def render(request: Request, page: PageView, *, status: int = 200, part: str = "") -> HTMLResponse:
    """Return a page as an answer, or ``part`` of it: a template that the page itself includes."""
    context = {field.name: getattr(page, field.name) for field in fields(page)}
    html = ENVIRONMENT.get_template(part or page.template).render(
        context,
        url_for=partial(path_of, request),
        is_demonstration=request.app.state.demonstration,
        answers_form_on="" if request.method == "GET" else referring_path(request),
    )
    return HTMLResponse(html, status_code=status, headers={**HEADERS, "Content-Language": spoken()})
