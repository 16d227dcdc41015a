"""Clauses that leave, move, come in, and the fields of an entry; what editions say of it afterwards."""

from typing import Any

from tests.app.serving import PROGRAMME, SLUG
from tests.summit.room import Room


def labels(room: Room) -> list[str]:
    items = room.ask("KAZ", "GET", f"/api/documents/{SLUG}/clauses?limit=500").json()["items"]
    return [one["label"] for one in items if one["kind"] == "operative"]


def propose(room: Room, who: str, label: str, **body: Any) -> dict[str, Any]:
    clause = room.clause(label)
    answer = room.ask(
        who,
        "POST",
        f"/api/clauses/{clause['id']}/amendments",
        base_revision=clause["revision"],
        status="tabled",
        **body,
    )
    assert answer.status_code == 201, answer.text
    filed: dict[str, Any] = answer.json()
    return filed


def test_an_adopted_deletion_takes_the_clause_out_until_it_is_undone(room: Room) -> None:
    clause = room.clause("OP 4")
    deletion = propose(room, "TKM", "OP 4", kind="delete")
    assert room.consolidation("OP 4")["deleted_by"] == ["TKM"]
    decided = room.decide("OP 4", adopts=[deletion["id"]])
    assert decided.json()["outcomes"][0]["uptake"] == "adopted"
    assert "OP 4" not in labels(room)
    assert room.ask("KAZ", "GET", f"/api/clauses/{clause['id']}").status_code == 200
    room.ask("CHAIR", "POST", f"/api/clauses/{clause['id']}/decisions", undoes=decided.json()["id"])
    assert labels(room)[3] == "OP 4"
    assert room.ask("TKM", "GET", f"/api/amendments/{deletion['id']}").json()["status"] == "tabled"


def test_an_adopted_move_changes_the_order_and_undoing_restores_it(room: Room) -> None:
    before = labels(room)
    clause, target = room.clause("OP 4"), room.clause("OP 8")
    move = propose(room, "KAZ", "OP 4", kind="move", after=target["id"])
    [shown] = room.consolidation("OP 4")["amendments"]
    assert shown["move_to"] == "after OP 8"
    decided = room.decide("OP 4", adopts=[move["id"]]).json()
    after = labels(room)
    assert after.index("OP 4") == after.index("OP 8") + 1
    room.ask("CHAIR", "POST", f"/api/clauses/{clause['id']}/decisions", undoes=decided["id"])
    assert labels(room) == before


def test_a_clause_cannot_stand_where_its_kind_does_not(room: Room) -> None:
    path = f"/api/documents/{SLUG}/amendments"
    for body in (
        {"clause_kind": "sub_item", "after": room.clause("PP 1")["id"], "text": "a part;"},
        {
            "clause_kind": "entry",
            "after": room.clause("OP 1")["id"],
            "fields": {"code": "X", "title": "A title"},
        },
        {"clause_kind": "title", "after": None, "text": "A title"},
        {"clause_kind": "operative", "after": room.clause("OP 2 (a)")["id"], "text": "Decide;"},
    )[1:]:
        refused = room.ask("KAZ", "POST", path, **body)
        assert (refused.status_code, refused.json()["type"]) == (422, "/problems/wrong-place")


def test_editions_compare_by_identity_whatever_was_renumbered_inserted_moved_or_removed(room: Room) -> None:
    issue = f"/api/documents/{SLUG}/editions"
    first = room.ask("SEC", "POST", issue, kind="zero draft").json()
    room.decide("OP 1", adopts=[propose(room, "TKM", "OP 1", kind="delete")["id"]])
    room.decide(
        "OP 8", adopts=[propose(room, "KAZ", "OP 8", kind="move", after=room.clause("OP 10")["id"])["id"]]
    )
    new = room.ask(
        "KAZ",
        "POST",
        f"/api/documents/{SLUG}/amendments",
        after=room.clause("OP 12")["id"],
        text="Decide to meet every year;",
        status="tabled",
    ).json()
    room.decide("OP 12 bis", adopts=[new["id"]])
    room.table("UZB", "OP 4", "2027", "2028")
    room.decide("OP 4", choices=[1])
    second = room.ask("SEC", "POST", issue, kind="rolling text").json()
    assert (first["symbol"], second["symbol"]) == ("RES2026/DEC/L.1", "RES2026/DEC/L.1/Rev.1")
    changes = room.ask("KAZ", "GET", f"/api/editions/{first['id']}/comparison/{second['id']}").json()
    found = {
        (one["old_label"], one["new_label"]): one for one in changes["clauses"] if one["kind"] == "operative"
    }
    assert found["OP 1", None]["change"] == "removed"
    assert found[None, "OP 12"]["change"] == "inserted"
    assert (found["OP 4", "OP 3"]["change"], found["OP 4", "OP 3"]["renumbered"]) == ("changed", True)
    assert found["OP 8", "OP 9"]["moved"]
    assert [one["moved"] for one in changes["clauses"]].count(True) == 1
    untouched = found["OP 20", "OP 20"]
    assert (untouched["change"], untouched["renumbered"], untouched["fields"]) == ("unchanged", False, {})
    frozen = room.ask("KAZ", "GET", f"/api/editions/{first['id']}").json()["clauses"]
    assert next(one for one in frozen if one["label"] == "OP 4")["content"]["text"].count("2027") == 1
    assert room.ask("KAZ", "POST", issue, kind="rolling text").status_code == 403


def test_an_entry_is_amended_and_decided_field_by_field(room: Room) -> None:
    entry = room.clause("1.1", PROGRAMME)
    path = f"/api/clauses/{entry['id']}"

    def ask(who: str, **fields: str) -> Any:
        return room.ask(
            who,
            "POST",
            f"{path}/amendments",
            base_revision=entry["revision"],
            fields={name.replace("__", "."): text for name, text in fields.items()},
            status="tabled",
        )

    assert ask("UNEP", budget="USD 99.0 million", indicators__a__target="77").status_code == 201
    assert ask("KAZ", budget="USD 98.0 million").status_code == 201
    assert ask("KAZ", nonsense="1").json()["type"] == "/problems/unknown-field"
    seen = room.ask("CHAIR", "GET", f"{path}/consolidation").json()
    old = entry["content"]["budget"]
    assert seen["fields"]["budget"]["bracketed"] == f"[{old}][USD 98.0 million KAZ][USD 99.0 million UNEP]"
    decided = room.ask(
        "CHAIR",
        "POST",
        f"{path}/decisions",
        fingerprint=seen["fingerprint"],
        choices={"budget": [2]},
        fields={"indicators.a.target": "75"},
    ).json()
    content = decided["clause"]["content"]
    assert (content["budget"], content["indicators.a.target"]) == ("USD 99.0 million", "75")
    uptakes = {
        one["delegation"]: (one["uptake"], one["status"], one["outcome"]) for one in decided["outcomes"]
    }
    assert uptakes == {"UNEP": ("partly", "tabled", "collides"), "KAZ": ("not so far", "tabled", "collides")}
    english = room.ask("KAZ", "GET", f"{path}?language=en").json()
    assert english["content"]["budget"] == "USD 99.0 million"
