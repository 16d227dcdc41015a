"""The other language, sponsors, tokens: who may do what, and what follows."""

from datetime import UTC, datetime, timedelta

from app.database import Store
from app.services.tokens import issue_token, revoke_tokens
from tests.app.serving import SLUG
from tests.summit.room import Room


def test_an_aligned_text_falls_behind_when_the_negotiated_one_moves_and_is_aligned_again(room: Room) -> None:
    room.table("KAZ", "OP 4", "2027", "2028")
    clause = room.decide("OP 4", choices=[1]).json()["clause"]
    stale = room.ask("SEC", "GET", f"/api/documents/{SLUG}/clauses?language=ru&stale=true").json()["items"]
    assert [one["id"] for one in stale] == [clause["id"]]
    path = f"/api/clauses/{clause['id']}/texts"
    text = stale[0]["text"].replace("2027", "2028")
    refusals = {
        "not-permitted": room.ask("KAZ", "PUT", f"{path}/ru", text=text, aligned_to=clause["revision"]),
        "base-not-named": room.ask("SEC", "PUT", f"{path}/ru", text=text),
        "stale-base": room.ask("SEC", "PUT", f"{path}/ru", text=text, aligned_to="a" * 16),
        "wrong-language": room.ask("SEC", "PUT", f"{path}/kk", text=text, aligned_to=clause["revision"]),
    }
    assert {name: answer.json()["type"] for name, answer in refusals.items()} == {
        name: f"/problems/{name}" for name in refusals
    }
    aligned = room.ask("SEC", "PUT", f"{path}/ru", text=text, aligned_to=clause["revision"]).json()
    assert (aligned["stale"], aligned["text"]) == (False, text)
    again = room.ask("SEC", "PUT", f"{path}/ru", text=text, aligned_to=clause["revision"])
    assert again.json()["type"] == "/problems/changes-nothing"


def test_editing_keeps_earlier_texts_and_releases_whoever_had_joined(room: Room) -> None:
    own = room.table("KAZ", "OP 4", "2027", "2028", status="draft").json()
    path = f"/api/amendments/{own['id']}"
    clause = room.clause("OP 4")
    secret = room.ask(
        "KAZ",
        "PATCH",
        path,
        base_revision=clause["revision"],
        text=clause["text"].replace("2027", "2029"),
    ).json()
    assert room.ask("KAZ", "POST", f"{path}/table").json()["status"] == "tabled"
    stale = room.ask("UZB", "POST", f"{path}/sponsors", text=own["text_id"])
    assert (stale.status_code, stale.json()["type"]) == (409, "/problems/stale-base")
    joined = room.ask("UZB", "POST", f"{path}/sponsors", text=secret["text_id"]).json()
    assert joined["sponsors"] == ["KAZ", "UZB"]
    assert room.consolidation("OP 4")["fields"]["text"]["passages"][1]["alternatives"][0]["delegations"] == [
        "KAZ",
        "UZB",
    ]
    etag = room.ask("KAZ", "GET", path).headers["ETag"]
    edited = room.ask(
        "KAZ", "PATCH", path, {"If-Match": etag}, text=clause["text"].replace("2027", "2030")
    ).json()
    assert edited["sponsors"] == ["KAZ"]
    assert room.ask("KAZ", "PATCH", path, {"If-Match": '"old"'}, rationale="x").status_code == 412
    assert room.ask("KAZ", "PATCH", path, rationale="x").status_code == 428
    texts = {who: room.ask(who, "GET", f"{path}/texts").json()["items"] for who in ("KAZ", "UZB")}
    assert [one["ordinal"] for one in texts["KAZ"]] == [1, 2, 3]
    # What was written while it was a draft stays with its delegation.
    assert [one["id"] for one in texts["UZB"]] == [one["id"] for one in texts["KAZ"][1:]]
    assert [one["ordinal"] for one in texts["UZB"]] == [1, 2]


def test_a_sponsor_leaves_and_the_tabler_cannot_join_its_own(room: Room) -> None:
    own = room.table("KAZ", "OP 4", "2027", "2028").json()
    path = f"/api/amendments/{own['id']}/sponsors"
    assert room.ask("KAZ", "POST", path).status_code == 409
    assert room.ask("UZB", "DELETE", path).status_code == 409
    room.ask("UZB", "POST", path)
    assert room.ask("UZB", "POST", path).json()["sponsors"] == ["KAZ", "UZB"]
    assert room.ask("UZB", "DELETE", path).json()["sponsors"] == ["KAZ"]
    assert room.ask("UNEP", "POST", path).status_code == 403


def test_joining_what_collides_with_one_s_own_reading_is_refused(room: Room) -> None:
    theirs = room.table("KAZ", "OP 4", "2027", "2028").json()
    own = room.table("UZB", "OP 4", "2027", "2029").json()
    refused = room.ask("UZB", "POST", f"/api/amendments/{theirs['id']}/sponsors")
    assert (refused.status_code, refused.json()["amendment"]) == (409, own["id"])


def test_a_token_ends_when_its_time_is_up_or_when_it_is_revoked(room: Room, database_url: str) -> None:
    now = datetime.now(UTC)
    store = Store(database_url)
    with store.writing() as session:
        expired, revoked = (
            issue_token(session, delegation="KAZ", role="head", name=name, expires_at=until, now=now)
            for name, until in (("past", now - timedelta(seconds=1)), ("taken back", None))
        )
    good = {"Authorization": f"Bearer {revoked}"}
    assert room.client.get("/api/documents", headers=good).status_code == 200
    with store.writing() as session:
        assert revoke_tokens(session, name="taken back", now=now) == 1
    store.engine.dispose()
    for token in (expired, revoked):
        answer = room.client.get("/api/documents", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401


def test_a_body_over_the_limit_is_refused_before_it_is_read_as_anything(room: Room) -> None:
    answer = room.client.post("/api/clauses/x/amendments", content=b"x" * (5 * 1024 * 1024))
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-long")


def test_the_public_record_tells_everyone_what_happened_in_order(room: Room) -> None:
    room.table("KAZ", "OP 4", "2027", "2028")
    room.table("UZB", "OP 5", "Reaffirm", "Recall", status="draft")
    room.decide("OP 4", choices=[1])
    events = room.ask("TKM", "GET", "/api/events?limit=500").json()["items"]
    assert [one["what"] for one in events[-2:]] == ["amendment tabled", "clause decided"]
    assert [one["number"] for one in events] == list(range(1, len(events) + 1))
    own = room.ask("UZB", "GET", "/api/events?stream=own").json()["items"]
    assert [one["what"] for one in own] == ["amendment drafted"]
    assert room.ask("TKM", "GET", "/api/events?stream=own").json()["items"] == []
