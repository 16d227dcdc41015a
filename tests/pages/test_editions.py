"""Editions: read as issued, compared with each other and with the text of today."""

import re

from app.services.editions import issue_edition
from documents.permissions import Participant
from tests.pages.conftest import Site
from tests.pages.negotiation import DECLARATION


def test_an_edition_is_reached_from_the_overview_and_the_document_and_reads_as_issued(site: Site) -> None:
    it = site.negotiation
    client = site.client_of("UZB")
    path = f"/editions/{it.editions[0]}"
    for page in ("/", f"/documents/{DECLARATION}"):
        assert f'href="{path}"' in client.get(page).text
    with it.store.writing() as session:
        it.decide(session, "op-hydrodata", 1, 0, 0, 0)
    text = client.get(path).text
    assert "RES2026/DEC/L.1" in text
    assert "consider creating" not in text
    assert "<ins" not in text


def test_an_edition_is_compared_with_the_text_of_today(site: Site) -> None:
    it = site.negotiation
    with it.store.writing() as session:
        it.decide(session, "op-hydrodata", 1, 0, 0, 0)
    page = site.client_of("UZB").get(f"/editions/{it.editions[0]}?against=present").text
    assert "What changed from RES2026/DEC/L.1 to the text of today" in page
    assert "1 changed" in page
    assert "consider creating" in re.sub(r"<span class=.said.>[^<]*</span>|<[^>]+>", "", page)


def test_two_editions_are_compared_the_earlier_first_whichever_is_opened(site: Site) -> None:
    it = site.negotiation
    with it.store.writing() as session:
        it.decide(session, "op-hydrodata", 1, 0, 0, 0)
        document = it.clause(session, "op-hydrodata")[1]
        secretariat = Participant("SEC", "secretariat")
        issued = issue_edition(
            session, participant=secretariat, document=document, kind="rolling text", now=it.now()
        )
        first, second = it.editions[0], issued.id
    client = site.client_of("UZB")
    for one, other in ((first, second), (second, first)):
        page = client.get(f"/editions/{one}?against={other}").text
        assert "from RES2026/DEC/L.1 to RES2026/DEC/L.1/Rev.1. " in page
    for path in ("/editions/aaaaaaaaaaaaaaaa", f"/editions/{first}?against=aaaaaaaaaaaaaaaa"):
        assert client.get(path).status_code == 404
