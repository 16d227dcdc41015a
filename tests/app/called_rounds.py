"""Rounds as tests call them: times count from one day, and the clock stands where a test puts it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from httpx2 import Response

from tests.app.cast import Room, made
from tests.app.people import at

DAY = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
ROUNDS = "/api/documents/declaration/rounds"


def after(**passed: float) -> datetime:
    """Return a time of the story."""
    return DAY + timedelta(**passed)


def told(moment: datetime) -> str:
    """Return a time as it goes over the wire."""
    return moment.isoformat().replace("+00:00", "Z")


def call(room: Room, kind: str = "proposals", *, who: str = "SEC", **members: Any) -> Response:
    """Ask for proposals on the whole Declaration for three days from the first day on."""
    at(room, DAY)
    names = [room.clause(label)["id"] for label in members.pop("on", ())]
    body = {"kind": kind, "name": "First reading", "deadline": told(after(days=3)), "clauses": names}
    return room.ask(who, "POST", ROUNDS, body={**body, **members})


def called(room: Room, kind: str = "proposals", **members: Any) -> dict[str, Any]:
    return made(call(room, kind, **members))


def move(room: Room, one: dict[str, Any], to: datetime, who: str = "SEC", **members: Any) -> Response:
    """Move the deadline of a round that was just read."""
    version = room.read(f"/api/rounds/{one['id']}", who)["version"]
    body = {"deadline": told(to), "reason": "Capitals asked for it.", "version": version}
    return room.ask(who, "POST", f"/api/rounds/{one['id']}/deadline", body={**body, **members})


def close(room: Room, one: dict[str, Any], who: str = "SEC", **members: Any) -> Response:
    """End a round that was just read."""
    version = room.read(f"/api/rounds/{one['id']}", who)["version"]
    body = {"reason": "All have answered.", "version": version}
    return room.ask(who, "POST", f"/api/rounds/{one['id']}/close", body={**body, **members})


def state(room: Room, one: dict[str, Any], moment: datetime) -> str:
    at(room, moment)
    found: str = room.read(f"/api/rounds/{one['id']}")["state"]
    return found


def say(
    room: Room, who: str, label: str, text: str, circle: str = "everyone", **members: Any
) -> dict[str, Any]:
    """Open a thread on a clause."""
    return made(
        room.ask(who, "POST", room.path(label, "/comments"), body={"text": text, "circle": circle, **members})
    )


def table(
    room: Room, one: dict[str, Any], who: str = "SEC", circle: str = "everyone"
) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = room.read(f"/api/rounds/{one['id']}/table?circle={circle}", who)[
        "entries"
    ]
    return entries
