"""What every test may ask for: a database of its own on either engine, a browser, an office.

What this machine does not have is skipped with the reason; where ``CI`` is set, that is a failure.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page
from sqlalchemy import URL

from tests.browser import BrowserMissingError, clean_page, running_browser
from tests.office import OfficeMissingError, find_office
from tests.postgres import PostgresMissingError, create_database, drop_database, running_server
from tests.thoroughness import is_tried_elsewhere, often

# A shared machine is sometimes slow, and that is no fault of the function under test. Where CI is set, the same
# examples are tried each time: a change is judged by what it changes.
settings.register_profile(
    "kelisim", deadline=None, derandomize=bool(os.environ.get("CI")), max_examples=often(100)
)
settings.load_profile("kelisim")

if TYPE_CHECKING:
    from fastapi import FastAPI

_numbers = count(1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the other of ``make test`` and ``make test-long`` tries; it is said how many."""
    left_out = {item for item in items if is_tried_elsewhere(item)}
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=[*left_out])


def _missing(reason: Exception) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{reason} (CI is set, so this is not skipped)", pytrace=False)
    pytest.skip(str(reason))


def _fresh_name() -> str:
    # The process is part of it: two test runs may share the server that TEST_DATABASE_URL names.
    return f"kelisim_test_{os.getpid()}_{next(_numbers)}"


def _migrate(url: str) -> None:
    from app.database import migrate  # the tests of documents/ load no framework

    migrate(url)


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A PostgreSQL on which databases may be created."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(running_server())
        except PostgresMissingError as reason:
            _missing(reason)
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: URL) -> Iterator[str]:
    """The name of a migrated database, to be copied and never connected to."""
    name = _fresh_name()
    _migrate(_text(create_database(postgres_server, name)))
    yield name
    drop_database(postgres_server, name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file, to be copied and never opened."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    _migrate(f"sqlite:///{file}")
    assert not file.with_name("template.db-wal").exists(), "somebody still has the template open"
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh, migrated SQLite database."""
    return f"sqlite:///{shutil.copyfile(sqlite_template, tmp_path / 'kelisim.db')}"


@pytest.fixture
def postgres_url(postgres_server: URL, postgres_template: str) -> Iterator[str]:
    """A fresh, migrated PostgreSQL database."""
    name = _fresh_name()
    yield _text(create_database(postgres_server, name, template=postgres_template))
    drop_database(postgres_server, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, migrated database; the test runs on each engine in turn."""
    # Asked for by name, so that a test on SQLite starts no server.
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a single table, on each engine in turn: for the tests of the migrations."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: URL = request.getfixturevalue("postgres_server")
    name = _fresh_name()
    yield _text(create_database(server, name))
    drop_database(server, name)


@pytest.fixture(scope="session")
def one_app(tmp_path_factory: pytest.TempPathFactory) -> "FastAPI":
    """One application for the whole run, since it takes longer to get ready than most tests; each hands it a store.

    Nothing falls due in it: that would come between what a slow machine does.
    """
    from app.main import create_app  # the tests of documents/ load no framework
    from app.settings import Settings

    url = f"sqlite:///{tmp_path_factory.mktemp('app') / 'never.db'}"
    return create_app(Settings(database_url=url, export_processes=0), duties=())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with ExitStack() as stack:
        try:
            running = stack.enter_context(running_browser())
        except BrowserMissingError as reason:
            _missing(reason)
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with its own cookies; it fails the test for an uncaught error or a refused resource."""
    with clean_page(browser) as page:
        yield page


@pytest.fixture(scope="session")
def soffice() -> Path:
    """The executable of LibreOffice; see tests/office.py for what to do with it."""
    try:
        return find_office()
    except OfficeMissingError as reason:
        _missing(reason)
