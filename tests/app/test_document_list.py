"""The list of documents."""

from tests.app.cast import Room


def test_documents_are_listed_with_the_capacity_in_each(room: Room) -> None:
    capacities = {one["slug"]: one["capacity"] for one in room.read("/api/documents", "UNEP")["items"]}
    assert capacities == {"declaration": "observes", "programme": "negotiates"}
    assert {one["capacity"] for one in room.read("/api/documents", "CHAIR")["items"]} == {None}
