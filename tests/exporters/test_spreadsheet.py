"""Tables to take away: what was written is in the cells, as text, and the bytes depend on it alone."""

from datetime import UTC, datetime
from io import BytesIO
from unittest.mock import patch

import pytest
from openpyxl import load_workbook

from exporters.spreadsheet import Book, Sheet, write_book

NOW = datetime(2026, 4, 22, 14, 5, 30, 7, tzinfo=UTC)


def book(*rows: tuple[str, ...], as_of: datetime = NOW) -> Book:
    sheet = Sheet("Positions", [("Clause", 10), ("KAZ", 20)], rows)
    return Book(
        "positions.xlsx", "Declaration: positions", "en", "RES2026/DEC, R&D, 22 April", as_of, [sheet]
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "5.1", "TRUE", "2026-04-22", "ӨЭС", "a\nb"])
def test_what_was_written_is_text_and_never_computed(text: str) -> None:
    [[_, cell]] = load_workbook(BytesIO(write_book(book(("OP 1", text)))))["Positions"].iter_rows(min_row=2)
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize(
    ("text", "kept"),
    [("x \uffff\ufffey", "x y"), ("_x003D_1+1", "_x005F_x003D_1+1"), ("\U0001f600" * 20_000, None)],
)
def test_no_text_makes_a_file_that_cannot_be_opened(text: str, kept: str | None) -> None:
    [[_, cell]] = load_workbook(BytesIO(write_book(book(("OP 1", text)))))["Positions"].iter_rows(min_row=2)
    assert cell.value == kept if kept is not None else cell.value.endswith("\U0001f600…")
    assert len(str(cell.value).encode("utf-16-le")) <= 2 * 32_767


def test_the_same_book_gives_the_same_bytes_whatever_the_clock_says() -> None:
    one = write_book(book(("OP 1", "support")))
    with patch("openpyxl.writer.excel.datetime") as clock:
        clock.datetime.now.return_value = datetime(2031, 1, 1, tzinfo=UTC)
        other = write_book(book(("OP 1", "support")))
    assert one == other
    assert write_book(book(("OP 1", "oppose"))) != one


def test_it_says_what_it_is_and_when_it_was_so() -> None:
    read = load_workbook(BytesIO(write_book(book(("OP 1", "support")))))
    assert (read.properties.title, read.properties.language) == ("Declaration: positions", "en")
    assert read.properties.modified == datetime(2026, 4, 22, 14, 5, 30)
    sheet = read["Positions"]
    assert sheet.oddFooter.left.text == "RES2026/DEC, R&&D, 22 April"
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("B2", "A1:B2", "$1:$1")
    assert [cell.font.bold for cell in sheet[1]] == [True, True]


def test_a_row_is_as_high_as_its_fullest_cell() -> None:
    long = "Until the other clause on data is settled."
    sheet = load_workbook(
        BytesIO(write_book(book(("OP 1", "support"), ("OP 2", long), ("OP 3", "x" * 9_000))))
    )
    heights = [sheet["Positions"].row_dimensions[place].height for place in (2, 3, 4)]
    assert heights[0] < heights[1] < heights[2] <= 409


def test_a_table_without_rows_has_its_head() -> None:
    [head] = load_workbook(BytesIO(write_book(book())))["Positions"].iter_rows()
    assert [cell.value for cell in head] == ["Clause", "KAZ"]
