"""Positions through the pages: taken, recorded, confirmed and taken back on a clause, and read as a matrix."""

import re

import pytest
from starlette.testclient import TestClient

from tests.pages.conftest import Site

CLAUSE = "op-transition"
FORM = {"stance": "can accept", "circle": "everyone", "note": "With a year."}
MATRIX = "/documents/joint-declaration/tracking"
CONFIRM = "/documents/joint-declaration/positions/confirm"


def read_texts(client: TestClient, site: Site) -> dict[str, str]:
    """Return what the form says that its reader has read."""
    page = client.get(site.clause(CLAUSE)).text
    form = page[page.index('class="say"') :]
    return dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[: form.index("</form>")])
    )


def taken(client: TestClient, site: Site, **inputs: str) -> str:
    """Take a position and return its id."""
    answer = client.post(
        site.clause(CLAUSE, "/positions"), data={**read_texts(client, site), **FORM, **inputs}
    )
    assert answer.status_code == 303, answer.text
    done = "recorded" if "delegation" in inputs else "position"
    assert answer.headers["location"] == site.clause(CLAUSE, f"?done={done}#positions")
    found = re.findall(r'/positions/([a-z2-7]{16})/take-back"', client.get(site.clause(CLAUSE)).text)
    return found[-1]


def test_a_position_is_taken_read_and_taken_back(site: Site) -> None:
    kgz, uzb = site.client_of("KGZ"), site.client_of("UZB")
    position = taken(kgz, site)
    page = uzb.get(site.clause(CLAUSE)).text
    assert "1 position" in page
    assert "With a year." in page
    assert f"{position}/take-back" not in page
    answer = kgz.post(f"/positions/{position}/take-back")
    assert answer.headers["location"] == site.clause(CLAUSE, "?done=position-back#positions")
    assert "With a year." not in uzb.get(site.clause(CLAUSE)).text


@pytest.mark.parametrize(("circle", "who_else"), [("delegation", ()), ("chair", ("CHAIR", "SEC"))])
def test_a_position_stays_in_its_circle(site: Site, circle: str, who_else: tuple[str, ...]) -> None:
    taken(site.client_of("KGZ"), site, circle=circle)
    for who in ("KGZ", "UZB", "CHAIR", "SEC"):
        client = site.client_of(who)
        knows = who in ("KGZ", *who_else)
        assert ("With a year." in client.get(site.clause(CLAUSE)).text) == knows
        assert ("can accept, read by" in client.get(f"{MATRIX}?circle=delegation").text) == knows
        assert "can accept, read by" not in client.get(MATRIX).text


def test_a_position_on_an_amendment_stands_under_it(site: Site) -> None:
    kgz = site.client_of("KGZ")
    page = kgz.get(site.clause(CLAUSE)).text
    [amendment, *_] = re.findall(r'name="text\.([a-z2-7]{16})"', page)
    taken(kgz, site, about=f"amendment {amendment}")
    assert "On the amendment of" in kgz.get(site.clause(CLAUSE)).text
    assert f'#a-{amendment}">amendment of</a>' in kgz.get(f"{MATRIX}?amendments=true").text


def test_the_secretariat_records_and_the_delegation_confirms(site: Site) -> None:
    sec, kgz = site.client_of("SEC"), site.client_of("KGZ")
    position = taken(sec, site, delegation="KGZ")
    page = kgz.get(site.clause(CLAUSE)).text
    assert "said in the room, not yet confirmed" in page
    assert "Your positions that are to be confirmed" in kgz.get(MATRIX).text
    found = re.search(rf'/positions/{position}/confirm".*?name="read" value="([^"]+)"', page, re.S)
    assert found is not None
    answer = kgz.post(f"/positions/{position}/confirm", data={"read": found.group(1)})
    assert answer.headers["location"] == site.clause(CLAUSE, "?done=positions-confirmed#positions")
    assert "not yet confirmed</span>" not in kgz.get(site.clause(CLAUSE)).text
    assert "to be confirmed" not in kgz.get(MATRIX).text.split("<table")[0]


def test_a_head_confirms_several_on_the_matrix(site: Site) -> None:
    uzb, sec = site.client_of("UZB"), site.client_of("SEC")
    taken(sec, site, delegation="UZB")
    page = uzb.get(MATRIX).text
    assert "Confirm the chosen ones" in page
    form = page[page.index('class="waiting"') :]
    positions = re.findall(r'name="position" value="([^"]+)"', form)
    texts = dict(re.findall(r'name="(read\.[^"]+)" value="([^"]*)"', form))
    answer = uzb.post(CONFIRM, data={"position": positions, **texts})
    assert answer.headers["location"] == f"{MATRIX}?done=positions-confirmed"
    assert "Your positions that are to be confirmed" not in uzb.get(MATRIX).text


def test_nothing_chosen_is_said(site: Site) -> None:
    answer = site.client_of("UZB").post(CONFIRM, data={})
    assert answer.status_code == 422
    assert "Choose the positions that you confirm." in answer.text


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({"stance": ""}, "Choose a position."),
        ({"circle": ""}, "Say who is to read the position."),
        ({"red_line": "yes"}, "A red line is kept within the delegation"),
        ({"base_revision": ""}, "Say which text you read"),
    ],
)
def test_what_was_typed_is_kept_when_it_is_refused(site: Site, inputs: dict[str, str], sentence: str) -> None:
    kgz = site.client_of("KGZ")
    sent = {**read_texts(kgz, site), **FORM, **inputs}
    answer = kgz.post(site.clause(CLAUSE, "/positions"), data=sent)
    assert answer.status_code in (422, 428)
    assert sentence in answer.text
    assert "With a year." in answer.text
    if inputs.get("stance", "x"):
        assert re.search(r'value="can accept" required checked', answer.text)


def test_a_note_has_a_length_in_forms_too(site: Site) -> None:
    kgz = site.client_of("KGZ")
    sent = {**read_texts(kgz, site), **FORM, "note": "x" * 20_001}
    answer = kgz.post(site.clause(CLAUSE, "/positions"), data=sent)
    assert answer.status_code == 413
    assert "a note holds at most 20000" in answer.text


def test_the_matrix_shows_everyone_the_same_signs_with_words(site: Site) -> None:
    taken(site.client_of("KGZ"), site)
    for who in ("UZB", "UNEP", "CHAIR"):
        page = site.client_of(who).get(f"{MATRIX}?amendments=true").text
        assert '<span class="said">can accept, with a note</span>' in page
        assert "stands behind it" in page


def test_who_observes_has_no_form(site: Site) -> None:
    page = site.client_of("UNEP").get(site.clause(CLAUSE)).text
    assert "Take a position" not in page
    answer = site.client_of("UNEP").post(site.clause(CLAUSE, "/positions"), data=FORM)
    assert answer.status_code == 403
