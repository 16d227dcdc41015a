"""The page of administration: what there is, what needs attention, and nothing that a delegation keeps to itself."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from app.identity import get_now
from app.services.backups import note_backup
from tests.app.people import invited, person
from tests.pages.conftest import Site
from tests.pages.negotiation import DECLARATION

PAGE = "/administration"


@pytest.fixture
def office(site: Site) -> Iterator[TestClient]:
    with TestClient(site.app, follow_redirects=False) as client:
        person(site.app.state.store, "SEC", "administrator").take(client)
        yield client


def numbers(page: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page))


def needs(page: str) -> str:
    """Return what needs attention, as the page has it."""
    return page.partition('aria-labelledby="h-attention"')[2].partition("</section>")[0]


def test_it_gathers_what_there_is_with_the_way_to_each(site: Site, office: TestClient) -> None:
    page = office.get(PAGE).text
    for link in (
        "/people",
        "/delegations",
        *(
            f"/documents/{DECLARATION}/{one}"
            for one in ("translations", "rounds", "silence", "editions", "record")
        ),
        f"/editions/{site.negotiation.editions[-1]}",
        f"/api/editions/{site.negotiation.editions[-1]}/certificate",
    ):
        assert f'"{link}"' in page, link
    assert f'action="/documents/{DECLARATION}/record"' in page
    assert "kelisim backup FILE" in page and "every delegation's drafts are in it" in page


def test_one_entry_of_the_bar_leads_to_people_and_delegations(site: Site, office: TestClient) -> None:
    for path, current in ((PAGE, "page"), ("/people", "true"), ("/delegations", "true"), ("/", None)):
        bar = office.get(path).text.partition('<nav aria-label="Documents">')[2].partition("</nav>")[0]
        [said] = re.findall(r'href="/administration" (?:aria-current="(\w+)")?', bar)
        assert (said or None) == current, path
        assert "/people" not in bar and "/delegations" not in bar
    assert PAGE not in site.client_of("SEC").get("/").text


def test_who_was_invited_is_counted_until_they_come_and_named_when_their_link_is_dead(
    site: Site, office: TestClient
) -> None:
    assert "Nobody has an account yet of: KAZ, KGZ, TJK, TKM, UZB, UNEP, FAO and UNDP." in needs(
        office.get(PAGE).text
    )
    invited(site.app.state.store, "KAZ", "negotiator")
    person(site.app.state.store, "KGZ", "head")
    page = office.get(PAGE).text
    assert (numbers(page)["accounts"], numbers(page)["invited and not yet come"]) == ("3", "1")
    assert "Nobody has an account yet of: TJK, TKM, UZB, UNEP, FAO and UNDP." in needs(page)
    assert "no link any more" not in needs(page)
    now = get_now()
    site.app.dependency_overrides[get_now] = lambda: now + timedelta(days=7, seconds=-60)
    assert "no link any more" not in needs(office.get(PAGE).text)
    token = {"name": "archive", "scopes": ["administer", "read"]}
    signed = {"Authorization": f"Bearer {office.post('/api/tokens', json=token).json()['secret']}"}
    site.app.dependency_overrides[get_now] = lambda: now + timedelta(days=8)
    later = office.get(PAGE, headers=signed).text
    assert "1 invited person has no link any more that is good." in needs(later)


def test_tokens_in_force_are_counted_and_no_names_of_them_said(site: Site, office: TestClient) -> None:
    before = numbers(office.get(PAGE).text)
    made = office.post("/api/tokens", json={"name": "a secret name", "scopes": ["read"]}).json()
    page = office.get(PAGE).text
    assert int(numbers(page)["in force"]) == int(before["in force"]) + 1
    assert int(numbers(page)["of these without end"]) == int(before["of these without end"]) + 1
    assert "a secret name" not in page
    office.delete(f"/api/tokens/{made['token']['id']}")
    assert numbers(office.get(PAGE).text) == before


def test_a_language_that_falls_behind_needs_attention(site: Site, office: TestClient) -> None:
    assert "Joint Declaration, Russian: 1 missing, 1 stale." in needs(office.get(PAGE).text)
    path = f"/api{site.clause('op-hydrodata')}"
    secretariat = site.client_of("SEC")
    read = secretariat.get(path).json()
    body = {"text": f"{read['text']} now", "base_revision": read["revision"], "reason": "a slip"}
    assert secretariat.post(f"{path}/corrections", json=body).is_success
    assert "Joint Declaration, Russian: 1 missing, 2 stale." in needs(office.get(PAGE).text)
    assert "1 missing, 2 stale." in office.get(f"/documents/{DECLARATION}/translations").text


def test_it_warns_where_no_copy_was_made_for_a_day(site: Site, office: TestClient) -> None:
    page = office.get(PAGE).text
    assert "No copy of the store has been made yet." in needs(page)
    store, now = site.app.state.store, get_now()
    for age, size in ((timedelta(hours=25), 1_000_000), (timedelta(hours=23), 12_345_678)):
        with store.writing() as session:
            note_backup(session, size=size, sha256=f"{size:064x}", now=now - age)
        page = office.get(PAGE).text
        assert ("No copy of the store was made for a day" in needs(page)) == (size == 1_000_000)
        assert f"{size:064x}" in page
    assert "12.3 MB" in page and "copy" not in needs(page).lower()


def test_a_draft_changes_nothing_on_it(site: Site, office: TestClient) -> None:
    before = office.get(PAGE).text
    path = f"/api{site.clause('op-hydrodata')}"
    kaz = site.client_of("KAZ")
    read = kaz.get(path).json()
    draft = {"text": read["text"] + " sooner", "base_revision": read["revision"], "status": "draft"}
    assert kaz.post(f"{path}/amendments", json=draft).status_code == 201
    after = {"text": "The Parties shall keep glaciers;", "after": read["id"], "status": "draft"}
    assert kaz.post(f"/api/documents/{DECLARATION}/amendments", json=after).status_code == 201
    assert office.get(PAGE).text == before


def test_anybodys_token_is_found_and_revoked_and_its_name_stays_its_owners(
    site: Site, office: TestClient
) -> None:
    store = site.app.state.store
    one = person(store, "KAZ", "negotiator")
    with TestClient(site.app, follow_redirects=False) as theirs:
        one.take(theirs)
        theirs.post("/account/tokens", data={"name": "my own archive", "scope": "read"})
    assert '"/administration/tokens"' in office.get(PAGE).text
    page = office.get(f"{PAGE}/tokens").text
    assert "my own archive" not in page
    assert f'href="/people/{one.id}"' in page
    assert "made on the server" in page
    [way] = re.findall(rf'href="/people/{one.id}".*?action="({PAGE}/tokens/\w+/revoke)"', page, re.S)
    for other in ("KAZ", "CHAIR", "SEC"):
        client = site.client_of(other)
        assert client.get(f"{PAGE}/tokens").status_code == 403
        assert client.post(way).status_code == 403
    revoked = office.post(way)
    assert revoked.headers["location"] == f"{PAGE}/tokens?done=revoked"
    after = office.get(revoked.headers["location"]).text
    assert "The token is revoked" in after
    assert way not in after
