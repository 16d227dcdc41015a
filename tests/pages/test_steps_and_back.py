"""Steps of an amendment that is there: joining it, withdrawing it, and the way back after a wrong click."""

import re
from html import unescape

from tests.pages.conftest import Site
from tests.pages.form_inputs import form_on
from tests.pages.negotiation import DECLARATION


def test_a_new_clause_that_was_withdrawn_stands_in_the_form_again(site: Site) -> None:
    client = site.client_of("KGZ")
    path = f"/documents/{DECLARATION}/insert?after={site.negotiation.clauses['op-transition']}"
    form = {**form_on(client, path), "field.text": "Decide to meet every year;", "rationale": "So it is."}
    tabled = client.post(path, data={**form, "do": "table"}).headers["location"]
    found = re.search(r"/amendments/(\w+)/withdraw", client.get(tabled).text)
    assert found is not None
    withdrawn = client.post(found[0], data={}).headers["location"]
    page = client.get(withdrawn).text
    back = re.search(r'<a class="tall" href="([^"]+again=[^"]+)">Take back', page)
    assert back is not None
    link = unescape(back[1])
    again = form_on(client, link)
    assert (again["field.text"], again["rationale"]) == ("Decide to meet every year;", "So it is.")
    assert client.post(link, data={**again, "do": "table"}).status_code == 303
    assert site.client_of("UZB").get(link).status_code == 404  # it is another delegation's
    elsewhere = link.replace(
        site.negotiation.clauses["op-transition"], site.negotiation.clauses["pp-charter"]
    )
    assert client.get(elsewhere).status_code == 404  # a paragraph of another kind follows there


def test_only_whoever_has_just_done_it_is_offered_a_way_back(site: Site) -> None:
    client = site.client_of("KGZ")
    path = site.clause("op-transition", "/propose")
    form = form_on(client, path)
    form["field.text"] = form["field.text"].replace("at least 35", "at least 40")
    tabled = client.post(path, data={**form, "rationale": "We can.", "do": "table"}).headers["location"]
    assert 'class="take-back"' not in site.client_of("UZB").get(tabled).text
    assert 'class="take-back"' not in client.get(site.clause("op-hydrodata", "?done=tabled")).text
    [back] = re.findall(
        r'class="take-back".*?action="(/amendments/\w+/withdraw)"', client.get(tabled).text, re.S
    )
    page = client.get(client.post(back).headers["location"]).text
    [again] = re.findall(r'class="take-back".*?href="([^"]+)"', page, re.S)
    form = form_on(client, unescape(again))
    assert "at least 40" in form["field.text"]
    assert form["rationale"] == "We can."
    assert site.client_of("UZB").get(unescape(again)).status_code == 404


def test_a_wrong_click_takes_nothing_back_that_others_have_joined(site: Site) -> None:
    client, other = site.client_of("KGZ"), site.client_of("UZB")
    path = site.clause("op-transition", "/propose")
    form = form_on(client, path)
    form["field.text"] = form["field.text"].replace("at least 35", "at least 40")
    tabled = client.post(path, data={**form, "do": "table"}).headers["location"]
    [(back, alone)] = re.findall(
        r'class="take-back".*?action="(\S+/withdraw)">\s*<input type="hidden" name="(\w+)"',
        client.get(tabled).text,
        re.S,
    )
    join = back.replace("/withdraw", "/join")
    [text] = re.findall(
        rf'action="{join}">\s*<input type="hidden" name="text" value="(\w+)"', other.get(tabled).text
    )
    assert other.post(join, data={"text": text}).status_code == 303
    refused = client.post(back, data={alone: "1"})
    assert (refused.status_code, "Others have joined this amendment since" in refused.text) == (409, True)
    assert 'class="take-back"' not in client.get(tabled).text
    assert client.post(back).status_code == 303  # knowingly


def test_joining_leaving_and_withdrawing(site: Site) -> None:
    client = site.client_of("KGZ")
    page = client.get(site.clause("op-hydrodata")).text
    path = site.amendment("TKM op-hydrodata", "/join")
    [text] = re.findall(rf'action="{path}">\s*<input type="hidden" name="text" value="([a-z2-7]+)"', page)
    assert client.post(path).status_code == 428  # a form that does not say what was read
    assert client.post(path, data={"text": text}).headers["location"].endswith("?done=joined")
    leave = site.amendment("TKM op-hydrodata", "/leave")
    assert f'action="{leave}"' in client.get(site.clause("op-hydrodata")).text
    assert client.post(leave).headers["location"].endswith("?done=left")
    refused = client.post(site.amendment("TKM op-hydrodata", "/withdraw"))
    assert refused.status_code == 403
    assert "This is TKM" in unescape(refused.text)
    assert client.post(site.amendment("KGZ op-hydrodata", "/withdraw")).status_code == 303
    assert "withdrawn" in client.get(site.clause("op-hydrodata")).text
