"""Bad input gets a clear answer, names field and remedy, and stores nothing."""

from typing import Any

import pytest

from tests.app.cast import Room, made, refusal

WATER = "The Parties shall cooperate fully on water by 2027;"


@pytest.mark.parametrize(
    ("members", "status", "problem", "says"),
    [
        ({"text": WATER}, 422, "changes-nothing", "equals the present one"),
        ({"text": ""}, 422, "empty-text", "use kind delete"),
        ({"text": " ;— "}, 422, "empty-text", "no word"),
        ({"text": "The Parties\x00 rest;"}, 422, "forbidden-character", "U+0000"),
        ({"text": "The Parties\x07 rest;"}, 422, "forbidden-character", "remove it"),
        ({"text": "The Parties\nrest;"}, 422, "forbidden-character", "no line break"),
        (
            {"text": "The Parties rest;", "rationale": "No\x00 reason."},
            422,
            "forbidden-character",
            "rationale",
        ),
        ({"fields": {"budget": "USD 1 million"}}, 422, "unknown-field", "it has: text"),
        ({"text": "Стороны отдыхают;", "language": "ru"}, 422, "wrong-language", "negotiated in en"),
        ({"text": "word " * 20_001}, 413, "too-long", "at most 20000"),
        ({"txt": "The Parties rest;"}, 422, "malformed-request", "txt"),
        ({"text": 7}, 422, "malformed-request", "text"),
        ({"text": "The Parties rest;", "kind": "rewrite"}, 422, "malformed-request", "kind"),
        ({"text": "The Parties rest;", "status": "adopted"}, 422, "malformed-request", "status"),
        ({"text": "The Parties rest;", "base_revision": "old"}, 422, "malformed-request", "base_revision"),
    ],
)
def test_what_can_never_be_accepted_is_refused_with_its_reason_and_stored_nowhere(
    room: Room, members: dict[str, Any], status: int, problem: str, says: str
) -> None:
    answer = room.propose("KAZ", "OP 1", **members)
    assert refusal(answer) == (status, problem)
    assert says in answer.json()["detail"]
    assert room.read("/api/amendments", "KAZ")["items"] == []


@pytest.mark.parametrize(
    "fields",
    [
        {"nonsense": "1"},
        {"indicators.a.colour": "green"},
        {"indicators.A!.target": "1"},
        {"indicators": "1"},
        {"text": "An entry has no text."},
        {"bud\x00get": "USD 1 million"},
    ],
)
def test_a_field_that_an_entry_does_not_have_is_refused_naming_those_it_has(
    room: Room, fields: dict[str, str]
) -> None:
    answer = room.propose("UNEP", "1.1", fields=fields)
    assert refusal(answer) == (422, "unknown-field")
    assert "indicators.<row>.(text|unit|baseline" in answer.json()["detail"]


def test_a_text_of_twenty_thousand_words_is_accepted(room: Room) -> None:
    made(room.propose("KAZ", "OP 1", text="word " * 20_000))


def test_a_text_is_brought_to_composed_letters_and_it_is_said(room: Room) -> None:
    amendment = made(room.propose("KAZ", "OP 1", text="The Parties meet in a cafe\u0301;"))
    assert amendment["text"] == "The Parties meet in a café;"
    assert amendment["notes"] == ["text: the text was brought to Unicode's composed form (NFC)."]


def test_invisible_characters_are_removed_and_it_is_said(room: Room) -> None:
    text = "The\u200b Par\u00adties rest\u2060;"
    amendment = made(room.propose("KAZ", "OP 1", text=text, rationale="Rea\u200dson."))
    assert (amendment["text"], amendment["rationale"]) == ("The Parties rest;", "Reason.")
    assert amendment["notes"] == [
        "text: 3 invisible characters were removed.",
        "rationale: 1 invisible character was removed.",
    ]


def test_a_text_that_differs_in_invisible_characters_alone_changes_nothing(room: Room) -> None:
    answer = room.propose("KAZ", "OP 1", text=WATER.replace("water", "wa\u200bter"))
    assert refusal(answer) == (422, "changes-nothing")


def test_the_letters_of_every_language_of_the_region_stay_as_they_are_typed(room: Room) -> None:
    text = "Oʻzbekiston, Қазақстан, Кыргызстан, Тоҷикистон, Türkmenistan — «78/147», 1.5 °C;"
    amendment = made(room.propose("KAZ", "OP 1", text=text))
    assert (amendment["text"], amendment["notes"]) == (text, [])


def test_a_write_that_names_no_base_is_asked_for_one(room: Room) -> None:
    answer = room.ask("KAZ", "POST", room.path("OP 1", "/amendments"), text="The Parties rest;")
    assert refusal(answer) == (428, "base-not-named")
    assert answer.json()["present_revision"] == room.clause("OP 1")["revision"]
    assert "base_revision" in answer.json()["detail"]
    assert "If-Match" in answer.json()["detail"]


def test_a_write_on_an_older_text_is_refused_with_the_present_one_and_the_one_it_knew(room: Room) -> None:
    old = room.clause("OP 1")
    made(room.correct("OP 1", "fully", "wholly"))
    answer = room.propose("KAZ", "OP 1", text="The Parties rest;", base_revision=old["revision"])
    assert refusal(answer) == (409, "stale-base")
    body, present = answer.json(), room.clause("OP 1")
    assert body["present_revision"] == present["revision"] != old["revision"]
    assert (body["present_content"], body["base_content"]) == (present["content"], old["content"])


def test_a_revision_of_another_clause_is_no_base_and_its_text_is_not_told(room: Room) -> None:
    other = room.clause("OP 3")["revision"]
    answer = room.propose("KAZ", "OP 1", text="The Parties rest;", base_revision=other)
    assert refusal(answer) == (409, "stale-base")
    assert answer.json()["base_content"] is None


def test_the_etag_of_what_was_read_stands_for_the_base_until_the_text_moves(room: Room) -> None:
    tag = {"If-Match": room.ask("KAZ", "GET", room.path("OP 1")).headers["ETag"]}
    path, body = room.path("OP 1", "/amendments"), {"text": "The Parties rest;"}
    made(room.ask("KAZ", "POST", path, tag, body))
    made(room.correct("OP 1", "fully", "wholly"))
    assert refusal(room.ask("UZB", "POST", path, tag, body)) == (412, "stale-tag")


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_over_the_limit_is_refused_before_anything_is_parsed(room: Room, announced: bool) -> None:
    part, parts = b" " * 1024 * 1024, 5
    content = part * parts if announced else (part for _ in range(parts))
    answer = room.client.post("/api/documents/declaration/amendments", content=content)
    assert refusal(answer) == (413, "too-long")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'"text"', b"[" * 2_000])
def test_a_body_that_cannot_be_read_is_refused_and_never_an_accident(room: Room, content: bytes) -> None:
    answer = room.client.post(
        room.path("OP 1", "/amendments"),
        content=content,
        headers={"Authorization": f"Bearer {room.tokens['KAZ']}", "Content-Type": "application/json"},
    )
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


NONSENSE = (
    "%00",
    "a%00b",
    "%F0%9F%8C%8A",
    "%D0%9A%D0%90%D0%97",
    "%FF",
    "'%20OR%201=1",
    "x" * 300,
    "-1",
    "%25",
)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_an_id_that_cannot_be_one_leads_nowhere_on_every_path(room: Room, nonsense: str) -> None:
    edition = room.issue()["id"]
    paths = [
        ("GET", f"/api/documents/{nonsense}"),
        ("GET", f"/api/documents/{nonsense}/clauses"),
        ("GET", f"/api/documents/{nonsense}/export.docx"),
        ("GET", f"/api/documents/declaration/clauses?cursor={nonsense}&language={nonsense}"),
        ("GET", f"/api/clauses/{nonsense}"),
        ("GET", f"/api/clauses/{nonsense}/consolidation"),
        ("GET", room.path("OP 1", f"/comparison?from={nonsense}&to={nonsense}")),
        ("GET", room.path("OP 1", f"/comparison?delegation={nonsense}")),
        ("PUT", room.path("OP 1", f"/texts/{nonsense}")),
        ("POST", f"/api/clauses/{nonsense}/amendments"),
        ("POST", f"/api/clauses/{nonsense}/decisions"),
        ("GET", f"/api/amendments/{nonsense}"),
        ("POST", f"/api/amendments/{nonsense}/table"),
        ("GET", f"/api/amendments?document={nonsense}"),
        ("GET", f"/api/amendments?clause={nonsense}"),
        ("GET", f"/api/amendments?delegation={nonsense}"),
        ("GET", f"/api/editions/{nonsense}"),
        ("GET", f"/api/editions/{edition}/comparison/{nonsense}"),
        ("GET", f"/api/events?after={nonsense}"),
    ]
    for method, path in paths:
        body = {"text": "The Parties rest;"} if method != "GET" else None
        answer = room.ask("SEC", method, path, body=body)
        assert answer.status_code in (404, 422), (path, answer.status_code)
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("member", ["after", "base_revision", "language", "clause_kind"])
@pytest.mark.parametrize("nonsense", ["\x00", "🌊", "x" * 300, "КАЗ", 7, [], {}])
def test_a_member_that_cannot_be_one_is_refused(room: Room, member: str, nonsense: object) -> None:
    members = {"text": "The Parties shall rest;", member: nonsense}
    answer = room.ask("KAZ", "POST", "/api/documents/declaration/amendments", body=members)
    assert refusal(answer)[0] == 422


def test_a_decision_names_only_choices_and_amendments_that_there_are(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    for verdict in (
        {"choices": [7]},
        {"choices": [-1]},
        {"choices": [0, 0, 0]},
        {"choices": {"budget": [1]}},
        {"choices": ["\x00"]},
        {"text": "The Parties\x00 rest;"},
        {"adopts": ["a" * 16]},
        {"closes": ["\x00"]},
    ):
        answer = room.decide("OP 1", **verdict)
        assert 400 <= answer.status_code < 500, verdict
        refusal(answer)
    assert room.clause("OP 1")["text"] == WATER
