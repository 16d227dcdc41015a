"""Amendments are listed by document, by clause, or both."""

from tests.app.cast import Room, made


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
