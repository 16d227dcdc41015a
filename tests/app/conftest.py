"""A negotiation that may begin: prepared once on each engine, copied for every test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import URL
from starlette.testclient import TestClient

from app import passwords
from app.database import Store
from app.main import create_app
from app.settings import Settings
from app.verifying import verify_store
from tests.app import people
from tests.app.cast import Prepared, Room, prepare
from tests.app.people import Person, person
from tests.postgres import create_database, drop_database
from tests.thoroughness import ABOVE_THE_STORE, IS_LONG


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
def one_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """One application for the whole run, since making it takes longer than most tests; each test hands it a store."""
    url = f"sqlite:///{tmp_path_factory.mktemp('app') / 'never.db'}"
    return create_app(Settings(database_url=url, export_processes=0))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Try on one engine what stands above the store: SQLite in make test, the other one in make test-long behind it.

    It is said how many are left out.
    """
    other = "sqlite" if IS_LONG else "postgresql"
    left_out = [
        item for item in items if item.path.name in ABOVE_THE_STORE and other in item.name.split("[")[-1]
    ]
    gone = set(left_out)
    items[:] = [item for item in items if item not in gone]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(params=["sqlite", "postgresql"])
def room(request: pytest.FixtureRequest, tmp_path: Path, one_app: FastAPI) -> Iterator[Room]:
    """Everyone at one table, on each engine in turn."""
    if request.param == "sqlite":
        prepared, file = request.getfixturevalue("prepared_file")
        url = f"sqlite:///{shutil.copyfile(file, tmp_path / 'room.db')}"
        yield from _room(one_app, url, prepared)
        return
    prepared, template = request.getfixturevalue("prepared_database")
    server: URL = request.getfixturevalue("postgres_server")
    name = f"{template}_{abs(hash(request.node.nodeid))}"
    url = create_database(server, name, template=template).render_as_string(hide_password=False)
    yield from _room(one_app, url, prepared)
    drop_database(server, name)


def _room(app: FastAPI, url: str, prepared: Prepared) -> Iterator[Room]:
    store = Store(url)
    app.state.store = store
    # Not entered: the lifespan of the one application would end with the first test.
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Room(app, client, url, prepared.tokens)
    app.dependency_overrides.clear()  # a clock that a test has set
    app.state.demonstration = False
    store.engine.dispose()


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
