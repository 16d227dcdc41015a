"""How a route is asked so that nothing but permission stands in the way: who asks, about whose things, and what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from httpx2 import Response

from documents.permissions import Capacity
from tests.app.cast import Room, made

CAPACITIES: Mapping[str, Capacity] = {
    "KAZ": "negotiates",
    "UZB": "negotiates",
    "UNEP": "advises",
    "ADB": "observes",
}
REVISION = object()


@dataclass
class Scene:
    """A room in which something may be asked, and who asks."""

    room: Room
    delegation: str
    token: str

    def send(self, method: str, path: str, body: Any = None, **more: Any) -> Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        sent = {"json": body} if body is not None else {}
        return self.room.client.request(method, path, headers=headers, **sent, **more)


@dataclass(frozen=True)
class Case:
    """How one route is asked so that nothing but permission stands in the way; whose thing it is."""

    ask: Callable[[Scene, str], Response]
    owner: str | None = None  # "KAZ"; "own": whoever asks
    everywhere: bool = False  # it belongs to no document
    hidden: bool = False  # its owner alone sees it
    shown_to: tuple[str, ...] = ()  # who sees it besides, though it is hidden


def amended(scene: Scene, **members: Any) -> str:
    """Return the address of an amendment of KAZ's."""
    return f"/api/amendments/{made(scene.room.replace('KAZ', 'OP 1', '2027', '2028', **members))['id']}"


def on_amendment(rest: str = "", method: str = "GET", body: Any = None, **members: Any) -> Case:
    def ask(scene: Scene, _path: str) -> Response:
        return scene.send(method, amended(scene, **members) + rest, body)

    return Case(ask, owner=None if method == "GET" or rest == "/bridge" else "KAZ")


def on_clause(rest: str, method: str = "GET", **body: Any) -> Case:
    def ask(scene: Scene, _path: str) -> Response:
        clause = scene.room.clause("OP 1")
        real = {name: clause["revision"] if value is REVISION else value for name, value in body.items()}
        return scene.send(method, f"/api/clauses/{clause['id']}{rest}", real if method != "GET" else None)

    return Case(ask)


def on_document(rest: str, method: str = "GET", body: Any = None) -> Case:
    return Case(lambda scene, _: scene.send(method, f"/api/documents/declaration{rest}", body))


def plainly(method: str = "GET", body: Any = None, *, owner: str | None = None) -> Case:
    return Case(lambda scene, path: scene.send(method, path, body), owner=owner, everywhere=True)
