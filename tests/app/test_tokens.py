"""Tokens of accounts, and what of people and their keys stands in the store and in the record."""

import pytest
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from app import identity
from app.database import Store
from app.models import AccountRow, SignInRow
from app.services import tokens
from tests.app.cast import Room, made, refusal
from tests.app.people import PASSWORD, WHOM, browser, person, secret_of
from tests.thoroughness import ENGINES

# Hashes are quick, for here it is about the steps; test_signing_in.py is about the hashes.
pytestmark = [
    pytest.mark.parametrize("room", ENGINES, indirect=True),
    pytest.mark.usefixtures("quick_hashes", "recorded"),
]


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
