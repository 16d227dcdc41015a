"""GET /api/documents/{slug}/course: how much was open at each edition, whatever has happened since."""

from typing import Any

from tests.app.cast import Room, made
from tests.app.streamlined import split, take_back

HOME = "/api/documents/declaration/course"


def open_words(room: Room, who: str = "TKM") -> list[int]:
    """Return the words in brackets at each edition, and those of today as the consolidation counts them."""
    course: dict[str, Any] = room.read(HOME, who)
    present = room.read("/api/documents/declaration/consolidation", who)
    return [one["measures"]["words_in_brackets"] for one in (*course["editions"], present)]


def test_each_edition_is_measured_with_what_was_on_the_table_when_it_was_issued(room: Room) -> None:
    room.issue(kind="zero draft")
    amendment = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.replace("KAZ", "OP 4", "report", "sleep", status="draft"))
    room.issue(kind="compilation")
    address = f"/api/amendments/{amendment['id']}"
    made(room.join("UZB", address))
    made(room.replace("TJK", "OP 1", "2027", "2029"))
    inserted = made(room.insert("KGZ", "OP 3", "The Parties shall plant trees;"))
    deleted = made(room.propose("UZB", "OP 4", kind="delete"))
    room.issue()
    made(room.ask("UZB", "POST", f"/api/amendments/{deleted['id']}/withdraw"))
    made(room.decide("OP 1", choices=[1]))
    made(room.decide("OP 3 bis", adopts=[inserted["id"]]))
    room.issue()
    # Nothing; [2027][2028]; [2027][2028][2029], a clause of five words and one of four that is to go; what collides.
    course = open_words(room)
    assert course[:3] == [0, 2, 3 + 5 + 4]
    assert course[3] == course[4] == room.consolidation("OP 1")["measures"]["words_in_brackets"]
    [edition] = [one for one in room.read(HOME, "TKM")["editions"] if one["kind"] == "compilation"]
    assert (edition["measures"]["brackets"], edition["share"]) == (2, 5)


def test_what_was_split_or_taken_back_is_measured_once(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    room.issue()
    act = made(split(room))
    room.issue()
    made(take_back(room, act))
    decided = made(room.decide("OP 1", choices=[1]))
    room.issue()
    made(room.undo("OP 1", decided["id"]))
    room.issue()
    assert open_words(room) == [2, 2, 0, 2, 2]
