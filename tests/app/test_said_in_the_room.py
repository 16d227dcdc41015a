"""What a delegation says in the room is recorded by the secretariat, flagged until the delegation confirms it."""

import zipfile
from io import BytesIO

import pytest

from app.verifying import verify_store
from tests.app.cast import Room, made, refusal
from tests.app.redlined import export


def recorded(room: Room, status: str = "tabled") -> dict[str, object]:
    return made(room.replace("SEC", "OP 1", "2027", "2028", on_behalf_of="KAZ", status=status))


def test_it_stands_on_the_table_as_the_delegations_and_everybody_reads_that_it_is_not_confirmed(
    room: Room,
) -> None:
    said = recorded(room)
    assert (said["delegation"], said["recorded_by"], said["confirmed_at"]) == ("KAZ", "SEC", None)
    assert room.read(f"/api/amendments/{said['id']}", "UZB")["recorded_by"] == "SEC"
    [*_, event] = room.read("/api/events?limit=500")["items"]
    assert (event["what"], event["actor"], event["on_behalf_of"]) == ("amendment tabled", "SEC", "KAZ")
    history = room.read(room.path("OP 1", "/history"))["items"]
    assert history[-1]["sentence"] == "Kazakhstan, recorded by Secretariat, tabled an amendment: other words."
    assert "KAZ" in str(room.consolidation("OP 1"))


def test_its_delegation_confirms_it_once(room: Room) -> None:
    path = f"/api/amendments/{recorded(room)['id']}"
    confirmed = made(room.ask("KAZ", "POST", f"{path}/confirm"))
    assert confirmed["confirmed_at"] is not None
    assert made(room.ask("KAZ", "POST", f"{path}/confirm"))["confirmed_at"] == confirmed["confirmed_at"]
    whats = [one["what"] for one in room.read("/api/events?limit=500")["items"]]
    assert whats.count("amendment confirmed") == 1
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_its_delegation_corrects_it_and_has_confirmed_it_by_that(room: Room) -> None:
    said = recorded(room)
    text = room.clause("OP 1")["text"].replace("2027", "2029")
    edited = room.ask(
        "KAZ",
        "PATCH",
        f"/api/amendments/{said['id']}",
        text=text,
        base_revision=room.clause("OP 1")["revision"],
    )
    assert made(edited)["confirmed_at"] is not None


def test_its_delegation_withdraws_what_it_never_said(room: Room) -> None:
    path = f"/api/amendments/{recorded(room)['id']}"
    assert made(room.ask("KAZ", "POST", f"{path}/withdraw"))["status"] == "withdrawn"
    assert refusal(room.ask("KAZ", "POST", f"{path}/confirm")) == (409, "wrong-status")


def test_a_draft_is_recorded_for_the_delegation_alone_and_tabling_confirms_it(room: Room) -> None:
    said = recorded(room, status="draft")
    path = f"/api/amendments/{said['id']}"
    assert refusal(room.ask("SEC", "GET", path)) == (404, "not-there")
    assert refusal(room.ask("UZB", "GET", path)) == (404, "not-there")
    assert made(room.ask("KAZ", "POST", f"{path}/table"))["confirmed_at"] is not None


def test_when_a_draft_was_confirmed_in_private_stays_private(room: Room) -> None:
    path = f"/api/amendments/{recorded(room, status='draft')['id']}"
    made(room.ask("KAZ", "POST", f"{path}/confirm"))
    made(room.ask("KAZ", "POST", f"{path}/table"))
    seen = room.read(path, "UZB")
    assert seen["confirmed_at"] == seen["tabled_at"]


@pytest.mark.parametrize("form", ["amendments", "tracked", "comparison"])
def test_word_files_say_that_it_is_not_confirmed(room: Room, form: str) -> None:
    path = f"/api/amendments/{recorded(room)['id']}"

    def says() -> bool:
        with zipfile.ZipFile(BytesIO(export(room, form))) as package:
            parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
        return any("not yet confirmed by its delegation" in part for part in parts)

    assert says()
    made(room.ask("KAZ", "POST", f"{path}/confirm"))
    assert not says()


def test_a_new_clause_is_recorded_like_any_other(room: Room) -> None:
    said = made(room.insert("SEC", "OP 1", "The Parties shall rest;", on_behalf_of="KGZ"))
    assert (said["delegation"], said["recorded_by"]) == ("KGZ", "SEC")


@pytest.mark.parametrize("who", ["KAZ", "UZB", "CHAIR", "ADB", "UNEP"])
def test_nobody_but_the_secretariat_speaks_for_others(room: Room, who: str) -> None:
    answer = room.replace(who, "OP 1", "2027", "2028", on_behalf_of="KGZ")
    assert refusal(answer) == (403, "not-permitted")


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("UNEP", (403, "not-permitted")),
        ("ADB", (403, "not-permitted")),
        ("CHAIR", (403, "not-permitted")),
        ("XYZ", (422, "unknown-value")),
    ],
)
def test_nobody_is_recorded_who_could_not_have_said_it(room: Room, code: str, rule: tuple[int, str]) -> None:
    assert refusal(room.replace("SEC", "OP 1", "2027", "2028", on_behalf_of=code)) == rule


@pytest.mark.parametrize("who", ["UZB", "SEC", "CHAIR", "ADB"])
def test_nobody_else_confirms_it(room: Room, who: str) -> None:
    path = f"/api/amendments/{recorded(room)['id']}"
    assert refusal(room.ask(who, "POST", f"{path}/confirm")) == (403, "not-permitted")


def test_what_a_delegation_wrote_itself_needs_no_confirmation(room: Room) -> None:
    own = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    assert refusal(room.ask("KAZ", "POST", f"/api/amendments/{own['id']}/confirm")) == (409, "wrong-status")
