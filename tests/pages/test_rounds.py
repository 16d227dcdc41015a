"""Rounds through the pages: called, moved and closed by the secretariat, and told where one reads and proposes."""

import re
from datetime import UTC, datetime, timedelta

from starlette.testclient import TestClient

from app.identity import get_now
from tests.pages.conftest import Site
from tests.pages.negotiation import DECLARATION

HOME = f"/documents/{DECLARATION}/rounds"
NOW = datetime(2036, 4, 1, 9, 0, tzinfo=UTC)
FORM = {
    "kind": "proposals",
    "name": "Second reading",
    "note": "On water above all.",
    "opens_at": "",
    "deadline": "2036-04-04T09:00",
    "late": "mark",
    "on": "all",
}
CLAUSE = "op-transition"


def at(site: Site, moment: datetime) -> None:
    site.app.dependency_overrides[get_now] = lambda: moment


def called(site: Site, **inputs: object) -> str:
    """Call a round and return the address of its page."""
    at(site, NOW)
    answer = site.client_of("SEC").post(HOME, data={**FORM, **inputs})
    assert answer.status_code == 303, re.findall(r'class="refusal"[^>]*>([^<]*)', answer.text)
    return str(answer.headers["location"].partition("?")[0])


def version_on(client: TestClient, path: str) -> str:
    [version, *_] = re.findall(r'name="version" value="(\d+)"', client.get(path).text)
    return str(version)


def test_a_round_is_called_read_and_told_on_the_pages_of_document_and_clause(site: Site) -> None:
    path = called(site)
    kaz = site.client_of("KAZ")
    assert "Second reading" in kaz.get(HOME).text
    page = kaz.get(path).text
    assert "proposals, open until" in page
    assert "On water above all." in page
    assert "4 Apr 2036, 09:00 UTC" in page
    assert "No proposals" in page
    assert "<form" not in page.split("How it went")[1]
    for where in (f"/documents/{DECLARATION}", site.clause(CLAUSE), site.clause(CLAUSE, "/propose")):
        assert "late ones are marked" in kaz.get(where).text, where


def test_a_round_on_some_clauses_is_told_on_these_alone(site: Site) -> None:
    called(site, on="some", clause=[site.negotiation.clauses[CLAUSE]])
    kaz = site.client_of("KAZ")
    assert "Second reading" in kaz.get(site.clause(CLAUSE)).text
    assert "Second reading" not in kaz.get(site.clause("op-hydrodata")).text


def test_after_the_deadline_pages_say_so_before_one_proposes_and_after(site: Site) -> None:
    path = called(site)
    at(site, NOW + timedelta(days=4))
    kgz = site.client_of("KGZ")
    page = kgz.get(site.clause(CLAUSE, "/propose")).text
    assert "what is tabled now is marked as late" in page
    [base] = re.findall(r'name="base_revision" value="([^"]+)"', page)
    sent = {
        "base_revision": base,
        "field.text": "Decide to rest;",
        "do": "table",
        "rationale": "Late but wise.",
    }
    assert kgz.post(site.clause(CLAUSE, "/propose"), data=sent).status_code == 303
    assert '<span class="tag late">late</span>' in kgz.get(site.clause(CLAUSE)).text
    table = kgz.get(path).text
    assert "1 proposal, 1 late" in table
    assert "Late but wise." in table


def test_a_round_that_refuses_says_so_on_the_form_and_nothing_typed_is_lost(site: Site) -> None:
    called(site, late="refuse")
    at(site, NOW + timedelta(days=4))
    kgz = site.client_of("KGZ")
    page = kgz.get(site.clause(CLAUSE, "/propose")).text
    assert "what is tabled now is refused" in page
    [base] = re.findall(r'name="base_revision" value="([^"]+)"', page)
    sent = {"base_revision": base, "field.text": "Decide to rest;", "do": "table", "rationale": ""}
    answer = kgz.post(site.clause(CLAUSE, "/propose"), data=sent)
    assert answer.status_code == 409
    assert "takes no late proposals" in answer.text
    assert "Decide to rest;" in answer.text


def test_the_secretariat_moves_the_deadline_and_closes_and_everyone_reads_why(site: Site) -> None:
    path = called(site)
    sec, kaz = site.client_of("SEC"), site.client_of("KAZ")
    moved = {"deadline": "2036-04-06T09:00", "reason": "Capitals asked.", "version": version_on(sec, path)}
    at(site, NOW + timedelta(hours=1))
    assert sec.post(f"{path}/deadline", data=moved).headers["location"] == f"{path}?done=deadline-moved"
    again = sec.post(f"{path}/deadline", data={**moved, "deadline": "2036-04-07T09:00"})
    assert again.status_code == 409
    assert 'value="2036-04-07T09:00"' in again.text
    closing = {"why": "All have answered.", "version": version_on(sec, path)}
    assert sec.post(f"{path}/close", data=closing).headers["location"] == f"{path}?done=round-closed"
    page = kaz.get(path).text
    for words in (
        "Deadline moved from",
        "Capitals asked.",
        "Closed before its deadline.",
        "All have answered.",
    ):
        assert words in page


def test_what_is_no_round_is_refused_and_what_was_typed_stays(site: Site) -> None:
    at(site, NOW)
    sec = site.client_of("SEC")
    for inputs, words in (
        ({"deadline": "2036-03-01T09:00"}, "The deadline comes after the opening."),
        ({"deadline": ""}, "Say until when."),
        ({"deadline": "tomorrow"}, "Write day and time in UTC"),
        ({"on": "some"}, "Choose the clauses"),
        ({"on": "some", "clause": "\x00"}, "has no clause"),
        ({"kind": "votes"}, "Say what is asked for"),
    ):
        answer = sec.post(HOME, data={**FORM, **inputs})
        assert answer.status_code in (409, 422), inputs
        assert words in answer.text
        assert "On water above all." in answer.text
    assert site.client_of("KAZ").post(HOME, data=FORM).status_code == 403


def test_a_page_shows_narrower_circles_to_who_chooses_and_may(site: Site) -> None:
    path = called(site, kind="comments")
    kaz = site.client_of("KAZ")
    for circle in ("everyone", "chair"):
        said = {"text": f"For {circle}.", "circle": circle, "base_revision": ""}
        assert kaz.post(site.clause(CLAUSE, "/comments"), data=said).status_code == 303
    told = {
        (who, circle): "For chair." in site.client_of(who).get(f"{path}?circle={circle}").text
        for who in ("KAZ", "UZB", "CHAIR")
        for circle in ("everyone", "chair", "delegation")
    }
    assert {key for key, knows in told.items() if knows} == {
        (who, circle) for who in ("KAZ", "CHAIR") for circle in ("chair", "delegation")
    }
    assert "Not for the screen in the room" in kaz.get(f"{path}?circle=chair").text
