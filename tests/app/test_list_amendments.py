"""Amendments are listed by document, by clause, or both."""

from tests.app.cast import Room, made
from tests.app.people import token_of


def test_a_clause_lists_its_own_amendments_and_another_document_none_of_them(room: Room) -> None:
    first = made(room.propose("KAZ", "OP 1", text="The Parties rest;"))
    made(room.propose("KAZ", "OP 2", text="The Parties sleep:"))

    def listed(query: str) -> list[str]:
        return [one["id"] for one in room.read(f"/api/amendments?{query}", "UZB")["items"]]

    clause = first["clause"]
    assert listed(f"clause={clause}") == [first["id"]]
    assert listed(f"document=declaration&clause={clause}") == [first["id"]]
    assert listed(f"document=programme&clause={clause}") == []
    assert len(listed("document=declaration")) == 2


def test_a_delegation_whose_code_has_digits_is_asked_for_too(room: Room) -> None:
    store = room.app.state.store
    signed = {"Authorization": f"Bearer {token_of(store, 'SEC', 'administrator')}"}
    made(
        room.client.post(
            "/api/delegations", headers=signed, json={"code": "G77", "kind": "state", "names": {"en": "G77"}}
        )
    )
    made(
        room.client.put(
            "/api/documents/declaration/participants/G77", headers=signed, json={"capacity": "negotiates"}
        )
    )
    g77 = Room(room.app, room.client, room.url, {**room.tokens, "G77": token_of(store, "G77", "negotiator")})
    tabled = made(g77.propose("G77", "OP 1", text="The Parties rest;"))
    made(room.propose("KAZ", "OP 2", text="The Parties sleep:"))
    assert [one["id"] for one in room.read("/api/amendments?delegation=G77", "KAZ")["items"]] == [
        tabled["id"]
    ]
