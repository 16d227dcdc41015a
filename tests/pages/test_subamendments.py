"""An amendment to another delegation's amendment, through the pages."""

import re
from html import unescape

from tests.pages.conftest import Site

CLAUSE = "op-transition"


def form_of(page: str) -> dict[str, str]:
    """Return the hidden inputs and the wording of the form of a page."""
    fields = {
        name: unescape(text) for name, text in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    }
    [wording] = re.findall(r'name="field.text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    return {**fields, "field.text": unescape(wording), "rationale": "", "do": "table"}


def test_it_starts_from_the_words_of_the_other_amendment_and_is_shown_against_them(site: Site) -> None:
    kgz, path = site.client_of("KGZ"), site.clause(CLAUSE)
    amended = site.negotiation.amendments["UZB op-transition"]
    link = f"{path}/propose?amends={amended}"
    assert f'href="{link}"' in kgz.get(path).text
    asked = kgz.get(link)
    assert "Amendment to the amendment of UZB" in asked.text
    sent = form_of(asked.text)
    assert "by 2032" in sent["field.text"]
    sent["field.text"] = sent["field.text"].replace("by 2032", "by 2031")
    action = f"{path}/propose?kind=replace&amends={amended}"
    assert action in unescape(asked.text)
    marked = kgz.post(action, data={**sent, "do": "mark"}).text
    assert re.search(r"<del[^>]*>.*?2032", marked, re.DOTALL) and "2031" in marked
    answer = kgz.post(action, data=sent)
    assert answer.headers["location"] == f"{path}?done=tabled"
    page = kgz.get(path).text
    assert f'Amends <a href="#a-{amended}">the amendment of Uzbekistan</a>; marked is what it changes' in page
    edit = kgz.get(re.findall(r'href="(/amendments/[a-z2-7]{16}/edit)"', page)[-1])
    assert form_of(edit.text)["amends"] == sent["amends"]


def test_what_cannot_be_amended_so_says_why_on_the_page_of_the_clause(site: Site) -> None:
    uzb, path = site.client_of("UZB"), site.clause(CLAUSE)
    own = site.negotiation.amendments["UZB op-transition"]
    assert f"amends={own}" not in uzb.get(path).text
    refused = uzb.get(f"{path}/propose?amends={own}")
    assert (refused.status_code, "edit it, or leave it" in refused.text) == (422, True)
    assert uzb.get(f"{path}/propose?amends=aaaaaaaaaaaaaaaa").status_code == 404
    elsewhere = uzb.get(f"{site.clause('op-aral')}/propose?amends={own}")
    assert (elsewhere.status_code, "another clause" in elsewhere.text) == (422, True)
