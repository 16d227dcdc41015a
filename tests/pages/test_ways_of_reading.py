"""What a reader looks for, filters and compares, and who brought the words: all of it by address."""

import html
import re

import pytest
from starlette.testclient import TestClient

from documents.tokens import count_words
from tests.pages.conftest import Site
from tests.pages.negotiation import DECLARATION, PROGRAMME

DOCUMENT = f"/documents/{DECLARATION}"
SECRET = "KAZAKH SECRET"


def _text(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def _ids(page: str) -> list[str]:
    return re.findall(r'data-of="(\w+)"', page)


def _link(page: str, words: str) -> str:
    href, *_ = re.findall(rf'href="([^"]+)"[^>]*>{words}<', page)
    return html.unescape(href)


def _said(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page))


@pytest.mark.parametrize("view", ["rolling", "clean", "tracked", "columns", "alternatives"])
def test_words_are_found_in_the_present_text_whatever_the_view(site: Site, view: str) -> None:
    page = site.client_of("UZB").get(f"{DOCUMENT}?view={view}&find=FREE  of charge").text
    assert "<q>FREE of charge</q>: 1 place in 1 clause." in page
    [anchor] = re.findall(r'<mark id="(hit-[\w-]+)', page)
    marked = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", page))
    assert "free of charge" in _said(re.sub(r'<span class="said">.*?</span>', "", marked))
    assert _link(page, "Next place").endswith(f"&hit=1#{anchor}")
    other = site.client_of("UZB").get(f"{DOCUMENT}?view={view}&find=on the basis of mutual benefit").text
    assert "Nothing reads <q>on the basis of mutual benefit</q>." in other, "it is only proposed"


def test_side_by_side_each_delegation_has_a_column_in_the_text(site: Site) -> None:
    def columns(query: str) -> set[str]:
        page = _text(site.client_of("UZB").get(f"{DOCUMENT}?view=columns{query}").text)
        tables = re.findall(r'<table class="wants">.*?</table>', page, re.S)
        assert len(tables) > 1
        return {code for one in tables for code in re.findall(r'<th scope="col".*?>([A-Z]{3})<', one)}

    assert columns("") >= {"KAZ", "KGZ", "UZB"}
    assert columns("&by=KGZ") == {"KGZ"}


def test_alternatives_are_whole_texts_and_who_wants_the_same_stands_together(site: Site) -> None:
    negotiation = site.negotiation
    with negotiation.store.writing() as session:
        for who in ("KGZ", "KAZ"):
            negotiation.propose(session, who, "op-transition", ("energy intensity", "carbon intensity"))
    page = _text(site.client_of("UZB").get(f"{DOCUMENT}?view=alternatives").text)
    options = re.findall(r'<div class="option">(.*?)</div>', page, re.S)
    said = [
        _said(re.sub(r'<del.*?</del>|<span class="said">.*?</span>', "", one, flags=re.S)) for one in options
    ]
    [both] = [one for one in said if "KGZ, KAZ" in one and "carbon intensity" in one]
    assert "energy intensity" not in both
    assert len(set(said)) == len(said), "no alternative stands twice"


def test_the_way_leads_from_place_to_place_and_round_the_end(site: Site) -> None:
    client = site.client_of("UZB")
    page = client.get(f"{DOCUMENT}?find=water&by=KAZ").text
    anchors = re.findall(r'<mark id="([\w-]+)"', page)
    assert len(anchors) > 10
    assert [_link(page, words).partition("#")[2] for words in ("Previous place", "Next place")] == [
        anchors[-1],
        anchors[0],
    ]
    last = client.get(_link(page, "Previous place").partition("#")[0]).text
    assert f"{len(anchors)} of {len(anchors)}" in last
    assert _link(last, "Next place").endswith(f"&hit=1#{anchors[0]}")
    assert "by=KAZ" in _link(last, "Next place")


def test_another_language_is_searched_where_it_is_read_and_typed_markup_is_text(site: Site) -> None:
    client = site.client_of("UZB")
    page = client.get(f"{DOCUMENT}?language=ru&find=ВОДНЫХ").text
    assert re.search(r"<mark id=[^>]+>водных</mark>", page)
    assert "<q>&lt;b&gt;</q>" in client.get(f"{DOCUMENT}?find=<b>").text
    assert client.get(f"{DOCUMENT}?find={'x' * 201}").status_code == 422


def test_an_entry_opens_its_fields_where_something_is_found_in_them(site: Site) -> None:
    page = site.client_of("UNEP").get(f"/documents/{PROGRAMME}?find=USD").text
    assert _text(page).count('<dl class="fields">') > 1
    assert len(re.findall(r"<mark id=", _text(page))) > 3


def test_all_revisions_are_searched_but_nobodys_draft(site: Site) -> None:
    client = site.client_of("UZB")
    today = client.get(f"{DOCUMENT}?find=30 per cent by 2030").text
    assert "Nothing reads" in today
    found = client.get(_link(today, "Search all revisions")).text
    assert "revision 1" in found
    compared = client.get(re.findall(r'href="(/clauses/\w+/compare[^"]*)"', found)[0]).text
    assert "From revision 1 to revision 2" in compared
    for who, seen in (("UZB", False), ("CHAIR", False), ("KAZ", False)):
        page = site.client_of(who).get(f"{DOCUMENT}/find", params={"find": SECRET}).text
        assert ("stands in" in page) is seen, who  # a draft has no revision of the text


def test_who_brought_each_word_is_told_and_counted(site: Site) -> None:
    client = site.client_of("UZB")
    page = client.get(f"{DOCUMENT}?who=1").text
    text = _text(page)
    assert "<ins" not in text
    assert "bracket" not in text
    assert re.search(r'class="by-line hue-0 line-0">35</span>', text)
    counted = {
        code: int(words.replace("\u00a0", ""))
        for code, words in re.findall(r">(KAZ|Secretariat)</?[^\n]*?<dd>(\d+) words?", page)
    }
    assert counted["KAZ"] == 1
    clause = client.get(site.clause("op-transition", "?who=1")).text
    present = clause[clause.index('class="present"') : clause.index('id="amendments"')]
    words = _said(
        re.sub(
            r'<sup.*?</sup>|<span class="said">.*?</span>',
            "",
            present[present.index('<p class="words"') :].partition("</p>")[0],
        )
    )
    [host] = re.findall(r"Secretariat</dt><dd>(\d+) words", present)
    assert int(host) + 1 == count_words(words)
    assert _link(page, "Clean").count("who=") == 0


def test_filters_leave_the_clauses_asked_for_under_their_headings(site: Site) -> None:
    client = site.client_of("UZB")
    clauses = site.negotiation.clauses
    whole = _ids(client.get(DOCUMENT).text)

    def left(query: str) -> list[str]:
        return _ids(client.get(f"{DOCUMENT}?{query}").text)

    colliding = left("state=collision")
    assert clauses["op-hydrodata"] in colliding
    assert clauses["pp-resolution"] not in colliding
    assert [one for one in whole if one in colliding] == colliding
    deleted = left("kind=delete&view=clean")
    assert 1 < len(deleted) < 5
    assert clauses["pp-resolution"] not in left("open=1")
    page = client.get(f"{DOCUMENT}?kind=insert&open=1&by=TKM").text
    assert '<span class="standing">proposed by' in page
    for kept in ("kind=insert", "open=1", "by=TKM"):
        assert kept in _link(page, "Tracked"), kept
    theme = re.findall(r'<option value="(\w{16})"', client.get(DOCUMENT).text)[1]
    assert left(f"theme={theme}")[1:2] == [theme] or theme in left(f"theme={theme}")
    nothing = client.get(f"{DOCUMENT}?theme=none").text
    assert "No clause fits what you have asked for." in nothing
    assert client.get(f"{DOCUMENT}?state=nonsense").status_code == 422


def test_typography_is_hidden_in_text_panel_and_comparison(site: Site) -> None:
    it = site.negotiation
    with it.store.writing() as session:
        it.propose(session, "TKM", "op-early-warning", ("2027", "2027\u00a0"))
    client = site.client_of("UZB")
    here = f"{DOCUMENT}?clause={it.clauses['op-early-warning']}"
    assert "TKM" in _panel(client, here)
    assert "TKM" not in _panel(client, f"{here}&typography=hide")


def _panel(client: TestClient, path: str) -> str:
    page = client.get(path).text
    return page[page.index("<aside") : page.index("</aside>")]


def test_any_two_editions_and_revisions_have_an_address(site: Site) -> None:
    it = site.negotiation
    with it.store.writing() as session:
        it.decide(session, "op-hydrodata", 1, 0, 0, 0)
    client = site.client_of("UZB")
    page = client.get(f"{DOCUMENT}/compare").text
    assert "What changed from RES2026/DEC/L.1 to the text of today" in page
    [edition] = it.editions
    assert "they read alike" in client.get(f"{DOCUMENT}/compare?from={edition}&to={edition}").text
    revisions = client.get(site.clause("op-hydrodata", "/compare"))
    assert "From revision 1 to revision 2" in revisions.text
    assert "consider creating" in _said(re.sub(r'<span class="said">.*?</span>', "", revisions.text))
    alone = client.get(site.clause("pp-resolution", "/compare")).text
    assert "there is nothing to compare" in alone
    for wrong in (f"{DOCUMENT}/compare?from=x", site.clause("op-hydrodata", "/compare?from=x")):
        assert client.get(wrong).status_code == 404
    assert client.get(f"/documents/{PROGRAMME}/compare?from={edition}").status_code == 404
