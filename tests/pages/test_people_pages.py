"""The pages of people: signing in, joining by a link, one's own account, and what an administrator does."""

import re

import pytest
from starlette.testclient import TestClient

from tests.app.people import PASSWORD, person
from tests.pages.conftest import Site

WHOM = {
    "name": "A. Delegate",
    "email": "aida@example.org",
    "delegation": "KAZ",
    "role": "negotiator",
    "language": "ru",
}


def browser(site: Site) -> TestClient:
    return TestClient(site.app, follow_redirects=False)


@pytest.fixture
def office(site: Site) -> TestClient:
    client = browser(site)
    person(site.app.state.store, "SEC", "administrator").take(client)
    return client


def link_in(html: str) -> str:
    [link] = re.findall(r"/join/([A-Za-z0-9_-]{43})", html)
    return f"/join/{link}"


def test_a_person_is_invited_joins_changes_the_password_and_signs_in_with_it(
    site: Site, office: TestClient
) -> None:
    link = link_in(office.post("/people", data=WHOM).text)
    aida = browser(site)
    assert "aida@example.org" in aida.get(link).text
    differ = aida.post(link, data={"password": PASSWORD, "again": "another lake in spring"})
    assert (differ.status_code, "The two passwords differ" in differ.text) == (422, True)
    weak = aida.post(link, data={"password": "password1234", "again": "password1234"})
    assert (weak.status_code, "first that anybody would try" in weak.text) == (422, True)
    joined = aida.post(link, data={"password": PASSWORD, "again": PASSWORD})
    assert (joined.status_code, joined.headers["location"]) == (303, "/")
    gone = browser(site).get(link)
    assert (gone.status_code, "Ask the secretariat for a new one" in gone.text) == (410, True)

    new = "seven glaciers in the east"
    wrong = aida.post("/account/password", data={"present": "a wrong guess", "new": new, "again": new})
    assert (wrong.status_code, "не подходят друг к другу" in wrong.text) == (401, True), (
        "in the account's language"
    )
    changed = aida.post("/account/password", data={"present": PASSWORD, "new": new, "again": new})
    assert changed.headers["location"] == "/account?done=password"
    assert "Пароль изменён" in aida.get(changed.headers["location"]).text
    again = browser(site)
    refused = again.post("/enter", data={"email": "aida@example.org", "password": PASSWORD})
    assert (refused.status_code, "do not belong together" in refused.text) == (401, True)
    entered = again.post("/enter", data={"email": "aida@example.org", "password": new, "next": "/account"})
    assert (entered.status_code, entered.headers["location"]) == (303, "/account")
    assert again.post("/account/leave-everywhere").headers["location"] == "/enter"
    assert aida.get("/account").headers["location"].startswith("/enter")


def test_a_token_is_made_shown_once_used_and_revoked(site: Site) -> None:
    client = browser(site)
    person(site.app.state.store, "KAZ", "negotiator").take(client)
    nothing = client.post("/account/tokens", data={"name": "archive"})
    assert (nothing.status_code, "Say what the token is for" in nothing.text) == (422, True)
    no_day = client.post("/account/tokens", data={"name": "archive", "scope": "read", "expires": "soon"})
    assert (no_day.status_code, "Write the last day as 2026-04-30" in no_day.text) == (422, True)
    made = client.post(
        "/account/tokens", data={"name": "archive", "scope": ["read", "propose"], "expires": "2099-01-31"}
    )
    [secret] = re.findall(r"kelisim_[A-Za-z0-9_-]+", made.text)
    signed = {"Authorization": f"Bearer {secret}"}
    assert browser(site).get("/api/documents", headers=signed).status_code == 200
    page = client.get("/account").text
    assert secret not in page
    assert "read and propose; until 31 Jan 2099" in page
    [revoke] = re.findall(r'action="(/account/tokens/[a-z2-7]+/revoke)"', page)
    assert client.post(revoke).status_code == 303
    assert browser(site).get("/api/documents", headers=signed).status_code == 401


def test_before_a_password_is_chosen_it_is_said_which_tokens_end_and_which_stay(
    site: Site, office: TestClient
) -> None:
    invitation = link_in(office.post("/people", data=WHOM).text)
    assert "for programs" not in browser(site).get(invitation).text
    client = browser(site)
    aida = person(site.app.state.store, "KAZ", "negotiator")
    aida.take(client)
    for name in ("archive", "mirror"):
        client.post("/account/tokens", data={"name": name, "scope": "read"})
    page = client.get("/account").text
    assert '<a href="#tokens-head">tokens for programs</a> stay good' in page
    assert 'id="tokens-head"' in page
    assert "every token of this person from before ends" in office.get(f"/people/{aida.id}").text
    link = link_in(office.post(f"/people/{aida.id}/link").text)
    assert "so do your 2 tokens for programs" in client.get(link).text
    differ = client.post(link, data={"password": PASSWORD, "again": "another lake in spring"})
    assert (differ.status_code, "so do your 2 tokens for programs" in differ.text) == (422, True)
    assert client.post(link, data={"password": PASSWORD, "again": PASSWORD}).status_code == 303
    assert "archive" not in client.get("/account").text


def test_an_account_is_changed_closed_and_opened_again(site: Site, office: TestClient) -> None:
    aida = person(site.app.state.store, "KAZ", "negotiator")
    path = f"/people/{aida.id}"
    sent = {"name": "A. D.", "role": "head", "language": "kk"}
    assert office.post(path, data=sent).headers["location"] == f"{path}?done=kept"
    page = office.get(path).text
    assert "A. D." in page
    assert '<option value="head" selected>head</option>' in page
    assert link_in(office.post(f"{path}/link").text)
    office.post(path, data={"step": "close"})
    assert "This account is closed" in office.get(path).text
    refused = office.post(f"{path}/link")
    assert (refused.status_code, "open it again first" in refused.text) == (409, True)
    office.post(path, data={"step": "open"})
    assert "This account is closed" not in office.get(path).text
    assert office.post(f"{path}/leave-everywhere").status_code == 303


def test_what_was_typed_into_an_invitation_stays_when_it_is_refused(office: TestClient) -> None:
    refused = office.post("/people", data={**WHOM, "email": "nobody"})
    assert refused.status_code == 422
    assert 'value="A. Delegate"' in refused.text
    assert "write it as name@example.org" in refused.text


def test_a_delegation_is_entered_and_takes_part(site: Site, office: TestClient) -> None:
    sent = {
        "code": "ECMWF",
        "kind": "agency",
        "name.en": "Weather centre",
        "name.ru": "",
        "hue": "3",
        "line": "",
    }
    refused = office.post("/delegations", data={**sent, "code": "9"})
    assert (refused.status_code, 'value="Weather centre"' in refused.text) == (422, True)
    assert office.post("/delegations", data=sent).headers["location"] == "/delegations/ECMWF?done=entered"
    twice = office.post("/delegations", data={**sent, "code": "ecmwf"})
    assert (twice.status_code, "There is a delegation ecmwf already." in twice.text) == (409, True)
    changed = {**sent, "hue": "", "capacity.joint-declaration": "advises"}
    assert office.post("/delegations/ECMWF", data=changed).status_code == 303
    page = office.get("/delegations").text
    row = page[page.index("/delegations/ECMWF") :]
    assert 'Declaration">advises</td><td data-head="Programme of Action">–</td>' in row[: row.index("</tr>")]
    guest = browser(site)
    person(site.app.state.store, "ECMWF", "negotiator").take(guest)
    assert guest.get("/documents/joint-declaration").status_code == 200
    assert guest.get("/documents/programme-of-action").status_code == 404


def test_the_secretariat_records_what_was_said_and_the_delegation_confirms_it(
    site: Site, office: TestClient
) -> None:
    path = site.clause("op-aral", "/propose")
    form = office.get(path).text
    [text] = re.findall(r'<textarea class="wording"[^>]*>\n(.*?)</textarea>', form, re.S)
    [base] = re.findall(r'name="base_revision" value="([^"]+)"', form)
    sent = {
        "base_revision": base,
        "key": "once",
        "field.text": f"{text[:-1]}, as the room heard;",
        "do": "table",
        "on_behalf_of": "KGZ",
    }
    nobody = office.post(path, data={**sent, "on_behalf_of": "", "key": "never"})
    assert (nobody.status_code, "you do not propose" in nobody.text) == (403, True)
    done = office.post(path, data=sent)
    assert done.headers["location"].endswith("?done=recorded")
    assert "said in the room, not yet confirmed" in office.get(site.clause("op-aral")).text
    kgz = site.client_of("KGZ")
    page = kgz.get(site.clause("op-aral")).text
    [confirm] = re.findall(r'action="(/amendments/[a-z2-7]+/confirm)"', page)
    assert kgz.post(confirm).headers["location"].endswith("?done=confirmed")
    assert "said in the room, confirmed" in kgz.get(site.clause("op-aral")).text
    assert "Confirm that we said this" not in site.client_of("KAZ").get(site.clause("op-aral")).text


def test_a_head_wants_to_release_and_releases(site: Site) -> None:
    head, negotiator = browser(site), browser(site)
    person(site.app.state.store, "TKM", "head").take(head)
    person(site.app.state.store, "TKM", "negotiator").take(negotiator)
    assert "It tables only what I have released" not in negotiator.get("/account").text
    assert head.post("/account/house-rules", data={"head_releases": "yes"}).status_code == 303
    path = site.clause("op-aral", "/propose")
    form = negotiator.get(path).text
    [text] = re.findall(r'<textarea class="wording"[^>]*>\n(.*?)</textarea>', form, re.S)
    [base] = re.findall(r'name="base_revision" value="([^"]+)"', form)
    sent = {"base_revision": base, "field.text": f"{text[:-1]}, in time;", "key": "one"}
    refused = negotiator.post(path, data={**sent, "do": "table"})
    assert (refused.status_code, "only what its head has released" in refused.text) == (409, True)
    assert negotiator.post(path, data={**sent, "do": "draft", "key": "two"}).status_code == 303
    assert "Table it" not in negotiator.get(site.clause("op-aral")).text
    page = head.get(site.clause("op-aral")).text
    [release] = re.findall(r'action="(/amendments/[a-z2-7]+/release)"', page)
    [text] = re.findall(r'/release">\s*<input type="hidden" name="text" value="([a-z2-7]+)"', page)
    assert head.post(release).status_code == 428  # a form that does not say what was read
    assert head.post(release, data={"text": text}).headers["location"].endswith("?done=released")
    page = negotiator.get(site.clause("op-aral")).text
    assert "released by the head" in page
    [table] = re.findall(r'action="(/amendments/[a-z2-7]+/table)"', page)
    assert negotiator.post(table).headers["location"].endswith("?done=tabled")


@pytest.mark.parametrize("path", ["/administration", "/people", "/delegations", "/delegations/KAZ"])
@pytest.mark.parametrize("who", ["KAZ", "CHAIR", "SEC"])
def test_these_pages_are_for_administrators(site: Site, who: str, path: str) -> None:
    assert site.client_of(who).get(path).status_code == 403


def test_nobody_steps_into_a_role_where_there_is_no_demonstration(site: Site) -> None:
    assert "Step into a role" not in site.client_of(None).get("/enter").text
    sent = {"delegation": "KAZ", "role": "negotiator"}
    assert site.client_of(None).post("/enter/role", data=sent).status_code == 404
    site.app.state.demonstration = True  # as whoever sets the variable over a real store would
    answer = site.client_of(None).post("/enter/role", data=sent)
    assert (answer.status_code, "was not begun as a demonstration" in answer.text) == (409, True)
    assert "set-cookie" not in answer.headers


def test_an_administrator_makes_a_token_for_a_person_and_sees_it_once(site: Site, office: TestClient) -> None:
    aida = person(site.app.state.store, "KAZ", "negotiator")
    path = f"/people/{aida.id}"
    nothing = office.post(f"{path}/tokens", data={"name": "archive"})
    assert (nothing.status_code, "Say what the token is for" in nothing.text) == (422, True)
    shown = office.post(f"{path}/tokens", data={"name": "archive", "scope": "read"})
    [secret] = re.findall(r"kelisim_[A-Za-z0-9_-]+", shown.text)
    signed = {"Authorization": f"Bearer {secret}"}
    assert browser(site).get("/api/documents", headers=signed).status_code == 200
    assert secret not in office.get(path).text
    client = browser(site)
    aida.take(client)
    assert client.post(f"{path}/tokens", data={"name": "archive", "scope": "read"}).status_code == 403
