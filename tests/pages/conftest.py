"""One small negotiation for all pages: played once, copied for each test that changes it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.database import Store
from app.main import create_app
from app.settings import Settings
from tests.app.cast import sign_in
from tests.pages.negotiation import Negotiation, play


@dataclass
class Site:
    """A server with the negotiation in its store."""

    negotiation: Negotiation
    app: FastAPI

    @classmethod
    def at(cls, url: str, negotiation: Negotiation) -> "Site":
        return cls(negotiation, create_app(Settings(database_url=url, export_processes=0)))

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
        self.app.state.store.engine.dispose()
        self.negotiation.store.engine.dispose()


@pytest.fixture(scope="session")
def played(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Negotiation, Path]:
    """A negotiation in a database file, to be copied and never opened."""
    file = Path(shutil.copyfile(sqlite_template, tmp_path_factory.mktemp("pages") / "played.db"))
    negotiation = play(f"sqlite:///{file}")
    with negotiation.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    negotiation.store.engine.dispose()
    return negotiation, file


@pytest.fixture
def site(played: tuple[Negotiation, Path], tmp_path: Path) -> Iterator[Site]:
    """A server of its own for each test."""
    negotiation, file = played
    url = f"sqlite:///{shutil.copyfile(file, tmp_path / 'pages.db')}"
    clauses, amendments = dict(negotiation.clauses), dict(negotiation.amendments)
    copy = Negotiation(
        Store(url), negotiation.tokens, clauses, amendments, negotiation.minutes, negotiation.editions
    )
    site = Site.at(url, copy)
    yield site
    site.close()
