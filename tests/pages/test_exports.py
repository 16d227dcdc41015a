"""The page of all files: what was chosen becomes what is asked for."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.pages.conftest import Site
from tests.pages.negotiation import DECLARATION

PAGE = f"/documents/{DECLARATION}/exports"


def files(page: str) -> dict[str, dict[str, list[str]]]:
    """Return what each file of a page is asked for with, by its ending."""
    found = re.findall(r'(?:href|src|action)="(/(?:api/)?documents/[^"]*(?:export\.\w+|pdfs)[^"]*)"', page)
    urls = [urlsplit(unescape(one)) for one in found]
    return {url.path.rpartition("/")[2].rpartition(".")[2]: parse_qs(url.query) for url in urls}


def test_every_option_that_the_form_knows_is_asked_for_and_every_file_comes(site: Site) -> None:
    client = site.client_of("UZB")
    shown = files(
        client.get(f"{PAGE}?form=clean&line_numbers=true&signatures=true&alternat=TJK&delegation=KAZ").text
    )
    signed = {"form": ["clean"], "line_numbers": ["true"], "signatures": ["true"], "alternat": ["TJK"]}
    assert shown == {"docx": signed, "pdfs": signed, "png": signed}
    tracked = files(
        client.get(f"{PAGE}?form=tracked&delegation=KAZ&delegation=UZB&language=ru&signatures=true").text
    )
    assert tracked["docx"] == {"form": ["tracked"], "delegation": ["KAZ", "UZB"]}
    clean = client.get(f"{PAGE}?form=clean&language=ru").text
    assert files(clean).keys() == {"docx", "pdfs", "png", "txt", "html", "akn"}
    for ending in ("docx", "txt", "html", "akn"):
        found = re.search(rf'href="([^"]*export\.{ending}[^"]*)"', clean)
        assert found is not None
        assert client.get(unescape(found[1])).status_code == 200


def test_what_cannot_be_had_is_said_beside_the_options_which_stay_chosen(site: Site) -> None:
    edition = site.negotiation.editions[0]
    page = site.client_of("UZB").get(f"{PAGE}?form=tracked&edition={edition}").text
    assert "An edition is a text without proposals" in page and files(page) == {}
    assert f'<option value="{edition}" selected>' in page
    assert re.search(r'value="tracked"\s+checked', page)


def test_a_server_that_draws_no_pages_says_so_and_offers_the_files(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.press.find_office", lambda: None)
    page = site.client_of("UZB").get(PAGE).text
    assert "This server cannot show pages" in page and "png" not in files(page)
