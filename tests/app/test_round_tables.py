"""The table of a round: what came in it by time and clause, for each reader what is theirs to read."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from tests.app.called_rounds import after, called, move, say, table, told
from tests.app.cast import Room, made
from tests.app.people import at


def comments(entries: list[dict[str, Any]]) -> list[tuple[str, str, bool]]:
    """Return of each comment: on what it is, what it says, whether it came late."""
    return [(one["label"] or one["kind"], one["text"], one["late"]) for one in entries]


def test_comments_belong_to_the_round_that_was_open_or_came_late_to_it(room: Room) -> None:
    at(room, after(hours=-1))
    say(room, "KAZ", "OP 1", "Too early.")
    one = called(room, "comments", on=("OP 1", "OP 2"))
    at(room, after(days=1))
    say(room, "UZB", "on air;", "In time, on a part.")
    say(room, "KAZ", "OP 1", "In time.", passage={"words": "Parties"})
    say(room, "KAZ", "OP 3", "On what nobody asked about.")
    at(room, after(days=4))
    say(room, "TJK", "OP 1", "Late.")
    expected = [
        ("OP 1", "In time.", False),
        ("OP 1", "Late.", True),
        ("OP 2 (a)", "In time, on a part.", False),
    ]
    assert comments(table(room, one, "KAZ")) == expected
    assert table(room, one)[0]["words"] == "Parties"
    made(move(room, one, after(days=5)))
    assert not any(entry["late"] for entry in table(room, one))
    other = called(room, "comments", opens_at=told(after(days=6)), deadline=told(after(days=9)))
    assert table(room, other) == []


def test_answers_and_what_became_of_a_thread_stand_with_it(room: Room) -> None:
    one = called(room, "comments")
    at(room, after(hours=1))
    amendment = made(room.replace("UZB", "OP 1", "2027", "2028"))
    path = f"/api/amendments/{amendment['id']}/comments"
    said = made(room.ask("KAZ", "POST", path, text="Why 2028?", circle="everyone"))
    at(room, after(days=9))
    made(room.ask("UZB", "POST", f"/api/comments/{said['id']}/replies", text="It takes longer."))
    made(room.ask("KAZ", "POST", f"/api/comments/{said['id']}/resolve"))
    [entry] = table(room, one, "ADB")
    assert (entry["amendment"], entry["on_proposal_of"], entry["amends"]) == (
        amendment["id"],
        ["UZB"],
        "replace",
    )
    assert [(it["delegation"], it["text"]) for it in entry["answers"]] == [("UZB", "It takes longer.")]
    assert (entry["state"], entry["late"]) == ("resolved", False)
    made(room.ask("KAZ", "POST", f"/api/comments/{said['id']}/take-back"))
    [entry] = table(room, one, "ADB")
    assert (entry["text"], len(entry["answers"])) == ("", 1)


def test_a_table_holds_what_is_for_everyone_and_more_for_who_asks_and_may(room: Room) -> None:
    one = called(room, "comments")
    for hour, circle in enumerate(("everyone", "chair", "delegation"), start=1):
        at(room, after(hours=hour))
        say(room, "KAZ", "OP 1", f"For {circle}.", circle)
    draft = made(room.insert("KAZ", "OP 1", "The Parties shall rest;", status="draft"))
    made(
        room.ask("KAZ", "POST", f"/api/amendments/{draft['id']}/comments", text="Ours.", circle="delegation")
    )
    seen = {
        (who, circle): [entry["text"] for entry in table(room, one, who, circle)]
        for who in ("KAZ", "UZB", "CHAIR", "SEC", "ADB")
        for circle in ("everyone", "chair", "delegation")
    }
    public = ["For everyone."]
    assert all(seen[who, "everyone"] == public for who in ("KAZ", "UZB", "CHAIR", "SEC", "ADB"))
    assert all(seen[who, "delegation"] == public for who in ("UZB", "ADB"))
    assert all(seen[who, "chair"] == [*public, "For chair."] for who in ("KAZ", "CHAIR", "SEC"))
    assert seen["CHAIR", "delegation"] == [*public, "For chair."]
    assert seen["KAZ", "delegation"] == [*public, "For chair.", "For delegation.", "Ours."]


def test_the_proposals_of_a_round_stand_with_what_they_change_and_what_became_of_them(room: Room) -> None:
    at(room, after(hours=-1))
    made(room.replace("TJK", "OP 1", "shall", "should"))
    one = called(room)
    at(room, after(days=1))
    words = made(room.replace("KAZ", "OP 1", "2027", "2028", rationale="It takes longer."))
    made(room.join("UZB", f"/api/amendments/{words['id']}"))
    away = made(room.propose("UZB", "OP 3", kind="delete"))
    moved = made(room.propose("KAZ", "OP 4", kind="move", after=room.clause("OP 1")["id"]))
    made(room.replace("KGZ", "OP 3", "every year", "twice a year", status="draft"))
    at(room, after(days=4))
    new = made(room.insert("TJK", "OP 3", "The Parties shall rest;"))
    made(room.ask("UZB", "POST", f"/api/amendments/{away['id']}/withdraw"))
    made(room.decide("OP 1", text=room.clause("OP 1")["text"].replace("2027", "2028")))
    found = {entry["amendment"]: entry for entry in table(room, one, "ADB")}
    assert [*found] == [words["id"], away["id"], new["id"], moved["id"]]
    shown = found[words["id"]]
    assert (shown["delegations"], shown["text"], shown["state"]) == (
        ["KAZ", "UZB"],
        "It takes longer.",
        "adopted",
    )
    [change] = shown["wanted"]
    assert ("2027" in change["base"], "2028" in change["text"]) == (True, True)
    assert (found[away["id"]]["state"], found[away["id"]]["wanted"][0]["text"]) == ("withdrawn", "")
    assert (found[new["id"]]["late"], found[new["id"]]["wanted"][0]["base"]) == (True, "")
    assert found[moved["id"]]["move_to"] == "after OP 1"
    assert [entry["late"] for entry in found.values()] == [False, False, True, False]


def test_entries_of_the_programme_are_told_field_by_field(room: Room) -> None:
    path = "/api/documents/programme/rounds"
    at(room, after())
    body = {"kind": "proposals", "name": "First", "deadline": "2026-04-09T09:00:00Z"}
    one = made(room.ask("SEC", "POST", path, body=body))
    made(room.propose("UNEP", "1.1", fields={"budget": "USD 7 million", "end": "2031"}))
    made(room.propose("UNDP", "1.2", kind="delete"))
    first, second = table(room, one, "KAZ")
    assert [(it["field"], it["text"]) for it in first["wanted"]] == [
        ("end", "2031"),
        ("budget", "USD 7 million"),
    ]
    assert [(it["field"], it["base"]) for it in second["wanted"]] == [("title", "Less methane")]


def test_a_table_is_taken_away_as_a_spreadsheet_and_as_a_word_file(room: Room) -> None:
    one = called(room, "comments", name="First reading / water")
    at(room, after(hours=1))
    say(room, "KAZ", "OP 1", "=1+1", passage={"words": "Parties"})
    say(room, "KAZ", "OP 3", "To the chair.", "chair")
    at(room, after(days=1))
    path = f"/api/rounds/{one['id']}/table"
    for ending, circle, who, name in (
        ("xlsx", "everyone", "KAZ", "RES2026-DEC-comments-First-reading-water.xlsx"),
        ("docx", "chair", "SEC", "RES2026-DEC-comments-First-reading-water-with-the-chairs.docx"),
    ):
        answers = [room.ask(who, "GET", f"{path}.{ending}?circle={circle}") for _ in range(2)]
        assert answers[0].content == answers[1].content
        assert answers[0].headers["content-disposition"] == f"attachment; filename*=UTF-8''{name}"
    sheet = load_workbook(BytesIO(room.ask("KAZ", "GET", f"{path}.xlsx").content))["Comments"]
    head, row = ([cell.value for cell in row] for row in sheet.iter_rows())
    told = dict(zip(head, row, strict=True))
    assert (told["Clause"], told["Words concerned"], told["Comment"]) == ("OP 1", "Parties", "=1+1")
    assert (told["Code"], told["Delegation"], told["State"]) == ("KAZ", "Kazakhstan", "open")
    word = room.ask("SEC", "GET", f"{path}.docx?circle=chair").content
    with ZipFile(BytesIO(word)) as package:
        written = package.read("word/document.xml").decode()
    assert all(words in written for words in ("=1+1", "To the chair.", "Not for everyone"))
    with ZipFile(BytesIO(room.ask("UZB", "GET", f"{path}.docx?circle=chair").content)) as package:
        assert "To the chair." not in package.read("word/document.xml").decode()


def test_proposals_are_taken_away_with_both_texts(room: Room) -> None:
    one = called(room)
    made(room.replace("KAZ", "OP 1", "2027", "2028", rationale="It takes longer."))
    made(room.propose("UZB", "OP 4", kind="move", after=room.clause("OP 1")["id"]))
    book = room.ask("ADB", "GET", f"/api/rounds/{one['id']}/table.xlsx").content
    head, *rows = (
        [cell.value for cell in row] for row in load_workbook(BytesIO(book))["Proposals"].iter_rows()
    )
    first, second = (dict(zip(head, row, strict=True)) for row in rows)
    assert "2027" in str(first["Text it was written on"])
    assert "2028" in str(first["Proposed text"])
    assert (first["Reasons"], second["What"]) == ("It takes longer.", "move after OP 1")
