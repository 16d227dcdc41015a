"""Positions: taken on words that were read, stale when these change, each in its circle; confirmed, taken back."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.access_beside import visible_positions
from app.models import PositionRow
from app.verifying import verify_store
from documents.circles import CIRCLES, reads_circle
from documents.permissions import Participant
from documents.positions import STANCES
from tests.app.cast import Room, made, refusal
from tests.app.people import token_of

EVERYBODY = ("KAZ", "UZB", "UNEP", "ADB", "CHAIR", "SEC")
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


@pytest.mark.parametrize("stance", STANCES)
def test_a_position_is_taken_and_read_by_everyone(room: Room, stance: str) -> None:
    taken = made(room.think("KAZ", "OP 1", stance, note="As it stands."))
    clause = room.clause("OP 1")
    assert (taken["stance"], taken["note"], taken["delegation"]) == (stance, "As it stands.", "KAZ")
    assert (taken["clause"], taken["base_revision"]) == (clause["id"], clause["revision"])
    assert (taken["is_stale"], taken["is_confirmed"], taken["ended_at"]) == (False, True, None)
    for who in EVERYBODY:
        assert held(room, who) == [taken]
        assert room.read(on(taken), who) == taken


@pytest.mark.parametrize(
    ("circle", "expected"),
    [
        ("delegation", {"KAZ"}),
        ("chair", {"KAZ", "CHAIR", "SEC"}),
        ("everyone", set(EVERYBODY)),
    ],
)
def test_a_position_is_read_by_its_circle_and_by_nobody_else(
    room: Room, circle: str, expected: set[str]
) -> None:
    taken = made(room.think("KAZ", "OP 1", "oppose", circle=circle))
    for who in EVERYBODY:
        ways = (
            room.ask(who, "GET", on(taken)).status_code == 200,
            bool(held(room, who)),
            any(row["positions"] for row in room.read(f"{MATRIX}?circle=delegation", who)["rows"]),
            "position" in str(room.read("/api/events?limit=500", who)) or circle != "everyone",
        )
        assert set(ways[:3]) == {who in expected}, who
        assert ways[3]


def test_whom_the_store_lets_read_is_whom_the_rule_names(room: Room) -> None:
    for who in ("KAZ", "UZB"):
        for circle in CIRCLES:
            made(room.think(who, "OP 1", "flexible", circle=circle))
    with room.app.state.store.reading() as session:
        rows = session.scalars(select(PositionRow)).all()
        assert len(rows) == 6
        for reader in EVERYBODY:
            seen = session.scalars(
                select(PositionRow.id).where(visible_positions(Participant(reader, "negotiator")))
            )
            assert set(seen) == {
                row.id for row in rows if reads_circle(reader, row.circle, owner=row.delegation)
            }


def test_what_a_delegation_tells_itself_and_the_chair_moves_nothing_of_what_it_told_all(room: Room) -> None:
    told = made(room.think("KAZ", "OP 1", "reserve"))
    events = room.read("/api/events?limit=500", "UZB")
    made(room.think("KAZ", "OP 1", "can accept", circle="chair", note="With a year."))
    made(room.think("KAZ", "OP 1", "oppose", circle="delegation", red_line=True))
    assert held(room, "UZB") == [told]
    assert room.read("/api/events?limit=500", "UZB") == events
    assert [one["stance"] for one in held(room, "CHAIR")] == ["reserve", "can accept"]
    assert [one["red_line"] for one in held(room, "KAZ")] == [False, False, True]


def test_a_new_position_ends_the_one_before(room: Room) -> None:
    first = made(room.think("KAZ", "OP 1", "reserve"))
    second = made(room.think("KAZ", "OP 1", "support"))
    assert held(room, "UZB") == [second]
    assert [one["id"] for one in held(room, "UZB", query="?ended=true")] == [first["id"], second["id"]]
    assert room.read(on(first))["ended_at"] is not None


def test_taking_the_same_again_changes_nothing(room: Room) -> None:
    first = made(room.think("KAZ", "OP 1", "reserve", note="Data."))
    before = room.read("/api/events?limit=500")
    assert made(room.think("KAZ", "OP 1", "reserve", note=" Data. ")) == first
    assert room.read("/api/events?limit=500") == before


def test_a_position_is_stale_when_the_words_are_others_and_holds_again_when_they_are_back(room: Room) -> None:
    taken = made(room.think("KAZ", "OP 1", "support"))
    elsewhere = made(room.think("KAZ", "OP 2", "support"))
    decided = made(room.decide("OP 1", text="The Parties shall cooperate;"))
    assert room.read(on(taken))["is_stale"]
    assert not room.read(on(elsewhere))["is_stale"]
    made(room.undo("OP 1", decided["id"]))
    assert not room.read(on(taken))["is_stale"]


def test_a_position_on_an_amendment_is_stale_when_it_or_the_clause_under_it_changes(room: Room) -> None:
    amendment = made(room.replace("UZB", "OP 1", "2027", "2028"))
    taken = made(room.think("KAZ", "OP 1", "can accept", of=amendment))
    assert taken["amendment"] == amendment["id"]
    text = room.clause("OP 1")["text"].replace("2027", "2029")
    edited = room.ask(
        "UZB",
        "PATCH",
        f"/api/amendments/{amendment['id']}",
        text=text,
        base_revision=room.clause("OP 1")["revision"],
    )
    made(edited)
    assert room.read(on(taken))["is_stale"]
    again = made(room.think("KAZ", "OP 1", "can accept", of=amendment))
    assert not again["is_stale"]
    made(room.decide("OP 1", text=room.clause("OP 1")["text"].replace("fully", "widely")))
    assert room.read(on(again))["is_stale"]


@pytest.mark.parametrize("kind", ["delete", "move"])
def test_a_position_on_a_deletion_or_a_move_is_on_the_words_that_it_touches(room: Room, kind: str) -> None:
    members = {"after": room.clause("OP 4")["id"]} if kind == "move" else {}
    amendment = made(room.propose("UZB", "OP 1", kind=kind, **members))
    taken = made(room.think("KAZ", "OP 1", "oppose", of=amendment))
    assert not taken["is_stale"]
    made(room.correct("OP 1", "fully", "wholly"))
    assert room.read(on(taken))["is_stale"]


def test_what_was_not_read_is_not_taken_a_position_on(room: Room) -> None:
    amendment = made(room.replace("UZB", "OP 1", "2027", "2028"))
    old = room.clause("OP 1")["revision"]
    assert refusal(room.think("KAZ", "OP 1", "support", base_revision=None)) == (428, "base-not-named")
    without = room.think("KAZ", "OP 1", "support", of=amendment, text=None)
    assert refusal(without) == (428, "base-not-named")
    made(room.decide("OP 1", text=room.clause("OP 1")["text"].replace("fully", "widely")))
    stale = room.think("KAZ", "OP 1", "support", base_revision=old)
    assert refusal(stale) == (409, "stale-base")
    assert stale.json()["present_revision"] == room.clause("OP 1")["revision"]
    assert "widely" in stale.json()["present_fields"]["text"]


def test_a_head_confirms_several_at_once_and_a_negotiator_one_by_one(room: Room) -> None:
    taken = [made(room.think("UZB", label, "support")) for label in ("OP 1", "OP 2")]
    for label in ("OP 1", "OP 2"):
        made(room.correct(label, "shall", "will"))
    negotiator = Room(
        room.app,
        room.client,
        room.url,
        {**room.tokens, "UZB": token_of(room.app.state.store, "UZB", "negotiator")},
    )
    assert refusal(confirm(negotiator, "UZB", *taken)) == (403, "not-permitted")
    first = made(confirm(negotiator, "UZB", taken[0]))["items"][0]
    assert (first["stance"], first["is_stale"]) == ("support", False)
    made(room.correct("OP 1", "will", "shall"))
    confirmed = made(confirm(room, "UZB", first, taken[1]))["items"]
    assert [(one["label"], one["is_stale"]) for one in confirmed] == [("OP 1", False), ("OP 2", False)]
    assert room.read(on(taken[1]))["ended_at"] is not None


def test_a_confirmation_names_the_present_texts_of_one_circle_and_own_positions(room: Room) -> None:
    taken = made(room.think("UZB", "OP 1", "support"))
    inner = made(room.think("UZB", "OP 2", "oppose", circle="delegation"))
    others = made(room.think("KAZ", "OP 1", "support"))
    made(room.correct("OP 1", "shall", "will"))
    old = {"positions": [{"position": taken["id"], "base_revision": taken["base_revision"]}]}
    assert refusal(room.ask("UZB", "POST", f"{MATRIX}/confirmation", body=old)) == (409, "stale-base")
    nothing = {"positions": [{"position": taken["id"]}]}
    assert refusal(room.ask("UZB", "POST", f"{MATRIX}/confirmation", body=nothing)) == (428, "base-not-named")
    assert refusal(confirm(room, "UZB", taken, inner)) == (422, "unacceptable")
    assert refusal(confirm(room, "UZB", others)) == (404, "not-there")
    assert room.read(on(taken))["is_stale"]


def test_the_secretariat_records_what_was_said_and_the_delegation_confirms_it(room: Room) -> None:
    said = made(room.think("SEC", "OP 1", "flexible", code="KAZ"))
    assert (said["recorded_by"], said["is_confirmed"]) == ("SEC", False)
    assert "recorded by" in room.read(room.path("OP 1", "/history"), "UZB")["items"][-1]["sentence"]
    confirmed = made(confirm(room, "KAZ", said))["items"][0]
    assert (confirmed["id"], confirmed["is_confirmed"]) == (said["id"], True)
    refused = room.ask("SEC", "POST", on(said, "/take-back"))
    assert refusal(refused) == (403, "not-permitted")


def test_taking_what_was_recorded_confirms_it_and_taking_another_corrects_it(room: Room) -> None:
    said = made(room.think("SEC", "OP 1", "flexible", code="KAZ"))
    same = made(room.think("KAZ", "OP 1", "flexible"))
    assert (same["id"], same["is_confirmed"]) == (said["id"], True)
    wrong = made(room.think("SEC", "OP 2", "support", code="KAZ", circle="chair"))
    right = made(room.think("KAZ", "OP 2", "oppose", circle="chair"))
    assert (right["recorded_by"], right["is_confirmed"]) == (None, True)
    assert room.read(on(wrong))["ended_at"] is not None


@pytest.mark.parametrize("who", ["SEC", "KAZ"])
def test_what_was_recorded_wrongly_leaves_the_position_before_as_it_was(room: Room, who: str) -> None:
    own = made(room.think("KAZ", "OP 1", "reserve"))
    said = made(room.think("SEC", "OP 1", "flexible", code="KAZ"))
    made(room.ask(who, "POST", on(said, "/take-back")))
    assert held(room, "UZB") == [own]
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_a_position_is_taken_back_by_its_own_delegation(room: Room) -> None:
    taken = made(room.think("KAZ", "OP 1", "reserve"))
    assert refusal(room.ask("UZB", "POST", on(taken, "/take-back"))) == (403, "not-permitted")
    gone = made(room.ask("KAZ", "POST", on(taken, "/take-back")))
    assert gone["ended_at"] is not None
    assert made(room.ask("KAZ", "POST", on(taken, "/take-back"))) == gone
    assert held(room, "UZB") == []
    assert held(room, "UZB", query="?ended=true") == [gone]


@pytest.mark.parametrize(
    ("who", "code", "members", "refused"),
    [
        ("UZB", "KAZ", {}, (403, "not-permitted")),
        ("ADB", "ADB", {}, (403, "not-permitted")),
        ("CHAIR", "CHAIR", {}, (403, "not-permitted")),
        ("SEC", "SEC", {}, (403, "not-permitted")),
        ("SEC", "CHAIR", {}, (403, "not-permitted")),
        ("SEC", "KAZ", {"circle": "delegation"}, (422, "unacceptable")),
        ("KAZ", "XYZ", {}, (404, "not-there")),
        ("KAZ", "KAZ", {"red_line": True}, (422, "unacceptable")),
        ("KAZ", "KAZ", {"stance": "perhaps"}, (422, "malformed-request")),
        ("KAZ", "KAZ", {"note": "\x00"}, (422, "forbidden-character")),
    ],
)
def test_what_is_no_position_of_theirs_is_refused(
    room: Room, who: str, code: str, members: dict[str, Any], refused: tuple[int, str]
) -> None:
    before = room.read("/api/events?limit=500")
    assert refusal(room.think(who, "OP 1", **{"stance": "support", "code": code, **members})) == refused
    assert room.read("/api/events?limit=500") == before


def test_who_stands_behind_an_amendment_contradicts_it_to_nobody_but_the_chair(room: Room) -> None:
    amendment = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.join("UZB", f"/api/amendments/{amendment['id']}"))
    for who in ("KAZ", "UZB"):
        assert refusal(room.think(who, "OP 1", "flexible", of=amendment)) == (409, "wrong-status")
        made(room.think(who, "OP 1", "support", of=amendment))
        made(room.think(who, "OP 1", "flexible", of=amendment, circle="chair"))


def test_a_draft_is_thought_of_at_home_alone(room: Room) -> None:
    draft = made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    assert refusal(room.think("KAZ", "OP 1", "flexible", of=draft)) == (409, "wrong-status")
    made(room.think("KAZ", "OP 1", "flexible", of=draft, circle="delegation"))
    path = f"/api/amendments/{draft['id']}/positions/UZB"
    assert refusal(room.ask("UZB", "PUT", path, stance="support")) == (404, "not-there")


def test_what_is_no_longer_on_the_table_takes_no_positions(room: Room) -> None:
    amendment = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.think("UZB", "OP 1", "oppose", of=amendment))
    made(room.ask("KAZ", "POST", f"/api/amendments/{amendment['id']}/withdraw"))
    assert refusal(room.think("UZB", "OP 1", "support", of=amendment)) == (409, "wrong-status")
    deletion = made(room.propose("KAZ", "OP 4", kind="delete"))
    gone = room.clause("OP 4")
    made(room.decide("OP 4", adopts=[deletion["id"]]))
    path = f"/api/clauses/{gone['id']}/positions/UZB"
    refused = room.ask("UZB", "PUT", path, stance="support", base_revision=gone["revision"])
    assert refusal(refused) == (409, "wrong-status")


def test_agencies_take_positions_where_they_advise_or_negotiate(room: Room) -> None:
    assert refusal(room.think("UNEP", "OP 1", "support")) == (403, "not-permitted")
    assert made(room.think("UNEP", "1.1", "support"))["delegation"] == "UNEP"


def test_the_matrix_holds_clauses_and_what_is_tabled_on_them(room: Room) -> None:
    amendment = made(room.replace("UZB", "OP 1", "2027", "2028"))
    made(room.think("KAZ", "OP 1", "reserve"))
    made(room.think("KAZ", "OP 1", "can accept", of=amendment))
    made(room.think("TJK", "OP 2", "support"))
    matrix = room.read(MATRIX, "UNEP")
    assert matrix["delegations"] == ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
    rows = [row for row in matrix["rows"] if row["label"] in ("OP 1", "OP 2")]
    assert [(row["label"], row["sponsors"]) for row in rows] == [
        ("OP 1", []),
        ("OP 1", ["UZB"]),
        ("OP 2", []),
    ]
    told = [[(one["delegation"], one["stance"]) for one in row["positions"]] for row in rows]
    assert told == [[("KAZ", "reserve")], [("KAZ", "can accept")], [("TJK", "support")]]
    assert len(matrix["rows"]) == len(room.clauses()) + 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("stance=oppose", ["OP 2"]),
        ("stance=oppose&stance=support", ["OP 1", "OP 2"]),
        ("stance=reserve", []),
        ("stance=reserve&circle=chair", []),
        ("stance=reserve&circle=delegation", ["OP 4"]),
        ("stale=true", ["OP 2"]),
        ("unconfirmed=true", ["OP 3"]),
        ("delegation=TJK&stance=support", []),
        ("undecided=true&stance=support", []),
    ],
)
def test_the_matrix_is_filtered(room: Room, query: str, expected: list[str]) -> None:
    made(room.think("KAZ", "OP 1", "support"))
    made(room.agree("OP 1", "agreed ad ref"))
    made(room.think("KAZ", "OP 2", "oppose"))
    made(room.correct("OP 2", "shall", "will"))
    made(room.think("SEC", "OP 3", "flexible", code="KAZ"))
    made(room.think("UZB", "OP 4", "reserve", circle="delegation"))
    labels = [row["label"] for row in room.read(f"{MATRIX}?{query}", "UZB")["rows"]]
    assert labels == expected


def test_a_matrix_for_all_holds_nothing_that_is_not_for_all(room: Room) -> None:
    made(room.think("UZB", "OP 1", "flexible"))
    made(room.think("UZB", "OP 1", "oppose", circle="delegation", note="Never."))
    for path in (MATRIX, f"{MATRIX}?circle=everyone", f"{MATRIX}?circle=chair"):
        assert "Never" not in room.ask("UZB", "GET", path).text
    assert "Never" in room.ask("UZB", "GET", f"{MATRIX}?circle=delegation").text


def test_the_matrix_is_a_spreadsheet_with_what_was_said_on_a_second_sheet(room: Room) -> None:
    amendment = made(room.replace("UZB", "OP 1", "2027", "2028"))
    made(room.think("KAZ", "OP 1", "reserve", note='=HYPERLINK("https://example.org")'))
    made(room.think("KAZ", "OP 1", "can accept", of=amendment))
    made(room.think("SEC", "OP 2", "support", code="TJK"))
    answer = room.ask("ADB", "GET", f"{MATRIX}.xlsx")
    assert "RES2026-DEC-positions.xlsx" in answer.headers["content-disposition"]
    book = load_workbook(BytesIO(answer.content))
    table = [[cell.value for cell in row] for row in book["Positions"].iter_rows()]
    assert table[0] == ["Clause", "Agreement", "On", "KAZ", "KGZ", "TJK", "TKM", "UZB"]
    by_subject = {(row[0], row[2]): row[3:] for row in table}
    assert by_subject["OP 1", "the clause"] == ["reserve", None, None, None, None]
    assert by_subject["OP 1", "amendment of UZB"] == [
        "can accept",
        None,
        None,
        None,
        "stands behind it",
    ]
    assert by_subject["OP 2", "the clause"][2] == "support (recorded, not yet confirmed)"
    said = list(book["What was said"].iter_rows())
    [note] = [cell for cell in said[1] if str(cell.value).startswith("=")]
    assert (note.data_type, note.value) == ("s", '=HYPERLINK("https://example.org")')


def test_taking_back_and_confirming_stand_in_the_record(room: Room) -> None:
    taken = made(room.think("KAZ", "OP 1", "reserve"))
    made(room.correct("OP 1", "shall", "will"))
    again = made(confirm(room, "KAZ", taken))["items"][0]
    made(room.ask("KAZ", "POST", on(again, "/take-back")))
    whats = [one["what"] for one in room.read("/api/events?limit=500")["items"]]
    assert whats[-4:] == [
        "position taken",
        "clause corrected",
        "position confirmed",
        "position taken back",
    ]
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_what_is_no_longer_on_the_table_is_not_confirmed_nor_listed(room: Room) -> None:
    amendment = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    taken = made(room.think("UZB", "OP 1", "oppose", of=amendment))
    made(room.correct("OP 1", "shall", "will"))
    made(room.ask("KAZ", "POST", f"/api/amendments/{amendment['id']}/withdraw"))
    assert refusal(confirm(room, "UZB", taken)) == (409, "wrong-status")
    assert held(room, "UZB") == []
    assert [one["id"] for one in held(room, "UZB", query="?ended=true")] == [taken["id"]]


def test_joining_ends_what_was_said_against_the_amendment(room: Room) -> None:
    amendment = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    against = made(room.think("UZB", "OP 1", "oppose", of=amendment))
    inner = made(room.think("UZB", "OP 1", "flexible", of=amendment, circle="chair"))
    said = made(room.think("SEC", "OP 1", "support", of=amendment, code="UZB"))
    made(room.join("UZB", f"/api/amendments/{amendment['id']}"))
    made(room.ask("SEC", "POST", on(said, "/take-back")))
    assert [one["id"] for one in held(room, "UZB")] == [inner["id"]]
    assert room.read(on(against))["ended_at"] is not None
    other = made(room.replace("KAZ", "OP 2", "share", "exchange"))
    against = made(room.think("UZB", "OP 2", "reserve", of=other))
    made(room.join("UZB", f"/api/amendments/{other['id']}"))
    assert room.read(on(against))["ended_at"] is not None
    assert [one["what"] for one in room.read("/api/events?limit=500")["items"]][-2:] == [
        "sponsor joined",
        "position taken back",
    ]


def test_who_brings_a_clause_in_does_not_oppose_it_to_everyone(room: Room) -> None:
    made(room.insert("UZB", "OP 1", "The Parties shall rest;"))
    assert refusal(room.think("UZB", "OP 1 bis", "oppose")) == (409, "wrong-status")
    made(room.think("UZB", "OP 1 bis", "flexible", circle="chair"))
    made(room.think("KAZ", "OP 1 bis", "oppose"))


def test_a_position_that_was_taken_back_does_not_come_alive_again(room: Room) -> None:
    own = made(room.think("KAZ", "OP 1", "support"))
    said = made(room.think("SEC", "OP 1", "oppose", code="KAZ"))
    made(room.ask("KAZ", "POST", on(own, "/take-back")))
    made(room.ask("SEC", "POST", on(said, "/take-back")))
    assert held(room, "UZB") == []
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_the_record_tells_that_a_position_holds_again(room: Room) -> None:
    own = made(room.think("KAZ", "OP 1", "support"))
    said = made(room.think("SEC", "OP 1", "oppose", code="KAZ"))
    made(room.ask("SEC", "POST", on(said, "/take-back")))
    last = room.read("/api/events?limit=500")["items"][-1]
    assert (last["what"], last["actor"], last["on_behalf_of"]) == ("recording taken back", "SEC", None)
    assert last["data"]["holds_again"] == own["id"]


@pytest.mark.parametrize("query", ["stale=true", "unconfirmed=true"])
def test_what_waits_is_found_whatever_is_said_in_narrower_circles(room: Room, query: str) -> None:
    who = "SEC" if query.startswith("un") else "UZB"
    made(room.think(who, "OP 1", "support", code="UZB"))
    if who == "UZB":
        made(room.correct("OP 1", "shall", "will"))
    made(room.think("UZB", "OP 1", "oppose", circle="delegation"))
    for circle in CIRCLES:
        rows = room.read(f"{MATRIX}?{query}&circle={circle}", "UZB")["rows"]
        assert [row["label"] for row in rows] == ["OP 1"]


def test_a_spreadsheet_that_is_not_for_everyone_says_so(room: Room) -> None:
    made(room.think("UZB", "OP 1", "support", note="x \uffff"))
    made(room.think("UZB", "OP 1", "oppose", circle="delegation", red_line=True))
    made(room.replace("KAZ", "OP 1", "fully", "closely"))
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    answer = room.ask("UZB", "GET", f"{MATRIX}.xlsx?circle=delegation")
    assert "positions-with-our-own.xlsx" in answer.headers["content-disposition"]
    sheet = load_workbook(BytesIO(answer.content))["Positions"]
    assert "not for everyone" in str(sheet.oddFooter.left.text)
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "oppose (read by the delegation only; red line)" in cells
    assert {"amendment of KAZ (1)", "amendment of KAZ (2)"} <= {*cells}


def test_a_note_has_a_length(room: Room) -> None:
    answer = room.think("KAZ", "OP 1", "support", note="x" * 20_001)
    assert answer.status_code == 422


def test_a_draft_of_ones_own_is_thought_of_in_the_same_words_once_it_is_tabled(room: Room) -> None:
    draft = made(room.insert("KAZ", "OP 1", "The Parties shall rest;", status="draft"))
    path = f"/api/amendments/{draft['id']}"
    read = {
        "text": draft["text_id"],
        "base_revision": room.read(f"/api/clauses/{draft['clause']}", "KAZ")["revision"] or None,
    }
    taken = made(
        room.ask("KAZ", "PUT", f"{path}/positions/KAZ", stance="flexible", circle="delegation", **read)
    )
    made(room.ask("KAZ", "POST", f"{path}/table"))
    assert not room.read(on(taken), "KAZ")["is_stale"]


def test_a_second_click_confirms_once(room: Room) -> None:
    taken = made(room.think("UZB", "OP 1", "support"))
    made(room.correct("OP 1", "shall", "will"))
    first = made(confirm(room, "UZB", taken))
    assert made(confirm(room, "UZB", taken)) == first
    made(room.think("UZB", "OP 1", "oppose"))
    assert refusal(confirm(room, "UZB", taken)) == (409, "wrong-status")


def test_each_position_is_named_once_and_a_refusal_says_which(room: Room) -> None:
    taken = made(room.think("UZB", "OP 1", "support"))
    assert refusal(confirm(room, "UZB", taken, taken)) == (422, "unacceptable")
    made(room.correct("OP 1", "shall", "will"))
    old = {"positions": [{"position": taken["id"], "base_revision": taken["base_revision"]}]}
    answer = room.ask("UZB", "POST", f"{MATRIX}/confirmation", body=old)
    assert "on OP 1" in answer.json()["detail"]
    assert answer.json()["subject"] == taken["clause"]


def test_recordings_over_recordings_leave_the_delegations_own_position_as_it_was(room: Room) -> None:
    own = made(room.think("KAZ", "OP 1", "support"))
    first = made(room.think("SEC", "OP 1", "oppose", code="KAZ"))
    second = made(room.think("SEC", "OP 1", "reserve", code="KAZ"))
    made(room.ask("SEC", "POST", on(first, "/take-back")))
    assert [one["id"] for one in held(room, "UZB")] == [second["id"]]
    made(room.ask("SEC", "POST", on(second, "/take-back")))
    assert held(room, "UZB") == [own]


def test_taking_ones_own_back_reaches_through_recordings(room: Room) -> None:
    own = made(room.think("KAZ", "OP 1", "support"))
    made(room.think("SEC", "OP 1", "oppose", code="KAZ"))
    last = made(room.think("SEC", "OP 1", "reserve", code="KAZ"))
    made(room.ask("KAZ", "POST", on(own, "/take-back")))
    made(room.ask("SEC", "POST", on(last, "/take-back")))
    assert held(room, "UZB") == []


def test_taking_back_a_recording_that_the_delegation_has_replaced_says_nothing(room: Room) -> None:
    said = made(room.think("SEC", "OP 1", "oppose", code="KAZ"))
    own = made(room.think("KAZ", "OP 1", "support"))
    before = room.read("/api/events?limit=500")
    made(room.ask("SEC", "POST", on(said, "/take-back")))
    assert room.read("/api/events?limit=500") == before
    assert held(room, "UZB") == [own]
