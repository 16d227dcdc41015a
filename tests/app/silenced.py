"""Silence procedures on the Declaration, and a clock that is handed in."""

from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import FastAPI
from httpx2 import Response

from app.identity import get_now
from tests.app.cast import Room, made
from tests.app.people import token_of

NOON = datetime(2026, 4, 21, 12, tzinfo=UTC)
DEADLINE = NOON + timedelta(hours=72)
SECOND = timedelta(seconds=1)
HOME = "/api/documents/declaration/silence-procedures"
AD_REF = "agreed ad ref"


def set_clock(app: FastAPI, moment: datetime) -> None:
    """Let the server's clock show a moment."""
    app.dependency_overrides[get_now] = lambda: moment


def at(room: Room, moment: datetime) -> Room:
    """Let the clock show a moment, and go on."""
    set_clock(room.app, moment)
    return room


def with_heads(room: Room) -> Room:
    """Give Kazakhstan and Tajikistan heads besides their negotiators; Uzbekistan speaks through its head."""
    store = room.app.state.store
    heads = {f"{code}-HEAD": token_of(store, code, "head") for code in ("KAZ", "TJK")}
    return Room(room.app, room.client, room.url, {**room.tokens, **heads})


def scope(room: Room, *labels: str) -> list[dict[str, str]]:
    """Return clauses, with what stands under them, as they are read now; none named: all that stand."""
    clauses = [one for one in room.clauses() if one["standing"]]
    named = {one["id"] for one in clauses if not labels or {one["label"], one["text"]} & set(labels)}
    return [
        {"clause": one["id"], "base_revision": one["revision"]}
        for one in clauses
        if one["id"] in named or one["parent"] in named
    ]


def silence(room: Room, *labels: str, who: str = "CHAIR", **members: Any) -> Response:
    """Put clauses under silence from noon, for three days; none named: the whole document."""
    at(room, members.pop("now", NOON))
    body = {
        "clauses": scope(room, *labels),
        "whole_document": not labels,
        "level": AD_REF,
        "deadline": DEADLINE.isoformat(),
        **members,
    }
    return room.ask(who, "POST", HOME, body=body)


def silenced(room: Room, *labels: str, **members: Any) -> str:
    """Put clauses under silence and return the address of the procedure."""
    return f"{HOME}/{made(silence(room, *labels, **members))['id']}"


def object_to(room: Room, who: str, path: str, *labels: str, **members: Any) -> Response:
    """Object to clauses of a procedure, to OP 1 where none is named."""
    clauses = [room.clause(label)["id"] for label in labels or ("OP 1",)]
    body = {"clauses": clauses, "reason": "The capital cannot accept it.", **members}
    return room.ask(who, "POST", f"{path}/objections", body=body)


def state(room: Room, path: str, who: str = "TKM") -> str:
    """Return where a procedure stands now."""
    found: str = room.read(path, who)["state"]
    return found


def level(room: Room, label: str = "OP 1", who: str = "TKM") -> str:
    """Return where a clause stands now."""
    found: str = room.clause(label, who)["agreement"]["level"]
    return found
