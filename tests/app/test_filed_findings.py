"""What was found in a Word file is filed: in whose name, beside what is proposed already, and by whom not."""

import pytest

from tests.app.cast import Room, made, refusal
from tests.app.redlined import WATER, confirm, export, send
from tests.importers import tracking


def test_the_same_file_twice_proposes_nothing_twice(room: Room) -> None:
    file = tracking.edited(
        export(room),
        tracking.replace("Author", "2027", "2028"),
        tracking.strike_paragraph("Author", "The Parties shall meet in Astana every year;"),
        tracking.paragraph_after(
            "Author", "The Parties shall report.", "The Parties shall review.", "Operative"
        ),
    )
    for expected in (3, 0):
        redline = made(send(room, "KAZ", file))
        done = made(confirm(room, "KAZ", redline["id"], {"Author": "KAZ"}))
        assert sum(one["filed"] is not None for one in done["findings"]) == expected
        again = made(confirm(room, "KAZ", redline["id"], {"Author": "KAZ"}))
        assert [one["filed"] for one in again["findings"]] == [one["filed"] for one in done["findings"]]
    assert len(room.read("/api/amendments?delegation=KAZ", "KAZ")["items"]) == 3


def test_a_delegation_that_edits_its_own_proposal_edits_its_amendment(room: Room) -> None:
    first = made(room.replace("KAZ", "OP 1", "shall", "should"))
    file = tracking.edited(export(room), tracking.replace("KAZ", "2027", "2029"))
    redline = made(send(room, "KAZ", file))
    done = made(confirm(room, "KAZ", redline["id"], {"KAZ": "KAZ"}))
    assert done["findings"][0]["filed"] == first["id"]
    assert room.read(f"/api/amendments/{first['id']}")["text"] == (
        "The Parties should cooperate fully on water by 2029;"
    )


def test_what_an_expert_adds_stands_beside_what_the_delegation_proposes_already(room: Room) -> None:
    first = made(room.replace("KAZ", "OP 1", "shall", "should"))
    file = tracking.edited(export(room), tracking.replace("Expert", "2027", "2029"))
    for expected in (True, False):
        redline = made(send(room, "KAZ", file))
        assert [(one["author"], one["on_the_table"]) for one in redline["findings"]] == [
            ("Expert", False),
            ("KAZ", True),
        ]
        done = made(confirm(room, "KAZ", redline["id"], {"Expert": "KAZ"}, status="tabled"))["findings"]
        assert (done[0]["filed"] not in (None, first["id"])) == expected
    assert room.read(f"/api/amendments/{first['id']}")["text"] == (
        "The Parties should cooperate fully on water by 2027;"
    )
    [passages] = [room.consolidation("OP 1")["fields"]["text"]["bracketed"]]
    assert passages == "The Parties [shall][should KAZ] cooperate fully on water by [2027][2029 KAZ];"


def test_a_file_of_last_week_takes_nothing_back_that_was_edited_since(room: Room) -> None:
    first = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    file = export(room)
    base = room.clause("OP 1")["revision"]
    made(
        room.ask(
            "KAZ",
            "PATCH",
            f"/api/amendments/{first['id']}",
            base_revision=base,
            text=WATER.replace("2027", "2030"),
        )
    )
    redline = made(send(room, "KAZ", file))
    assert [one["on_the_table"] for one in redline["findings"]] == [True]
    [left] = made(confirm(room, "KAZ", redline["id"], {"KAZ": "KAZ"}))["findings"]
    assert (left["filed"], "already" in left["left"]) == (None, True)
    assert "2030" in room.read(f"/api/amendments/{first['id']}")["text"]


def test_what_collides_with_the_delegations_own_proposal_is_left_and_says_so(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    file = tracking.edited(export(room, "clean"), tracking.replace("KAZ", "2027", "2029"))
    redline = made(send(room, "KAZ", file))
    [left] = made(confirm(room, "KAZ", redline["id"], {"KAZ": "KAZ"}))["findings"]
    assert left["filed"] is None
    assert "already changes these words otherwise" in left["left"]


def test_an_older_base_is_carried_over_or_said_to_collide(room: Room) -> None:
    file = tracking.edited(
        export(room),
        tracking.replace("Author", "2027", "2028"),
        tracking.insert_after("Author", "The Parties shall report", " yearly"),
    )
    redline = made(send(room, "KAZ", file))
    made(room.correct("OP 1", "2027", "2026"))
    made(room.correct("OP 4", "The Parties", "All Parties"))
    seen = room.read(f"/api/redlines/{redline['id']}", "KAZ")["findings"]
    assert [one["outcome"] for one in seen] == ["collides", "clean"]
    left, filed = made(confirm(room, "KAZ", redline["id"], {"Author": "KAZ"}))["findings"]
    assert "moved on" in left["left"]
    assert room.read(f"/api/amendments/{filed['filed']}", "KAZ")["text"] == "All Parties shall report yearly."


def test_the_secretariat_files_drafts_that_only_their_delegation_sees(room: Room) -> None:
    file = tracking.edited(export(room), tracking.replace("Kazakhstan", "2027", "2028"))
    redline = made(send(room, "SEC", file))
    assert redline["authors"] == {"Kazakhstan": "KAZ"}
    assert refusal(confirm(room, "SEC", redline["id"], {"Kazakhstan": "KAZ"}, status="tabled")) == (
        403,
        "not-permitted",
    )
    [done] = made(confirm(room, "SEC", redline["id"], {"Kazakhstan": "KAZ"}))["findings"]
    assert room.read(f"/api/amendments/{done['filed']}", "KAZ")["status"] == "draft"
    assert room.ask("UZB", "GET", f"/api/amendments/{done['filed']}").status_code == 404


def filed_by_the_secretariat(
    room: Room, code: str, *edits: tracking.Edit, form: str = "clean"
) -> dict[str, object]:
    """Send what somebody edited as a delegation, and file it for the delegation; return what became of it."""
    file = tracking.edited(export(room, form, who="SEC"), *edits)
    redline = made(send(room, "SEC", file))
    [finding] = made(confirm(room, "SEC", redline["id"], {code: code}))["findings"]
    return dict(finding)


MEETING = "The Parties shall meet in Astana every year;"


@pytest.mark.parametrize(
    "edit",
    [
        tracking.replace("KAZ", "2027", "2028"),
        tracking.strike_paragraph("KAZ", MEETING),
        tracking.paragraph_after(
            "KAZ", "The Parties shall report.", "The Parties shall review.", "Operative"
        ),
    ],
)
def test_the_secretariat_learns_nothing_of_a_delegations_drafts_by_filing(
    room: Room, edit: tracking.Edit
) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    made(room.propose("KAZ", "OP 3", kind="delete", status="draft"))
    made(room.insert("KAZ", "OP 4", "The Parties shall review.", status="draft"))
    drafts = {one["id"]: one["text"] for one in room.read("/api/amendments?status=draft", "KAZ")["items"]}
    finding = filed_by_the_secretariat(room, "KAZ", edit)
    assert (finding["left"], finding["filed"] in drafts) == ("", False)
    for draft, text in drafts.items():
        assert room.read(f"/api/amendments/{draft}", "KAZ")["text"] == text


@pytest.mark.parametrize("then", ["", "edited", "discarded"])
def test_the_secretariat_files_the_same_once_whatever_the_delegation_made_of_it(
    room: Room, then: str
) -> None:
    edits = (
        tracking.replace("KAZ", "2027", "2028"),
        tracking.strike_paragraph("KAZ", MEETING),
        tracking.paragraph_after(
            "KAZ", "The Parties shall report.", "The Parties shall review.", "Operative"
        ),
    )
    file = tracking.edited(export(room, "clean", who="SEC"), *edits)
    for filed in (True, False):
        redline = made(send(room, "SEC", file))
        findings = made(confirm(room, "SEC", redline["id"], {"KAZ": "KAZ"}))["findings"]
        assert [one["filed"] is not None for one in findings] == [filed] * 3
        assert [one["left"] for one in findings] == [
            "" if filed else "You filed this for KAZ already; what becomes of it is for its members."
        ] * 3
        for one in room.read("/api/amendments?status=draft", "KAZ")["items"] if filed else ():
            path = f"/api/amendments/{one['id']}"
            if then == "edited":
                made(room.ask("KAZ", "PATCH", path, {"If-Match": "*"}, rationale="Ours."))
            elif then == "discarded":
                made(room.ask("KAZ", "POST", f"{path}/withdraw"))


def test_the_secretariat_does_not_edit_what_a_delegation_has_on_the_table(room: Room) -> None:
    tabled = made(room.replace("KAZ", "OP 1", "shall", "should"))
    finding = filed_by_the_secretariat(room, "KAZ", tracking.replace("KAZ", "2027", "2029"), form="tracked")
    assert (finding["filed"], "only its own members edit it" in str(finding["left"])) == (None, True)
    assert room.read(f"/api/amendments/{tabled['id']}", "KAZ") == tabled


def test_what_is_already_on_the_table_is_what_its_reader_may_know(room: Room) -> None:
    draft = made(room.replace("KAZ", "OP 1", "2027", "2031", status="draft"))
    path = f"/api/amendments/{draft['id']}"
    clause = room.clause("OP 1")
    text = clause["text"].replace("2027", "2028")
    made(room.ask("KAZ", "PATCH", path, text=text, base_revision=clause["revision"]))
    made(room.ask("KAZ", "POST", f"{path}/table"))
    for who, known in (("UZB", {"2028"}), ("SEC", {"2028"}), ("KAZ", {"2028", "2031"})):
        there = set()
        for year in ("2028", "2031", "2032"):
            file = tracking.edited(export(room, "clean", who=who), tracking.replace("KAZ", "2027", year))
            there |= {year for one in made(send(room, who, file))["findings"] if one["on_the_table"]}
        assert there == known


def test_chair_and_secretariat_read_in_their_stream_what_they_sent(room: Room) -> None:
    made(send(room, "SEC", export(room)))
    whats = [one["what"] for one in room.read("/api/events?stream=own", "CHAIR")["items"]]
    assert whats[-1] == "redline received"


def test_nobody_files_for_another_delegation(room: Room) -> None:
    file = tracking.edited(export(room), tracking.replace("UZB", "2027", "2028"))
    redline = made(send(room, "KAZ", file))
    assert refusal(confirm(room, "KAZ", redline["id"], {"UZB": "UZB"})) == (403, "not-permitted")
    [left] = made(confirm(room, "KAZ", redline["id"], {}))["findings"]
    assert left["left"] == "Say which delegation its author stands for."


@pytest.mark.parametrize("who", ["UZB", "SEC", "CHAIR", "ADB"])
def test_nobody_else_sees_what_was_sent(room: Room, who: str) -> None:
    redline = made(send(room, "KAZ", export(room)))
    assert room.ask(who, "GET", f"/api/redlines/{redline['id']}").status_code == 404
    assert room.ask(who, "POST", f"/api/redlines/{redline['id']}/confirmation", authors={}).status_code == 404
    assert room.read("/api/documents/declaration/redlines", who)["items"] == []
    assert len(room.read("/api/documents/declaration/redlines", "KAZ")["items"]) == 1


@pytest.mark.parametrize("who", ["ADB", "UNEP"])
def test_who_does_not_propose_sends_no_redline(room: Room, who: str) -> None:
    assert refusal(send(room, who, export(room, who=who))) == (403, "not-permitted")


def test_a_clause_that_left_the_text_says_so(room: Room) -> None:
    file = tracking.edited(export(room), tracking.replace("Author", "every year", "twice a year"))
    tabled = made(room.propose("UZB", "OP 3", kind="delete"))
    redline = made(send(room, "KAZ", file))
    made(room.decide("OP 3", adopts=[tabled["id"]]))
    [left] = made(confirm(room, "KAZ", redline["id"], {"Author": "KAZ"}))["findings"]
    assert "no longer in the text" in left["left"]
