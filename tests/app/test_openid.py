"""Signing in through another system: a provider in its own process, and a browser that goes there and back."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.error import URLError
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
import requests
from starlette.testclient import TestClient

from app.errors import NotVouchedFor
from app.openid import Provider
from app.settings import OpenIdClient, read_settings
from tests.app.cast import Room
from tests.app.people import invited, person
from tests.app.serving import free_port

STARTING = 30.0  # seconds


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider that knows three people."""
    port = free_port()
    command = Path(sys.executable).parent / "oidc-provider-mock"
    people = (
        '{"sub": "aida", "email": "Aida@example.org", "email_verified": true}',
        '{"sub": "guest", "email": "guest@example.org", "email_verified": true}',
        '{"sub": "liar", "email": "aida@example.org", "email_verified": false}',
    )
    known = [word for claims in people for word in ("--user-claims", claims)]
    process = subprocess.Popen(
        [command, "--port", str(port), "--host", "127.0.0.1", "--require-nonce", "true", *known],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + STARTING
    try:
        while True:
            try:
                with urlopen(f"{address}/.well-known/openid-configuration", timeout=2):
                    break
            except (URLError, OSError):
                assert process.poll() is None, "the provider ended before it was ready"
                assert time.monotonic() < deadline, "the provider did not get ready"
                time.sleep(0.05)
        yield address
    finally:
        process.kill()
        process.wait()


@dataclass
class Traveller:
    """A browser that goes to the other system and comes back."""

    client: TestClient

    def go(self, path: str = "/enter/elsewhere?next=/account") -> str:
        """Return where the browser is sent."""
        answer = self.client.get(path)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def sign_in_there(self, address: str, sub: str) -> str:
        """Sign in at the provider; return the path with which it sends the browser back."""
        with requests.Session() as there:
            form = there.get(address, timeout=10)
            fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form.text))
            fields = {name: unescape(value) for name, value in fields.items()}
            answer = there.post(address, data={**fields, "sub": sub}, allow_redirects=False, timeout=10)
        assert answer.status_code in (302, 303), answer.text
        back = urlsplit(answer.headers["location"])
        return f"{back.path}?{back.query}"


@pytest.fixture
def traveller(room: Room, issuer: str) -> Iterator[Traveller]:
    room.app.state.provider = Provider(OpenIdClient(issuer, "kelisim", "a secret between us", "the ministry"))
    yield Traveller(TestClient(room.app, follow_redirects=False))
    room.app.state.provider = None


only_once = pytest.mark.parametrize("room", ["sqlite"], indirect=True)


@only_once
def test_whoever_is_vouched_for_and_has_an_account_is_signed_in(room: Room, traveller: Traveller) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator", email="aida@example.org")
    assert "Sign in with the ministry" in traveller.client.get("/enter").text
    address = traveller.go()
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/enter/elsewhere/back"]
    back = traveller.client.get(traveller.sign_in_there(address, "aida"))
    assert (back.status_code, back.headers["location"]) == (303, "/account")
    assert traveller.client.get("/api/account").json()["id"] == aida.id


@only_once
def test_an_invited_person_needs_no_password(room: Room, traveller: Traveller) -> None:
    invited(room.app.state.store, "KAZ", "head", email="aida@example.org")
    assert traveller.client.get(traveller.sign_in_there(traveller.go(), "aida")).status_code == 303
    assert traveller.client.get("/api/account").json()["has_password"] is False


@only_once
@pytest.mark.parametrize(("sub", "says"), [("guest", "Ask the secretariat to invite you"), ("liar", "vouch")])
def test_nobody_gets_an_account_by_it(room: Room, traveller: Traveller, sub: str, says: str) -> None:
    person(room.app.state.store, "KAZ", "negotiator", email="aida@example.org")
    refused = traveller.client.get(traveller.sign_in_there(traveller.go(), sub))
    assert (refused.status_code, says in refused.text) == (403, True)
    assert traveller.client.get("/api/account").status_code == 401


@only_once
def test_a_closed_account_stays_closed(room: Room, traveller: Traveller) -> None:
    aida = person(room.app.state.store, "KAZ", "negotiator", email="aida@example.org")
    office = TestClient(room.app)
    person(room.app.state.store, "SEC", "administrator").take(office)
    assert office.patch(f"/api/accounts/{aida.id}", json={"closed": True}).status_code == 200
    assert traveller.client.get(traveller.sign_in_there(traveller.go(), "aida")).status_code == 403


@only_once
def test_what_another_browser_began_is_not_finished_here(room: Room, traveller: Traveller) -> None:
    person(room.app.state.store, "KAZ", "negotiator", email="aida@example.org")
    back = traveller.sign_in_there(traveller.go(), "aida")
    victim = TestClient(room.app, follow_redirects=False)
    assert victim.get(back).status_code == 403  # it never went there
    Traveller(victim).go()
    assert victim.get(back).status_code == 403  # it went, and comes back with another's state
    assert traveller.client.get(back).status_code == 303
    assert traveller.client.get(back).status_code == 403  # once


@only_once
@pytest.mark.parametrize("query", ["", "?error=access_denied&state=x", "?code=x&state=x", "?code=%00"])
def test_whatever_comes_back_is_a_refusal_in_words(traveller: Traveller, query: str) -> None:
    traveller.go()
    answer = traveller.client.get(f"/enter/elsewhere/back{query}")
    assert (answer.status_code, "the ministry did not say who you are" in answer.text) == (403, True)


@only_once
def test_a_provider_that_is_down_is_said(room: Room, traveller: Traveller) -> None:
    room.app.state.provider = Provider(
        OpenIdClient(f"http://127.0.0.1:{free_port()}", "kelisim", "x", "the ministry")
    )
    down = traveller.client.get("/enter/elsewhere")
    assert (down.status_code, "does not answer" in down.text) == (403, True)


class CallsItself(BaseHTTPRequestHandler):
    """A provider whose issuer ends in a slash, as that of several large ones does."""

    def do_GET(self) -> None:
        home = f"http://{self.headers['Host']}/"
        metadata = {"issuer": home, "authorization_endpoint": f"{home}authorize"}
        there = self.path == "/.well-known/openid-configuration"
        self.send_response(200 if there else 404)
        self.end_headers()
        self.wfile.write(json.dumps(metadata if there else {}).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_an_issuer_is_called_as_it_calls_itself_with_its_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), CallsItself) as server:
        Thread(target=server.serve_forever).start()
        home = f"http://127.0.0.1:{server.server_port}"
        for name, value in (("ISSUER", f"{home}/"), ("CLIENT", "kelisim"), ("SECRET", "between us")):
            monkeypatch.setenv(f"KELISIM_OPENID_{name}", value)
        us = read_settings().openid
        try:
            assert us is not None
            address, _ = Provider(us).begin(back="http://testserver/back", next_path="/")
            assert address.startswith(f"{home}/authorize?")
            with pytest.raises(NotVouchedFor, match="another system"):
                Provider(replace(us, issuer=home)).begin(back="http://testserver/back", next_path="/")
        finally:
            server.shutdown()


@only_once
def test_where_no_provider_is_set_there_is_no_such_way(room: Room) -> None:
    client = TestClient(room.app, follow_redirects=False)
    assert "/enter/elsewhere" not in client.get("/enter").text
    assert client.get("/enter/elsewhere").status_code == 404
