"""A button that is pressed twice: what a form does is done once, and again only where the first was taken back."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.pages.conftest import Site
from tests.pages.negotiation import DECLARATION

WORDS = "Twice is not said twice."
STATEMENTS = f"/documents/{DECLARATION}/statements"


def hidden(page: str, action: str) -> dict[str, str]:
    """Return what a form sends along, found by where it goes."""
    form, *_ = re.findall(rf'<form [^>]*action="{re.escape(action)}".*?</form>', page, re.S)
    inputs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    assert "key" in dict(inputs)
    return dict(inputs)


def twice(client: TestClient, path: str, sent: dict[str, str]) -> None:
    first, second = (client.post(path, data=sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == second.headers["location"]


@pytest.mark.parametrize("circle", ["delegation", "everyone"])
def test_a_comment_and_an_answer_are_said_once(site: Site, circle: str) -> None:
    client, page = site.client_of("KGZ"), site.clause("op-transition")
    path = f"{page}/comments"
    sent = {**hidden(client.get(page).text, path), "text": WORDS, "circle": circle}
    twice(client, path, sent)
    assert client.get(page).text.count(WORDS) == 1
    [thread] = re.findall(r'class="thread" id="c-([a-z2-7]{16})"', client.get(page).text)
    path = f"/comments/{thread}/replies"
    answer = {**hidden(client.get(page).text, path), "text": "Nor answered."}
    twice(client, path, answer)
    assert client.get(page).text.count("Nor answered.") == 1
    assert client.post(path, data={**answer, "text": "But other words are."}).status_code == 303
    assert "But other words are." in client.get(page).text


def test_what_was_taken_back_is_said_again(site: Site) -> None:
    client, page = site.client_of("KGZ"), site.clause("op-transition")
    sent = {**hidden(client.get(page).text, f"{page}/comments"), "text": WORDS, "circle": "everyone"}
    client.post(f"{page}/comments", data=sent)
    [thread] = re.findall(r'class="thread" id="c-([a-z2-7]{16})"', client.get(page).text)
    assert client.post(f"/comments/{thread}/take-back").status_code == 303
    assert WORDS not in client.get(page).text
    twice(client, f"{page}/comments", sent)
    assert client.get(page).text.count(WORDS) == 1


def test_an_amendment_is_tabled_once_and_after_it_was_withdrawn_once_more(site: Site) -> None:
    client, page = site.client_of("KGZ"), site.clause("op-early-warning")
    form = client.get(f"{page}/propose").text
    sent = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    sent |= {"field.text": WORDS, "do": "table"}
    for _ in range(2):
        twice(client, f"{page}/propose?kind=replace", sent)
        shown = client.get(page).text
        [withdraw] = re.findall(r'action="(/amendments/\w+/withdraw)"', shown)
        assert client.post(withdraw).status_code == 303


@pytest.mark.parametrize("who", ["KAZ", "SEC"])
def test_a_statement_is_drafted_or_recorded_once(site: Site, who: str) -> None:
    client = site.client_of(who)
    page = client.get(STATEMENTS).text
    [kind, *_] = re.findall(r'<select id="statement-kind".*?<option value="([^"]+)"', page, re.S)
    speaker = {"delegation": "KAZ"} if who == "SEC" else {}
    twice(
        client, STATEMENTS, {**hidden(page, STATEMENTS), **speaker, "kind": unescape(kind), "text.en": WORDS}
    )
    main = client.get(STATEMENTS).text.partition("<main")[2]
    assert len(re.findall(rf"<p[^>]*>\s*{WORDS}", main)) == 1


def test_a_bridging_text_is_laid_once(site: Site) -> None:
    client, page = site.client_of("CHAIR"), site.clause("op-transition")
    path = f"{page}/bridging-texts"
    twice(client, path, {**hidden(client.get(page).text, path), "field.text": WORDS})
    assert len(set(re.findall(r'href="(/bridging-texts/[a-z2-7]{16})', client.get(page).text))) == 1


def test_an_edition_is_issued_once_under_the_symbol_that_was_promised(site: Site) -> None:
    client, path = site.client_of("SEC"), f"/documents/{DECLARATION}/editions"
    sent = {"kind": "rolling text", "symbol": "RES2026/DEC/L.1/Rev.1"}
    assert 'name="symbol" value="RES2026/DEC/L.1/Rev.1"' in client.get(path).text
    assert client.post(path, data=sent).status_code == 303
    refused = client.post(path, data=sent)
    assert refused.status_code == 409
    assert "Another edition has been issued since" in refused.text
    assert "Issue RES2026/DEC/L.1/Rev.2" in refused.text


def test_a_clause_is_decided_and_that_is_taken_back_once(site: Site) -> None:
    client, clause = site.client_of("CHAIR"), site.clause("op-hydrodata")
    page = client.get(f"{clause}/decide").text
    sent = hidden(page, f"{clause}/decide")
    sent |= dict.fromkeys(re.findall(r'type="radio" name="([^"]+)"', page), "0")
    sent[next(name for name in sent if name.startswith("choice."))] = "1"
    twice(client, f"{clause}/decide", sent)
    shown = client.get(f"{clause}?done=decided").text
    twice(client, f"{clause}/undo", hidden(shown, f"{clause}/undo"))
    shown = client.get(clause).text
    assert shown.count("The chair decided") == shown.count("The chair took a decision back") == 1
    assert client.post(f"{clause}/decide", data=sent).status_code == 409  # on a text that is there anew


def test_a_level_is_taken_once(site: Site) -> None:
    client, clause = site.client_of("CHAIR"), site.clause("pp-charter")
    sent = hidden(client.get(f"{clause}/decide").text, f"{clause}/level")
    everyone = "KAZ, KGZ, TJK, TKM, UZB"
    twice(client, f"{clause}/level", {**sent, "level": "agreed ad ref", "pending": everyone})
    assert client.get(clause).text.count("took the level") == 1
