"""Reading: the overview, a document, a clause, and what is hidden from whom."""

import html
import re

import pytest
from fastapi import FastAPI
from sqlalchemy import event

from app.pages import nearness
from tests.pages.conftest import Site
from tests.pages.negotiation import DECLARATION, PERSONAS, PROGRAMME, play

SECRET = "KAZAKH SECRET"
EVERYONE = [code for code, _ in PERSONAS]


def _paths(site: Site) -> list[str]:
    return [
        "/",
        f"/documents/{DECLARATION}",
        f"/documents/{DECLARATION}?view=clean",
        f"/documents/{DECLARATION}?view=tracked&by=KGZ",
        f"/documents/{PROGRAMME}?clause={site.negotiation.clauses['e-grid-integration']}",
        *(
            site.clause(key)
            for key in ("op-hydrodata", "op-transition", "op-glaciers", "op-aral", "pp-resolution")
        ),
        site.clause("op-hydrodata", "/propose"),
        site.clause("e-grid-integration", "/propose"),
        f"/documents/{DECLARATION}/insert?after={site.negotiation.clauses['op-hydrodata']}",
        f"/editions/{site.negotiation.editions[0]}",
        "/styleguide",
    ]


@pytest.mark.parametrize("who", EVERYONE)
def test_every_page_opens_for_every_persona(site: Site, who: str) -> None:
    client = site.client_of(who)
    for path in _paths(site):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert re.findall("script[^;]*|[^;]*unsafe[^;]*", answer.headers["content-security-policy"]) == [
            "script-src 'self'"
        ]


@pytest.mark.parametrize("who", [code for code in EVERYONE if code != "KAZ"])
def test_a_draft_is_on_no_page_of_anybody_else(site: Site, who: str) -> None:
    client = site.client_of(who)
    for path in _paths(site):
        assert SECRET not in client.get(path).text, path
    hidden = client.get(site.clause("KAZ after op-water"))
    assert hidden.status_code == 404
    assert "There is nothing here for you." in hidden.text
    absent = client.get("/clauses/aaaaaaaaaaaaaaaa")
    assert absent.text == hidden.text
    assert client.get(site.amendment("KAZ op-hydrodata", "/edit")).text == hidden.text


def test_own_drafts_are_shown_as_such(site: Site) -> None:
    client = site.client_of("KAZ")
    page = client.get(site.clause("op-hydrodata")).text
    assert SECRET in page
    assert "draft, seen by your delegation only" in page
    assert "2 drafts seen by you only" in client.get("/").text


def test_the_running_text_shows_brackets_owners_and_collisions(site: Site) -> None:
    page = site.client_of("UZB").get(f"/documents/{DECLARATION}").text
    assert "proposed by Turkmenistan" in page
    assert "proposed by Kazakhstan and Uzbekistan" in page
    assert "(in collision) " in page
    assert "OP 6 bis" in page
    assert ": delete" in page
    assert "delete the whole clause" in page
    assert "after OP 5" in page
    assert "Option 1" in page
    assert "pending" in page


def test_the_illustrative_text_says_so_on_every_page_that_shows_it(site: Site) -> None:
    client = site.client_of("UNEP")
    for path in _paths(site):
        if path == "/styleguide":
            continue  # it shows samples of its own, and says so
        assert "Not a text of the Summit." in client.get(path).text, path


def test_the_clean_view_shows_no_proposal_in_the_text(site: Site) -> None:
    page = site.client_of("UZB").get(f"/documents/{DECLARATION}?view=clean").text
    text = page[page.index("<main") : page.index("</main>")]
    assert "<ins" not in text
    assert "bracket" not in text


def test_a_filter_shows_only_those_asked_for(site: Site) -> None:
    page = site.client_of("UZB").get(f"/documents/{DECLARATION}?by=TKM").text
    text = page[page.index("<main") : page.index("</main>")]
    assert "consider creating" in text
    assert "on the basis of mutual benefit" not in text


def test_what_comes_near_reads_as_on_a_page_that_is_drawn_whole(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = site.client_of("UZB")
    address = f"/documents/{DECLARATION}?view=tracked&by=KAZ&by=UZB&by=TJK"
    bodies = r'<div class="body[^"]*" data-of="(\w+)">(.*?)(?=</div>\s*</section>)'
    whole = dict(re.findall(bodies, client.get(address).text, re.S))
    monkeypatch.setattr(nearness, "AT_ONCE", 1)
    page = client.get(address).text
    waiting = re.findall(r'data-waits="(\w+)"', page)
    assert len(waiting) > 2
    at_first = dict(re.findall(bodies, page, re.S))
    assert "<ins" not in "".join(at_first[one] for one in waiting)
    [near] = re.findall(r'data-near="([^"]+)"', page)
    came = client.get(html.unescape(near) + "".join(f"&clause={one}" for one in waiting)).text
    for clause, body in re.findall(bodies, came, re.S):
        assert body == whole[clause]
    assert len(re.findall(bodies, came, re.S)) == len(waiting)
    assert client.get(f"/documents/{DECLARATION}?view=clean").text.count("data-waits") == 0


def test_a_clause_shows_its_history_and_any_two_revisions(site: Site) -> None:
    client = site.client_of("UZB")
    page = client.get(site.clause("op-transition")).text
    assert "Five per cent more is within reach." in page
    assert "revision 1 became revision 2" in page
    assert "stale since revision 2" in page
    link = page.split('href="/clauses/')[1:]
    comparison = next(one.split('"')[0] for one in link if "from=" in one.split('"')[0])
    compared = client.get(f"/clauses/{comparison.replace('&amp;', '&')}").text
    assert "From revision 1 to revision 2" in compared
    assert re.search(r"</span>30<span.*</del>.*</span>35<span.*</ins>", compared)


def test_what_collides_after_a_decision_says_what_each_side_wants(site: Site) -> None:
    it = site.negotiation
    with it.store.writing() as session:
        it.propose(session, "TJK", "op-early-warning", ("end of 2027", "end of 2029"))
        it.propose(session, "TKM", "op-early-warning", ("end of 2027", "middle of 2028"))
        it.decide(session, "op-early-warning", 1)
    page = site.client_of("UZB").get(site.clause("op-early-warning")).text
    assert "The text has moved under it" in page
    assert "The text now has" in page


def test_an_entry_shows_its_disputed_fields_in_brackets(site: Site) -> None:
    it = site.negotiation
    path = f"/documents/{PROGRAMME}?clause={it.clauses['e-grid-integration']}"
    page = site.client_of("UNEP").get(path).text
    assert "Lead agency" in page
    assert "USD 12 million" in page
    other = site.client_of("UNEP").get(f"/documents/{PROGRAMME}?clause={it.clauses['e-methane']}").text
    assert "In brackets: Lead agency, Budget" in other


def test_typed_markup_is_text(site: Site) -> None:
    it = site.negotiation
    with it.store.writing() as session:
        it.propose(
            session,
            "TJK",
            "op-transition",
            ("economies", "<b onclick=x>economies</b>"),
            reason="<script>1</script>",
        )
    page = site.client_of("UZB").get(site.clause("op-transition")).text
    assert "<script>" not in page
    assert "<b onclick" not in page
    assert "&lt;script&gt;" in page


def test_the_number_of_queries_does_not_grow_with_the_amendments(site: Site) -> None:
    it = site.negotiation
    paths = [
        "/",
        f"/documents/{DECLARATION}",
        site.clause("op-hydrodata"),
        site.clause("op-hydrodata", "/propose"),
    ]
    client = site.client_of("KAZ")
    statements: list[str] = []
    event.listen(
        site.app.state.store.engine, "before_cursor_execute", lambda *args: statements.append(args[2])
    )

    def count(path: str) -> int:
        statements.clear()
        assert client.get(path).status_code == 200
        return len(statements)

    count("/")  # the first use of a sign-in is noted
    before = [count(path) for path in paths]
    with it.store.writing() as session:
        clauses = [key for key in it.clauses if key.startswith("pp-") and key not in AGREED]
        for key in clauses:
            it.propose(session, "TJK", key, kind="delete")
        for word in ("river flow", "reservoir levels", "snow reserves"):
            it.propose(session, "TKM", "op-hydrodata", (word, f"all {word}"))
    assert len(clauses) > 10
    count("/")  # what is found out about new words is kept from then on
    assert [count(path) for path in paths] == before


AGREED = ("pp-agenda-2030", "pp-resolution", "pp-conventions")


def test_the_pages_read_alike_on_both_databases(database_url: str, one_app: FastAPI) -> None:
    site = Site.at(one_app, database_url, play(database_url))
    client = site.client_of("KAZ")
    for path in _paths(site):
        assert client.get(path).status_code == 200, path
    site.close()


def test_a_wrong_address_gets_a_page_and_the_api_a_problem(site: Site) -> None:
    client = site.client_of("KAZ")
    page = client.get("/nothing")
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    problem = client.get("/api/nothing")
    assert problem.headers["content-type"] == "application/problem+json"
    assert client.get(f"/documents/{DECLARATION}?view=upside-down").status_code == 422
    assert site.client_of("ADB").get("/documents/another").status_code == 404


def test_a_value_is_never_cut(site: Site) -> None:
    page = site.client_of("UNEP").get(site.clause("e-grid-integration")).text
    said = re.sub(r"<span class=\"said\">[^<]*</span>", "", page)
    assert "USD 9.6 million</del> <ins" in said
    assert ">USD 12 million</ins>" in said
    assert ">12</ins>" not in said


def test_the_chair_decides_from_the_review_page(site: Site) -> None:
    path = f"/documents/{DECLARATION}?clause={site.negotiation.clauses['op-hydrodata']}"
    decide = f'class="go" data-key="d" href="{site.clause("op-hydrodata", "/decide")}"'
    page = site.client_of("CHAIR").get(path).text
    assert decide in page
    assert page.count('class="go"') == 1
    assert decide not in site.client_of("KAZ").get(path).text


def test_a_filter_counts_alike_in_outline_panel_and_heading(site: Site) -> None:
    path = f"/documents/{DECLARATION}?clause={site.negotiation.clauses['op-hydrodata']}"
    for by, count in (("", 5), ("&by=TKM", 1), ("&by=KGZ&by=TJK", 2)):
        page = site.client_of("ADB").get(path + by).text
        outline = page[page.index('class="outline"') : page.index("</nav>", page.index('class="outline"'))]
        row = next(one for one in outline.split("<li>") if 'aria-current="true"' in one)
        assert f'class="outline-count">{count}<' in row
        assert re.search(rf'id="panel-heading">OP \d+: {count} amendments?<', page)
        assert page.count('<article class="amendment') == count


def test_drafts_are_counted_apart_from_what_all_see(site: Site) -> None:
    path = f"/documents/{DECLARATION}?clause={site.negotiation.clauses['op-hydrodata']}"
    assert re.search(r"OP \d+: 5 amendments, 1 draft<", site.client_of("KAZ").get(path).text)


def test_what_the_text_has_moved_under_is_in_collision_in_every_heading(site: Site) -> None:
    it = site.negotiation
    with it.store.writing() as session:
        it.propose(session, "TJK", "op-early-warning", ("end of 2027", "end of 2029"))
        it.propose(session, "TKM", "op-early-warning", ("end of 2027", "middle of 2028"))
        it.decide(session, "op-early-warning", 1)
    client = site.client_of("UZB")
    for path in (
        site.clause("op-early-warning"),
        f"/documents/{DECLARATION}?clause={it.clauses['op-early-warning']}",
    ):
        assert '<span class="standing">in collision' in client.get(path).text


def test_sponsors_stand_in_one_order_the_tabler_first(site: Site) -> None:
    it = site.negotiation
    with it.store.writing() as session:
        # Kyrgyzstan tabled something else on the clause first; here it only joins.
        it.propose(session, "KGZ", "op-early-warning", ("end of 2027", "end of 2028"))
        it.propose(session, "UZB", "op-early-warning", ("Undertake", "Resolve"))
        it.join(session, "KGZ", "UZB op-early-warning")
    client = site.client_of("CHAIR")
    for path in (
        site.clause("op-early-warning"),
        site.clause("op-early-warning", "/decide"),
        f"/documents/{DECLARATION}?clause={it.clauses['op-early-warning']}",
    ):
        said = client.get(path).text
        assert "Uzbekistan and Kyrgyzstan" in said, path
        assert "Kyrgyzstan and Uzbekistan" not in said, path


def test_an_aligned_text_refers_to_clauses_by_the_labels_of_its_language(site: Site) -> None:
    page = site.client_of("UZB").get(site.clause("op-early-warning")).text
    russian = page[page.index('class="words" lang="ru"') :]
    assert re.search(r"данные, указанные в п\. \d+;", russian[: russian.index("</p>")])


def test_a_heading_that_is_open_has_no_sign_of_its_own(site: Site) -> None:
    page = site.client_of("KAZ").get("/documents/joint-declaration").text
    [heading] = re.findall(r'<section class="clause kind-heading[^>]*>(.*?)</section>', page, re.DOTALL)[:1]
    assert '<svg class="sign"' not in heading
    assert ">open</span>" in heading, "those who hear the page are told"
