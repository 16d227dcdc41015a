"""Comments through the forms of a clause's page: said, answered, resolved, reopened, taken back, by their circle."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.pages.conftest import Site

FORM = {"text": "@UZB, why by then?", "circle": "everyone"}


def said(client: TestClient, site: Site, **inputs: str) -> Any:
    return client.post(site.clause("op-transition", "/comments"), data={**FORM, **inputs})


def thread_on(page: str) -> str:
    found = re.search(r'class="thread" id="c-([a-z2-7]{16})"', page)
    assert found is not None
    return found.group(1)


def test_a_comment_is_said_and_answered(site: Site) -> None:
    kgz, uzb = site.client_of("KGZ"), site.client_of("UZB")
    answer = said(kgz, site)
    assert answer.status_code == 303
    assert answer.headers["location"] == site.clause("op-transition", "?done=commented#comments")
    page = uzb.get(site.clause("op-transition")).text
    assert "@UZB, why by then?" in page
    assert "Read by everyone who takes part" in page
    thread = thread_on(page)
    assert uzb.post(f"/comments/{thread}/replies", data={"text": "By then."}).status_code == 303
    assert "By then." in kgz.get(site.clause("op-transition")).text
    assert kgz.post(f"/comments/{thread}/resolve").status_code == 303
    page = kgz.get(site.clause("op-transition")).text
    assert "1 resolved comment" in page
    assert "No open comments" in page
    assert kgz.post(f"/comments/{thread}/reopen").status_code == 303
    assert kgz.post(f"/comments/{thread}/take-back").status_code == 303
    page = kgz.get(site.clause("op-transition")).text
    assert "1 open comment" in page
    assert "why by then" not in page
    assert "Taken back." in page


@pytest.mark.parametrize(("circle", "who_else"), [("delegation", ()), ("chair", ("CHAIR", "SEC"))])
def test_a_comment_stays_in_its_circle(site: Site, circle: str, who_else: tuple[str, ...]) -> None:
    assert said(site.client_of("KGZ"), site, text="Between us.", circle=circle).status_code == 303
    for who in ("KGZ", "UZB", "CHAIR", "SEC"):
        page = site.client_of(who).get(site.clause("op-transition")).text
        assert ("Between us." in page) == (who in ("KGZ", *who_else))


def test_the_chairs_notes_have_one_circle_of_their_own(site: Site) -> None:
    page = site.client_of("CHAIR").get(site.clause("op-transition")).text
    assert re.findall(r'name="circle" value="(\w+)"', page) == ["chair", "everyone"]
    assert "chair and secretariat only" in page


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({"text": " "}, "there is no word in it"),
        ({"circle": ""}, "Say who is to read the comment."),
        ({"circle": "delegation"}, "UZB would not read this"),
        ({"words": "nowhere at all"}, "copy them from it"),
    ],
)
def test_what_was_typed_is_kept_when_it_is_refused(site: Site, inputs: dict[str, str], sentence: str) -> None:
    answer = said(site.client_of("KGZ"), site, **inputs)
    assert answer.status_code == 422
    assert sentence in answer.text
    for typed in (FORM | inputs).values():
        assert typed.strip() in answer.text
    assert 'class="say" open' in answer.text or not inputs.get("text", "x").strip()


def test_a_passage_is_shown_where_it_went(site: Site) -> None:
    client = site.client_of("KGZ")
    assert said(client, site, words="at least 35").status_code == 303
    assert '<q lang="en">at least 35</q>' in client.get(site.clause("op-transition")).text


def test_who_observes_has_no_form(site: Site) -> None:
    page = site.client_of("UNEP").get(site.clause("op-transition")).text
    assert 'class="say"' not in page
    assert said(site.client_of("UNEP"), site).status_code == 403
