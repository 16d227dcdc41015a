"""POST /api/documents/{slug}/redlines: what came back in a Word file, looked at and then filed."""

from datetime import UTC, datetime, timedelta

import pytest

from app.identity import get_now
from tests.app.cast import Room, made, refusal
from tests.app.redlined import WATER, confirm, export, found, send
from tests.importers import tracking


def test_changed_words_become_an_amendment_with_its_reason(room: Room) -> None:
    file = tracking.edited(export(room), tracking.replace("Ministry of Water", "shall", "should"))
    redline = made(send(room, "KAZ", file))
    [finding] = redline["findings"]
    assert (finding["author"], finding["kind"], finding["label"]) == ("Ministry of Water", "replace", "OP 1")
    assert finding["fields"]["text"]["marked"] == (
        "The Parties [-shall-]{+should+} cooperate fully on water by 2027;"
    )
    assert (redline["authors"], finding["filed"], redline["notes"]) == ({"Ministry of Water": None}, None, [])
    done = made(confirm(room, "KAZ", redline["id"], {"Ministry of Water": "KAZ"}, status="tabled"))
    amendment = room.read(f"/api/amendments/{done['findings'][0]['filed']}")
    assert (amendment["text"], amendment["delegation"], amendment["status"]) == (
        "The Parties should cooperate fully on water by 2027;",
        "KAZ",
        "tabled",
    )


def test_a_file_is_kept_as_it_came(room: Room) -> None:
    file = tracking.edited(export(room), tracking.replace("KAZ", "2027", "2028"))
    redline = made(send(room, "KAZ", file, name="from the capital.docx"))
    kept = room.ask("KAZ", "GET", f"/api/redlines/{redline['id']}/file")
    assert (kept.content, kept.headers["Content-Disposition"]) == (
        file,
        "attachment; filename*=UTF-8''from%20the%20capital.docx",
    )
    assert refusal(room.ask("UZB", "GET", f"/api/redlines/{redline['id']}/file")) == (404, "not-there")


def test_every_kind_of_change_is_found(room: Room) -> None:
    file = tracking.edited(
        export(room),
        tracking.insert_after("KAZ", "cooperate fully", " and fairly"),
        tracking.strike_paragraph("KAZ", "The Parties shall meet in Astana every year;"),
        tracking.paragraph_after(
            "UZB", "The Parties shall report.", "The Parties shall review.", "Operative"
        ),
        tracking.move_paragraph("TJK", "on soil;", "The Parties shall share data:"),
    )
    assert found(send(room, "SEC", file)) == [
        ("KAZ", "replace", "OP 1"),
        ("TJK", "move", "OP 2 (b)"),
        ("KAZ", "delete", "OP 3"),
        ("UZB", "insert", "after OP 4"),
    ]


def test_a_clause_that_is_cut_keeps_the_part_that_is_most_like_it(room: Room) -> None:
    file = tracking.edited(export(room), tracking.break_after("KAZ", "cooperate fully on water"))
    [kept, new] = made(send(room, "KAZ", file))["findings"]
    assert (kept["kind"], kept["fields"]["text"]["text"]) == (
        "replace",
        "The Parties shall cooperate fully on water",
    )
    assert (new["kind"], new["fields"]["text"]["text"]) == ("insert", "by 2027;")
    assert kept["notes"] == ["It is cut: what stands behind the cut becomes a clause of its own."]


def test_clauses_that_are_joined_become_one(room: Room) -> None:
    file = tracking.edited(
        export(room), tracking.join_after("KAZ", "The Parties shall meet in Astana every year;")
    )
    [wider, gone] = made(send(room, "KAZ", file))["findings"]
    assert (wider["kind"], wider["label"], wider["fields"]["text"]["text"]) == (
        "replace",
        "OP 3",
        "The Parties shall meet in Astana every year; The Parties shall report.",
    )
    assert (gone["kind"], gone["label"], gone["notes"]) == ("delete", "OP 4", ["It is joined to OP 3."])


def test_what_was_exported_is_found_again_and_not_filed_twice(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "shall", "should", rationale="It is a declaration."))
    made(room.replace("UZB", "OP 1", "2027", "2030"))
    made(room.insert("TJK", "OP 3", "The Parties shall meet in Dushanbe too;", rationale="It is our turn."))
    redline = made(send(room, "SEC", export(room)))
    assert [(one["author"], one["kind"], one["label"], one["reason"]) for one in redline["findings"]] == [
        ("KAZ", "replace", "OP 1", "It is a declaration."),
        ("UZB", "replace", "OP 1", ""),
        ("TJK", "insert", "OP 3 bis", "It is our turn."),
    ]
    assert redline["authors"] == {"KAZ": "KAZ", "TJK": "TJK", "UZB": "UZB"}
    assert (all(one["on_the_table"] for one in redline["findings"]), redline["notes"]) == (True, [])
    done = made(confirm(room, "SEC", redline["id"], {code: code for code in ("KAZ", "TJK", "UZB")}))
    assert [one["filed"] for one in done["findings"]] == [None, None, None]
    assert all("already" in one["left"] for one in done["findings"])


def test_a_paragraph_behind_the_last_part_of_a_clause_follows_the_clause(room: Room) -> None:
    file = tracking.edited(
        export(room),
        tracking.paragraph_after("KAZ", "on soil;", "The Parties shall publish data;", "Operative"),
    )
    redline = made(send(room, "KAZ", file))
    assert found(send(room, "KAZ", file)) == [("KAZ", "insert", "after OP 2")]
    done = made(confirm(room, "KAZ", redline["id"], {"KAZ": "KAZ"}, status="tabled"))
    assert done["findings"][0]["left"] == ""
    assert room.labels()[6:10] == ["OP 2 (a)", "OP 2 (b)", "OP 2 bis", "OP 3"]


def test_a_move_goes_out_as_one_and_comes_back_as_what_it_is(room: Room) -> None:
    goal = room.clause("OP 4")["id"]
    made(room.propose("KAZ", "OP 2", kind="move", after=goal, rationale="Data come last."))
    made(room.propose("UZB", "OP 3", kind="move", after=room.clause("OP 1")["id"]))
    sent = export(room)
    assert len(tracking.moved_names(sent)) == 4  # OP 2 with its two sub-items, and OP 3
    redline = made(send(room, "SEC", sent))
    assert [
        (one["author"], one["kind"], one["label"], one["after"], one["reason"], one["on_the_table"])
        for one in redline["findings"]
    ] == [
        ("KAZ", "move", "OP 2", goal, "Data come last.", True),
        ("UZB", "move", "OP 3", room.clause("OP 1")["id"], "", True),
    ]
    edited = made(send(room, "TJK", tracking.edited(sent, tracking.replace("TJK", "on soil", "on soils"))))
    [own] = [one for one in edited["findings"] if one["author"] == "TJK"]
    assert (own["kind"], own["label"], own["fields"]["text"]["text"]) == ("replace", "OP 2 (b)", "on soils;")


def test_a_clause_that_was_moved_with_tracking_off_is_found(room: Room) -> None:
    file = tracking.edited(
        export(room, "clean"),
        tracking.drag_paragraph("The Parties shall meet in Astana every year;", "on water by"),
    )
    [finding] = made(send(room, "KAZ", file))["findings"]
    assert (finding["author"], finding["kind"], finding["label"]) == ("", "move", "OP 3")
    assert finding["after"] == room.clause("OP 1")["id"]
    assert "tracking off" in finding["notes"][0]


def test_a_clause_that_the_room_moved_since_is_not_taken_for_an_edit(room: Room) -> None:
    file = export(room, "clean")
    move = made(room.propose("KAZ", "OP 2", kind="move", after=room.clause("OP 4")["id"]))
    made(room.decide("OP 2", adopts=[move["id"]]))
    assert made(send(room, "KAZ", file))["findings"] == []


def test_untracked_edits_are_found_and_said(room: Room) -> None:
    file = tracking.edited(
        export(room, "clean"),
        tracking.replace("", "2027", "2031", tracked=False),
        tracking.replace("KAZ", "shall cooperate", "cooperate"),
    )
    [tracked, untracked] = made(send(room, "KAZ", file))["findings"]
    assert tracked["fields"]["text"]["text"] == "The Parties cooperate fully on water by 2027;"
    assert (untracked["author"], untracked["fields"]["text"]["text"]) == (
        "",
        "The Parties shall cooperate fully on water by 2031;",
    )
    assert untracked["notes"] == ["No tracked change shows it: somebody edited with tracking off."]


def test_the_file_of_an_edition_is_compared_with_that_edition(room: Room) -> None:
    edition = room.issue()
    file = export(room, "clean", query=f"&edition={edition['id']}")
    made(room.replace("UZB", "OP 1", "2027", "2028"))
    made(room.decide("OP 1", choices=[1]))
    assert found(send(room, "KAZ", file)) == []
    file = tracking.edited(file, tracking.replace("", "fully", "closely", tracked=False))
    redline = made(send(room, "KAZ", file))
    [finding] = redline["findings"]
    assert finding["fields"]["text"]["marked"] == (
        "The Parties shall cooperate [-fully-]{+closely+} on water by 2027;"
    )
    done = made(confirm(room, "KAZ", redline["id"], {"": "KAZ"}))
    filed = room.read(f"/api/amendments/{done['findings'][0]['filed']}", "KAZ")
    assert (filed["outcome"], filed["present"]["text"]["text"]) == (
        "clean",
        "The Parties shall cooperate closely on water by 2028;",
    )


def test_lines_to_sign_on_are_no_text(room: Room) -> None:
    file = export(room, "clean", query="&signatures=true")
    redline = made(send(room, "KAZ", file))
    assert (redline["findings"], redline["notes"]) == ([], [])


def test_a_former_text_that_was_typed_back_in_is_found(room: Room) -> None:
    made(room.replace("UZB", "OP 1", "2027", "2028"))
    made(room.decide("OP 1", choices=[1]))
    room.app.dependency_overrides[get_now] = lambda: datetime.now(UTC) + timedelta(hours=1)
    file = export(room, "clean")
    room.app.dependency_overrides.clear()
    assert found(send(room, "KAZ", file)) == []
    [finding] = made(
        send(room, "KAZ", tracking.edited(file, tracking.replace("", "2028", "2027", tracked=False)))
    )["findings"]
    assert finding["fields"]["text"]["text"] == WATER


def test_an_entry_is_read_field_by_field(room: Room) -> None:
    file = tracking.edited(
        export(room, document="programme"),
        tracking.replace("UNEP", "USD 5 million", "USD 7 million"),
        tracking.replace("UNEP", "how fast glaciers melt", "how fast all glaciers melt"),
    )
    [finding] = made(send(room, "UNEP", file, "programme"))["findings"]
    assert {address: one["text"] for address, one in finding["fields"].items()} == {
        "objective": "Know how fast all glaciers melt.",
        "budget": "USD 7 million",
    }


def test_a_file_of_another_text_is_refused(room: Room) -> None:
    assert refusal(send(room, "KAZ", export(room, document="programme"))) == (422, "unknown-value")
    assert refusal(send(room, "KAZ", export(room, "clean", query="&language=ru"))) == (422, "wrong-language")
    assert refusal(send(room, "KAZ", export(room, "consolidated"))) == (422, "unknown-value")


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 cut off", b"\xd0\xcf\x11\xe0 an old one"])
def test_what_is_no_word_file_is_refused(room: Room, data: bytes) -> None:
    answer = send(room, "KAZ", data)
    assert refusal(answer) == (422, "unreadable-file")
    assert "docx" in answer.json()["detail"] or "Save it in Word again" in answer.json()["detail"]


NEW_ROW = [
    "",
    "Watch the deserts\nObjective: To know the sands.",
    "KAZ, UZB\nLead agency: UNEP",
    "2027–2029",
    "The sands are known.\nIndicators:\nStations",
    "Budget: USD 3 million",
    "SDG: 15.3",
]


@pytest.mark.parametrize("form", ["clean", "tracked"])
def test_a_row_put_into_a_table_becomes_an_entry(room: Room, form: str) -> None:
    file = export(room, form, document="programme")
    redline = made(
        send(room, "KAZ", tracking.edited(file, tracking.row_after("KAZ", "CL-01", NEW_ROW)), "programme")
    )
    [finding] = redline["findings"]
    assert (finding["kind"], finding["clause_kind"], finding["label"]) == ("insert", "entry", "after 1.1")
    done = made(confirm(room, "KAZ", redline["id"], {"KAZ": "KAZ"}, status="tabled"))["findings"][0]
    assert done["filed"], done["left"]
    entry = next(one for one in room.clauses("programme", "KAZ") if "deserts" in one["text"])
    assert (entry["label"], entry["kind"]) == ("1.1 bis", "entry")
    assert entry["content"] | {"code": ""} == {
        "code": "",
        "title": "Watch the deserts",
        "objective": "To know the sands.",
        "countries": "KAZ, UZB",
        "lead_agency": "UNEP",
        "start": "2027",
        "end": "2029",
        "result": "The sands are known.",
        "indicators.r01.text": "Stations",
        "budget": "USD 3 million",
        "sdg": "15.3",
    }


def test_a_row_put_in_with_tracking_off_is_found_too(room: Room) -> None:
    row = tracking.row_after("", "CL-01", ["9", "Watch the deserts", "", "", "", "", ""], tracked=False)
    redline = made(
        send(room, "KAZ", tracking.edited(export(room, "clean", document="programme"), row), "programme")
    )
    [finding] = redline["findings"]
    assert (finding["author"], finding["kind"]) == ("", "insert")
    assert finding["fields"]["title"]["text"] == "Watch the deserts"
    assert any("tracking off" in note for note in finding["notes"])


def test_who_may_not_send_is_refused_before_the_file_is_read(room: Room) -> None:
    for who, rule in (("ADB", (403, "not-permitted")), ("UNEP", (403, "not-permitted"))):
        assert refusal(send(room, who, b"no Word file at all")) == rule
    assert refusal(send(room, "KAZ", b"no Word file at all")) == (422, "unreadable-file")
