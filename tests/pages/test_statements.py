"""Statements and participation through the pages: drafted, edited, made, recorded, confirmed, withdrawn; corrected."""

import re
from html import unescape

from starlette.testclient import TestClient

from tests.app.people import token_of
from tests.pages.conftest import Site

PAGE = "/documents/joint-declaration/statements"
TABLE = "/documents/joint-declaration/participation"
FORM = {"kind": "reservation", "text.en": "We reserve our position.", "text.ru": ""}
CLAUSE = "op-transition"


def head_of(site: Site, code: str) -> TestClient:
    """Return the browser of the head of a delegation."""
    client = TestClient(site.app, follow_redirects=False)
    token = token_of(site.app.state.store, code, "head")
    assert client.post("/enter/token", data={"token": token}).status_code == 303
    return client


def inputs(page: str, name: str) -> list[str]:
    return [unescape(one) for one in re.findall(rf'name="{name}" value="([^"]*)"', page)]


def test_a_statement_is_drafted_edited_made_and_withdrawn(site: Site) -> None:
    kgz, uzb, head = site.client_of("KGZ"), site.client_of("UZB"), head_of(site, "KGZ")
    clause = site.clause(CLAUSE).rsplit("/", 1)[1]
    answer = kgz.post(PAGE, data={**FORM, "clause": clause})
    assert answer.headers["location"] == f"{PAGE}?done=statement-drafted"
    assert "We reserve our position." in kgz.get(PAGE).text
    assert "We reserve our position." not in uzb.get(PAGE).text
    [draft] = re.findall(r"edit=([a-z2-7]{16})", kgz.get(PAGE).text)
    page = kgz.get(f"{PAGE}?edit={draft}").text
    sent = {"statement": draft, "base": inputs(page, "base")[-1], "clause": clause}
    assert kgz.post(PAGE, data={**FORM, **sent, "text.ru": "Мы оговариваем."}).status_code == 303
    refused = kgz.post(PAGE, data={**FORM, **sent, "text.en": "Other words."})
    assert (refused.status_code, "has changed since you read it" in refused.text) == (409, True)
    assert "Other words." in refused.text
    assert "/make" not in kgz.get(PAGE).text
    [base, *_] = inputs(head.get(PAGE).text, "base")
    answer = head.post(f"/statements/{draft}/make", data={"base": base})
    assert answer.headers["location"] == f"{PAGE}?done=statement-made"
    for page in (uzb.get(PAGE).text, uzb.get(site.clause(CLAUSE)).text):
        assert "We reserve our position." in page
        assert "Мы оговариваем." in page
    assert "1 statement on it" in page
    assert head.post(f"/statements/{draft}/withdraw").status_code == 303
    assert "1 statement withdrawn" in uzb.get(PAGE).text.casefold()


def test_what_is_no_statement_says_why_and_keeps_what_was_typed(site: Site) -> None:
    kgz = site.client_of("KGZ")
    refused = kgz.post(PAGE, data={"kind": "reservation", "text.en": " ", "text.ru": ""})
    assert (refused.status_code, "needs its words" in refused.text) == (422, True)
    refused = kgz.post(PAGE, data={"kind": "protest", "text.en": "Kept."})
    assert (refused.status_code, "Kept." in refused.text) == (422, True)
    assert site.client_of("ADB").post(PAGE, data=FORM).status_code == 403
    assert "Draft a statement" not in site.client_of("ADB").get(PAGE).text


def test_what_was_said_in_the_room_is_recorded_and_confirmed(site: Site) -> None:
    office, head = site.client_of("SEC"), head_of(site, "KGZ")
    answer = office.post(PAGE, data={**FORM, "delegation": "KGZ"})
    assert answer.headers["location"] == f"{PAGE}?done=statement-recorded"
    page = head.get(PAGE).text
    assert "said in the room, not yet confirmed" in page
    [one] = re.findall(r"/statements/([a-z2-7]{16})/confirm", page)
    assert head.post(f"/statements/{one}/confirm").status_code == 303
    assert "not yet confirmed" not in office.get(PAGE).text
    assert "/withdraw" not in office.get(PAGE).text


def test_participation_is_recorded_corrected_and_struck(site: Site) -> None:
    office, kgz = site.client_of("SEC"), site.client_of("KGZ")
    done = {"act": "initialled", "day": "2025-04-25", "delegation": ["KAZ", "KGZ"], "note": "In Astana."}
    assert office.post(TABLE, data={**done, "delegation": []}).status_code == 422
    refused = office.post(TABLE, data={**done, "day": "tomorrow"})
    assert (refused.status_code, "Write the day as 2026-04-24." in refused.text) == (422, True)
    assert kgz.post(TABLE, data=done).status_code == 403
    assert office.post(TABLE, data=done).headers["location"] == f"{TABLE}?done=participation"
    page = kgz.get(TABLE).text
    assert page.count("25 Apr 2025") == 2
    assert "/correct" not in page
    first, second = re.findall(r"/participation/([a-z2-7]{16})/correct", office.get(TABLE).text)
    sent = {"day": "2025-04-26", "note": "In Astana.", "reason": "It was a day later."}
    assert office.post(f"/participation/{first}/correct", data=sent).status_code == 303
    assert office.post(f"/participation/{second}/strike", data={"reason": ""}).status_code == 422
    assert office.post(f"/participation/{second}/strike", data={"reason": "Not yet."}).status_code == 303
    page = kgz.get(TABLE).text
    assert ("26 Apr 2025" in page, "It was a day later." in page, "Not yet." in page) == (True, True, True)


def test_only_what_can_be_recorded_by_now_is_offered(site: Site) -> None:
    page = site.client_of("SEC").get(TABLE).text
    assert "until then it can only be initialled" in page
    offered = page[page.index('<select id="act"') :]
    assert re.findall(r'<option value="(\w+)"', offered[: offered.index("</select>")]) == ["initialled"]
