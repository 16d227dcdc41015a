"""Participation: who has adopted, initialled and signed, recorded by the secretariat, corrected with a reason."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx2 import Response

from tests.app.cast import Room, made, refusal
from tests.app.stated import stated
from tests.app.test_statements import annex

PATH = "/api/documents/declaration/participation"
TODAY = datetime.now(UTC).date()
LATER = (TODAY + timedelta(days=2)).isoformat()
NOW = TODAY.isoformat()


def note(room: Room, act: str, *codes: str, day: str = NOW, who: str = "SEC", **members: Any) -> Response:
    return room.ask(who, "POST", PATH, act=act, day=day, delegations=list(codes), **members)


@pytest.fixture(autouse=True)
def adopted(room: Room) -> str:
    """Let the house adopt the text, and return the edition."""
    made(room.agree_all("agreed in plenary"))
    edition: str = room.issue()["id"]
    made(room.adopt(edition))
    return edition


def acts(room: Room, who: str = "ADB") -> dict[str, list[str]]:
    parts = room.read(PATH, who)["parts"]
    return {one["delegation"]: [act["act"] for act in one["acts"]] for one in parts}


def test_what_delegations_have_done_is_recorded_and_read_by_everyone(room: Room) -> None:
    assert set(acts(room)) == {"KAZ", "KGZ", "TJK", "TKM", "UZB"}
    made(note(room, "adopted", "KAZ", "UZB"))
    made(note(room, "signed", "KAZ", note="With a reservation."))
    assert {code: some for code, some in acts(room).items() if some} == {
        "KAZ": ["adopted", "signed"],
        "UZB": ["adopted"],
    }
    [adopted, signed] = room.read(PATH, "KAZ")["parts"][0]["acts"]
    assert (adopted["day"], signed["note"], signed["recorded_by"]) == (NOW, "With a reservation.", "SEC")
    what = [one["what"] for one in room.read("/api/events?limit=500", "ADB")["items"]]
    assert what.count("participation recorded") == 3


@pytest.mark.parametrize("who", ["KAZ", "UZB", "ADB", "CHAIR"])
def test_the_secretariat_alone_records_it(room: Room, who: str) -> None:
    assert refusal(note(room, "signed", "KAZ", who=who)) == (403, "not-permitted")


@pytest.mark.parametrize(
    ("act", "codes", "day", "refused"),
    [
        ("signed", ["KAZ"], LATER, (422, "unacceptable")),
        ("signed", ["ADB"], NOW, (422, "unacceptable")),
        ("signed", ["XYZ"], NOW, (422, "unknown-value")),
        ("signed", [], NOW, (422, "malformed-request")),
        ("ratified", ["KAZ"], NOW, (422, "malformed-request")),
        ("signed", ["KAZ"], "yesterday", (422, "malformed-request")),
    ],
)
def test_what_cannot_have_been_is_refused(
    room: Room, act: str, codes: list[str], day: str, refused: tuple[int, str]
) -> None:
    assert refusal(note(room, act, *codes, day=day)) == refused


def test_all_are_recorded_or_none(room: Room) -> None:
    made(note(room, "signed", "UZB"))
    again = note(room, "signed", "KAZ", "UZB")
    assert (refusal(again), again.json()["delegation"]) == ((409, "wrong-status"), "UZB")
    assert acts(room)["KAZ"] == []


def test_nobody_signs_before_adopting(room: Room) -> None:
    made(note(room, "adopted", "KAZ"))
    eve = (TODAY - timedelta(days=1)).isoformat()
    assert refusal(note(room, "signed", "KAZ", day=eve)) == (422, "unacceptable")
    made(note(room, "initialled", "KAZ", day=eve))
    made(note(room, "signed", "KAZ"))


def test_a_text_that_is_not_adopted_is_initialled_and_nothing_else(room: Room) -> None:
    path = "/api/documents/declaration/adoption/take-back"
    made(room.ask("CHAIR", "POST", path, reason="A wrong click."))
    for act in ("adopted", "signed", "acceded"):
        assert refusal(note(room, act, "KAZ")) == (409, "wrong-status")
    made(note(room, "initialled", "KAZ"))


def test_an_adoption_is_not_taken_back_behind_those_who_have_signed(room: Room) -> None:
    path = "/api/documents/declaration/adoption/take-back"
    [signed] = made(note(room, "signed", "KAZ"))["items"]
    made(note(room, "initialled", "UZB"))
    refused = room.ask("CHAIR", "POST", path, reason="A wrong click.")
    assert (refusal(refused), refused.json()["delegations"]) == ((409, "wrong-status"), ["KAZ"])
    made(room.ask("SEC", "POST", f"/api/participation/{signed['id']}/strike", reason="A wrong click."))
    made(room.ask("CHAIR", "POST", path, reason="A wrong click."))
    assert {code: some for code, some in acts(room).items() if some} == {"UZB": ["initialled"]}


def test_who_signs_does_not_accede(room: Room) -> None:
    made(note(room, "signed", "KAZ"))
    assert refusal(note(room, "acceded", "KAZ")) == (409, "wrong-status")
    made(note(room, "acceded", "UNEP"))  # which observed the negotiation
    assert acts(room)["UNEP"] == ["acceded"]


def test_what_was_recorded_is_corrected_with_a_reason(room: Room) -> None:
    [one] = made(note(room, "signed", "KAZ"))["items"]
    path = f"/api/participation/{one['id']}"
    for body, refused in (
        ({"day": LATER, "reason": "A slip."}, (422, "unacceptable")),
        ({"note": "In Astana.", "reason": " "}, (422, "empty-text")),
        ({"day": NOW, "reason": "A slip."}, (422, "changes-nothing")),
    ):
        assert refusal(room.ask("SEC", "PATCH", path, body=body)) == refused
    assert refusal(room.ask("KAZ", "PATCH", path, note="No.", reason="No.")) == (403, "not-permitted")
    new = made(room.ask("SEC", "PATCH", path, note="In Astana.", reason="The place was left out."))
    assert (new["corrects"], new["note"], new["day"]) == (one["id"], "In Astana.", NOW)
    shown = room.read(PATH)
    assert shown["parts"][0]["acts"] == [new]
    assert [(old["id"], old["reason"]) for old in shown["earlier"]] == [
        (one["id"], "The place was left out.")
    ]
    again = room.ask("SEC", "PATCH", path, note="In Almaty.", reason="No.")
    assert refusal(again) == (409, "wrong-status")


def test_what_was_recorded_by_mistake_is_struck_and_kept(room: Room) -> None:
    [one] = made(note(room, "signed", "KAZ"))["items"]
    path = f"/api/participation/{one['id']}/strike"
    assert refusal(room.ask("SEC", "POST", path, reason="")) == (422, "empty-text")
    made(room.ask("SEC", "POST", path, reason="It was Uzbekistan."))
    assert acts(room)["KAZ"] == []
    assert refusal(room.ask("SEC", "POST", path, reason="Again.")) == (409, "wrong-status")
    made(note(room, "signed", "KAZ"))
    assert refusal(room.ask("SEC", "POST", f"/api/participation/{'a' * 16}/strike", reason="x")) == (
        404,
        "not-there",
    )


def test_a_repeated_request_records_once(room: Room) -> None:
    body = {"act": "signed", "day": NOW, "delegations": ["KAZ"]}
    for _ in range(2):
        made(room.ask("SEC", "POST", PATH, headers={"Idempotency-Key": "one"}, body=body))
    assert acts(room)["KAZ"] == ["signed"]


def test_the_annex_says_how_it_was_adopted_and_who_has_done_what(room: Room, adopted: str) -> None:
    made(note(room, "adopted", "UZB", "KAZ"))
    made(note(room, "signed", "KAZ"))
    day = f"{TODAY.day} {TODAY:%B} {TODAY.year}"
    edition = room.read(f"/api/editions/{adopted}")
    assert annex(room) == [
        "# Adoption and participation",
        f"Adopted in Astana on {day} by the Heads of State, in the text of {edition['symbol']} "
        f"(SHA-256 {edition['hash']}).",
        f"Kazakhstan: adopted on {day}; signed on {day}",
        f"Uzbekistan: adopted on {day}",
    ]
    assert annex(room, f"&edition={adopted}") == []


def test_statements_are_made_on_an_adopted_text_too(room: Room) -> None:
    stated(room, kind="reservation", on=["OP 1"])
    assert annex(room)[0] == "# Annex: statements of delegations"


def test_the_cover_of_an_adopted_text_says_when_it_was_adopted_whatever_is_exported(
    room: Room, adopted: str
) -> None:
    day = f"{TODAY.day} {TODAY:%B} {TODAY.year}"
    for query in ("form=clean", "form=consolidated"):
        assert f"Adopted on {day}" in cover(room, query)
    assert "Принято" in cover(room, "form=clean&language=ru")
    assert "Rolling text" in cover(room, f"form=clean&edition={adopted}")  # as it was issued, before
    marked_up = room.ask("TKM", "GET", "/api/documents/declaration/export.akn").text
    assert f'<FRBRdate date="{TODAY}" name="adopted"/>' in marked_up
    after = room.issue(kind="edited")["id"]
    assert f"Edited, adopted on {day}" in cover(room, f"form=clean&edition={after}")
    made(room.ask("CHAIR", "POST", "/api/documents/declaration/adoption/take-back", reason="A wrong click."))
    assert "Rolling text" in cover(room, "form=clean")


def cover(room: Room, query: str) -> str:
    """Return the first lines of a file in plain text."""
    text = room.ask("TKM", "GET", f"/api/documents/declaration/export.txt?{query}").text
    return text[:200]
