"""Where each proposal went: through splits, mergers and their undoing, to decisions, or to no place."""

from io import BytesIO
from typing import Any

import docx

from tests.app.cast import Room, made, refusal
from tests.app.streamlined import merge, split, take_back

HOME = "/api/documents/declaration/whereabouts"


def table(room: Room, who: str = "TKM", query: str = "") -> dict[str, Any]:
    answer: dict[str, Any] = room.read(HOME + query, who)
    return answer


def rows(room: Room, query: str = "") -> list[tuple[str, str, list[str]]]:
    """Return who proposed, what became of it, and on which clauses it stands."""
    return [
        (one["delegations"][0], one["outcome"], [end["label"] for end in one["ends"]])
        for one in table(room, query=query)["entries"]
    ]


def test_a_proposal_is_followed_to_the_clauses_that_have_its_words(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.propose("TJK", "OP 1", text="All Parties shall cooperate on water by 2030;"))
    made(room.propose("KGZ", "OP 1", text="We cooperate in everything by 2027;"))
    act = made(split(room))
    assert rows(room) == [
        ("KAZ", "open", ["OP 1 bis"]),
        ("TJK", "open", ["OP 1", "OP 1 bis"]),
        ("KGZ", "no place", []),
    ]
    seen = table(room)
    assert seen["counts"] == {"open": 2, "no place": 1}
    [leg] = seen["entries"][0]["ends"][0]["legs"]
    assert (leg["by"]["act"], leg["by"]["reason"], leg["by"]["streamlining"], leg["fate"]) == (
        "split",
        "Two matters.",
        act["id"],
        "as it was",
    )
    assert [(one["field"], one["proposed"]) for one in seen["entries"][2]["lost"]] == [
        ("text", "We cooperate in everything")
    ]


def test_what_was_taken_back_leaves_the_steps_and_nothing_lost(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.propose("KGZ", "OP 1", text="We cooperate in everything by 2027;"))
    made(take_back(room, made(split(room))))
    assert rows(room) == [("KAZ", "open", ["OP 1"]), ("KGZ", "open", ["OP 1"])]
    [entry, other] = table(room)["entries"]
    assert [leg["by"]["act"] for leg in entry["ends"][0]["legs"]] == ["split", "undoing"]
    assert entry["ends"][0]["amendment"] == entry["amendment"]
    assert other["lost"] == []


def test_a_decision_on_a_part_is_told_on_that_part(room: Room) -> None:
    made(room.propose("TJK", "OP 1", text="All Parties shall cooperate on water by 2030;"))
    made(split(room))
    made(room.decide("OP 1 bis", text="on water by 2030;"))
    [entry] = table(room)["entries"]
    assert entry["outcome"] == "taken over in part"
    assert [(end["label"], end["outcome"], end["open"], bool(end["decided"])) for end in entry["ends"]] == [
        ("OP 1", "open", True, False),
        ("OP 1 bis", "taken over", False, True),
    ]


def test_deletions_of_clauses_that_are_merged_become_one(room: Room) -> None:
    for label in ("OP 3", "OP 4"):
        made(room.propose("UZB", label, kind="delete"))
    made(merge(room, "OP 3", "OP 4"))
    first, second = table(room)["entries"]
    assert [end["joined"] for end in first["ends"]] == [[second["amendment"]]]
    assert [end["amendment"] for end in first["ends"]] == [end["amendment"] for end in second["ends"]]


def test_the_table_is_of_one_delegation_or_since_an_edition(room: Room) -> None:
    old = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.replace("UZB", "OP 1", "shall", "should"))
    made(room.ask("KAZ", "POST", f"/api/amendments/{old['id']}/withdraw"))
    edition = room.issue()
    made(room.propose("TJK", "OP 4", kind="delete"))
    assert [who for who, _, _ in rows(room)] == ["KAZ", "UZB", "TJK"]
    assert [who for who, _, _ in rows(room, "?delegation=UZB")] == ["UZB"]
    since = table(room, query=f"?since={edition['id']}")
    assert (since["since"], [one["delegations"] for one in since["entries"]]) == (
        edition["symbol"],
        [["UZB"], ["TJK"]],
    )
    for query in (f"?since={'a' * 16}", "?delegation=NOPE", ".docx?delegation=NOPE"):
        assert refusal(room.ask("KAZ", "GET", f"{HOME}{query}")) == (422, "unknown-value")


def test_drafts_are_in_no_row_and_in_no_number(room: Room) -> None:
    made(room.replace("UZB", "OP 1", "shall", "should"))
    before = table(room)
    made(room.propose("KAZ", "OP 1", text="The Parties shall think about water by 2027;", status="draft"))
    assert table(room) == table(room, "KAZ") == table(room, "CHAIR") == before
    made(split(room))
    assert [one["delegations"] for one in table(room, "KAZ")["entries"]] == [["UZB"]]
    assert table(room, "KAZ") == table(room, "CHAIR") == table(room)


def test_the_word_annex_has_a_row_for_each_proposal_and_the_same_bytes(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.propose("KGZ", "OP 1", text="We cooperate in everything by 2027;"))
    made(split(room))
    answer = room.ask("TKM", "GET", f"{HOME}.docx")
    assert "whereabouts.docx" in answer.headers["content-disposition"]
    [written] = docx.Document(BytesIO(answer.content)).tables
    told = [[cell.text for cell in row.cells] for row in written.rows]
    assert [line[1] for line in told] == ["Delegation", "KAZ", "KGZ"]
    assert "OP 1 bis: carried whole" in told[1][3]
    assert "No place for: “The Parties shall cooperate fully on water”" in told[2][3]
