"""Statements of delegations: drafted, made, recorded; and a head for those who need one."""

from typing import Any

from httpx2 import Response

from tests.app.cast import Room, made

WORDS = "We join the consensus."


def state(room: Room, who: str, kind: str = "explanation of position", **members: Any) -> Response:
    """Draft a statement, or record one; clauses are named by their labels."""
    clauses = [room.clause(label)["id"] for label in members.pop("on", ())]
    body = {"kind": kind, "texts": {"en": WORDS}, "clauses": clauses, **members}
    return room.ask(who, "POST", "/api/documents/declaration/statements", body=body)


def step(room: Room, who: str, statement: dict[str, Any], name: str, **members: Any) -> Response:
    """Take a step with a statement, in the words that it has where the step names them."""
    body = {"base": statement["hash"], **members} if name == "make" else None
    return room.ask(who, "POST", f"/api/statements/{statement['id']}/{name}", body=body)


def stated(
    room: Room, who: str = "UZB", kind: str = "explanation of position", **members: Any
) -> dict[str, Any]:
    """Let a head make a statement."""
    return made(step(room, who, made(state(room, who, kind, **members)), "make"))


def statements(room: Room, who: str = "TKM", query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = room.read(f"/api/documents/declaration/statements{query}", who)["items"]
    return items
