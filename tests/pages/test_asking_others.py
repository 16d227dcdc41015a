"""Asking others to join, on the form and on the clause's page."""

import re

from tests.pages.conftest import Site
from tests.pages.form_inputs import form_on
from tests.pages.negotiation import DECLARATION

ASKED = "Asked to join: Uzbekistan. Nobody else knows."
ASKS = "Kyrgyzstan asks your delegation to join; nobody else knows."


def test_whom_one_asks_stands_on_the_form_and_waits_for_them(site: Site) -> None:
    client = site.client_of("KGZ")
    path = site.clause("op-transition", "/propose")
    form = {**form_on(client, path), "asks": "1", "ask": ["UZB", "TKM"]}
    form["field.text"] = str(form["field.text"]).replace("at least 35", "at least 40")
    refused = client.post(path, data={**form, "field.text": "", "do": "table"})
    assert (refused.status_code, _checked(refused.text)) == (422, ["TKM", "UZB"])  # nothing typed is lost
    shown = client.get(client.post(path, data={**form, "do": "table"}).headers["location"]).text
    assert "Asked to join: Turkmenistan and Uzbekistan. Nobody else knows." in shown
    edit = re.search(r"/amendments/(\w+)/edit", shown)
    assert edit is not None
    assert _checked(client.get(edit[0]).text) == ["TKM", "UZB"]
    answer = client.post(edit[0], data={**form_on(client, edit[0]), "ask": ["UZB"], "do": "keep"})
    assert answer.headers["location"].endswith("?done=edited")  # its words are what they were
    assert ASKED in client.get(site.clause("op-transition")).text

    asked = site.client_of("UZB")
    assert "You are asked to join an amendment" in asked.get("/").text
    page = asked.get(site.clause("op-transition")).text
    assert ASKS in page
    for other in ("UNEP", "CHAIR", "SEC"):
        page = site.client_of(other).get(site.clause("op-transition")).text
        assert "asks your delegation" not in page
        assert "Asked to join" not in page
        assert "You are asked to join" not in site.client_of(other).get("/").text
    declined = asked.post(f"/amendments/{edit[1]}/decline")
    assert declined.headers["location"].endswith("?done=declined")
    assert ASKS not in asked.get(site.clause("op-transition")).text
    assert "Declined to join: Uzbekistan." in client.get(site.clause("op-transition")).text


def test_a_draft_and_a_new_clause_ask_too(site: Site) -> None:
    client = site.client_of("KGZ")
    path = f"/documents/{DECLARATION}/insert?after={site.negotiation.clauses['op-transition']}"
    form = {**form_on(client, path), "field.text": "Decide to meet every year;", "ask": ["UZB"]}
    drafted = client.post(path, data={**form, "do": "draft"}).headers["location"].split("?")[0]
    assert ASKED in client.get(drafted).text
    assert site.client_of("UZB").get(drafted).status_code == 404
    edit = re.search(r"/amendments/\w+/edit", client.get(drafted).text)
    assert edit is not None
    client.post(edit[0], data={**form_on(client, edit[0]), "ask": ["UZB"], "do": "table"})
    assert ASKS in site.client_of("UZB").get(drafted).text
    again = {**form, "field.text": "Decide to meet twice a year;", "key": "another", "do": "table"}
    tabled = client.post(path, data=again).headers["location"]
    assert ASKS in site.client_of("UZB").get(tabled).text


def _checked(page: str) -> list[str]:
    return sorted(re.findall(r'name="ask" value="(\w+)" checked', page))
