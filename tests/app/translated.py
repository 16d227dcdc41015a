"""A draft in Russian: asked to be translated, translated, accepted."""

from typing import Any

from httpx2 import Response

from tests.app.cast import Room, made

RUSSIAN = "Стороны всемерно работают к 2028 году;"
ENGLISH = "The Parties shall work by all means by 2028;"


def ask(room: Room, label: str = "OP 1", who: str = "KAZ", **members: Any) -> Response:
    body = {"base_revision": room.clause(label)["revision"], "language": "ru", "text": RUSSIAN, **members}
    return room.ask(who, "POST", room.path(label, "/translation-requests"), body=body)


def asked(room: Room, label: str = "OP 1", who: str = "KAZ") -> str:
    """Ask for a translation, and return the address of the request."""
    return f"/api/translation-requests/{made(ask(room, label, who))['id']}"


def give(room: Room, path: str, label: str = "OP 1", who: str = "SEC", **members: Any) -> Response:
    body = {"base_revision": room.clause(label)["revision"], "text": ENGLISH, **members}
    return room.ask(who, "POST", f"{path}/translation", body=body)


def given(room: Room, label: str = "OP 1", who: str = "KAZ") -> str:
    path = asked(room, label, who)
    made(give(room, path, label))
    return path


def accepted(room: Room, label: str = "OP 1") -> Any:
    """Return the draft amendment that a translation has become."""
    return made(room.ask("KAZ", "POST", f"{given(room, label)}/acceptance"))
