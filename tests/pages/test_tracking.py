"""Tracking: clauses × delegations, the course over the editions, what holds most up, and a page per delegation."""

import re

import pytest

from tests.pages.conftest import Site

HOME = "/documents/joint-declaration"


def test_the_room_sees_where_it_is(site: Site) -> None:
    page = site.client_of("UZB").get(f"{HOME}/tracking").text
    [(most, label)] = re.findall(
        r'class="go" href="/clauses/([a-z2-7]{16})">.*?<span lang="en">(.*?)</span>', page
    )
    row = page[page.index('class="most"') :]
    row = row[: row.index("</tr>")]
    assert f'/clauses/{most}#positions" lang="en">{label}</a>' in row
    assert re.search(r'class="number">\d+</td>\s*<td class="number">\d+&nbsp;%', row)
    # A line for those who see it and the same numbers for those who hear it, from the editions to today.
    assert page.count("<polyline") == page.count("per cent of all words, by edition</caption>") + 1 == 2
    assert re.search(r"RES2026/DEC/L.1, zero draft, .*?</th><td>\d+", page)
    assert 'scope="row">today</th>' in page
    hidden = site.client_of("UZB").get(f"{HOME}/tracking?undecided=true").text
    assert "Show agreed clauses too" in hidden
    assert hidden.count('<th scope="row">') <= page.count('<th scope="row">')


def test_the_overview_has_the_same_course_in_small_where_there_was_one(site: Site) -> None:
    client = site.client_of("UZB")
    drawn = re.search(r'<polyline class="chart-line" points="([^"]+)"', client.get(f"{HOME}/tracking").text)
    overview = client.get("/").text
    assert drawn is not None and drawn[1] in overview
    # Of the Programme no edition has been issued, so that it has no course.
    assert re.findall(r'<h3 id="(course-[a-z-]+)">', overview) == ["course-joint-declaration"]


def test_whoever_kept_the_former_address_is_led_on(site: Site) -> None:
    answer = site.client_of("UZB").get(f"{HOME}/positions?circle=delegation")
    assert answer.headers["location"] == f"{HOME}/tracking?circle=delegation"


def test_a_delegation_has_a_page_of_what_became_of_its_proposals(site: Site) -> None:
    tkm, kaz = (f"{HOME}/delegations/{code}" for code in ("TKM", "KAZ"))
    page = site.client_of("UZB").get(tkm).text
    hanging, settled = page.index('id="h-hanging"'), page.index('id="h-settled"')
    assert f"#a-{site.negotiation.amendments['TKM op-hydrodata']}" in page[hanging:settled]
    # A draft is nowhere, not even for its own: this is what the room has of a delegation.
    assert site.negotiation.amendments["KAZ op-hydrodata"] not in site.client_of("KAZ").get(kaz).text
    assert f'href="{tkm}"' in site.client_of("KGZ").get(f"{HOME}/tracking").text


@pytest.mark.parametrize("code", ["SEC", "ADB", "nobody"])
def test_whoever_is_not_heard_has_none(site: Site, code: str) -> None:
    assert site.client_of("KAZ").get(f"{HOME}/delegations/{code}").status_code == 404


def test_what_not_everyone_reads_stands_there_for_its_readers_alone(site: Site) -> None:
    kgz = site.client_of("KGZ")
    form = kgz.get(site.clause("op-transition")).text
    form = form[form.index('class="say"') :]
    read = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[: form.index("</form>")])
    said = {**dict(read), "stance": "oppose", "circle": "chair", "note": "Not before the summer."}
    assert kgz.post(site.clause("op-transition", "/positions"), data=said).status_code == 303
    for who in ("KGZ", "UZB", "CHAIR"):
        page = site.client_of(who).get(f"{HOME}/delegations/KGZ").text
        assert ("Not before the summer." in page) == ("Not for the screen" in page) == (who != "UZB")
