"""Where a document stands, through the pages: levels of several clauses, packages, what is missing, the adoption."""

import re
from html import unescape

from starlette.testclient import TestClient

from app.models import ClauseRow
from tests.pages.conftest import Site

DOCUMENT = "/documents/joint-declaration"
PAGE = f"{DOCUMENT}/standing"


def chosen(client: TestClient, *clauses: str) -> dict[str, str | list[str]]:
    """Return clauses as the page's form sends them, in the texts that it showed."""
    page = client.get(f"{PAGE}?show=all").text
    read = dict(re.findall(r'name="(read\.[a-z2-7]{16})" value="([a-z2-7]{16})"', page))
    return {"clause": list(clauses), **{f"read.{one}": read[f"read.{one}"] for one in clauses}}


def ids(site: Site, *keys: str) -> list[str]:
    return [site.clause(key).rpartition("/")[2] for key in keys]


def test_the_chair_takes_a_level_on_several_clauses_pending_delegations_and_clauses(site: Site) -> None:
    chair = site.client_of("CHAIR")
    clauses = ids(site, "op-health", "op-science")
    form = {**chosen(chair, *clauses), "level": "agreed ad ref", "pending": "tjk; op 2"}
    answer = chair.post(f"{DOCUMENT}/levels", data=form)
    assert answer.headers["location"] == f"{PAGE}?done=levels"
    page = chair.get(site.clause("op-health")).text
    assert "ad ref, pending" in page and "pending OP 2" in page
    assert 'value="TJK, OP 2"' in chair.get(site.clause("op-health", "/decide")).text


def test_what_stands_against_a_level_is_said_and_what_was_chosen_and_typed_is_kept(site: Site) -> None:
    chair = site.client_of("CHAIR")
    [clause] = ids(site, "op-hydrodata")
    form = {**chosen(chair, clause), "level": "agreed in plenary", "pending": "KGZ", "reason": "So it is."}
    answer = chair.post(f"{DOCUMENT}/levels", data=form)
    page = unescape(answer.text)
    assert answer.status_code == 409
    assert "Settle that first, or take the level pending" in page
    assert f'value="{clause}" checked' in page
    assert 'name="pending" value="KGZ"' in page and 'name="reason" value="So it is."' in page
    assert '<option value="agreed in plenary" selected>agreed in plenary</option>' in page
    assert "open amendment of" in chair.get(site.clause("op-hydrodata")).text
    assert "open amendment of" in chair.get(site.clause("op-hydrodata", "/decide")).text


def test_nothing_is_taken_where_nothing_is_chosen_and_nobody_else_has_the_form(site: Site) -> None:
    chair, kaz = site.client_of("CHAIR"), site.client_of("KAZ")
    refused = chair.post(f"{DOCUMENT}/levels", data={"level": "agreed ad ref"})
    assert (refused.status_code, "Choose the clauses first." in refused.text) == (422, True)
    page = kaz.get(PAGE).text
    assert "Clauses that are not settled" in page
    assert 'type="checkbox"' not in page
    for path in ("levels", "packages", "adopt", "take-adoption-back"):
        assert kaz.post(f"{DOCUMENT}/{path}", data={"reason": "x"}).status_code in (403, 409)


def test_clauses_are_held_together_and_let_go(site: Site) -> None:
    chair = site.client_of("CHAIR")
    clauses = ids(site, "op-health", "op-science")
    form = {**chosen(chair, *clauses), "name": "People", "reason": "One deal."}
    assert chair.post(f"{DOCUMENT}/packages", data=form).headers["location"] == f"{PAGE}?done=packaged"
    page = site.client_of("KAZ").get(PAGE).text
    assert "<b>People</b>" in page and "held together with" in page
    [package] = re.findall(r'/packages/([a-z2-7]{16})/dissolve"', chair.get(PAGE).text)
    refused = chair.post(f"/packages/{package}/dissolve", data={"reason": " "})
    assert refused.status_code == 422
    answer = chair.post(f"/packages/{package}/dissolve", data={"reason": "No deal."})
    assert answer.headers["location"] == f"{PAGE}?done=dissolved"
    assert "<b>People</b>" not in chair.get(PAGE).text


def test_what_is_missing_is_listed_with_ways_to_it_and_adopting_is_refused(site: Site) -> None:
    chair = site.client_of("CHAIR")
    page = chair.get(PAGE).text
    assert "Before it can be adopted" in page and "Record the adoption" not in page
    assert f'<a href="{site.clause("op-hydrodata")}" lang="en">' in page
    form = {"edition": site.negotiation.editions[0], "place": "Astana", "body": "the Heads of State"}
    refused = chair.post(f"{DOCUMENT}/adopt", data=form)
    assert refused.status_code == 409
    assert "Nothing is agreed until everything is agreed." in refused.text
    again = chair.post(f"{DOCUMENT}/take-adoption-back", data={"reason": "No."})
    assert (again.status_code, "This document is not adopted." in again.text) == (409, True)


def test_a_clause_of_another_document_is_not_agreed_here(site: Site) -> None:
    chair = site.client_of("CHAIR")
    [entry] = ids(site, "e-grid-integration")
    with site.app.state.store.reading() as session:
        assert session.get_one(ClauseRow, entry).kind == "entry"
    refused = chair.post(f"{DOCUMENT}/levels", data={"clause": entry, f"read.{entry}": "x", "level": "open"})
    assert (refused.status_code, "of another document" in refused.text) == (422, True)
