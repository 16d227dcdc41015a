"""Lists come in parts; whoever reads them part by part skips and repeats nothing while others write."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.app.cast import Room, made, refusal


def walk(room: Room, path: str, meanwhile: Callable[[int], object], *, limit: int = 2) -> list[str]:
    """Read a list to its end, with something happening after each part; return the ids in order."""
    seen: list[str] = []
    cursor, part = "", 0
    while True:
        page: dict[str, Any] = room.read(f"{path}?limit={limit}{cursor}", "UZB")
        assert len(page["items"]) <= limit
        seen += [one["id"] for one in page["items"]]
        if page["next"] is None:
            return seen
        cursor = f"&cursor={page['next']}"
        meanwhile(part)
        part += 1


def table_some(room: Room) -> list[str]:
    return [
        made(room.propose(who, label, text=f"The Parties rest, says {who};"))["id"]
        for who in ("KAZ", "TJK")
        for label in ("OP 1", "OP 2", "OP 3")
    ]


def test_a_list_that_rests_is_read_whole_and_in_order_in_parts_of_any_size(room: Room) -> None:
    tabled = table_some(room)
    for limit in (1, 2, 5, 6, 7):
        assert walk(room, "/api/amendments", lambda _: None, limit=limit) == tabled


def test_what_is_tabled_meanwhile_comes_at_the_end_and_moves_nothing(room: Room) -> None:
    tabled = table_some(room)
    new: list[str] = []

    def table_another(part: int) -> None:
        if part < 2:
            who = ("KGZ", "TKM")[part]
            new.append(made(room.propose(who, "OP 4", text=f"The Parties stop, says {who}."))["id"])

    assert walk(room, "/api/amendments", table_another) == tabled + new


def test_what_is_withdrawn_meanwhile_moves_nothing_not_even_where_the_reader_stands(room: Room) -> None:
    tabled = table_some(room)

    def withdraw_the_last_one_read(part: int) -> None:
        path = f"/api/amendments/{tabled[2 * part + 1]}/withdraw"
        for who in ("KAZ", "TJK"):
            room.ask(who, "POST", path)

    assert walk(room, "/api/amendments", withdraw_the_last_one_read) == tabled


def test_clauses_inserted_behind_the_reader_repeat_nothing(room: Room) -> None:
    before = [one["id"] for one in room.clauses()]

    def insert_at_the_beginning(part: int) -> None:
        made(room.insert("KAZ", "PP 1", f"Noting that part {part} was read,"))

    seen = walk(room, "/api/documents/declaration/clauses", insert_at_the_beginning, limit=3)
    assert len(seen) == len(set(seen))
    assert [one for one in seen if one in before] == before


def test_a_foreign_draft_takes_no_place_in_any_part(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "fully", "partly", status="draft"))
    tabled = table_some(room)[3:]  # the three of KAZ are found beside its draft as well
    pages = [room.read("/api/amendments?delegation=TJK&limit=3", "UZB")]
    assert [one["id"] for one in pages[0]["items"]] == tabled
    assert pages[0]["next"] is None
    first = room.read("/api/amendments?limit=6", "UZB")
    assert (len(first["items"]), first["next"]) == (6, None)


def test_the_record_goes_on_where_its_reader_stopped(room: Room) -> None:
    table_some(room)
    whole = [one["number"] for one in room.read("/api/events?limit=500", "UZB")["items"]]
    seen: list[int] = []
    page: dict[str, Any] = {"items": [], "next": "0"}
    while page["next"] is not None:
        page = room.read(f"/api/events?limit=4&after={page['next']}", "UZB")
        seen += [one["number"] for one in page["items"]]
    assert seen == whole == list(range(1, len(whole) + 1))


@pytest.mark.parametrize("limit", ["0", "-1", "501", "many", "1e3"])
@pytest.mark.parametrize("path", ["/api/amendments", "/api/documents/declaration/clauses", "/api/events"])
def test_a_part_holds_at_least_one_and_at_most_five_hundred(room: Room, path: str, limit: str) -> None:
    assert refusal(room.ask("UZB", "GET", f"{path}?limit={limit}")) == (422, "malformed-request")


@pytest.mark.parametrize("cursor", ["%21%21", "a", "%00", "_w"])
@pytest.mark.parametrize("path", ["/api/amendments", "/api/documents/declaration/clauses"])
def test_a_cursor_that_no_list_gave_is_refused(room: Room, path: str, cursor: str) -> None:
    assert refusal(room.ask("UZB", "GET", f"{path}?cursor={cursor}")) == (422, "unknown-value")


def test_a_draft_tabled_while_another_reads_on_is_met_and_not_passed_by(room: Room) -> None:
    draft = made(room.propose("KAZ", "OP 1", text="One;", status="draft"))
    for label, text in (("OP 3", "Two;"), ("OP 4", "Three;")):
        made(room.propose("UZB", label, text=text))
    first = room.read("/api/amendments?limit=1", "TJK")
    made(room.ask("KAZ", "POST", f"/api/amendments/{draft['id']}/table"))
    rest = room.read(f"/api/amendments?cursor={first['next']}", "TJK")
    assert [one["text"] for one in rest["items"]] == ["Three;", "One;"]


def test_a_list_whose_last_seen_clause_has_gone_says_so(room: Room) -> None:
    path = "/api/documents/declaration/clauses"
    upto = 1 + room.labels().index("OP 1")
    cursor = room.read(f"{path}?limit={upto}", "TJK")["next"]
    made(room.decide("OP 1", adopts=[made(room.propose("UZB", "OP 1", kind="delete"))["id"]]))
    assert refusal(room.ask("TJK", "GET", f"{path}?cursor={cursor}")) == (422, "unknown-value")
