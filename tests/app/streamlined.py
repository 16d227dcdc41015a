"""Splitting and merging clauses of the small texts, and where things went."""

from typing import Any

from httpx2 import Response

from app.verifying import verify_store
from tests.app.cast import Room

WATER = ("The Parties shall cooperate fully", "on water by 2027;")


def read_of(room: Room, label: str) -> dict[str, Any]:
    """Return what names a clause as it was read."""
    seen = room.consolidation(label)
    return {"base_revision": room.clause(label)["revision"], "fingerprint": seen["fingerprint"]}


def split(
    room: Room, label: str = "OP 1", *texts: str, who: str = "CHAIR", query: str = "", **members: Any
) -> Response:
    """Split a paragraph into texts, "OP 1" before "on water" by default."""
    given: dict[str, Any] = {"parts": [{"text": text} for text in texts]}
    if not texts:
        given = {"begins": [{"words": "on water"}]}
    return room.ask(
        who,
        "POST",
        room.path(label, f"/split{query}"),
        **{**given, **read_of(room, label), "reason": "Two matters.", **members},
    )


def merge(room: Room, *labels: str, who: str = "CHAIR", query: str = "", **members: Any) -> Response:
    """Merge clauses in the order named."""
    clauses = [{"clause": room.clause(label)["id"], **read_of(room, label)} for label in labels]
    home = "programme" if labels[0][0].isdigit() else "declaration"
    return room.ask(
        who,
        "POST",
        f"/api/documents/{home}/mergers{query}",
        **{"clauses": clauses, "reason": "One matter.", **members},
    )


def take_back(room: Room, act: dict[str, Any], who: str = "CHAIR", query: str = "") -> Response:
    """Undo a split, a merger or a move."""
    return room.ask(who, "POST", f"/api/streamlining/{act['id']}/undo{query}", reason="A wrong click.")


def went(act: dict[str, Any], matter: str = "amendment") -> list[tuple[str, str, str]]:
    """Return what went where: (whose, fate, label)."""
    return sorted(
        (one["delegation"], one["fate"], one["to_label"]) for one in act["went"] if one["matter"] == matter
    )


def readings(room: Room, label: str, who: str = "CHAIR") -> dict[str, str]:
    """Return what each delegation's amendments say on a clause: code -> text, or the kind of the amendment."""
    clause = room.clause(label)["id"]
    items = room.read(f"/api/amendments?clause={clause}&status=tabled", who)["items"]
    return {
        one["delegation"]: one["present"]["text"]["text"] if one["present"] else one["kind"] for one in items
    }


def verified(room: Room) -> None:
    """Let the record fit everything that is stored."""
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []
