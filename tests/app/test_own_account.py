"""One's own account: its password, where one is signed in, and the language of the interface."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from app.identity import get_now
from app.verifying import verify_store
from tests.app.cast import Room, made, refusal
from tests.app.people import NEW, PASSWORD, at, browser, person, secret_of, sign_in
from tests.thoroughness import ENGINES

# Hashes are quick, for here it is about the steps; test_signing_in.py is about the hashes.
pytestmark = [
    pytest.mark.parametrize("room", ENGINES, indirect=True),
    pytest.mark.usefixtures("quick_hashes", "recorded"),
]


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
