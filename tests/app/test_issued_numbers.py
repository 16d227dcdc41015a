"""Numbers that an edition gives."""

from tests.app.cast import Room, made


def test_an_edition_numbers_proposed_clauses_series_by_series(room: Room) -> None:
    made(room.insert("KAZ", "PP 1", "Recalling trees,"))
    made(room.insert("KAZ", "OP 1", "Plant trees;"))
    before = room.labels()
    room.issue()
    assert room.labels() == before
    assert {"PP 1 bis", "OP 1 bis"} <= set(before)
