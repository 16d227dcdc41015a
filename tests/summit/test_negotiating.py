"""The main job over the API, from a proposal to an edition, with the refusals on the way."""

from typing import Any

import pytest

from tests.app.serving import SLUG
from tests.summit.room import Room


def test_identical_wordings_stand_once_with_both_sponsors_and_joining_is_offered(room: Room) -> None:
    first = room.table("KAZ", "OP 4", "2027", "2028").json()
    second = room.table("UZB", "OP 4", "2027", "2028").json()
    room.table("TKM", "OP 4", "Undertake", "Encourage efforts")
    assert second["identical_to"] == [first["id"]]
    bracketed = room.consolidation("OP 4")["bracketed"]
    assert bracketed.startswith(
        "[Undertake][Encourage efforts TKM] to ensure that by the end of [2027][2028 KAZ, UZB]"
    )


def test_a_decision_takes_a_passage_and_carries_the_others_over_until_it_is_undone(room: Room) -> None:
    before = room.clause("OP 4")
    kaz = room.table("KAZ", "OP 4", "2027", "2028").json()
    uzb = room.table("UZB", "OP 4", "2027", "2029").json()
    tkm = room.table("TKM", "OP 4", "Undertake", "Agree").json()
    passages = room.consolidation("OP 4")["fields"]["text"]["passages"]
    number = next(p for p in passages if p["base"] == "2027")
    take = 1 + [one["delegations"] for one in number["alternatives"]].index(["KAZ"])
    decided = room.decide("OP 4", choices=[0, take])
    assert decided.status_code == 200
    outcomes = {one["amendment"]: one for one in decided.json()["outcomes"]}
    assert (outcomes[kaz["id"]]["uptake"], outcomes[kaz["id"]]["status"]) == ("adopted", "closed")
    assert (outcomes[uzb["id"]]["status"], outcomes[uzb["id"]]["outcome"]) == ("tabled", "collides")
    assert outcomes[uzb["id"]]["collisions"][0] == {
        "field": "text",
        "base": "2027",
        "proposed": "2029",
        "present": "2028",
    }
    assert outcomes[tkm["id"]]["outcome"] == "clean"
    undone = room.ask(
        "CHAIR", "POST", f"/api/clauses/{before['id']}/decisions", undoes=decided.json()["id"]
    ).json()
    assert undone["clause"]["text"] == before["text"]
    assert {one["status"] for one in undone["outcomes"]} == {"tabled"}
    assert {one["uptake"] for one in undone["outcomes"]} == {"not so far"}


def test_a_decision_on_an_older_consolidation_is_refused_with_the_new_one(room: Room) -> None:
    room.table("KAZ", "OP 4", "2027", "2028")
    seen = room.consolidation("OP 4")
    room.table("UZB", "OP 4", "2027", "2029")
    stale = room.decide("OP 4", fingerprint=seen["fingerprint"], choices=[1])
    assert (stale.status_code, stale.json()["type"]) == (409, "/problems/stale-consolidation")
    assert "[2029 UZB]" in stale.json()["consolidation"]["bracketed"]
    refused = room.ask(
        "KAZ", "POST", f"/api/clauses/{seen['clause']}/decisions", fingerprint="x", choices=[1]
    )
    assert refused.status_code == 403


def test_a_base_must_be_named_and_be_the_present_text(room: Room) -> None:
    clause = room.clause("OP 4")
    path = f"/api/clauses/{clause['id']}/amendments"
    text = clause["text"].replace("2027", "2028")
    unnamed = room.ask("KAZ", "POST", path, text=text)
    assert (unnamed.status_code, unnamed.json()["type"]) == (428, "/problems/base-not-named")
    etag = room.ask("KAZ", "GET", f"/api/clauses/{clause['id']}").headers["ETag"]
    assert room.ask("KAZ", "POST", path, {"If-Match": etag}, text=text).status_code == 201
    room.ask("SEC", "POST", f"/api/clauses/{clause['id']}/corrections", base_revision=clause["revision"],
             text=clause["text"].replace("mudflows", "mud flows"), reason="a slip")  # fmt: skip
    stale = room.ask("KAZ", "POST", path, base_revision=clause["revision"], text=text)
    assert (stale.status_code, stale.json()["type"]) == (409, "/problems/stale-base")
    assert "mud flows" in stale.json()["present_content"]["text"]
    assert room.ask("KAZ", "POST", path, {"If-Match": etag}, text=text).status_code == 412


@pytest.mark.parametrize(
    ("change", "status", "problem"),
    [
        ({"text": None, "fields": {"budget": "USD 5 million"}}, 422, "unknown-field"),
        ({"language": "ru"}, 422, "wrong-language"),
        ({"text": " ; "}, 422, "empty-text"),
        ({"text": "Agree\u0000 to act;"}, 422, "forbidden-character"),
        ({"text": "word " * 20_001}, 413, "too-long"),
        ({"txt": "misspelt"}, 422, "malformed-request"),
    ],
)
def test_bad_input_is_refused_with_its_reason(
    room: Room, change: dict[str, Any], status: int, problem: str
) -> None:
    answer = room.table("KAZ", "OP 4", "2027", "2028", **change)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{problem}")
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_amendment_that_changes_nothing_or_fights_its_own_reading_is_refused(room: Room) -> None:
    assert room.table("KAZ", "OP 4", "2027", "2027").json()["type"] == "/problems/changes-nothing"
    first = room.table("KAZ", "OP 4", "2027", "2028").json()
    second = room.table("KAZ", "OP 4", "2027", "2030")
    assert (second.status_code, second.json()["amendment"]) == (409, first["id"])
    assert room.table("KAZ", "OP 4", "Undertake", "Agree").status_code == 201


def test_zero_width_characters_are_removed_and_it_is_said(room: Room) -> None:
    answer = room.table("KAZ", "OP 4", "2027", "20\u200b28").json()
    assert "by the end of 2028" in answer["text"]
    assert answer["notes"] == ["text: 1 invisible character was removed."]


def test_a_foreign_draft_and_an_unknown_id_are_the_same_404(room: Room) -> None:
    before = {
        path: room.ask("UZB", "GET", path).text
        for path in (
            "/api/amendments",
            "/api/events",
            f"/api/documents/{SLUG}/tracking",
            f"/api/documents/{SLUG}/clauses?limit=500",
        )
    }
    draft = room.table("KAZ", "OP 4", "2027", "2028", status="draft").json()
    new = room.ask(
        "KAZ",
        "POST",
        f"/api/documents/{SLUG}/amendments",
        after=room.clause("OP 4")["id"],
        text="Decide to meet every year;",
    ).json()
    unknown = room.ask("UZB", "GET", "/api/amendments/aaaaaaaaaaaaaaaa")
    for path in (
        f"/api/amendments/{draft['id']}",
        f"/api/amendments/{new['id']}/texts",
        f"/api/clauses/{new['clause']}",
        f"/api/clauses/{new['clause']}/consolidation",
        "/api/clauses/%00",
        "/api/amendments/" + "x" * 60,
    ):
        foreign = room.ask("UZB", "GET", path)
        assert (foreign.status_code, foreign.text) == (404, unknown.text)
    assert {path: room.ask("UZB", "GET", path).text for path in before} == before
    assert room.ask("KAZ", "GET", f"/api/clauses/{new['clause']}").status_code == 200


@pytest.mark.parametrize("who", ["UNEP", "ADB", "CHAIR", "SEC"])
def test_only_delegations_that_negotiate_the_document_propose(room: Room, who: str) -> None:
    assert room.table(who, "OP 4", "2027", "2028").json()["type"] == "/problems/not-permitted"


def test_withdrawing_is_for_the_one_who_tabled(room: Room) -> None:
    own = room.table("KAZ", "OP 4", "2027", "2028").json()
    path = f"/api/amendments/{own['id']}/withdraw"
    assert room.ask("UZB", "POST", path).status_code == 403
    assert room.ask("KAZ", "POST", path).json()["status"] == "withdrawn"
    assert room.ask("KAZ", "POST", path).status_code == 409


def test_two_new_clauses_after_one_are_bis_and_ter_and_others_amend_them(room: Room) -> None:
    path = f"/api/documents/{SLUG}/amendments"
    after = room.clause("OP 4")["id"]
    first = room.ask("KAZ", "POST", path, after=after, text="Decide to meet yearly;", status="tabled").json()
    second = room.ask("UZB", "POST", path, after=after, text="Decide to meet often;", status="tabled").json()
    assert (first["label"], second["label"]) == ("OP 4 bis", "OP 4 ter")
    assert room.table("TKM", "OP 4 bis", "yearly", "twice a year").status_code == 201
    assert room.consolidation("OP 4 bis")["bracketed"] == "Decide to meet [yearly][twice a year TKM];"
    assert room.decide("OP 4 bis", adopts=[first["id"]], choices=[1]).json()["clause"]["standing"]
    assert room.clause("OP 4 bis")["text"] == "Decide to meet twice a year;"
    edition = room.ask("SEC", "POST", f"/api/documents/{SLUG}/editions", kind="rolling text").json()
    assert edition["symbol"] == "RES2026/DEC/L.1"
    assert room.clause("OP 5")["text"] == "Decide to meet twice a year;"
    assert room.clause("OP 5 bis")["text"] == "Decide to meet often;"


def test_agreement_belongs_to_a_text_and_an_edit_drops_it_visibly(room: Room) -> None:
    clause = room.clause("OP 4")
    path = f"/api/clauses/{clause['id']}"
    agreed = room.ask("CHAIR", "PUT", f"{path}/status", level="agreed ad ref",
                      base_revision=clause["revision"], pending_delegations=["TKM"]).json()  # fmt: skip
    assert (agreed["agreement"]["level"], agreed["agreement"]["pending_delegations"]) == (
        "agreed ad ref",
        ["TKM"],
    )
    assert room.table("KAZ", "OP 4", "2027", "2028").json()["type"] == "/problems/clause-is-agreed"
    bare = room.ask("CHAIR", "PUT", f"{path}/status", level="open", base_revision=clause["revision"])
    assert bare.status_code == 422
    corrected = room.ask("SEC", "POST", f"{path}/corrections", base_revision=clause["revision"],
                         text=clause["text"].replace("2027", "2028"), reason="a slip").json()  # fmt: skip
    assert corrected["agreement"]["level"] == "open"
    assert corrected["agreement"]["dropped_from"] == "agreed ad ref"
    texts = {one["language"]: one for one in room.ask("SEC", "GET", f"{path}/texts").json()["items"]}
    assert (texts["en"]["stale"], texts["ru"]["stale"]) == (False, True)


def test_without_a_good_token_nothing_is_answered(room: Room) -> None:
    assert room.client.get("/api/documents").status_code == 401
    bad = room.client.get("/api/documents", headers={"Authorization": "Bearer kelisim_nobody"})
    assert (bad.status_code, bad.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_the_same_key_files_once_and_another_request_under_it_is_refused(room: Room) -> None:
    clause = room.clause("OP 4")
    path = f"/api/clauses/{clause['id']}/amendments"
    body = {"base_revision": clause["revision"], "text": clause["text"].replace("2027", "2028")}
    key = {"Idempotency-Key": "one"}
    first, again = (room.ask("KAZ", "POST", path, key, **body) for _ in range(2))
    assert first.json() == again.json()
    other = room.ask("KAZ", "POST", path, key, **{**body, "rationale": "another"})
    assert (other.status_code, other.json()["type"]) == (409, "/problems/key-used-otherwise")
