"""A room in which the real texts are negotiated, on either database."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import URL
from starlette.testclient import TestClient

from tests.app.serving import begin
from tests.postgres import create_database, drop_database
from tests.stores import placed, store_at
from tests.summit.room import CAST, Room

Signed = list[dict[str, str]]  # of each of the cast, the headers that sign a request


@pytest.fixture(scope="session")
def begun_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Signed, Path]:
    """A SQLite file with both real texts, to be copied and never opened."""
    file = Path(shutil.copyfile(sqlite_template, tmp_path_factory.mktemp("summit") / "begun.db"))
    return begin(f"sqlite:///{file}", *CAST), file


@pytest.fixture(scope="session")
def begun_database(postgres_server: URL, postgres_template: str) -> Iterator[tuple[Signed, str]]:
    """A PostgreSQL database with both real texts, to be copied and never connected to."""
    name = f"{postgres_template}_begun"
    url = create_database(postgres_server, name, template=postgres_template)
    yield begin(url.render_as_string(hide_password=False), *CAST), name
    drop_database(postgres_server, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def room(request: pytest.FixtureRequest, one_app: FastAPI) -> Iterator[Room]:
    """Everyone at one table over the real texts, on each engine in turn."""
    with placed(request, "begun") as (signed, url):
        store = one_app.state.store = store_at(url)
        with TestClient(one_app) as client:
            yield Room(client, {code: headers for (code, _), headers in zip(CAST, signed, strict=True)})
        store.engine.dispose()
