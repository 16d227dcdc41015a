"""A served store to put requests to, and the bare routes beside it."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import URL, Engine, text, update

from app.database import Store, migrate
from app.main import create_app
from app.models import DelegationRow
from app.schemas.amendments import AmendmentIn
from app.settings import Settings
from benchmarks.asking import Asker
from benchmarks.filling import fill
from documents.document import Clause
from tests.postgres import create_database, drop_database


class Room:
    """A system that serves one document of so many clauses, each with five amendments, to Kazakhstan."""

    def __init__(self, url: str, count: int) -> None:
        migrate(url)
        self.store = Store(url)
        self.token, self.clauses = fill(self.store, count)
        # PostgreSQL does this by itself within a minute of such a load; SQLite never does, and is left so.
        if self.store.engine.dialect.name == "postgresql":
            _vacuum(self.store.engine)
        self.app = create_app(Settings(database_url=url))
        self.asker = Asker(self.app, self.token)
        self._untouched = iter(self.clauses)

    def spread(self, count: int) -> list[Clause]:
        """Return so many clauses from all over the document."""
        step = len(self.clauses) // count
        return self.clauses[:: max(1, step)][:count]

    def read(self, path: str, clauses: list[Clause]) -> None:
        """Read one path for each clause."""
        for clause in clauses:
            self.asker.get(path.format(clause.id))

    def table(self, count: int) -> None:
        """Table an amendment of Kazakhstan to so many clauses on which it has none."""
        for _ in range(count):
            clause = next(self._untouched)
            self.asker.post(f"/api/clauses/{clause.id}/amendments", proposal_on(clause))

    def close(self) -> None:
        """Let go of every connection."""
        self.asker.close()
        self.app.state.workshop.close()
        self.app.state.store.engine.dispose()
        self.store.engine.dispose()


def proposal_on(clause: Clause) -> dict[str, str]:
    """Return what a client sends to table an amendment."""
    return {
        "kind": "replace",
        "base_revision": clause.revision,
        "text": clause.text.replace(" the ", " all the ", 1) + " in due time;",
        "rationale": "It must be said when.",
        "status": "tabled",
    }


@contextmanager
def sqlite_room(count: int) -> Iterator[Room]:
    """Give a room on SQLite."""
    with tempfile.TemporaryDirectory(prefix="kelisim-benchmark-") as folder:
        room = Room(f"sqlite:///{Path(folder) / 'room.db'}", count)
        try:
            yield room
        finally:
            room.close()


@contextmanager
def postgres_room(server: URL, count: int) -> Iterator[Room]:
    """Give a room on PostgreSQL."""
    name = f"kelisim_benchmark_{count}"
    with ExitStack() as stack:
        url = create_database(server, name)
        stack.callback(drop_database, server, name)
        room = Room(url.render_as_string(hide_password=False), count)
        stack.callback(room.close)
        yield room


def bare_application(store: Store) -> FastAPI:
    """Return an application whose routes do as little as a framework can, in a worker thread as ours do."""
    app = FastAPI()

    @app.get("/bare/{clause_id}")
    def read(clause_id: str) -> dict[str, str]:
        return {"id": clause_id}

    @app.post("/bare/{clause_id}", status_code=201)
    def create(clause_id: str, body: AmendmentIn) -> dict[str, str]:
        return {"id": clause_id, "base_revision": body.base_revision or ""}

    @app.post("/one-row/{clause_id}", status_code=201)
    def write(clause_id: str, body: AmendmentIn) -> dict[str, str]:
        with store.writing() as session:
            names = {"en": f"{clause_id} {body.base_revision}"}
            # As a statement: what is written by way of a row has to be told by an event.
            session.execute(update(DelegationRow).where(DelegationRow.code == "UNEP").values(names=names))
        return {"id": clause_id}

    return app


def _vacuum(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
