"""Word files that go out and come back: how tests fetch, send and confirm them."""

from typing import Any

from httpx2 import Response

from tests.app.cast import Room, made

WATER = "The Parties shall cooperate fully on water by 2027;"


def export(
    room: Room, form: str = "tracked", document: str = "declaration", who: str = "SEC", query: str = ""
) -> bytes:
    answer = room.ask(who, "GET", f"/api/documents/{document}/export.docx?form={form}{query}")
    assert answer.status_code == 200, answer.text
    return answer.content


def send(
    room: Room, who: str, file: bytes, document: str = "declaration", name: str = "back.docx"
) -> Response:
    return room.client.post(
        f"/api/documents/{document}/redlines",
        headers={"Authorization": f"Bearer {room.tokens[who]}"},
        files={"file": (name, file)},
    )


def confirm(room: Room, who: str, redline: str, authors: dict[str, str], **members: Any) -> Response:
    return room.ask(who, "POST", f"/api/redlines/{redline}/confirmation", authors=authors, **members)


def found(answer: Response) -> list[tuple[str, str, str]]:
    return [(one["author"], one["kind"], one["label"]) for one in made(answer)["findings"]]
