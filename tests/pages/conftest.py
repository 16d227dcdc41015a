"""One small negotiation for all pages: played once, copied for each test that changes it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from tests.app.cast import sign_in
from tests.pages.desk import Desk, desk_of
from tests.pages.negotiation import Negotiation, play
from tests.stores import close_file, placed_file, store_at


@dataclass
class Site:
    """The server, with the negotiation in its store."""

    negotiation: Negotiation
    app: FastAPI

    @classmethod
    def at(cls, app: FastAPI, url: str, negotiation: Negotiation) -> "Site":
        app.state.store = store_at(url)
        return cls(negotiation, app)

    def client_of(self, delegation: str | None) -> TestClient:
        client = TestClient(self.app, follow_redirects=False)
        if delegation is not None:
            sign_in(client, self.negotiation.tokens[delegation])
        return client

    def clause(self, key: str, rest: str = "") -> str:
        return f"/clauses/{self.negotiation.clauses[key]}{rest}"

    def amendment(self, name: str, rest: str) -> str:
        return f"/amendments/{self.negotiation.amendments[name]}{rest}"

    def close(self) -> None:
        self.app.dependency_overrides.clear()  # a clock that a test has set
        self.app.state.demonstration = False
        self.app.state.store.engine.dispose()
        self.negotiation.store.engine.dispose()


@pytest.fixture(scope="session")
def played(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Negotiation, Path]:
    """A negotiation in a database file, to be copied and never opened."""
    file = Path(shutil.copyfile(sqlite_template, tmp_path_factory.mktemp("pages") / "played.db"))
    negotiation = play(f"sqlite:///{file}")
    close_file(negotiation.store)
    return negotiation, file


@pytest.fixture(scope="module")
def desk(
    played: tuple[Negotiation, Path], tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Desk]:
    """The browser of Kazakhstan."""
    with desk_of("KAZ", *played, tmp_path_factory.mktemp("desk"), browser) as one:
        yield one


@pytest.fixture
def site(played: tuple[Negotiation, Path], one_app: FastAPI) -> Iterator[Site]:
    """The server, with a store of its own for each test."""
    negotiation, file = played
    url = placed_file(file, file.with_name("pages.db"))
    clauses, amendments = dict(negotiation.clauses), dict(negotiation.amendments)
    copy = Negotiation(
        store_at(url), negotiation.tokens, clauses, amendments, negotiation.minutes, negotiation.editions
    )
    site = Site.at(one_app, url, copy)
    yield site
    site.close()
