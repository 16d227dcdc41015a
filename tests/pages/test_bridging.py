"""Bridging texts through the pages: proposed, shown, released, adopted; facilitators; by whom they are found."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.pages.conftest import Site

CLAUSE = "op-transition"


def proposed(client: TestClient, site: Site, word: str = "accelerate", other: str = "speed up") -> str:
    """Propose a bridging text through the form of the clause's page, and return its address."""
    page = client.get(site.clause(CLAUSE)).text
    form = page[page.index('id="bridging-texts"') :]
    text = re.search(r'name="field.text"[^>]*>\n(.*?)</textarea>', form, re.S)
    base = re.search(r'name="base_revision" value="([^"]+)"', form)
    assert text is not None and base is not None
    assert word in text.group(1)
    sent = {
        "field.text": text.group(1).replace(word, other),
        "base_revision": base.group(1),
        "note": "Half way.",
    }
    answer = client.post(site.clause(CLAUSE, "/bridging-texts"), data=sent)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == site.clause(CLAUSE, "?done=bridged#bridging-texts")
    return re.findall(r'href="(/bridging-texts/[a-z2-7]{16})"', client.get(site.clause(CLAUSE)).text)[-1]


def test_the_chair_proposes_shows_and_releases(site: Site) -> None:
    chair, kgz, uzb = (site.client_of(who) for who in ("CHAIR", "KGZ", "UZB"))
    one = proposed(chair, site)
    assert "speed up" in chair.get(one).text
    assert "not released" in chair.get(one).text
    assert [client.get(one).status_code for client in (kgz, uzb)] == [404, 404]
    assert chair.post(f"{one}/release", data={}).status_code == 422
    assert [client.get(one).status_code for client in (kgz, uzb)] == [404, 404]
    answer = chair.post(f"{one}/release", data={"to": ["KGZ"]})
    assert answer.headers["location"] == f"{one}?done=bridge-shown"
    assert [client.get(one).status_code for client in (kgz, uzb)] == [200, 404]
    found = [client.get("/documents/joint-declaration?kind=bridge").text for client in (chair, kgz, uzb)]
    assert ["No clause fits" in page for page in found] == [False, False, True]
    assert one not in uzb.get(site.clause(CLAUSE)).text
    assert chair.post(f"{one}/release", data={"everyone": "yes"}).status_code == 303
    page = uzb.get(one).text
    assert "released to everyone" in page
    assert "Show it to" not in page
    assert "What it would take" in page


def test_a_position_on_it_is_taken_on_the_page_of_the_clause(site: Site) -> None:
    chair, kgz = site.client_of("CHAIR"), site.client_of("KGZ")
    one = proposed(chair, site)
    chair.post(f"{one}/release", data={"everyone": "yes"})
    page = kgz.get(site.clause(CLAUSE)).text
    bridge = one.rpartition("/")[2]
    assert f'<option value="bridging {bridge}" >the bridging text of CHAIR</option>' in page
    base = re.findall(r'name="base_revision" value="([^"]+)"', page)[0]
    sent = {
        "about": f"bridging {bridge}",
        "stance": "can accept",
        "circle": "everyone",
        "base_revision": base,
    }
    assert kgz.post(site.clause(CLAUSE, "/positions"), data={**sent, "note": "Gladly."}).status_code == 303
    assert "Gladly." in chair.get(one).text
    assert "bridging text of</a>" in kgz.get("/documents/joint-declaration/tracking?amendments=true").text


def test_the_chair_decides_the_clause_as_it_reads(site: Site) -> None:
    chair, uzb = site.client_of("CHAIR"), site.client_of("UZB")
    one = proposed(chair, site)
    fingerprint = re.search(r'name="fingerprint" value="([^"]+)"', chair.get(one).text)
    assert fingerprint is not None
    assert uzb.post(f"{one}/adopt", data={"fingerprint": fingerprint.group(1)}).status_code == 404
    stale = chair.post(f"{one}/adopt", data={"fingerprint": "0" * 64})
    assert stale.status_code == 409
    assert "decide again" in stale.text
    answer = chair.post(f"{one}/adopt", data={"fingerprint": fingerprint.group(1)})
    assert answer.headers["location"] == f"{one}?done=decided"
    assert "adopted by a decision" in uzb.get(one).text
    assert "speed up" in uzb.get(site.clause(CLAUSE)).text


def test_a_withdrawn_one_has_no_forms_any_more(site: Site) -> None:
    chair = site.client_of("CHAIR")
    one = proposed(chair, site)
    assert chair.post(f"{one}/withdraw").headers["location"] == f"{one}?done=bridge-withdrawn"
    page = chair.get(one).text
    assert "withdrawn" in page
    assert f'action="{one}' not in page


def test_the_chair_names_a_facilitator_who_then_has_the_form(site: Site) -> None:
    chair, kgz = site.client_of("CHAIR"), site.client_of("KGZ")
    assert "Propose a bridging text" not in kgz.get(site.clause(CLAUSE)).text
    path = site.clause(CLAUSE, "/facilitators")
    assert chair.post(path, data={"delegation": "KGZ"}).status_code == 303
    assert "facilitates on this clause" in site.client_of("UNEP").get(site.clause(CLAUSE)).text
    one = proposed(kgz, site)
    assert kgz.get(one).status_code == 200
    assert site.client_of("UZB").get(one).status_code == 404
    assert chair.post(path, data={"ends": "KGZ"}).status_code == 303
    assert "facilitates on this clause" not in chair.get(site.clause(CLAUSE)).text
    assert kgz.post(path, data={"delegation": "KGZ"}).status_code == 403


@pytest.mark.parametrize("who", ["KAZ", "SEC"])
def test_nobody_else_bridges_and_what_was_typed_is_kept(site: Site, who: str) -> None:
    client = site.client_of(who)
    assert "Propose a bridging text" not in client.get(site.clause(CLAUSE)).text
    assert (
        client.post(site.clause(CLAUSE, "/bridging-texts"), data={"field.text": "We act;"}).status_code == 403
    )


def test_an_unread_text_is_named_and_kept(site: Site) -> None:
    answer = site.client_of("CHAIR").post(
        site.clause(CLAUSE, "/bridging-texts"), data={"field.text": "We shall act;"}
    )
    assert answer.status_code == 428
    assert "We shall act;" in answer.text


def test_a_bridging_text_on_an_entry_takes_all_the_fields_that_it_changes(site: Site) -> None:
    chair, entry = site.client_of("CHAIR"), site.clause("e-grid-integration")
    page = chair.get(entry).text
    form = page[page.index('id="bridging-texts"') :]
    sent = {
        name: unescape(value)
        for name, value in re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', form)
    }
    sent |= {
        name: unescape(value)
        for name, value in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.S)
    }
    assert {"field.title", "field.objective", "field.indicators.a.target"} <= sent.keys()
    sent |= {"field.title": "Единая энергосистема", "field.end": "2029"}
    answer = chair.post(f"{entry}/bridging-texts", data=sent)
    assert answer.status_code == 303, answer.text
    one = re.findall(r'href="(/bridging-texts/[a-z2-7]{16})"', chair.get(entry).text)[-1]
    shown = chair.get(one).text.partition('id="h-wants"')[0].partition('id="h-text"')[2]
    assert shown.count('class="field-name"') == 2
    assert "Единая" in shown and "2029" in shown
