"""Accounts: invited by a link that works once, changed, closed; and refused to everybody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from app.identity import get_now
from app.models import AccountRow
from app.services.sign_ins import sign_in_to_account
from tests.app.cast import Room, made, refusal
from tests.app.people import NEW, PASSWORD, WHOM, Person, at, browser, person, secret_of, sign_in
from tests.thoroughness import ENGINES

# Hashes are quick, for here it is about the steps; test_signing_in.py is about the hashes.
pytestmark = [
    pytest.mark.parametrize("room", ENGINES, indirect=True),
    pytest.mark.usefixtures("quick_hashes", "recorded"),
]


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
