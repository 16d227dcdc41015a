"""What another site's page sends with a reader's cookie is refused by every route, one that is added later too.

And what a browser may fetch for a page of another site, or before anybody has clicked, changes nothing.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import func, select

import app.pages
import app.routers
from app.models import EventRow
from tests.pages.conftest import Site
from tests.pages.negotiation import DECLARATION

FOREIGN = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
)
# Where nobody is signed in yet, the body is looked at first.
BODIES = {
    "/api/sign-ins": {"email": "name@example.org", "password": "a password of some length"},
    "/api/passwords": {"secret": "x", "password": "a password of some length"},
}


def routes() -> Iterator[APIRoute]:
    for package in (app.pages, app.routers):
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            router = getattr(import_module(module.name), "router", None)
            yield from (one for one in getattr(router, "routes", ()) if isinstance(one, APIRoute))


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_form_of_another_site_is_refused_wherever_it_goes(site: Site, headers: dict[str, str]) -> None:
    client = site.client_of("SEC")
    let_through = []
    for route in routes():
        path = re.sub(r"{\w+}", "x", route.path)
        for method in route.methods - {"GET", "HEAD"}:
            answer = client.request(method, path, headers=headers, json=BODIES.get(route.path))
            if answer.status_code != 403 or "another site" not in answer.text:
                let_through.append((method, route.path, answer.status_code))
    assert let_through == []


@pytest.mark.parametrize("who", ["KAZ", "CHAIR", "SEC"])
def test_reading_changes_nothing(site: Site, who: str) -> None:
    client = site.client_of(who)
    amendment = site.negotiation.amendments["KGZ op-hydrodata"]
    known = {
        "slug": DECLARATION,
        "clause_id": site.negotiation.clauses["op-hydrodata"],
        "amendment_id": amendment,
        "edition_id": site.negotiation.editions[0],
        "way": "split",
        "language": "ru",
        "code": "KAZ",
    }

    def events() -> int | None:
        with site.negotiation.store.reading() as session:
            return session.scalar(select(func.count()).select_from(EventRow))

    before = events()
    for route in routes():
        if "GET" in route.methods:
            path = re.sub(r"{(\w+)}", lambda found: known.get(found[1], "x"), route.path)
            query = {"do": "table", "step": "confirm", "done": "decided", "decision": "x", "key": "x"}
            assert client.get(path, params=query).status_code < 500, path
    assert events() == before
