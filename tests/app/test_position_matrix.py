"""The matrix of positions: what everyone may see and what not, what is chosen of it, and the spreadsheet."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from documents.circles import CIRCLES
from tests.app.cast import Room, made
from tests.app.held_positions import MATRIX


def test_the_matrix_holds_clauses_and_what_is_tabled_on_them(room: Room) -> None:
    amendment = made(room.replace("UZB", "OP 1", "2027", "2028"))
    made(room.think("KAZ", "OP 1", "reserve"))
    made(room.think("KAZ", "OP 1", "can accept", of=amendment))
    made(room.think("TJK", "OP 2", "support"))
    matrix = room.read(MATRIX, "UNEP")
    assert matrix["delegations"] == ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
    rows = [row for row in matrix["rows"] if row["label"] in ("OP 1", "OP 2")]
    assert [(row["label"], row["sponsors"]) for row in rows] == [
        ("OP 1", []),
        ("OP 1", ["UZB"]),
        ("OP 2", []),
    ]
    told = [[(one["delegation"], one["stance"]) for one in row["positions"]] for row in rows]
    assert told == [[("KAZ", "reserve")], [("KAZ", "can accept")], [("TJK", "support")]]
    assert len(matrix["rows"]) == len(room.clauses()) + 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("stance=oppose", ["OP 2"]),
        ("stance=oppose&stance=support", ["OP 1", "OP 2"]),
        ("stance=reserve", []),
        ("stance=reserve&circle=chair", []),
        ("stance=reserve&circle=delegation", ["OP 4"]),
        ("stale=true", ["OP 2"]),
        ("unconfirmed=true", ["OP 3"]),
        ("delegation=TJK&stance=support", []),
        ("undecided=true&stance=support", []),
    ],
)
def test_the_matrix_is_filtered(room: Room, query: str, expected: list[str]) -> None:
    made(room.think("KAZ", "OP 1", "support"))
    made(room.agree("OP 1", "agreed ad ref"))
    made(room.think("KAZ", "OP 2", "oppose"))
    made(room.correct("OP 2", "shall", "will"))
    made(room.think("SEC", "OP 3", "flexible", code="KAZ"))
    made(room.think("UZB", "OP 4", "reserve", circle="delegation"))
    labels = [row["label"] for row in room.read(f"{MATRIX}?{query}", "UZB")["rows"]]
    assert labels == expected


def test_a_matrix_for_all_holds_nothing_that_is_not_for_all(room: Room) -> None:
    made(room.think("UZB", "OP 1", "flexible"))
    made(room.think("UZB", "OP 1", "oppose", circle="delegation", note="Never."))
    for path in (MATRIX, f"{MATRIX}?circle=everyone", f"{MATRIX}?circle=chair"):
        assert "Never" not in room.ask("UZB", "GET", path).text
    assert "Never" in room.ask("UZB", "GET", f"{MATRIX}?circle=delegation").text


def test_the_matrix_is_a_spreadsheet_with_what_was_said_on_a_second_sheet(room: Room) -> None:
    amendment = made(room.replace("UZB", "OP 1", "2027", "2028"))
    made(room.think("KAZ", "OP 1", "reserve", note='=HYPERLINK("https://example.org")'))
    made(room.think("KAZ", "OP 1", "can accept", of=amendment))
    made(room.think("SEC", "OP 2", "support", code="TJK"))
    answer = room.ask("ADB", "GET", f"{MATRIX}.xlsx")
    assert "RES2026-DEC-positions.xlsx" in answer.headers["content-disposition"]
    book = load_workbook(BytesIO(answer.content))
    table = [[cell.value for cell in row] for row in book["Positions"].iter_rows()]
    assert table[0] == ["Clause", "Agreement", "On", "KAZ", "KGZ", "TJK", "TKM", "UZB"]
    by_subject = {(row[0], row[2]): row[3:] for row in table}
    assert by_subject["OP 1", "the clause"] == ["reserve", None, None, None, None]
    assert by_subject["OP 1", "amendment of UZB"] == [
        "can accept",
        None,
        None,
        None,
        "stands behind it",
    ]
    assert by_subject["OP 2", "the clause"][2] == "support (recorded, not yet confirmed)"
    said = list(book["What was said"].iter_rows())
    [note] = [cell for cell in said[1] if str(cell.value).startswith("=")]
    assert (note.data_type, note.value) == ("s", '=HYPERLINK("https://example.org")')


@pytest.mark.parametrize("query", ["stale=true", "unconfirmed=true"])
def test_what_waits_is_found_whatever_is_said_in_narrower_circles(room: Room, query: str) -> None:
    who = "SEC" if query.startswith("un") else "UZB"
    made(room.think(who, "OP 1", "support", code="UZB"))
    if who == "UZB":
        made(room.correct("OP 1", "shall", "will"))
    made(room.think("UZB", "OP 1", "oppose", circle="delegation"))
    for circle in CIRCLES:
        rows = room.read(f"{MATRIX}?{query}&circle={circle}", "UZB")["rows"]
        assert [row["label"] for row in rows] == ["OP 1"]


def test_a_spreadsheet_that_is_not_for_everyone_says_so(room: Room) -> None:
    made(room.think("UZB", "OP 1", "support", note="x \uffff"))
    made(room.think("UZB", "OP 1", "oppose", circle="delegation", red_line=True))
    made(room.replace("KAZ", "OP 1", "fully", "closely"))
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    answer = room.ask("UZB", "GET", f"{MATRIX}.xlsx?circle=delegation")
    assert "positions-with-our-own.xlsx" in answer.headers["content-disposition"]
    sheet = load_workbook(BytesIO(answer.content))["Positions"]
    assert "not for everyone" in str(sheet.oddFooter.left.text)
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "oppose (read by UZB only; red line)" in cells
    assert {"amendment of KAZ (1)", "amendment of KAZ (2)"} <= {*cells}


def test_a_position_on_what_was_proposed_for_a_clause_that_is_gone_has_no_row(room: Room) -> None:
    bridge = made(room.bridge("CHAIR", "OP 1", "The Parties should cooperate closely;"))
    path = f"/api/bridging-texts/{bridge['id']}"
    made(room.ask("CHAIR", "POST", f"{path}/release", everyone=True))
    read = room.clause("OP 1")["revision"]
    made(room.ask("KAZ", "PUT", f"{path}/positions/KAZ", stance="support", base_revision=read))
    assert "support" in str(room.read(MATRIX, "UZB"))
    proposed = made(room.propose("UZB", "OP 1", kind="delete"))
    made(room.decide("OP 1", adopts=[proposed["id"]]))
    assert "support" not in str(room.read(MATRIX, "UZB"))
    assert room.ask("KAZ", "GET", f"{MATRIX}.xlsx").status_code == 200
    assert room.ask("KAZ", "GET", "/documents/declaration/tracking").status_code == 200
