"""The interface in three languages, switched at any time; the text is read in a language of its own."""

import re

import pytest
from starlette.testclient import TestClient

from app.models import AccountRow
from app.preferring import COOKIE
from tests.app.people import person
from tests.pages.conftest import Site
from tests.pages.negotiation import DECLARATION

REVIEW = "/documents/joint-declaration"


def test_whoever_has_chosen_nothing_is_spoken_to_as_the_browser_prefers(site: Site) -> None:
    nobody = site.client_of(None)
    for header, language, words in (
        ("kk-KZ, ru;q=0.8", "kk", "Құпиясөз"),
        ("tg, ru;q=0.9, en;q=0.5", "ru", "Пароль"),
        ("fr", "en", "Password"),
    ):
        page = nobody.get("/enter", headers={"accept-language": header})
        assert f'<html lang="{language}">' in page.text
        assert words in page.text
        assert page.headers["content-language"] == language
    refused = site.client_of("KAZ").get("/clauses/nothing", headers={"accept-language": "ru"})
    assert refused.status_code == 404
    assert "Здесь для вас ничего нет." in refused.text


def test_the_switch_leads_back_to_its_page_and_is_remembered_in_the_browser(site: Site) -> None:
    client = site.client_of("KAZ")
    switched = client.post(
        "/language", data={"language": "ru"}, headers={"referer": f"http://testserver{REVIEW}?view=clean"}
    )
    assert (switched.status_code, switched.headers["location"]) == (303, f"{REVIEW}?view=clean")
    page = client.get(REVIEW, headers={"accept-language": "kk"}).text
    assert '<html lang="ru">' in page
    assert "Казахстан" in page
    assert "Предложить поправку" in page
    assert 'lang="en">We, the Heads of State' in page, "the text keeps its language"


def test_nobody_is_led_to_another_site_and_no_other_language_is_spoken(site: Site) -> None:
    client = site.client_of(None)
    elsewhere = client.post(
        "/language",
        data={"language": "kk", "next": "//elsewhere.example"},
        headers={"referer": "https://x.example/"},
    )
    assert elsewhere.headers["location"] == "/"
    refused = client.post("/language", data={"language": "tlh"})
    assert refused.status_code == 422
    assert "en, ru, kk" in refused.text
    foreign = client.post("/language", data={"language": "ru"}, headers={"sec-fetch-site": "cross-site"})
    assert foreign.status_code == 403


def test_a_refused_form_leads_back_to_where_it_stood(site: Site) -> None:
    client = site.client_of("KAZ")
    clause = site.clause("op-water")
    refused = client.post(
        f"{clause}/comments", data={"text": "Why?"}, headers={"referer": f"http://testserver{clause}"}
    )
    assert refused.status_code == 422
    assert f'<input type="hidden" name="next" value="{clause}">' in refused.text


def test_an_account_is_spoken_to_in_its_language_and_the_switch_changes_it(site: Site) -> None:
    reader = person(site.negotiation.store, "UZB", "negotiator", language="ru")
    client = TestClient(site.app, follow_redirects=False)
    client.cookies.set("kelisim", reader.secret)
    assert '<html lang="ru">' in client.get(REVIEW).text
    client.post("/language", data={"language": "kk"})
    assert client.cookies[COOKIE] == "kk"
    assert '<html lang="kk">' in client.get(REVIEW).text
    with site.negotiation.store.reading() as session:
        assert session.get_one(AccountRow, reader.id).language == "kk"


@pytest.mark.parametrize(
    ("query", "languages"), [("", "en"), ("?language=ru", "ru"), ("?beside=ru", "en ru")]
)
def test_a_text_is_read_in_a_language_of_its_own_or_in_two_side_by_side(
    site: Site, query: str, languages: str
) -> None:
    client = site.client_of("KAZ")
    page = client.get(f"{REVIEW}{query}").text
    assert '<html lang="en">' in page
    assert ("We, the Heads of State" in page) == ("en" in languages)
    assert ("Мы, главы государств" in page) == ("ru" in languages)
    assert client.get(f"{REVIEW}?language=fr").status_code == 422


def test_two_languages_of_a_clause_stand_side_by_side(site: Site) -> None:
    client = site.client_of("KAZ")
    assert "two-tongues" not in client.get(site.clause("op-water")).text
    beside = client.get(site.clause("op-water", "?beside=ru")).text
    assert "two-tongues" in beside
    assert 'class="words" lang="ru"' in beside


def test_numbers_take_the_forms_of_the_language(site: Site) -> None:
    client = site.client_of("KAZ")
    client.cookies.set(COOKIE, "ru")
    page = client.get(site.clause("op-water")).text
    assert "поправк" in page
    assert "%(" not in page


def test_a_refusal_is_said_in_the_language_spoken_with_its_facts_and_to_programs_in_english(
    site: Site,
) -> None:
    client = site.client_of("SEC")
    path, sent = f"/documents/{DECLARATION}/editions", {"data": {"kind": "leaflet"}}
    here = {"sec-fetch-site": "same-origin"}
    said = {
        language: client.post(path, **sent, headers={**here, "accept-language": language}).text
        for language in ("en", "ru", "kk")
    }
    assert "leaflet" in said["en"] and "is not a kind of edition" in said["en"]
    for language in ("ru", "kk"):
        [sentence] = re.findall(r'role="alert">([^<]*leaflet[^<]*)<', said[language])
        assert re.search("[а-я]{4}", sentence) and "is not a kind" not in sentence
    token = {"authorization": f"Bearer {site.negotiation.tokens['SEC']}", "accept-language": "ru"}
    told = client.post(f"/api{path}", json={"kind": "leaflet"}, headers=token).json()
    assert "is not a kind of edition" in told["detail"]
