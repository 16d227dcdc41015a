"""Which positions somebody finds, and their confirmation on what stands there now."""

from typing import Any

from tests.app.cast import Room

MATRIX = "/api/documents/declaration/positions"


def on(position: dict[str, Any], step: str = "") -> str:
    return f"/api/positions/{position['id']}{step}"


def held(room: Room, who: str, label: str = "OP 1", query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = room.read(room.path(label, f"/positions{query}"), who)["items"]
    return items


def confirm(room: Room, who: str, *positions: dict[str, Any]) -> Any:
    """Confirm positions on what stands there now."""
    named = []
    for one in positions:
        present = room.read(on(one), who)
        named.append(
            {"position": one["id"], "base_revision": present["present_revision"]}
            | ({"text": present["present_text"]} if present["present_text"] else {})
        )
    return room.ask(who, "POST", f"{MATRIX}/confirmation", body={"positions": named})
