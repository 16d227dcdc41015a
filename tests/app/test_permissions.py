"""Every route, asked by everybody: who is let through is who stands in the table, by role, relation and scope."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import app.press
from app.database import Store
from app.permission_table import operations, write_table
from documents.permissions import PERMISSIONS, SCOPES, Action, Participant, Role, Scope, may
from tests.app.asked_routes import CASES
from tests.app.asking import CAPACITIES, Case, Scene
from tests.app.cast import Prepared, Room, made
from tests.app.people import person, token_of
from tests.stores import close_file, placed_file, store_at
from tests.thoroughness import IS_LONG, often

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"
REFUSED = (401, 403, 404)

# Who asks: delegation and role. In the Declaration five States negotiate, UNEP advises, the others observe; NEW takes
# no part in it.
PERSONAS: tuple[tuple[str, Role], ...] = (
    ("KAZ", "negotiator"),
    ("KAZ", "head"),
    ("KAZ", "observer"),
    ("UZB", "negotiator"),
    ("UZB", "head"),
    ("UNEP", "negotiator"),
    ("ADB", "head"),
    ("NEW", "negotiator"),
    ("CHAIR", "chair"),
    ("SEC", "secretariat"),
    ("SEC", "administrator"),
)
ALL = frozenset(SCOPES)
SCOPES_TRIED = {ALL, *(ALL - {scope} for scope in SCOPES), *(frozenset({"read", scope}) for scope in SCOPES)}


@dataclass(frozen=True)
class Summit:
    """A store with an adviser, with a delegation that takes no part, and with tokens of everybody for some scopes."""

    app: FastAPI
    file: Path
    tokens: Mapping[str, str]
    of_personas: Mapping[tuple[str, Role, frozenset[Scope]], str]

    @contextmanager
    def copied(self) -> Iterator[Room]:
        """Give a copy of its own to one request."""
        url = placed_file(self.file, self.file.with_name("copied.db"))
        store = self.app.state.store = store_at(url)
        try:
            with TestClient(self.app, raise_server_exceptions=False) as client:
                yield Room(self.app, client, url, self.tokens)
        finally:
            store.engine.dispose()


@pytest.fixture(scope="module")
def summit(
    prepared_file: tuple[Prepared, Path], one_app: FastAPI, tmp_path_factory: pytest.TempPathFactory
) -> Summit:
    prepared, template = prepared_file
    file = Path(shutil.copyfile(template, tmp_path_factory.mktemp("permissions") / "summit.db"))
    store = one_app.state.store = Store(f"sqlite:///{file}")
    administrator = person(store, "SEC", "administrator")
    office = TestClient(one_app)
    administrator.take(office)
    made(office.post("/api/delegations", json={"code": "NEW", "kind": "state", "names": {"en": "New"}}))
    made(office.put("/api/documents/declaration/participants/UNEP", json={"capacity": "advises"}))
    tokens = {
        (delegation, role, scopes): token_of(store, delegation, role, sorted(scopes))
        for delegation, role in PERSONAS
        for scopes in SCOPES_TRIED
    }
    close_file(store)
    return Summit(one_app, file, prepared.tokens, tokens)


def expected(case: Case, action: Action, delegation: str, role: Role, scopes: frozenset[Scope]) -> bool:
    """Return whether the table lets somebody through; what one may not see is refused as well."""
    participant = Participant(delegation, role, scopes=scopes)
    if not case.everywhere and delegation == "NEW":
        return False
    owner = delegation if case.owner == "own" else case.owner
    if case.hidden and delegation not in (owner, *case.shown_to):
        return False
    capacity = CAPACITIES.get(delegation)
    return may(participant, "read") and may(participant, action, capacity=capacity, owner=owner)


def askers(method: str, path: str, case: Case, action: Action) -> list[tuple[str, Role]]:
    """Return who asks: everybody; in make test some who may and every fourth who may not.

    Which fourth it is changes from route to route.
    """
    if IS_LONG:
        return [*PERSONAS]
    may_ask = [one for one in PERSONAS if expected(case, action, *one, ALL)]
    others = [one for one in PERSONAS if one not in may_ask]
    return [*may_ask[:2], *others[list(CASES).index((method, path)) % 4 :: 4]]


def test_the_page_is_what_the_code_says(room: Room) -> None:
    assert PAGE.read_text(encoding="utf-8") == write_table(room.app)


def test_every_route_that_asks_for_a_permission_is_tried(room: Room) -> None:
    asking = {(method, path) for method, path, action in operations(room.app) if action is not None}
    assert asking == set(CASES)


def test_only_these_are_for_anybody(room: Room) -> None:
    open_to_all = {f"{method} {path}" for method, path, action in operations(room.app) if action is None}
    assert open_to_all == {
        "POST /api/sign-ins",
        "POST /api/passwords",
        "GET /health",
        "GET /health/ready",
        "GET /problems/{slug}",
    }


@pytest.mark.parametrize(("method", "path"), list(CASES))
def test_everybody_is_let_through_or_refused_as_the_table_says(
    summit: Summit, monkeypatch: pytest.MonkeyPatch, method: str, path: str
) -> None:
    monkeypatch.setattr(
        app.press, "find_office", lambda: None
    )  # whoever may order a PDF is told that there is none
    [action] = [does for one, where, does in operations(summit.app) if (one, where) == (method, path)]
    assert action is not None
    case = CASES[method, path]
    with summit.copied() as room:
        nobody = case.ask(Scene(room, "KAZ", "kelisim_nobodys"), path)
    assert nobody.status_code == 401
    wrong, let = [], 0
    needed = PERMISSIONS[action].scope
    # With every scope; and the first who is let through also with just enough, and with one too few.
    narrower = (frozenset({"read", needed}), ALL - {needed}, ALL - {"read"})
    with ExitStack() as stack:
        if method == "GET":
            shared = stack.enter_context(summit.copied())
        for delegation, role in askers(method, path, case, action):
            for scopes in (ALL, *narrower) if often(1) > 1 or not let else (ALL,):
                with nullcontext(shared) if method == "GET" else summit.copied() as room:
                    scene = Scene(room, delegation, summit.of_personas[delegation, role, scopes])
                    answer = case.ask(scene, path)
                is_let = answer.status_code not in REFUSED
                let += is_let
                if answer.status_code >= 500 or is_let != expected(case, action, delegation, role, scopes):
                    wrong.append((delegation, role, sorted(scopes), answer.status_code, answer.text[:200]))
    assert wrong == []
    assert let  # somebody may, or the case tries nothing
