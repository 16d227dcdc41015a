"""A negotiation that may begin: prepared once on each engine, copied for every test."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import URL
from starlette.testclient import TestClient

from app import passwords
from app.database import Store
from app.demonstration import load_demonstration
from app.verifying import verify_store
from tests.app import people
from tests.app.cast import DEMONSTRATED, Prepared, Room, prepare
from tests.app.people import Person, person
from tests.app.summit import DECLARATION, PROGRAMME, open_summit
from tests.postgres import create_database, drop_database, find_binaries
from tests.stores import close_file, placed, store_at


@pytest.fixture(scope="session")
def prepared_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Prepared, Path]:
    """A SQLite file with the cast and both texts, to be copied and never opened."""
    file = Path(shutil.copyfile(sqlite_template, tmp_path_factory.mktemp("cast") / "cast.db"))
    return prepare(f"sqlite:///{file}"), file


@pytest.fixture(scope="session")
def prepared_database(postgres_server: URL, postgres_template: str) -> Iterator[tuple[Prepared, str]]:
    """A PostgreSQL database with the cast and both texts, to be copied and never connected to."""
    name = f"{postgres_template}_cast"
    url = create_database(postgres_server, name, template=postgres_template)
    yield prepare(url.render_as_string(hide_password=False)), name
    drop_database(postgres_server, name)


@pytest.fixture(scope="session")
def opened_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Prepared, Path]:
    """A SQLite file with the cast and the zero drafts of the project, to be copied and never opened."""
    file = Path(shutil.copyfile(sqlite_template, tmp_path_factory.mktemp("summit") / "opened.db"))
    return open_summit(f"sqlite:///{file}"), file


@pytest.fixture(scope="session")
def opened_database(postgres_server: URL, postgres_template: str) -> Iterator[tuple[Prepared, str]]:
    """A PostgreSQL database with the cast and the zero drafts, to be copied and never connected to."""
    name = f"{postgres_template}_opened"
    url = create_database(postgres_server, name, template=postgres_template)
    yield open_summit(url.render_as_string(hide_password=False)), name
    drop_database(postgres_server, name)


@pytest.fixture(scope="session")
def demonstration_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the whole demonstration, to be copied and never opened."""
    file = Path(shutil.copyfile(sqlite_template, tmp_path_factory.mktemp("demonstration") / "played.db"))
    store = Store(f"sqlite:///{file}")
    assert load_demonstration(store, now=DEMONSTRATED)
    close_file(store)
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def room(request: pytest.FixtureRequest, one_app: FastAPI) -> Iterator[Room]:
    """Everyone at one table, on each engine in turn."""
    with placed(request, "prepared") as (prepared, url):
        yield from _room(one_app, url, prepared)


@pytest.fixture(params=["sqlite", "postgresql"])
def summit(request: pytest.FixtureRequest, one_app: FastAPI) -> Iterator[Room]:
    """Everyone at one table over the zero drafts of the project, on each engine in turn."""
    with placed(request, "opened") as (prepared, url):
        for room in _room(one_app, url, prepared):
            yield replace(room, declaration=DECLARATION, programme=PROGRAMME)


def _room(app: FastAPI, url: str, prepared: Prepared) -> Iterator[Room]:
    store = app.state.store = store_at(url)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Room(app, client, url, prepared.tokens)
    app.dependency_overrides.clear()  # a clock that a test has set
    app.state.demonstration = False
    store.engine.dispose()


@pytest.fixture
def tools(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tools of the PostgreSQL be found that the tests run on."""
    if room.url.startswith("sqlite"):
        return
    folder = find_binaries()
    if not (folder / "pg_dump").exists():
        pytest.skip("this PostgreSQL has no pg_dump")
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


@pytest.fixture
def elsewhere(room: Room, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database of the same kind."""
    if room.url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'elsewhere' / 'kelisim.db'}"
        return
    server: URL = request.getfixturevalue("postgres_server")
    name = f"elsewhere_{abs(hash(request.node.nodeid))}"
    yield create_database(server, name).render_as_string(hide_password=False)
    drop_database(server, name)


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hash passwords with little work, where it is about something else."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    kept = (passwords._kept_of_nobody, people.kept)
    for one in kept:
        one.cache_clear()
    yield
    for one in kept:
        one.cache_clear()


@pytest.fixture
def recorded(room: Room) -> Iterator[None]:
    """Whatever a test does, the store is what its record says."""
    yield
    with room.app.state.store.reading() as session:
        assert [str(one) for one in verify_store(session)] == []


@pytest.fixture
def administrator(room: Room) -> Person:
    return person(room.app.state.store, "SEC", "administrator")


@pytest.fixture
def office(room: Room, administrator: Person) -> TestClient:
    """The administrator's browser."""
    client = TestClient(room.app, follow_redirects=False)
    administrator.take(client)
    return client
