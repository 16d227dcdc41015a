"""What no browser sends: it is refused, and never ends in an error of the server."""

import pytest

from tests.app.cast import Room, made
from tests.app.people import token_of

CLAUSES = "/api/documents/declaration/clauses"


@pytest.mark.parametrize("path", ["//[", "http://[x", "//\u2100", "/\r\nX: y"])
def test_an_address_that_cannot_be_parsed_leads_to_the_first_page(room: Room, path: str) -> None:
    assert room.client.get("/enter", params={"next": path}).status_code == 200
    sent = {"token": room.tokens["KAZ"], "next": path}
    answer = room.client.post("/enter/token", data=sent, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "punycode", "idna"])
def test_a_form_in_another_encoding_is_refused(room: Room, charset: str) -> None:
    body = b'--B\r\nContent-Disposition: form-data; name="token"\r\n\r\n+2AA-\\ud800\xff\r\n--B--\r\n'
    kind = f"multipart/form-data; boundary=B; charset={charset}"
    assert room.client.post("/enter", content=body, headers={"Content-Type": kind}).status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        r'{"\ud800": 1}',
        r'{"fields": {"\ud800": 1}}',
        r'{"fields": {"\ud800": "x"}}',
        r'{"text": "a\ud800"}',
        r'{"kind": "\ud800"}',
        r'{"rationale": "\u0000"}',
        '{"text": ' + "[" * 100_000,
        '{"text": ' + "9" * 10_000 + "}",
    ],
    ids=["member", "address", "address and text", "text", "kind", "nul", "deep", "huge"],
)
def test_json_that_no_text_can_hold_is_refused(room: Room, body: str) -> None:
    clause = room.client.get(CLAUSES, headers={"Authorization": f"Bearer {room.tokens['KAZ']}"}).json()
    path = f"/api/clauses/{clause['items'][4]['id']}/amendments"
    headers = {"Authorization": f"Bearer {room.tokens['KAZ']}", "Content-Type": "application/json"}
    answer = room.client.post(path, content=body.encode(), headers=headers)
    assert 400 <= answer.status_code < 500, answer.text


@pytest.mark.parametrize(
    "odd",
    [
        *({"key": key} for key in ("k\x00", "k" * 300, "\U0001f389" * 255)),
        *({"base_revision": "r\x00", "do": do} for do in ("mark", "draft")),
    ],
)
def test_a_form_with_an_odd_key_or_base_is_no_error(room: Room, odd: dict[str, str]) -> None:
    clause = room.client.get(CLAUSES, headers={"Authorization": f"Bearer {room.tokens['KAZ']}"}).json()
    one = clause["items"][4]
    sent = {"field.text": "The Parties should agree;", "do": "draft", "base_revision": one["revision"]}
    answer = room.client.post(
        f"/clauses/{one['id']}/propose",
        data={**sent, **odd},
        headers={"Authorization": f"Bearer {room.tokens['KAZ']}"},
        follow_redirects=False,
    )
    assert answer.status_code < 500


def test_a_decision_with_an_odd_name_is_not_taken_back(room: Room) -> None:
    made(room.decide("OP 1", text="The Parties shall rest;"))
    undo = f"/clauses/{room.clause('OP 1')['id']}/undo"
    headers = {"Authorization": f"Bearer {room.tokens['CHAIR']}"}
    answer = room.client.post(undo, data={"decision": "d\x00"}, headers=headers)
    assert (answer.status_code, "is not a decision on this clause" in answer.text) == (422, True)


def test_an_address_of_marks_is_none_and_is_answered_before_they_are_sorted(room: Room) -> None:
    """Bringing 200,000 marks into order held every other request for 48 seconds."""
    marks = "a" + "\u0301\u0316" * 100_000
    sent = {"email": (None, marks), "password": (None, "x"), "next": (None, "/")}
    assert room.client.post("/enter", files=sent).status_code == 401
    short = {"email": f"{marks[:200]}@example.org", "password": "x"}
    assert room.client.post("/api/sign-ins", json=short).status_code == 401


@pytest.mark.parametrize("until", ["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"])
def test_a_time_that_is_none_in_utc_is_refused(room: Room, until: str) -> None:
    token = token_of(room.app.state.store, "KAZ", "head")
    body = {"name": "archive", "scopes": ["read"], "expires_at": until}
    answer = room.client.post("/api/tokens", json=body, headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, "no such time in UTC" in answer.text) == (422, True)
