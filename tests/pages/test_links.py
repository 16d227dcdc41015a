"""Links through the pages: offered out of an entry's own field, made, checked and removed, and the report."""

import re
from html import unescape

from starlette.testclient import TestClient

from tests.pages.conftest import Site

ENTRY, GROUND = "e-grid-integration", "op-transition"


def offered(client: TestClient, site: Site) -> list[str]:
    """Return what the page of the entry offers to link."""
    return [
        unescape(one)
        for one in re.findall(
            r'<input type="checkbox" name="pair" value="([^"]+)"', client.get(site.clause(ENTRY)).text
        )
    ]


def linked(site: Site) -> str:
    """Link the entry with what it names, and return the id of a link."""
    office = site.client_of("SEC")
    answer = office.post(site.clause(ENTRY, "/links"), data={"pair": offered(office, site)})
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == site.clause(ENTRY, "?done=linked#links")
    found = re.search(r"/links/([a-z2-7]{16})/remove", office.get(site.clause(GROUND)).text)
    assert found
    return found[1]


def correct(site: Site) -> None:
    office = site.client_of("SEC")
    clause = office.get(f"/api{site.clause(GROUND)}").json()
    answer = office.post(
        f"/api{site.clause(GROUND, '/corrections')}",
        json={
            "base_revision": clause["revision"],
            "text": clause["text"].replace("accelerate", "speed up"),
            "reason": "a slip",
        },
    )
    assert answer.status_code == 200, answer.text


def test_what_an_entry_names_is_offered_and_linked(site: Site) -> None:
    office, uzb = site.client_of("SEC"), site.client_of("UZB")
    assert len(offered(office, site)) == 2
    assert offered(uzb, site) == []
    linked(site)
    assert offered(office, site) == []
    assert "2 grounds" in uzb.get(site.clause(ENTRY)).text
    page = uzb.get(site.clause(GROUND)).text
    assert "1 action" in page
    assert "1.1" in page[page.index('id="links"') :]


def test_one_of_all_clauses_is_chosen_and_linked(site: Site) -> None:
    office = site.client_of("SEC")
    page = office.get(site.clause(GROUND)).text
    choices = re.findall(r'<option value="([^"]+)">(\d\.\d) ', page)
    assert len(choices) > 40
    pair = next(value for value, label in choices if label == "2.2")
    assert office.post(site.clause(GROUND, "/links"), data={"pair": pair}).status_code == 303
    assert "1 action" in office.get(site.clause(GROUND)).text
    refused = office.post(site.clause(GROUND, "/links"), data={})
    assert (refused.status_code, "Choose what is to be linked." in refused.text) == (422, True)
    other = office.post(site.clause("op-water", "/links"), data={"pair": pair})
    assert other.status_code == 422


def test_a_change_is_said_on_both_pages_until_it_is_checked(site: Site) -> None:
    link = linked(site)
    correct(site)
    office, uzb = site.client_of("SEC"), site.client_of("UZB")
    for page in (site.clause(ENTRY), site.clause(GROUND), "/links"):
        text = uzb.get(page).text
        assert "to be checked" in text.casefold()
        assert "comparison" in text[text.index("To be checked") :][:600]
        assert "It still holds" not in text
    page = office.get(site.clause(ENTRY)).text
    form = page[page.index(f"/links/{link}/check") :]
    read = re.search(r'name="read" value="([^"]+)"', form)
    assert read
    correct_again = {"read": read[1].replace(" ", " x", 1)}
    stale = office.post(site.clause(ENTRY, f"/links/{link}/check"), data=correct_again)
    assert (stale.status_code, "has changed since you read it" in stale.text) == (409, True)
    answer = office.post(site.clause(ENTRY, f"/links/{link}/check"), data={"read": read[1]})
    assert answer.headers["location"] == site.clause(ENTRY, "?done=link-checked#links")
    assert "to be checked" not in uzb.get("/links").text.casefold()


def test_several_links_are_checked_on_the_report(site: Site) -> None:
    linked(site)
    correct(site)
    office = site.client_of("SEC")
    page = office.get("/links").text
    [link] = re.findall(r'name="link" value="([^"]+)"', page)
    assert office.post("/links/check", data={}).status_code == 422
    read = dict(re.findall(r'name="(read\.[^"]+)" value="([^"]+)"', page))
    answer = office.post("/links/check", data={"link": link, **read})
    assert answer.headers["location"] == "/links?done=link-checked"
    assert 'name="link"' not in office.get("/links").text


def test_the_report_offers_all_that_entries_name(site: Site) -> None:
    office = site.client_of("SEC")
    page = office.get("/links").text
    assert "actions without a ground" in page.casefold()
    pairs = [unescape(one) for one in re.findall(r'name="pair" value="([^"]+)"', page)]
    assert len(pairs) > 90
    assert office.post("/links/named", data={}).status_code == 422
    answer = office.post("/links/named", data={"pair": pairs})
    assert answer.headers["location"] == "/links?done=linked"
    page = site.client_of("UZB").get("/links").text
    assert f"{len(pairs)} links" in page
    assert "actions without a ground" not in page.casefold()
    assert 'name="pair"' not in page


def test_a_link_is_removed_by_the_secretariat_alone(site: Site) -> None:
    link = linked(site)
    step = site.clause(ENTRY, f"/links/{link}/remove")
    assert site.client_of("UZB").post(step).status_code == 403
    answer = site.client_of("SEC").post(step)
    assert answer.headers["location"] == site.clause(ENTRY, "?done=link-removed#links")
    assert "1 ground<" in site.client_of("UZB").get(site.clause(ENTRY)).text


def test_one_change_is_said_once_with_all_that_rests_on_it(site: Site) -> None:
    office = site.client_of("SEC")
    page = office.get("/links").text
    pairs = [unescape(one) for one in re.findall(r'name="pair" value="([^"]+)"', page)]
    office.post("/links/named", data={"pair": pairs})
    correct(site)
    page = office.get("/links").text
    listed = page[page.index('id="to-check"') :]
    listed = listed[: listed.index("</form>")]
    links = re.findall(r'name="link" value="([^"]+)"', listed)
    assert len(links) > 1
    assert listed.count("has changed</a>") == listed.count('class="link-why"') == 1
    assert f"{len(links)} links to be checked" in page


def test_the_links_of_a_clause_come_by_number(site: Site) -> None:
    office = site.client_of("SEC")
    page = office.get("/links").text
    pairs = [unescape(one) for one in re.findall(r'name="pair" value="([^"]+)"', page)]
    office.post("/links/named", data={"pair": pairs})
    page = office.get(site.clause(GROUND)).text
    labels = re.findall(r'class="link-label"><a [^>]*>([\d.]+)</a>', page)
    assert len(labels) > 2
    assert labels == sorted(labels, key=lambda label: [int(part) for part in label.split(".")])
