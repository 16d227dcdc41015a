"""A chair's text comes in a Word file: one text, confirmed clause by clause, each clause a decision."""

import re
from typing import Any

from httpx2 import Response

from tests.app.cast import Room, made, refusal, sign_in
from tests.app.redlined import WATER, export, send
from tests.exporters.test_more_forms import table
from tests.importers import tracking


def found(redline: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["kind"], one["label"]) for one in redline["findings"]]


def confirm(room: Room, redline: str, *numbers: int, who: str = "CHAIR") -> Response:
    chosen = {"findings": list(numbers)} if numbers else {}
    return room.ask(who, "POST", f"/api/redlines/{redline}/confirmation", authors={}, **chosen)


def text_of(room: Room, label: str) -> str:
    text: str = room.clause(label)["text"]
    return text


def test_whoever_changed_it_and_however_it_is_one_text(room: Room) -> None:
    file = tracking.edited(
        export(room, "clean"),
        tracking.replace("An aide", "shall cooperate", "will cooperate"),
        tracking.replace("Another", "2027", "2029", tracked=False),
    )
    redline = made(send(room, "CHAIR", file))
    assert found(redline) == [("replace", "OP 1")]
    assert redline["findings"][0]["fields"]["text"]["marked"] == (
        "The Parties [-shall-]{+will+} cooperate fully on water by [-2027-]{+2029+};"
    )
    done = made(confirm(room, redline["id"]))["findings"][0]
    assert text_of(room, "OP 1") == "The Parties will cooperate fully on water by 2029;"
    [decision] = room.read(room.path("OP 1", "/decisions"))["items"]
    assert (decision["id"], decision["by"]) == (done["filed"], "CHAIR")
    again = made(confirm(room, redline["id"]))
    assert again["findings"][0]["filed"] == done["filed"]
    assert len(room.read(room.path("OP 1", "/decisions"))["items"]) == 1


def test_a_tracked_move_in_it_adopts_the_amendment_that_wants_it(room: Room) -> None:
    move = made(room.propose("KAZ", "OP 2", kind="move", after=room.clause("OP 4")["id"]))
    redline = made(send(room, "CHAIR", export(room)))
    assert found(redline) == [("move", "OP 2")]
    assert made(confirm(room, redline["id"]))["findings"][0]["left"] == ""
    assert room.labels()[-4:] == ["OP 4", "OP 2", "OP 2 (a)", "OP 2 (b)"]
    assert room.read(f"/api/amendments/{move['id']}")["uptake"] == "adopted"


def test_it_is_the_last_column_of_a_comparison_that_the_chair_alone_can_have(room: Room) -> None:
    made(room.replace("UZB", "OP 1", "2027", "2030", rationale="It takes longer."))
    made(room.propose("KAZ", "OP 3", kind="move", after=room.clause("OP 1")["id"]))
    file = tracking.edited(
        export(room, "clean"),
        tracking.replace("Chair", "2027", "2028"),
        tracking.paragraph_after("Chair", "on soil;", "The Parties shall publish data;", "Operative"),
        tracking.move_paragraph("Chair", "The Parties shall report.", "on water by"),
    )
    redline = made(send(room, "CHAIR", file))
    path = f"/api/documents/declaration/export.docx?form=comparison&chairs_text={redline['id']}"
    head, *rows = table(room.ask("CHAIR", "GET", path).content)
    assert head == ["No.", "Present text", "KAZ", "UZB", "Chair", "Reasons"]
    assert [(row[0], row[1], row[4]) for row in rows] == [
        ("OP 1", WATER, "The Parties shall cooperate fully on water by 2027 2028;"),
        ("", "", "The Parties shall publish data;"),
        ("OP 3", "The Parties shall meet in Astana every year;", "as in the present text"),
        ("OP 4", "The Parties shall report.", "move after OP 1"),
    ]
    head, first, *_ = table(room.ask("CHAIR", "GET", f"{path}&delegation=UZB").content)
    assert (head[2:4], first[3][-10:]) == (["UZB", "Chair"], "2027 2028;")
    for who in ("SEC", "KAZ"):
        assert refusal(room.ask(who, "GET", path)) == (403, "not-permitted")
    wrong = f"/api/documents/declaration/export.docx?form=tracked&chairs_text={redline['id']}"
    assert refusal(room.ask("CHAIR", "GET", wrong)) == (422, "unknown-value")
    elsewhere = path.replace("declaration", "programme")
    assert refusal(room.ask("CHAIR", "GET", elsewhere)) == (422, "unknown-value")


def test_what_a_text_of_other_origin_lacks_is_told_and_not_deleted(room: Room) -> None:
    file = tracking.without(export(room, "clean"), "docProps/custom.xml")
    file = tracking.edited(file, tracking.without_paragraph("The Parties shall meet in Astana every year;"))
    redline = made(send(room, "CHAIR", file))
    assert (redline["findings"], redline["notes"]) == ([], ["Not in this file: OP 3."])


def test_only_what_is_confirmed_is_decided_and_amendments_live_on(room: Room) -> None:
    kept = made(room.replace("KAZ", "OP 1", "fully", "closely"))
    file = tracking.edited(
        export(room, "clean"),
        tracking.replace("Chair", "2027", "2028"),
        tracking.replace("Chair", "every year", "twice a year"),
    )
    redline = made(send(room, "CHAIR", file))
    assert len(found(redline)) == 2
    first = next(one["number"] for one in redline["findings"] if one["label"] == "OP 1")
    after = made(confirm(room, redline["id"], first))["findings"]
    assert [bool(one["filed"]) for one in after] == [one["number"] == first for one in after]
    assert "2028" in text_of(room, "OP 1")
    assert room.read(f"/api/amendments/{kept['id']}")["status"] == "tabled"


def test_new_and_deleted_clauses_are_taken_up_where_they_are_proposed(room: Room) -> None:
    new = made(room.insert("TJK", "OP 3", "The Parties shall meet in Dushanbe too;"))
    made(room.propose("UZB", "PP 1", kind="delete"))
    file = tracking.edited(
        export(room, "clean"),
        tracking.paragraph_after(
            "Chair", "every year", "The Parties shall meet in Dushanbe too;", "Operative"
        ),
        tracking.paragraph_after("Chair", "every year", "Nobody has tabled this;", "Operative"),
    )
    redline = made(send(room, "CHAIR", file))
    kinds = [one["kind"] for one in redline["findings"]]
    assert kinds == ["insert", "insert"]
    after = {one["fields"]["text"]["text"]: one for one in made(confirm(room, redline["id"]))["findings"]}
    assert after["The Parties shall meet in Dushanbe too;"]["filed"], after
    assert "No delegation has tabled" in after["Nobody has tabled this;"]["left"]
    assert room.read(f"/api/amendments/{new['id']}")["uptake"] == "adopted"


def test_changes_of_a_tracked_file_that_are_left_in_it_are_taken(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.insert("TJK", "OP 3", "The Parties shall meet in Dushanbe too;"))
    gone = made(room.propose("UZB", "PP 1", kind="delete"))
    redline = made(send(room, "CHAIR", export(room, "tracked")))
    assert sorted(kind for kind, _ in found(redline)) == ["delete", "insert", "replace"]
    after = made(confirm(room, redline["id"]))["findings"]
    assert [one["left"] for one in after] == ["", "", ""]
    assert "2028" in text_of(room, "OP 1")
    assert "The Parties shall meet in Dushanbe too;" in [one["text"] for one in room.clauses()]
    assert room.read(f"/api/amendments/{gone['id']}")["uptake"] == "adopted"


def test_a_text_that_has_moved_on_is_not_overwritten(room: Room) -> None:
    file = tracking.edited(export(room, "clean"), tracking.replace("Chair", "2027", "2030"))
    redline = made(send(room, "CHAIR", file))
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.decide("OP 1", choices=[1]))
    [finding] = made(confirm(room, redline["id"]))["findings"]
    assert finding["filed"] is None and "has moved under it" in finding["left"]
    assert "2028" in text_of(room, "OP 1")


def test_a_text_of_the_chair_is_the_chairs_alone(room: Room) -> None:
    file = tracking.edited(export(room, "clean"), tracking.replace("Chair", "2027", "2030"))
    redline = made(send(room, "CHAIR", file))
    assert refusal(confirm(room, redline["id"], who="KAZ")) == (404, "not-there")
    assert refusal(confirm(room, redline["id"], 7)) == (422, "unknown-value")


def test_the_page_lets_the_chair_decide(room: Room) -> None:
    file = tracking.edited(export(room, "clean"), tracking.replace("Chair", "2027", "2030"))
    redline = made(send(room, "CHAIR", file))["id"]
    sign_in(room.client, room.tokens["CHAIR"])
    try:
        page = room.client.get(f"/redlines/{redline}").text
        assert "Decide the chosen ones" in page and "For whom does each author speak" not in page
        assert re.search(r'name="finding" value="0"[^>]* checked', page)
        done = room.client.post(
            f"/redlines/{redline}",
            data={"finding": "0", "do": "decide"},
            headers={"Sec-Fetch-Site": "same-origin"},
            follow_redirects=True,
        )
        assert done.status_code == 200
    finally:
        room.client.cookies.clear()
    assert "2030" in text_of(room, "OP 1")
