"""What is derived from the texts: consolidations, comparisons, who brought each word, tracking."""

import pytest

from tests.app.cast import Room, made, refusal


@pytest.mark.parametrize(
    ("attribution", "bracketed"),
    [
        ("codes", "The Parties shall cooperate fully on water by [2027][2028 KAZ, UZB];"),
        ("names", "The Parties shall cooperate fully on water by [2027][2028 Kazakhstan, Uzbekistan];"),
        ("none", "The Parties shall cooperate fully on water by [2027][2028];"),
    ],
)
def test_a_consolidation_names_its_owners_as_asked(room: Room, attribution: str, bracketed: str) -> None:
    for who in ("KAZ", "UZB"):
        made(room.replace(who, "OP 1", "2027", "2028"))
    made(room.propose("TJK", "OP 1", kind="delete"))
    query = f"?attribution={attribution}"
    seen = room.consolidation("OP 1", "TKM", query)
    assert seen["bracketed"] == bracketed
    whole = room.read(f"/api/documents/declaration/consolidation{query}", "TKM")
    assert next(one for one in whole["clauses"] if one["clause"] == seen["clause"]) == seen
    if attribution == "none":
        assert not any(code in str(seen) for code in ("KAZ", "UZB", "TJK", "Kazakhstan"))


def test_brackets_alone_are_a_proposal(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "fully", "[fully]"))
    field = room.consolidation("OP 1")["fields"]["text"]
    assert field["bracketed"] == "The Parties shall cooperate [fully KAZ] on water by 2027;"
    assert [one["delegations"] for one in field["reservations"]] == [["KAZ"]]


def test_a_document_is_consolidated_with_its_notice_and_what_is_only_proposed(room: Room) -> None:
    made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;"))
    whole = room.read("/api/documents/declaration/consolidation", "ADB")
    assert (whole["slug"], whole["symbol"], whole["notice"]) == (
        "declaration",
        "RES2026/DEC",
        "Written for a test.",
    )
    assert [one["label"] or one["text"] for one in whole["clauses"]] == room.labels()
    proposed = next(one for one in whole["clauses"] if one["label"] == "OP 3 bis")
    assert (proposed["standing"], proposed["inserted_by"]) == (False, ["KAZ"])


def test_a_text_that_rewrites_the_present_one_is_an_option_too(room: Room) -> None:
    other = "Welcomes all that was done for the Aral Sea so far;"
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.propose("UZB", "OP 1", text=other, status="tabled"))
    both = room.consolidation("OP 1")["fields"]["text"]
    assert both["options"] == [{"text": other, "delegations": ["UZB"]}]
    unnamed = room.consolidation("OP 1", query="?attribution=none")["fields"]["text"]
    assert unnamed["options"] == [{"text": other, "delegations": []}]


def test_long_wordings_of_one_place_are_laid_in_one_too(room: Room) -> None:
    text = room.clause("OP 1")["text"]
    for who, year in (("KAZ", "second"), ("UZB", "third")):
        more = f" they shall also report on it to all others every {year} year;"
        made(room.propose(who, "OP 1", text=text + more, status="tabled"))
    (passage,) = (
        one for one in room.consolidation("OP 1")["fields"]["text"]["passages"] if one["alternatives"]
    )
    assert len(passage["alternatives"]) == 2
    (shared,) = passage["shared"]
    assert (shared["first"], shared["delegations"]) == (["KAZ"], ["KAZ", "UZB"])
    assert [
        (one["base"], one["alternatives"][0]["text"]) for one in shared["passages"] if one["alternatives"]
    ] == [("second", "third")]


def test_a_consolidation_measures_how_much_is_open(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.replace("UZB", "OP 1", "cooperate fully", "[cooperate fully]"))
    measures = room.consolidation("OP 1")["measures"]
    assert measures == {"brackets": 3, "depth": 1, "unbalanced": 0, "words": 10, "words_in_brackets": 4}
    whole = room.read("/api/documents/declaration/consolidation")
    assert whole["measures"]["brackets"] == 3
    assert whole["measures"]["words"] == sum(one["measures"]["words"] for one in whole["clauses"])


def test_two_revisions_compare_word_by_word(room: Room) -> None:
    first = room.clause("OP 1")["revision"]
    second = made(room.correct("OP 1", "2027", "2028"))["revision"]
    compared = room.read(room.path("OP 1", f"/comparison?from={first}&to={second}"), "UZB")
    assert (compared["old"], compared["new"]) == (first, second)
    assert compared["fields"]["text"]["marked"] == (
        "The Parties shall cooperate fully on water by [-2027-]{+2028+};"
    )
    back = room.read(room.path("OP 1", f"/comparison?from={second}&to={first}"), "UZB")
    assert back["fields"]["text"]["marked"].endswith("[-2028-]{+2027+};")
    assert room.read(room.path("OP 1", f"/comparison?from={first}&to={first}"))["fields"] == {}


def test_a_reading_compares_with_the_text_and_with_another_reading(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.replace("KAZ", "OP 1", "shall", "should"))
    made(room.replace("UZB", "OP 1", "2027", "2030"))
    one = room.read(room.path("OP 1", "/comparison?delegation=KAZ"), "TJK")
    assert one["fields"]["text"]["marked"] == (
        "The Parties [-shall-]{+should+} cooperate fully on water by [-2027-]{+2028+};"
    )
    two = room.read(room.path("OP 1", "/comparison?delegation=KAZ&delegation=UZB"), "TJK")
    assert (two["old"], two["new"]) == ("KAZ", "UZB")
    assert two["fields"]["text"]["marked"] == (
        "The Parties [-should-]{+shall+} cooperate fully on water by [-2028-]{+2030+};"
    )
    assert room.read(room.path("OP 1", "/comparison?delegation=TKM"), "TJK")["fields"] == {}


def test_a_comparison_names_what_nobody_sees_and_leaves_out_typography(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "by 2027", "by\u00a02028"))
    shown = room.read(room.path("OP 1", "/comparison?delegation=KAZ"))["fields"]["text"]
    assert [one["said"] for one in shown["unseen"]] == ["a no-break space (U+00A0) instead of a space"]
    assert shown["two_texts"] is False
    made(room.replace("UZB", "OP 1", "The Parties shall", "The  Parties should"))
    words = room.read(room.path("OP 1", "/comparison?delegation=UZB&typography=false"))["fields"]["text"]
    assert words["marked"] == "The  Parties [-shall-]{+should+} cooperate fully on water by 2027;"


def test_a_comparison_shows_moved_sentences_letters_and_two_texts(room: Room) -> None:
    first = "The Parties shall cooperate fully on water by 2027;"
    assert room.clause("OP 1")["text"] == first
    made(room.replace("KAZ", "OP 1", "cooperate", "cooperates"))
    shown = room.read(room.path("OP 1", "/comparison?delegation=KAZ&letters=true"))["fields"]["text"]
    (replaced,) = (one for one in shown["segments"] if one["op"] == "insert")
    assert [(part["op"], part["text"]) for part in replaced["letters"]] == [
        ("equal", "cooperate"),
        ("insert", "s"),
    ]
    made(room.replace("UZB", "OP 1", first, "Welcomes what was done in the basin of the Aral Sea;"))
    shown = room.read(room.path("OP 1", "/comparison?delegation=UZB"))["fields"]["text"]
    assert shown["two_texts"] is True


@pytest.mark.parametrize(
    ("query", "status", "problem"),
    [
        ("?delegation=KAZ&typography=perhaps", 422, "malformed-request"),
        ("", 422, "unknown-value"),
        ("?from={revision}", 422, "unknown-value"),
        ("?from={revision}&to=aaaaaaaaaaaaaaaa", 404, "not-there"),
        ("?from={revision}&to={other}", 404, "not-there"),
        ("?delegation=XYZ", 422, "unknown-value"),
        ("?delegation=KAZ&from={revision}", 422, "unknown-value"),
        ("?delegation=KAZ&delegation=UZB&delegation=TJK", 422, "malformed-request"),
        ("?from=nonsense&to={revision}", 422, "malformed-request"),
    ],
)
def test_a_comparison_says_what_it_compares(room: Room, query: str, status: int, problem: str) -> None:
    filled = query.format(revision=room.clause("OP 1")["revision"], other=room.clause("OP 3")["revision"])
    answer = room.ask("KAZ", "GET", room.path("OP 1", f"/comparison{filled}"))
    assert refusal(answer) == (status, problem)


def test_every_word_has_the_one_who_brought_it(room: Room) -> None:
    later = made(room.replace("KAZ", "OP 1", "2027", "2028"))
    softer = made(room.replace("UZB", "OP 1", "shall", "should"))
    made(room.decide("OP 1", choices=[1, 1]))
    made(room.decide("OP 1", text="The Parties should cooperate fully on clean water by 2028;"))
    stretches = room.read(room.path("OP 1", "/provenance"), "TKM")["fields"]["text"]
    assert "".join(one["text"] for one in stretches) == room.clause("OP 1")["text"]
    assert [
        (one["text"].strip(), one["by"], one["amendment"]) for one in stretches if one["by"] != "SEC"
    ] == [
        ("should", "UZB", softer["id"]),
        ("clean", "CHAIR", None),
        ("2028", "KAZ", later["id"]),
    ]
    assert {one["amendment"] for one in stretches if one["by"] == "SEC"} == {None}


def test_the_words_of_a_new_clause_are_brought_by_its_insertion(room: Room) -> None:
    inserted = made(room.insert("KAZ", "OP 1", "The Parties shall plant trees;", status="tabled"))
    made(room.decide("OP 1 bis", adopts=[inserted["id"]]))
    stretches = room.read(f"/api/clauses/{inserted['clause']}/provenance", "TKM")["fields"]["text"]
    assert [(one["by"], one["amendment"]) for one in stretches] == [("KAZ", inserted["id"])]


def test_tracking_counts_what_became_of_everything_a_delegation_tabled(room: Room) -> None:
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    refused = made(room.replace("KAZ", "OP 3", "Astana", "Almaty"))
    taken_back = made(room.replace("KAZ", "PP 2", "rivers", "waters"))
    made(room.replace("KAZ", "PP 1", "Recalling", "Noting"))
    made(room.replace("KAZ", "OP 4", "report", "report often", status="draft"))
    other = made(room.replace("UZB", "OP 4", "report", "report yearly"))
    made(room.join("KAZ", f"/api/amendments/{other['id']}"))
    made(room.decide("OP 1", choices=[1]))
    made(room.decide("OP 3", choices=[0], closes=[refused["id"]]))
    made(room.ask("KAZ", "POST", f"/api/amendments/{taken_back['id']}/withdraw"))
    tracked = room.read("/api/documents/declaration/tracking", "TKM")["items"]
    assert [one["delegation"] for one in tracked] == ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
    assert tracked[0] == {
        "delegation": "KAZ",
        "name": "Kazakhstan",
        "proposed": 4,
        "joined": 1,
        "adopted": 1,
        "partly": 0,
        "not_so_far": 1,
        "withdrawn": 1,
        "closed": 1,
        "words_brought": 1,
    }
