"""The record of a document, searched; its editions, of which the secretariat issues the next."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from app.models import EventRow
from app.pages import document_record_page
from app.pages.happenings import HAPPENINGS
from app.told_sentences import SENTENCES
from tests.pages.conftest import Site
from tests.pages.negotiation import DECLARATION

RECORD, EDITIONS = f"/documents/{DECLARATION}/record", f"/documents/{DECLARATION}/editions"


def rows(page: str) -> list[str]:
    """Return the words of each row of the table."""
    [body] = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL) or [""]
    return [
        " ".join(unescape(re.sub(r"<[^>]+>", " ", one)).split())
        for one in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    ]


def test_the_record_tells_what_happened_to_what_by_whom_and_is_searched(site: Site) -> None:
    client = site.client_of("UZB")
    every = rows(client.get(RECORD).text)
    assert any(re.search(r"Chair clause decided OP \d+ \d+$", one) for one in every)
    assert "edition issued RES2026/DEC/L.1" in every[0]
    tabled = rows(client.get(f"{RECORD}?what=amendment+tabled&by=KGZ").text)
    assert len(tabled) == 4 and all("Kyrgyzstan amendment tabled" in one for one in tabled)
    assert {*tabled} < {*every}
    found = rows(client.get(f"{RECORD}?find=agreed+AD+ref").text)
    assert len(found) == 1 and "level taken agreed ad ref PP" in found[0]
    assert "The record has nothing of this kind." in client.get(f"{RECORD}?find=nowhere").text


def test_what_a_delegation_keeps_to_itself_is_in_its_own_record_alone(site: Site) -> None:
    own = rows(site.client_of("KAZ").get(f"{RECORD}?what=amendment+drafted").text)
    assert len(own) == 2 and all(one.endswith("not public") for one in own)
    assert rows(site.client_of("UZB").get(f"{RECORD}?what=amendment+drafted").text) == []


def test_the_record_is_read_in_parts_that_repeat_and_skip_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = site.client_of("UZB")
    every = rows(client.get(RECORD).text)
    monkeypatch.setattr(document_record_page, "MOST", 3)
    read, path = list[str](), RECORD
    while path:
        page = client.get(path).text
        read += rows(page)
        following = re.search(r'<a href="([^"]+)">Earlier</a>', page)
        path = unescape(following[1]) if following else ""
    assert read == every and len(every) > 10
    for moment in ("yesterday", "0001-01-01T00:00:00%2B23:00", "9999-12-31T23:59:59-23:00"):
        wrong = client.get(f"{RECORD}?before={moment}")
        assert (wrong.status_code, "This is no moment." in wrong.text) == (422, True)
    assert rows(client.get(f"{RECORD}?before=2999-01-01").text)[0] == every[0]
    assert [client.get(f"{RECORD}?{of}=%00").status_code for of in ("by", "what")] == [404, 404]


def test_everything_that_is_recorded_of_a_document_has_a_name_on_pages(site: Site) -> None:
    with site.negotiation.store.reading() as session:
        happened = set(session.scalars(select(EventRow.what).where(EventRow.document_id.is_not(None))))
    assert happened | {*SENTENCES} <= {*HAPPENINGS}


def test_the_secretariat_issues_an_edition_and_nobody_else_is_offered_to(site: Site) -> None:
    secretariat, delegation = site.client_of("SEC"), site.client_of("UZB")
    assert "Issue RES2026/DEC/L.1/Rev.1" in secretariat.get(EDITIONS).text
    assert "<form" not in delegation.get(EDITIONS).text.partition("<main")[2].partition("</main>")[0]
    sent = {"data": {"kind": "rolling text"}, "headers": {"Sec-Fetch-Site": "same-origin"}}
    assert delegation.post(EDITIONS, **sent).status_code == 403
    wrong = secretariat.post(EDITIONS, data={"kind": "leaflet"}, headers=sent["headers"])
    assert (wrong.status_code, "is not a kind of edition" in wrong.text) == (422, True)
    assert secretariat.post(EDITIONS, **sent).headers["location"] == f"{EDITIONS}?done=issued"
    [last, first] = rows(delegation.get(EDITIONS).text)
    assert last.startswith("RES2026/DEC/L.1/Rev.1 rolling text") and "What changed" in last
    assert first.startswith("RES2026/DEC/L.1 zero draft") and "What changed" not in first
