"""Accounts: invited by a link that works once, signed in to, changed, closed; and refused to everybody else."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from app import identity
from app.database import Store
from app.identity import get_now
from app.models import AccountRow, SignInRow
from app.services import tokens
from app.services.sign_ins import sign_in_to_account
from app.verifying import verify_store
from tests.app.cast import Room, made, refusal
from tests.app.people import PASSWORD, Person, person
from tests.thoroughness import ENGINES

# Hashes are quick, for here it is about the steps; test_signing_in.py is about the hashes.
pytestmark = [
    pytest.mark.parametrize("room", ENGINES, indirect=True),
    pytest.mark.usefixtures("quick_hashes"),
]
NEW = "seven glaciers in the east"
WHOM = {"email": "Aida@Example.org", "name": "A. Delegate", "delegation": "KAZ", "role": "negotiator"}


@pytest.fixture(autouse=True)
def recorded(room: Room) -> Iterator[None]:
    """Whatever a test does, the store is what its record says."""
    yield
    with room.app.state.store.reading() as session:
        assert [str(one) for one in verify_store(session)] == []


@pytest.fixture
def administrator(room: Room) -> Person:
    return person(room.app.state.store, "SEC", "administrator")


@pytest.fixture
def office(room: Room, administrator: Person) -> TestClient:
    """The administrator's browser."""
    client = TestClient(room.app, follow_redirects=False)
    administrator.take(client)
    return client


def browser(room: Room) -> TestClient:
    return TestClient(room.app, follow_redirects=False)


def at(room: Room, moment: datetime) -> None:
    room.app.dependency_overrides[get_now] = lambda: moment


def secret_of(link: str) -> str:
    return link.rsplit("/join/", 1)[1]


def sign_in(client: TestClient, email: str, password: str = PASSWORD) -> int:
    return client.post("/api/sign-ins", json={"email": email, "password": password}).status_code


def test_a_person_is_invited_chooses_a_password_and_negotiates(room: Room, office: TestClient) -> None:
    invited = made(office.post("/api/accounts", json=WHOM))
    assert invited["account"]["email"] == "aida@example.org"
    assert (invited["sent"], invited["account"]["has_password"]) == (False, False)
    assert invited["link"].startswith("http://testserver/join/")

    aida = browser(room)
    chosen = aida.post("/api/passwords", json={"secret": secret_of(invited["link"]), "password": PASSWORD})
    assert chosen.status_code == 204
    me = aida.get("/api/account").json()
    assert (me["delegation"], me["role"], me["has_password"]) == ("KAZ", "negotiator", True)
    clause = room.clause("OP 1")
    body = {
        "base_revision": clause["revision"],
        "text": clause["text"].replace("2027", "2028"),
        "status": "tabled",
    }
    tabled = aida.post(f"/api/clauses/{clause['id']}/amendments", json=body)
    assert made(tabled)["delegation"] == "KAZ"

    again = browser(room).post(
        "/api/passwords", json={"secret": secret_of(invited["link"]), "password": PASSWORD}
    )
    assert refusal(again) == (410, "dead-link")
    other = browser(room)
    assert sign_in(other, "  AIDA@example.org ") == 204
    assert other.get("/api/account").json()["id"] == me["id"]


def test_an_invitation_expires_and_a_new_one_ends_it(room: Room, office: TestClient) -> None:
    first = made(office.post("/api/accounts", json=WHOM))
    second = made(office.post(f"/api/accounts/{first['account']['id']}/links"))
    for link, days in ((first["link"], 0), (second["link"], 8)):
        at(room, get_now() + timedelta(days=days))
        answer = browser(room).post("/api/passwords", json={"secret": secret_of(link), "password": PASSWORD})
        assert refusal(answer) == (410, "dead-link")
        room.app.dependency_overrides.clear()
    good = browser(room).post(
        "/api/passwords", json={"secret": secret_of(second["link"]), "password": PASSWORD}
    )
    assert good.status_code == 204


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short", "12 to 256"),
        ("x" * 257, "12 to 256"),
        ("passwordpassword", "first that anybody would try"),
        ("kazakhstan2026", "first that anybody would try"),
        ("aida@example.org", "first that anybody would try"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "first that anybody would try"),
    ],
)
def test_a_weak_password_is_refused_and_the_link_stays_good(
    room: Room, office: TestClient, password: str, says: str
) -> None:
    secret = secret_of(made(office.post("/api/accounts", json=WHOM))["link"])
    weak = browser(room).post("/api/passwords", json={"secret": secret, "password": password})
    assert refusal(weak) == (422, "unacceptable")
    assert says in weak.json()["detail"]
    strong = browser(room).post("/api/passwords", json={"secret": secret, "password": "реки не знают границ"})
    assert strong.status_code == 204


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"email": "nobody"}, (422, "unacceptable")),
        ({"email": "a b@example.org"}, (422, "unacceptable")),
        ({"email": "a,b@example.org"}, (422, "unacceptable")),
        ({"email": "A <a@example.org>"}, (422, "unacceptable")),
        ({"name": "   "}, (422, "unacceptable")),
        ({"delegation": "XYZ"}, (422, "unknown-value")),
        ({"role": "chair"}, (422, "unknown-value")),
        ({"role": "administrator"}, (422, "unknown-value")),
        ({"language": "fr"}, (422, "unknown-value")),
        ({"shoe": 42}, (422, "malformed-request")),
    ],
)
def test_an_invitation_that_cannot_be_is_refused(
    office: TestClient, change: dict[str, str], rule: tuple[int, str]
) -> None:
    assert refusal(office.post("/api/accounts", json={**WHOM, **change})) == rule
    assert [one["email"] for one in office.get("/api/accounts").json()["items"]] == [
        "sec.administrator@example.org"
    ]


def test_one_address_has_one_account(office: TestClient) -> None:
    made(office.post("/api/accounts", json=WHOM))
    assert refusal(office.post("/api/accounts", json={**WHOM, "delegation": "UZB"})) == (409, "state-forbids")


WRITES: dict[str, Callable[[TestClient, str], int]] = {
    "invite": lambda client, _: client.post("/api/accounts", json=WHOM).status_code,
    "list": lambda client, _: client.get("/api/accounts").status_code,
    "read": lambda client, one: client.get(f"/api/accounts/{one}").status_code,
    "change": lambda client, one: client.patch(f"/api/accounts/{one}", json={"name": "B"}).status_code,
    "link": lambda client, one: client.post(f"/api/accounts/{one}/links").status_code,
    "sign out": lambda client, one: client.delete(f"/api/accounts/{one}/sign-ins").status_code,
}


@pytest.mark.parametrize("does", WRITES)
@pytest.mark.parametrize(
    ("delegation", "role"),
    [("KAZ", "head"), ("CHAIR", "chair"), ("SEC", "secretariat"), ("UZB", "negotiator")],
)
def test_nobody_but_an_administrator_looks_after_people(
    room: Room, administrator: Person, delegation: str, role: str, does: str
) -> None:
    client = browser(room)
    person(room.app.state.store, delegation, role).take(client)
    assert WRITES[does](client, administrator.id) in (403, 404)
    assert WRITES[does](browser(room), administrator.id) == 401


def test_closing_ends_everything_at_once_and_opening_gives_the_account_back(
    room: Room, office: TestClient
) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    client = browser(room)
    aida.take(client)
    secret = made(client.post("/api/tokens", json={"name": "archive", "scopes": ["read"]}))["secret"]
    signed = {"Authorization": f"Bearer {secret}"}
    assert browser(room).get("/api/documents", headers=signed).status_code == 200
    assert made(office.patch(f"/api/accounts/{aida.id}", json={"closed": True}))["closed_at"] is not None
    assert client.get("/api/documents").status_code == 401
    assert browser(room).get("/api/documents", headers=signed).status_code == 401
    assert sign_in(browser(room), aida.email) == 401
    assert refusal(office.post(f"/api/accounts/{aida.id}/links")) == (409, "state-forbids")
    made(office.patch(f"/api/accounts/{aida.id}", json={"closed": False}))
    assert client.get("/api/documents").status_code == 401  # what has ended stays so
    assert sign_in(browser(room), aida.email) == 204


def test_another_role_ends_what_was_given_to_the_former_one(room: Room, office: TestClient) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    client = browser(room)
    aida.take(client)
    changed = made(office.patch(f"/api/accounts/{aida.id}", json={"role": "observer", "name": "A. D."}))
    assert (changed["role"], changed["name"]) == ("observer", "A. D.")
    assert client.get("/api/documents").status_code == 401


def test_the_last_administrator_cannot_shut_the_door_behind_itself(
    room: Room, office: TestClient, administrator: Person
) -> None:
    for change in ({"closed": True}, {"role": "secretariat"}):
        refused = office.patch(f"/api/accounts/{administrator.id}", json=change)
        assert refusal(refused) == (409, "state-forbids")
    person(room.app.state.store, "SEC", "administrator", email="second@example.org")
    assert office.patch(f"/api/accounts/{administrator.id}", json={"closed": True}).status_code == 200


def test_an_administrator_who_cannot_sign_in_yet_keeps_no_door_open(
    room: Room, office: TestClient, administrator: Person
) -> None:
    second = {**WHOM, "delegation": "SEC", "role": "administrator"}
    invited = made(office.post("/api/accounts", json=second))
    refused = office.patch(f"/api/accounts/{administrator.id}", json={"closed": True})
    assert refusal(refused) == (409, "state-forbids")
    assert "wait for their password" in refused.json()["detail"]
    chosen = {"secret": secret_of(invited["link"]), "password": PASSWORD}
    assert browser(room).post("/api/passwords", json=chosen).status_code == 204
    assert office.patch(f"/api/accounts/{administrator.id}", json={"closed": True}).status_code == 200


def test_whoever_signs_in_through_another_system_administers_without_a_password(
    room: Room, office: TestClient, administrator: Person
) -> None:
    second = made(office.post("/api/accounts", json={**WHOM, "delegation": "SEC", "role": "administrator"}))
    with room.app.state.store.writing() as session:
        account = session.get_one(AccountRow, second["account"]["id"])
        sign_in_to_account(session, account=account, now=get_now())
    assert office.patch(f"/api/accounts/{administrator.id}", json={"closed": True}).status_code == 200


def test_closing_ends_the_links_that_are_open(room: Room, office: TestClient) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    invited = made(office.post("/api/accounts", json=WHOM))
    reset = made(office.post(f"/api/accounts/{aida.id}/links"))
    for one in (invited, reset):
        for closed in (True, False):
            made(office.patch(f"/api/accounts/{one['account']['id']}", json={"closed": closed}))
        chosen = {"secret": secret_of(one["link"]), "password": NEW}
        assert refusal(browser(room).post("/api/passwords", json=chosen)) == (410, "dead-link")
    assert sign_in(browser(room), aida.email) == 204


def test_a_password_is_changed_by_who_knows_it_and_every_other_browser_is_signed_out(room: Room) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    here, there = browser(room), browser(room)
    aida.take(here)
    assert sign_in(there, aida.email) == 204
    wrong = here.put("/api/account/password", json={"present": "guessed at random", "new": NEW})
    assert refusal(wrong) == (401, "wrong-password")
    weak = here.put("/api/account/password", json={"present": PASSWORD, "new": "password1234"})
    assert refusal(weak) == (422, "unacceptable")
    assert there.get("/api/account").status_code == 200
    assert here.put("/api/account/password", json={"present": PASSWORD, "new": NEW}).status_code == 204
    assert (here.get("/api/account").status_code, there.get("/api/account").status_code) == (200, 401)
    assert (sign_in(browser(room), aida.email), sign_in(browser(room), aida.email, NEW)) == (401, 204)


def test_a_forgotten_password_is_replaced_through_a_new_link(room: Room, office: TestClient) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    client = browser(room)
    aida.take(client)
    link = made(office.post(f"/api/accounts/{aida.id}/links"))["link"]
    assert sign_in(browser(room), aida.email) == 204  # until the link is used
    assert (
        browser(room).post("/api/passwords", json={"secret": secret_of(link), "password": NEW}).status_code
        == 204
    )
    assert client.get("/api/account").status_code == 401
    assert (sign_in(browser(room), aida.email), sign_in(browser(room), aida.email, NEW)) == (401, 204)


def test_a_new_password_by_a_link_ends_every_token_and_ones_own_change_of_it_none(
    room: Room, office: TestClient
) -> None:
    aida, bek = (person(room.app.state.store, "KAZ", role) for role in ("negotiator", "head"))
    here, his = browser(room), browser(room)
    aida.take(here)
    bek.take(his)
    body = {"name": "archive", "scopes": ["read", "administer"]}
    hers, others = (
        {"Authorization": f"Bearer {made(one.post('/api/tokens', json=body))['secret']}"}
        for one in (here, his)
    )
    assert here.put("/api/account/password", json={"present": PASSWORD, "new": NEW}).status_code == 204
    assert browser(room).get("/api/documents", headers=hers).status_code == 200
    secret = secret_of(made(office.post(f"/api/accounts/{aida.id}/links"))["link"])
    assert browser(room).get("/api/documents", headers=hers).status_code == 200  # until the link is used
    chosen = browser(room).post("/api/passwords", json={"secret": secret, "password": PASSWORD})
    assert chosen.status_code == 204
    assert browser(room).get("/api/documents", headers=hers).status_code == 401
    assert browser(room).get("/api/documents", headers=others).status_code == 200
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_signing_out_here_there_and_everywhere(room: Room, office: TestClient) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    browsers = [browser(room) for _ in range(4)]
    for one in browsers:
        assert sign_in(one, aida.email) == 204
    listed = browsers[0].get("/api/sign-ins").json()["items"]
    assert (len(listed), [one["present"] for one in listed].count(True)) == (5, True)
    [own] = [one for one in listed if one["present"]]
    assert browsers[1].delete(f"/api/sign-ins/{own['id']}").status_code == 204
    assert browsers[0].get("/api/account").status_code == 401
    assert browsers[1].post("/leave").status_code == 303
    assert browsers[1].get("/api/account").status_code == 401
    assert browsers[2].delete("/api/sign-ins").status_code == 204
    assert [one.get("/api/account").status_code for one in browsers[2:]] == [401, 401]
    assert sign_in(browsers[3], aida.email) == 204
    assert office.delete(f"/api/accounts/{aida.id}/sign-ins").status_code == 204
    assert browsers[3].get("/api/account").status_code == 401


def by_token(room: Room, somebody: TestClient) -> TestClient:
    """A browser that is signed in with a token of somebody's."""
    body = {"name": "archive", "scopes": ["read", "administer"]}
    client = browser(room)
    token = made(somebody.post("/api/tokens", json=body))["secret"]
    assert client.post("/enter/token", data={"token": token}).status_code == 303
    return client


def test_whoever_is_signed_in_with_a_token_is_listed_and_signed_out_with_the_others(
    room: Room, office: TestClient
) -> None:
    aida, bek = (person(room.app.state.store, "KAZ", role) for role in ("negotiator", "head"))
    hers, his = browser(room), browser(room)
    aida.take(hers)
    bek.take(his)
    others = by_token(room, his)
    one, other = by_token(room, hers), by_token(room, hers)
    listed = hers.get("/api/sign-ins").json()["items"]
    owns = {token["id"] for token in hers.get("/api/tokens").json()["items"]}
    assert {found["token"] for found in listed} == {None, *owns}
    assert hers.get("/account").text.count("with the token <strong>archive</strong>") == 2
    [present] = [found for found in one.get("/api/sign-ins").json()["items"] if found["present"]]
    assert refusal(his.delete(f"/api/sign-ins/{present['id']}")) == (404, "not-there")
    assert hers.delete(f"/api/sign-ins/{present['id']}").status_code == 204
    assert (one.get("/api/account").status_code, other.get("/api/account").status_code) == (401, 200)
    assert hers.delete("/api/sign-ins").status_code == 204
    assert other.get("/api/account").status_code == 401
    assert sign_in(hers, aida.email) == 204
    again = by_token(room, hers)
    assert office.delete(f"/api/accounts/{aida.id}/sign-ins").status_code == 204
    assert again.get("/api/account").status_code == 401
    assert others.get("/api/account").status_code == 200


def test_another_password_signs_out_the_browsers_with_a_token_too_but_for_this_one(room: Room) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    first = browser(room)
    aida.take(first)
    here, there = by_token(room, first), by_token(room, first)
    assert here.put("/api/account/password", json={"present": PASSWORD, "new": NEW}).status_code == 204
    assert [one.get("/api/account").status_code for one in (here, there, first)] == [200, 401, 401]


def test_nobody_ends_a_sign_in_of_somebody_else(room: Room) -> None:
    aida, bek = (person(room.app.state.store, "KAZ", role) for role in ("negotiator", "head"))
    hers, his = browser(room), browser(room)
    aida.take(hers)
    bek.take(his)
    [own] = hers.get("/api/sign-ins").json()["items"]
    assert refusal(his.delete(f"/api/sign-ins/{own['id']}")) == (404, "not-there")
    assert hers.get("/api/account").status_code == 200


def test_a_sign_in_ends_by_itself_after_a_week(room: Room) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    client = browser(room)
    aida.take(client)
    at(room, get_now() + timedelta(days=6, hours=23))
    assert client.get("/api/account").status_code == 200
    at(room, get_now() + timedelta(days=7, minutes=1))
    assert client.get("/api/account").status_code == 401


def test_the_language_of_the_interface_is_chosen(room: Room) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    client = browser(room)
    aida.take(client)
    assert made(client.patch("/api/account", json={"language": "kk"}))["language"] == "kk"
    assert refusal(client.patch("/api/account", json={"language": "fr"})) == (422, "unknown-value")


@pytest.mark.parametrize("path", ["/api/account", "/api/sign-ins", "/api/tokens"])
def test_an_operators_token_has_no_account(room: Room, path: str) -> None:
    assert refusal(room.ask("KAZ", "GET", path)) == (403, "no-account")


def test_another_site_signs_nobody_in(room: Room) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    foreign = {"Sec-Fetch-Site": "cross-site"}
    answer = browser(room).post(
        "/api/sign-ins", json={"email": aida.email, "password": PASSWORD}, headers=foreign
    )
    assert refusal(answer) == (403, "foreign-form")
    client = browser(room)
    aida.take(client)
    body = {"name": "archive", "scopes": ["read"]}
    assert refusal(client.post("/api/tokens", json=body, headers=foreign)) == (403, "foreign-form")


def test_the_store_keeps_no_secret_and_the_record_nobodys_name(room: Room, office: TestClient) -> None:
    link = secret_of(made(office.post("/api/accounts", json=WHOM))["link"])
    client = browser(room)
    client.post("/api/passwords", json={"secret": link, "password": PASSWORD})
    token = made(client.post("/api/tokens", json={"name": "archive", "scopes": ["read"]}))["secret"]
    cookie = client.cookies["kelisim"]
    store: Store = room.app.state.store
    with store.reading() as session:
        connection = session.connection()
        tables = AccountRow.metadata.tables
        rows = [str(row) for table in tables.values() for row in connection.execute(table.select())]
        events = [str(row) for row in connection.execute(tables["event"].select())]
        assert session.query(SignInRow).count() == 2
    for secret in (link, token, cookie, PASSWORD):
        assert not any(secret in row for row in rows)
    assert not any("aida@example.org" in row or "A. Delegate" in row for row in events)
    assert any("$argon2id$" in row for row in rows)


def test_reading_goes_on_where_the_last_use_cannot_be_noted(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(identity, "note_use", locked)
    assert room.ask("KAZ", "GET", "/api/documents").status_code == 200


def test_nobody_hoards_tokens(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MOST", 2)
    client = browser(room)
    person(room.app.state.store, "KAZ", "negotiator").take(client)
    body = {"name": "archive", "scopes": ["read"]}
    one, _ = (made(client.post("/api/tokens", json=body)) for _ in range(2))
    assert refusal(client.post("/api/tokens", json=body)) == (409, "state-forbids")
    assert client.delete(f"/api/tokens/{one['token']['id']}").status_code == 204
    made(client.post("/api/tokens", json=body))


def test_a_delegation_reads_who_ended_what_its_people_had(room: Room, office: TestClient) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    client = browser(room)
    aida.take(client)
    made(client.post("/api/tokens", json={"name": "archive", "scopes": ["read"]}))
    made(office.patch(f"/api/accounts/{aida.id}", json={"closed": True}))
    own = room.read("/api/events?stream=own", "KAZ")["items"]
    ended = [(one["actor"], one["what"], one["account"]) for one in own[-2:]]
    assert ended == [("SEC", "signed out", None), ("SEC", "token revoked", None)]
    chair = room.read("/api/events?stream=own", "SEC")["items"]
    assert chair[-1]["what"] == "account changed"


def test_an_administrator_makes_a_token_for_somebody_and_their_delegation_reads_so(
    room: Room, office: TestClient
) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    path = f"/api/accounts/{aida.id}/tokens"
    given = made(office.post(path, json={"name": "archive", "scopes": ["read"]}))
    reader = {"Authorization": f"Bearer {given['secret']}"}
    assert room.client.get("/api/account", headers=reader).status_code == 403  # it is for reading alone
    assert len(room.client.get("/api/documents", headers=reader).json()["items"]) == 2
    [*_, event] = room.read("/api/events?stream=own&limit=500", "KAZ")["items"]
    assert (event["actor"], event["what"]) == ("SEC", "token issued")
    client = browser(room)
    aida.take(client)
    [own] = client.get("/api/tokens").json()["items"]
    assert (own["name"], client.delete(f"/api/tokens/{own['id']}").status_code) == ("archive", 204)
    made(office.patch(f"/api/accounts/{aida.id}", json={"closed": True}))
    refused = office.post(path, json={"name": "archive", "scopes": ["read"]})
    assert refusal(refused) == (409, "state-forbids")


def test_an_administrator_revokes_a_token_without_knowing_what_it_is_called(
    room: Room, office: TestClient
) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    client = browser(room)
    aida.take(client)
    body = {"name": "export of red lines", "scopes": ["read"]}
    own = made(client.post("/api/tokens", json=body))["token"]
    made(office.post("/api/tokens", json={"name": "lists", "scopes": ["read"]}))
    everybodys = office.get("/api/tokens?everybodys=true").json()["items"]
    [seen] = [one for one in everybodys if one["id"] == own["id"]]
    assert seen == {**own, "name": None}
    assert (seen["account"], seen["scopes"]) == (aida.id, ["read"])
    assert {one["name"] for one in everybodys if one["account"] is None} == {"test"}  # an operator's
    assert "lists" in [one["name"] for one in everybodys]
    assert office.delete(f"/api/tokens/{own['id']}").status_code == 204
    assert client.get("/api/tokens").json()["items"][0]["name"] == body["name"]
    for path in ("/api/tokens?everybodys=true", "/api/events?stream=chair&limit=500"):
        assert body["name"] not in office.get(path).text


def test_in_the_record_stands_whose_account_it_was(room: Room) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator")
    client = browser(room)
    aida.take(client)
    clause = room.clause("OP 1")
    body = {"base_revision": clause["revision"], "text": "The Parties rest;"}
    made(client.post(f"/api/clauses/{clause['id']}/amendments", json=body))
    own = client.get("/api/events?stream=own").json()["items"][-1]
    assert (own["what"], own["account"]) == ("amendment drafted", aida.id)
