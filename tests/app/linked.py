"""Links between the two small texts: made and checked on what stands there now."""

from typing import Any

from httpx2 import Response

from tests.app.cast import Room, made


def ends(room: Room, entry: str, ground: str) -> dict[str, str]:
    """Return an entry and its ground as a body names them, in the texts that they have."""
    action, declaration = room.clause(entry), room.clause(ground)
    return {
        "entry": action["id"],
        "ground": declaration["id"],
        "entry_revision": action["revision"],
        "ground_revision": declaration["revision"],
    }


def link(room: Room, action: str, paragraph: str, who: str = "SEC", **members: Any) -> Response:
    """Ask for one link."""
    return room.ask(who, "POST", "/api/links", links=[{**ends(room, action, paragraph), **members}])


def linked(room: Room, entry: str = "1.1", ground: str = "OP 1") -> dict[str, Any]:
    """Link an entry with its ground in the secretariat's name."""
    [one] = made(link(room, entry, ground))["items"]
    found: dict[str, Any] = one
    return found


def at(one: dict[str, Any]) -> str:
    return f"/api/links/{one['id']}"


def check(room: Room, *links: dict[str, Any], who: str = "SEC", **members: Any) -> Response:
    """Check links on what stands there now."""
    present = [room.read(at(one)) for one in links]
    named = [
        {
            "link": one["id"],
            "entry_revision": one["entry"]["revision"],
            "ground_revision": one["ground"]["revision"],
            "ground_under": one["ground"]["under"],
            **members,
        }
        for one in present
    ]
    return room.ask(who, "POST", "/api/links/checks", links=named)
