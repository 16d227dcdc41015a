"""A page's dataclass becomes HTML: one way for every page.

A template sees the fields of its page, ``url_for``, and whether this is a demonstration; a name that is not there is
an error, never an empty place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar, Protocol
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.settings import PROJECT

TEMPLATES = PROJECT / "app" / "templates"

# No script and nothing from elsewhere: what a delegation types can only ever be text.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
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


def day(moment: datetime) -> str:
    """Return a day as it is printed.

    >>> day(datetime(2026, 3, 2, 9, 5, tzinfo=UTC))
    '2 Mar 2026'
    """
    return f"{moment.day} {moment:%b %Y}"


def day_and_time(moment: datetime) -> str:
    """Return a moment as it is printed, in UTC.

    >>> day_and_time(datetime(2026, 3, 2, 9, 5, tzinfo=UTC))
    '2 Mar, 09:05'
    """
    moment = moment.astimezone(UTC)
    return f"{moment.day} {moment:%b, %H:%M}"


def listed(words: Sequence[str]) -> str:
    """Return words as an enumeration.

    >>> listed(["KAZ"]), listed(["KAZ", "UZB"]), listed(["KAZ", "TJK", "UZB"])
    ('KAZ', 'KAZ and UZB', 'KAZ, TJK and UZB')
    """
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last


def count_of(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> count_of(0, "amendment"), count_of(1, "amendment"), count_of(2, "reply", "replies")
    ('no amendments', '1 amendment', '2 replies')
    """
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"


def make_environment() -> Environment:
    """Return the environment of all templates."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters |= {"day": day, "day_and_time": day_and_time, "listed": listed}
    environment.globals["count_of"] = count_of
    return environment


ENVIRONMENT = make_environment()


def path_of(
    request: Request, name: str, /, query: Mapping[str, object] | None = None, part: str = "", **path: str
) -> str:
    """Return the path of a route, with a query and the part of the page to go to."""
    url = str(request.app.url_path_for(name, **path))
    if query:
        url += "?" + urlencode({key: value for key, value in query.items() if value}, doseq=True)
    return f"{url}#{part}" if part else url


def render(request: Request, page: PageView, *, status: int = 200) -> HTMLResponse:
    """Return a page as an answer."""
    context = {field.name: getattr(page, field.name) for field in fields(page)}
    html = ENVIRONMENT.get_template(page.template).render(
        context,
        url_for=partial(path_of, request),
        is_demonstration=request.app.state.demonstration,
    )
    return HTMLResponse(html, status_code=status, headers=HEADERS)
