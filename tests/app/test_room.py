"""The big screen: it follows the chair, and shows what everyone reads, whoever has signed in there."""

import re

from app.verifying import verify_store
from tests.app.cast import Room, made, refusal
from tests.app.silenced import DEADLINE, SECOND, at, silenced

SCREEN = "/documents/declaration/room"


def shown(room: Room, who: str, path: str = SCREEN) -> str:
    """Return what stands on the screen: without the ways, which differ with the reader's rights."""
    page = room.ask(who, "GET", path)
    assert page.status_code == 200
    return re.sub(r'<nav class="room-ways".*?</nav>|<link rel.*?>', "", page.text, flags=re.S)


def test_the_screen_turns_to_what_the_chair_shows_and_the_record_says_so(room: Room) -> None:
    assert room.read("/api/documents/declaration/room")["clause"] is None
    assert "Nothing is shown in the room yet." in shown(room, "ADB")
    made(room.ask("CHAIR", "POST", room.path("OP 1", "/room")))
    made(room.ask("SEC", "POST", room.path("OP 3", "/room")))
    made(room.ask("CHAIR", "POST", room.path("OP 3", "/room")))
    assert room.read("/api/documents/declaration/room", "KAZ")["clause"] == room.clause("OP 3")["id"]
    assert ">OP 3</span>" in shown(room, "ADB")
    whats = [one["what"] for one in room.read("/api/events?limit=500")["items"]]
    assert whats.count("clause shown in the room") == 2, "what is shown already is shown once"
    [*_, last] = room.read(room.path("OP 3", "/history"))["items"]
    assert last["sentence"] == "Secretariat showed the clause in the room."
    assert refusal(room.ask("KAZ", "POST", room.path("OP 1", "/room"))) == (403, "not-permitted")
    with room.app.state.store.reading() as session:
        assert list(verify_store(session)) == []


def test_nothing_that_is_not_for_everyone_is_ever_on_it(room: Room) -> None:
    made(room.ask("CHAIR", "POST", room.path("OP 1", "/room")))
    made(room.think("UZB", "OP 1", "support"))
    before = shown(room, "ADB")
    made(room.replace("KAZ", "OP 1", "2027", "2999", status="draft"))
    hidden = made(room.insert("KAZ", "OP 1", "The Parties whisper;", status="draft"))
    for circle in ("chair", "delegation"):
        made(room.think("KAZ", "OP 1", "oppose", circle=circle, note="an inner limit"))
    made(room.bridge("CHAIR", "OP 1", "A compromise in the making;"))
    made(room.ask("KAZ", "POST", room.path("OP 1", "/comments"), text="between us", circle="delegation"))
    made(room.ask("CHAIR", "POST", room.path("OP 1", "/comments"), text="a note", circle="chair"))
    for who in ("KAZ", "CHAIR", "SEC", "UZB", "ADB"):
        assert shown(room, who) == before, who
    path = f"/clauses/{hidden['clause']}/room"
    assert {room.ask(who, "GET", path).status_code for who in ("KAZ", "CHAIR", "ADB")} == {404}
    assert refusal(room.ask("CHAIR", "POST", f"/api{path}")) == (404, "not-there")
    made(room.think("KAZ", "OP 1", "reserve", note="told to all, and yet no text for a screen"))
    now = shown(room, "KAZ")
    assert "reserve" in now
    assert "told to all" not in now


def test_words_in_brackets_are_counted_as_the_room_sees_them(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    page = shown(room, "ADB", room.path("OP 1", "/room").removeprefix("/api"))
    assert "1 dispute, 2 words in brackets" in page
    assert "no position" in page


def test_a_page_is_told_what_has_changed_since_and_nothing_twice(room: Room) -> None:
    page = room.ask("UZB", "GET", room.path("OP 1").removeprefix("/api")).text
    [path] = re.findall(r'data-changes="([^"]+)"', page)
    [tag] = re.findall(r'data-tag="&quot;(\d+)&quot;"', page)
    path = path.replace("&amp;", "&")
    headers = {"Authorization": f"Bearer {room.tokens['UZB']}"}

    def asked(known: str) -> tuple[int, str, str]:
        answer = room.client.get(path, headers={**headers, "If-None-Match": known})
        words = re.sub(r"<[^>]+>", " ", answer.text.replace("</span>", ""))
        return answer.status_code, " ".join(words.split()), answer.headers["etag"]

    assert asked(f'"{tag}"') == (304, "", f'"{tag}"')
    made(room.replace("KAZ", "OP 1", "2027", "2028", status="draft"))
    made(room.ask("KAZ", "POST", room.path("OP 1", "/comments"), text="hush", circle="delegation"))
    assert asked(f'"{tag}"')[0] == 304, "what others do among themselves moves nothing"
    made(room.replace("TJK", "OP 3", "The", "All the"))
    status, words, there = asked(f'"{tag}"')
    assert (status, words) == (200, ""), "the page is about another clause"
    made(room.replace("TJK", "OP 1", "2027", "2029"))
    status, words, there = asked(there)
    assert status == 200
    assert re.match(r"OP 1, \d\d:\d\d: TJK tabled an amendment: other words\.", words)
    assert asked(f"W/{there}")[0] == 304
    made(room.decide("OP 1", choices=[1]))
    assert re.match(r"OP 1 moved to revision 2 at \d\d:\d\d\.", asked(there)[1])


def test_a_page_is_told_of_the_level_that_a_silence_took(room: Room) -> None:
    silenced(room, "OP 1")
    page = room.ask("UZB", "GET", room.path("OP 1").removeprefix("/api")).text
    [path] = re.findall(r'data-changes="([^"]+)"', page)
    at(room, DEADLINE + SECOND)
    room.clause("OP 1")
    answer = room.ask("UZB", "GET", path.replace("&amp;", "&"))
    assert (answer.status_code, "Nobody objected" in answer.text) == (200, True), answer.text
