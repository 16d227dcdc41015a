"""The databases and programs that other tests stand on do what they promise."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy import create_engine, inspect, text

from tests.browser import clean_page
from tests.office import convert


def _tables(url: str) -> set[str]:
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def _write_a_table(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE left_behind (number INTEGER)"))
    engine.dispose()


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_leaves_behind_no_other_test_finds(database_url: str, turn: str) -> None:
    assert "left_behind" not in _tables(database_url)
    _write_a_table(database_url)


def test_a_database_is_migrated(database_url: str) -> None:
    assert "alembic_version" in _tables(database_url)


def test_an_empty_database_is_empty(empty_database_url: str) -> None:
    assert _tables(empty_database_url) == set()


def test_a_script_that_raises_fails_the_test_that_did_not_ask(browser: Browser) -> None:
    with pytest.raises(AssertionError, match="the chair has no text"), clean_page(browser) as page:
        page.set_content("<script>throw new Error('the chair has no text')</script>")


def test_the_office_reads_what_it_wrote(soffice: Path, tmp_path: Path) -> None:
    page = tmp_path / "declaration.html"
    page.write_text("<p>The Parties should cooperate.</p>")
    plain = convert(soffice, page, "txt:Text", tmp_path)
    assert "The Parties should cooperate." in plain.read_text(encoding="utf-8-sig")
