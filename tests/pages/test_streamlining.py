"""Splitting, merging and moving through the pages: chosen, looked at, confirmed, told, taken back."""

import re
from html import unescape

from tests.pages.conftest import Site

DISPUTED = "op-hydrodata"
WITH_PARTS = "op-water"


def form_of(site: Site, way: str, key: str = DISPUTED, who: str = "CHAIR") -> tuple[str, dict[str, str], str]:
    """Open a form, and return its address, what it says was read, and its page."""
    path = site.clause(key, f"/streamline/{way}")
    page = site.client_of(who).get(path).text
    [read] = re.findall(r'name="read" value="([^"]+)"', page)
    return path, {"read": read}, page


def borders(page: str) -> list[str]:
    return re.findall(r'name="chosen" value="(\d+)"', page)


def test_a_split_is_looked_at_confirmed_and_taken_back(site: Site) -> None:
    chair = site.client_of("CHAIR")
    path, sent, page = form_of(site, "split")
    sent["chosen"] = borders(page)[-1]
    looked = chair.post(path, data={**sent, "step": "preview"}).text
    assert "What would come of it" in looked
    assert "Confirm" in looked
    assert f'value="{sent["chosen"]}" checked' in looked
    assert "Became" not in chair.get(site.clause(DISPUTED)).text

    refused = chair.post(path, data={**sent, "step": "confirm"})
    assert refused.status_code == 422
    assert "needs a reason" in refused.text

    done = chair.post(
        path, data={**sent, "step": "confirm", "reason": "Two matters."}, follow_redirects=False
    )
    assert done.status_code == 303
    act = str(done.headers["location"].partition("?")[0])
    told = chair.get(act).text
    assert "Two matters." in told
    assert "carried whole" in told
    assert "Became" in site.client_of("KAZ").get(site.clause(DISPUTED)).text
    assert "Take it back" not in site.client_of("KAZ").get(act).text

    back = chair.post(f"{act}/undo", data={"reason": "A slip."}, follow_redirects=True)
    assert "It is taken back" in back.text
    assert "Became" not in chair.get(site.clause(DISPUTED)).text
    again = chair.post(f"{act}/undo", data={"reason": "A slip."})
    assert (again.status_code, "taken back already" in again.text) == (409, True)


def test_neighbours_are_merged_in_the_order_that_is_chosen(site: Site) -> None:
    chair = site.client_of("CHAIR")
    path, sent, page = form_of(site, "merge")
    [other, *_] = re.findall(r'name="chosen" value="([^"]+)"', page)
    chosen = {**sent, "chosen": other}
    page = chair.post(path, data={**chosen, "step": "preview"}).text
    first, second = places = re.findall(r'name="place\.([a-z2-7]{16})"', page)
    turned = {**chosen, f"place.{first}": "1", f"place.{second}": "1"}
    page = chair.post(path, data={**turned, "step": "preview"}).text
    assert re.findall(r'name="place\.([a-z2-7]{16})"', page) == places[::-1]
    answer = chair.post(
        path, data={**turned, "step": "confirm", "reason": "One matter."}, follow_redirects=True
    )
    assert "were merged" in answer.text
    assert "One matter." in answer.text
    old = [chair.get(f"/api/clauses/{one}").json()["text"] for one in (second, first)]
    [whole] = re.findall(r'/clauses/([a-z2-7]{16})"', answer.text)[-1:]
    text = chair.get(f"/api/clauses/{whole}").json()["text"]
    assert text.index(old[0].split()[0]) < text.index(old[1].split()[0])


def test_what_stands_under_a_clause_goes_along_and_is_nobodys(site: Site) -> None:
    path, sent, page = form_of(site, "split", WITH_PARTS)
    answer = site.client_of("CHAIR").post(path, data={**sent, "chosen": borders(page)[:1], "step": "preview"})
    assert (answer.status_code, "What would come of it" in answer.text) == (200, True)
    assert re.search(r'<th scope="row">clause</th>\s*<td></td>', answer.text)


def test_a_clause_is_moved(site: Site) -> None:
    path, sent, page = form_of(site, "move")
    goals = re.findall(r'<option value="([a-z2-7]{16})"', page)
    answer = site.client_of("SEC").post(
        path,
        data={**sent, "chosen": goals[-1], "step": "confirm", "reason": "It belongs there."},
        follow_redirects=True,
    )
    assert "was moved" in answer.text


def test_only_the_chair_and_the_secretariat_streamline(site: Site) -> None:
    kaz = site.client_of("KAZ")
    path, sent, page = form_of(site, "split")
    assert "Split it" not in kaz.get(site.clause(DISPUTED)).text
    assert "Split it" in site.client_of("SEC").get(site.clause(DISPUTED)).text
    assert kaz.get(path).status_code == 403
    answer = kaz.post(path, data={**sent, "chosen": borders(page)[0], "step": "confirm", "reason": "So."})
    assert answer.status_code == 403


def test_what_was_read_otherwise_is_refused_with_the_choice_kept(site: Site) -> None:
    path, sent, page = form_of(site, "split")
    stale = f"{sent['read'].rsplit(' ', 1)[0]} {'0' * 64}"
    answer = site.client_of("CHAIR").post(
        path, data={"read": stale, "chosen": borders(page)[0], "step": "confirm", "reason": "Two matters."}
    )
    assert answer.status_code == 409
    assert 'value="Two matters."' in answer.text
    none = site.client_of("CHAIR").post(path, data={**sent, "step": "preview"})
    assert (none.status_code, "Choose where" in none.text) == (422, True)
    wrong = site.client_of("CHAIR").post(path, data={**sent, "chosen": "3", "step": "preview"})
    assert (wrong.status_code, "choose among its borders" in wrong.text) == (422, True)


def test_where_each_proposal_went_is_read_by_everyone(site: Site) -> None:
    path, sent, page = form_of(site, "split")
    site.client_of("CHAIR").post(
        path, data={**sent, "chosen": borders(page)[-1], "step": "confirm", "reason": "Two matters."}
    )
    home = site.client_of("KAZ").get("/documents/joint-declaration/whereabouts")
    assert "was split" in home.text
    only = site.client_of("KAZ").get("/documents/joint-declaration/whereabouts?delegation=UZB").text
    assert "delegation=UZB" in only
    assert site.client_of("KAZ").get("/documents/joint-declaration/whereabouts?since=x").status_code == 422


def test_an_entry_is_split_field_by_field(site: Site) -> None:
    chair = site.client_of("CHAIR")
    path, sent, page = form_of(site, "split", "e-grid-integration")
    sent |= dict(re.findall(r'<input[^>]* name="(part[^"]*)" value="([^"]*)"', page))
    sent |= dict(re.findall(r'<textarea[^>]* name="(part[^"]*)"[^>]*>\n(.*?)</textarea>', page, re.S))
    sent = {name: unescape(text) for name, text in sent.items()}
    assert sent["part.1.title"] == sent["part.2.title"]
    more = chair.post(path, data={**sent, "step": "another"}).text
    assert "Part 3" in more and "What would come of it" not in more
    sent |= {"part.1.title": "Сети", "part.2.title": "Торговля", "step": "confirm", "reason": "Две меры."}
    refused = chair.post(path, data={**sent, "part.2.title": " "})
    assert (refused.status_code, "needs title" in refused.text) == (422, True)
    assert 'value="Сети"' in refused.text or ">\nСети</textarea>" in refused.text
    done = chair.post(path, data=sent, follow_redirects=True)
    assert done.status_code == 200, done.text
    assert "Сети" in done.text and "Торговля" in done.text


def test_no_word_is_cut_where_a_clause_is_named_by_its_beginning(site: Site) -> None:
    for way in ("merge", "move"):
        _, _, page = form_of(site, way)
        named = re.findall(r">((?:PP|OP) [^<]+ …)<", page)
        assert named, way
        texts = {
            one["label"]: one["text"]
            for one in site.client_of("CHAIR")
            .get("/api/documents/joint-declaration/clauses?limit=500")
            .json()["items"]
        }
        for one in named:
            label = max((label for label in texts if one.startswith(f"{label} ")), key=len)
            words = unescape(one).removeprefix(f"{label} ").removesuffix(" …")
            if "⟦" not in texts[label]:
                assert texts[label].startswith(f"{words} "), one
