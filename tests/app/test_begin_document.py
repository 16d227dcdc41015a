"""POST /api/documents: a Word text of any origin becomes a document, looked at first."""

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from httpx2 import Response
from typer.testing import CliRunner

from app.cli import app as command_line
from documents.source import read_source
from tests.app.cast import Room, made, refusal

FORM = {"slug": "ministers-text", "symbol": "RES2026/MIN", "language": "en"}


def word(*paragraphs: tuple[str, str], table: list[list[str]] | None = None) -> bytes:
    """Return a Word file of paragraphs (text, style)."""
    file = docx.Document()
    for text, style in paragraphs:
        file.add_paragraph(text, style=style)
    if table:
        rows = file.add_table(len(table), len(table[0]))
        for row, cells in enumerate(table):
            for column, text in enumerate(cells):
                rows.cell(row, column).text = text
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


TEXT = word(
    ("Statement of the ministers", "Title"),
    ("Recalling the Declaration,", "Normal"),
    ("Agree to meet;", "List Number"),
    ("Invite the agencies.", "List Number"),
)


def send(room: Room, who: str, file: bytes = TEXT, query: str = "", **fields: str) -> Response:
    return room.client.post(
        f"/api/documents{query}",
        headers={"Authorization": f"Bearer {room.tokens[who]}"},
        data={**FORM, **fields},
        files={"file": ("text.docx", file)},
    )


def outline(answer: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["kind"], one["label"], one["content"]["text"]) for one in answer["clauses"]]


def test_a_symbol_stands_for_one_document(room: Room) -> None:
    answer = send(room, "SEC", symbol="RES2026/DEC")
    assert refusal(answer) == (422, "unacceptable")
    assert "with the symbol RES2026/DEC already" in answer.json()["detail"]


def test_a_word_text_becomes_a_document_that_delegations_negotiate(room: Room) -> None:
    answer = send(room, "SEC")
    draft = made(answer)
    assert answer.headers["Location"] == "/api/documents/ministers-text"
    assert outline(draft) == [
        ("title", "", "Statement of the ministers"),
        ("preambular", "PP 1", "Recalling the Declaration,"),
        ("operative", "OP 1", "Agree to meet;"),
        ("operative", "OP 2", "Invite the agencies."),
    ]
    assert (draft["created"], draft["title"]) == (True, "Statement of the ministers")
    clauses = room.clauses("ministers-text", "KAZ")
    assert [one["label"] for one in clauses] == ["", "PP 1", "OP 1", "OP 2"]
    made(
        room.ask(
            "KAZ",
            "POST",
            f"/api/clauses/{clauses[2]['id']}/amendments",
            base_revision=clauses[2]["revision"],
            text="Agree to meet often;",
            status="tabled",
        )
    )


def test_a_preview_stores_nothing(room: Room) -> None:
    before = room.read("/api/events?limit=500")
    answer = send(room, "SEC", query="?preview=true")
    assert (answer.status_code, answer.json()["created"]) == (200, False)
    assert len(outline(answer.json())) == 4
    assert room.read("/api/events?limit=500") == before
    assert refusal(room.ask("SEC", "GET", "/api/documents/ministers-text")) == (404, "not-there")


def test_what_has_no_place_is_listed(room: Room) -> None:
    file = word(("A text", "Title"), table=[["Name", "Seat"], ["A", "1"]])
    draft = made(send(room, "SEC", file))
    assert [(one["text"], one["placed"]) for one in draft["remarks"]] == [("Name | Seat\nA | 1", False)]


def test_a_table_of_actions_becomes_entries_to_amend(room: Room) -> None:
    file = word(
        ("Actions", "Title"),
        ("Water", "Heading 1"),
        table=[["No.", "Action", "Budget"], ["W-1", "Wells", "USD 2 million"]],
    )
    draft = made(send(room, "SEC", file))
    assert (draft["numbering"], draft["clauses"][2]["label"]) == ("programme", "1.1")
    entry = room.clauses("ministers-text")[2]
    assert entry["content"] == {"code": "W-1", "title": "Wells", "budget": "USD 2 million"}


@pytest.mark.parametrize(
    ("who", "file", "fields", "expected"),
    [
        ("KAZ", TEXT, {}, (403, "not-permitted")),
        ("CHAIR", TEXT, {}, (403, "not-permitted")),
        ("SEC", b"no Word file", {}, (422, "unreadable-file")),
        ("SEC", b"", {}, (422, "unreadable-file")),
        ("SEC", word(), {}, (422, "unacceptable")),
        ("SEC", word(("Agree to meet;", "List Number")), {}, (422, "unacceptable")),
        ("SEC", TEXT, {"slug": "declaration"}, (422, "unacceptable")),
        ("SEC", TEXT, {"slug": "No Slug"}, (422, "malformed-request")),
        ("SEC", TEXT, {"language": "english"}, (422, "malformed-request")),
    ],
)
def test_what_cannot_begin_is_refused(
    room: Room, who: str, file: bytes, fields: dict[str, str], expected: tuple[int, str]
) -> None:
    assert refusal(send(room, who, file, **fields)) == expected


def test_a_title_that_the_file_lacks_can_be_given(room: Room) -> None:
    file = word(("Agree to meet;", "List Number"))
    assert made(send(room, "SEC", file, title="A statement"))["title"] == "A statement"


def test_the_command_line_writes_a_text_file_to_look_at(tmp_path: Path) -> None:
    source, target = tmp_path / "text.docx", tmp_path / "text.en.md"
    source.write_bytes(TEXT)
    done = CliRunner().invoke(
        command_line,
        ["draft", str(source), "--slug", "ministers-text", "--symbol", "RES2026/MIN", "--to", str(target)],
    )
    assert done.exit_code == 0 and "4 clauses" in done.output
    read = read_source(target.read_text(encoding="utf-8"), file="text.en.md")
    assert [one.kind for one in read.clauses] == ["title", "preambular", "operative", "operative"]
