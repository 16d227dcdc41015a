"""Silence procedures through the pages: opened, told in every capital's time, objected to, extended, called off."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.identity import get_now
from tests.pages.conftest import Site

HOME = "/documents/joint-declaration/silence"
DOCUMENT = "/documents/joint-declaration?clause="
CLAUSES = ("op-health", "op-programme")


def form_of(client: TestClient, site: Site, *keys: str, **members: Any) -> dict[str, Any]:
    """Return the form that opens a silence procedure as a browser sends it, with some clauses chosen."""
    page = client.get(HOME).text
    read = dict(re.findall(r'name="(read\.[a-z2-7]{16})" value="([a-z2-7]{16})"', page))
    [earliest] = re.findall(r'name="deadline"[^>]* value="([^"]+)"', page)
    chosen = [site.clause(key).removeprefix("/clauses/") for key in keys]
    return {
        **read,
        "scope": "clauses",
        "clause": chosen,
        "level": "agreed ad ref",
        "deadline": earliest,
        "note": "As it stands.",
        **members,
    }


def opened(client: TestClient, site: Site, *keys: str) -> str:
    """Put clauses under silence and return the address of the procedure."""
    answer = client.post(HOME, data=form_of(client, site, *(keys or CLAUSES)))
    assert answer.status_code == 303, answer.text
    address: str = answer.headers["location"].partition("?")[0]
    return address


def test_the_chair_opens_it_and_everyone_reads_what_is_frozen_until_when(site: Site) -> None:
    chair, kgz = site.client_of("CHAIR"), site.client_of("KGZ")
    one = opened(chair, site)
    page = kgz.get(one).text
    assert "Unless a head of delegation objects before" in page
    for words in ("(UTC+06:00)", "(UTC+05:00)", "Asia/Bishkek", "Asia/Almaty, Asia/Dushanbe"):
        assert words in page
    # What stands under a clause is frozen with it.
    assert page.count('class="frozen-clause"') == 5
    assert "Russian" in page
    assert one in kgz.get(HOME).text
    for where in (site.clause("op-health"), site.clause("op-programme-a"), "/documents/joint-declaration"):
        assert "Frozen until" in kgz.get(where).text, where
    assert "Frozen until" not in kgz.get(site.clause("op-hydrodata")).text
    for where in (site.clause("op-health"), DOCUMENT + site.clause("op-health").rpartition("/")[2]):
        assert "/decide" not in chair.get(where).text, where
        assert "Draft an amendment" in kgz.get(where).text, where
    refused = chair.get(site.clause("op-health", "/decide"))
    assert (refused.status_code, "frozen so long" in refused.text) == (409, True)
    assert "Take this level" not in refused.text


def test_under_silence_a_delegation_keeps_drafts_and_nobody_is_offered_to_table(site: Site) -> None:
    kaz, sec = site.client_of("KAZ"), site.client_of("SEC")
    opened(site.client_of("CHAIR"), site, "op-hydrodata")
    form = kaz.get(site.clause("op-hydrodata", "/propose")).text
    assert "Until then you can keep what you write as a draft." in form
    assert 'value="draft"' in form and 'value="table"' not in form
    assert 'value="table"' in kaz.get(site.clause("op-science", "/propose")).text
    page = kaz.get(site.clause("op-hydrodata")).text
    assert not re.search(r'action="/amendments/[a-z2-7]{16}/(join|leave|table)"', page)
    assert "Record an amendment" not in sec.get(site.clause("op-hydrodata")).text
    assert sec.get(site.clause("op-hydrodata", "/propose")).status_code == 409


def test_the_head_objects_and_the_text_is_free(site: Site) -> None:
    one = opened(site.client_of("CHAIR"), site)
    uzb = site.client_of("UZB")
    clause = site.clause("op-health").removeprefix("/clauses/")
    refused = uzb.post(f"{one}/objections", data={"clause": clause, "reason": "Our ministry objects."})
    assert refused.status_code == 422
    assert "Say that you are sure" in refused.text
    assert "Our ministry objects." in refused.text  # nothing that was typed is lost
    answer = uzb.post(f"{one}/objections", data={"clause": clause, "reason": "Our ministry.", "sure": "yes"})
    assert answer.headers["location"] == f"{one}?done=objected"
    page = uzb.get(one).text
    assert "broken: the text is free" in page
    assert "it broke the silence" in page
    assert "Object</summary>" not in page
    assert "Frozen until" not in uzb.get(site.clause("op-health")).text


def test_what_the_secretariat_records_waits_and_is_taken_back(site: Site) -> None:
    one = opened(site.client_of("CHAIR"), site)
    sec, kaz = site.client_of("SEC"), site.client_of("KAZ")
    clause = site.clause("op-health").removeprefix("/clauses/")
    sent = {"clause": clause, "reason": "Said by telephone.", "sure": "yes", "delegation": "KAZ"}
    assert sec.post(f"{one}/objections", data=sent).status_code == 303
    page = kaz.get(one).text
    assert "not confirmed by the head yet, recorded by Secretariat" in page
    assert "Confirm it" not in page  # a negotiator does not
    [objection] = set(re.findall(r"/objections/([a-z2-7]{16})/take-back", sec.get(one).text))
    assert kaz.post(f"{one}/objections/{objection}/confirm").status_code == 403
    assert sec.post(f"{one}/objections/{objection}/take-back").status_code == 303
    assert "taken back" in kaz.get(one).text


def test_the_chair_extends_it_and_calls_it_off(site: Site) -> None:
    chair = site.client_of("CHAIR")
    one = opened(chair, site)
    [offered] = re.findall(r'name="deadline"[^>]* value="([^"]+)"', chair.get(one).text)
    deadline = datetime.fromisoformat(offered) - timedelta(days=1)
    same = chair.post(f"{one}/extension", data={"deadline": f"{deadline:%Y-%m-%d %H:%M}"})
    assert (same.status_code, "never shorter" in same.text) == (422, True)
    assert chair.post(f"{one}/extension", data={"deadline": "tomorrow"}).status_code == 422
    later = deadline + timedelta(hours=5)
    assert chair.post(f"{one}/extension", data={"deadline": f"{later:%Y-%m-%d %H:%M}"}).status_code == 303
    assert "Extended from" in chair.get(one).text
    assert chair.post(f"{one}/end", data={"why": ""}).status_code == 422
    assert chair.post(f"{one}/end", data={"why": "A slip was found."}).status_code == 303
    page = site.client_of("KGZ").get(one).text
    assert "called off: the text is free" in page
    assert "A slip was found." in page


def test_after_the_deadline_the_page_tells_that_the_text_stands(site: Site) -> None:
    chair, kgz = site.client_of("CHAIR"), site.client_of("KGZ")
    one = opened(chair, site)
    chair.app.dependency_overrides[get_now] = lambda: get_now() + timedelta(hours=73)
    try:
        assert "unbroken: the text stands agreed" in kgz.get(one).text
        assert "agreed ad ref" in kgz.get(site.clause("op-health")).text
    finally:
        chair.app.dependency_overrides.clear()


def test_whoever_is_not_the_chair_has_no_form_and_is_refused(site: Site) -> None:
    kaz, chair = site.client_of("KAZ"), site.client_of("CHAIR")
    assert "Open a silence procedure" not in kaz.get(HOME).text
    assert kaz.post(HOME, data=form_of(chair, site, *CLAUSES)).status_code == 403


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"clause": []}, "Name the clauses"),
        ({"deadline": "2026-01-01T00:00"}, "at least 72 hours"),
        ({"deadline": "soon"}, "Write day and time in UTC"),
        ({"level": "open"}, "Silence does not give the level"),
    ],
)
def test_a_form_that_cannot_be_is_answered_with_what_was_typed(
    site: Site, members: dict[str, Any], sentence: str
) -> None:
    chair = site.client_of("CHAIR")
    answer = chair.post(HOME, data=form_of(chair, site, *CLAUSES, **members))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "As it stands.</textarea>" in answer.text


def test_the_secretariat_sets_the_rules(site: Site) -> None:
    sec = site.client_of("SEC")
    wrong = {"minimum_hours": "many", "language": ["en"], "reason": "So decided."}
    assert sec.post(f"{HOME}/rules", data=wrong).status_code == 422
    assert sec.post(f"{HOME}/rules", data={**wrong, "minimum_hours": "48"}).status_code == 303
    page = site.client_of("KAZ").get(HOME).text
    assert "at least 48 hours" in page
    assert "So decided." in page
