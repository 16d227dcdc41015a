"""POST /api/documents/{slug}/amendments: a new clause, which others amend once it is tabled."""

import pytest
from httpx2 import Response

from tests.app.cast import Room, made, refusal


def test_a_tabled_insertion_is_a_clause_at_once_and_not_yet_part_of_the_text(room: Room) -> None:
    amendment = made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;"))
    assert (amendment["kind"], amendment["status"], amendment["label"]) == ("insert", "tabled", "OP 3 bis")
    clause = room.clause("OP 3 bis", who="UZB")
    assert (clause["id"], clause["text"], clause["standing"]) == (
        amendment["clause"],
        "The Parties shall plant trees;",
        False,
    )
    assert room.consolidation("OP 3 bis")["inserted_by"] == ["KAZ"]


def test_insertions_after_one_clause_are_bis_ter_quater_in_order_of_tabling(room: Room) -> None:
    for who, text in (("KAZ", "First;"), ("UZB", "Second;"), ("TJK", "Third;")):
        made(room.insert(who, "OP 3", text))
    assert room.labels()[-5:] == ["OP 3", "OP 3 bis", "OP 3 ter", "OP 3 quater", "OP 4"]
    assert [room.clause(label)["text"] for label in room.labels()[-4:-1]] == ["First;", "Second;", "Third;"]


def test_a_clause_after_an_inserted_one_takes_the_next_ordinal(room: Room) -> None:
    made(room.insert("KAZ", "OP 3", "First;"))
    made(room.insert("UZB", "OP 3", "Second;"))
    assert made(room.insert("TJK", "OP 3 bis", "Between;"))["label"] == "OP 3 quater"
    assert room.labels()[-5:] == ["OP 3", "OP 3 bis", "OP 3 ter", "OP 3 quater", "OP 4"]


def test_a_draft_has_neither_number_nor_place_and_gets_both_when_it_is_tabled(room: Room) -> None:
    draft = made(room.insert("KAZ", "OP 3", "Mine;", status="draft"))
    made(room.insert("UZB", "OP 3", "Theirs;"))
    assert draft["label"] == ""
    tabled = made(room.ask("KAZ", "POST", f"/api/amendments/{draft['id']}/table"))
    assert tabled["label"] == "OP 3 ter"


def test_a_number_once_given_is_not_given_again_before_the_next_edition(room: Room) -> None:
    first = made(room.insert("KAZ", "OP 3", "First;"))
    made(room.ask("KAZ", "POST", f"/api/amendments/{first['id']}/withdraw"))
    assert made(room.insert("UZB", "OP 3", "Second;"))["label"] == "OP 3 ter"


def test_a_clause_goes_before_all_others_of_its_kind_or_to_the_very_beginning(room: Room) -> None:
    assert made(room.insert("KAZ", "Water", "First of all;", clause_kind="operative"))["label"] == "OP 0 bis"
    assert made(room.insert("KAZ", None, "Preamble", clause_kind="heading"))["label"] == ""
    assert room.labels()[:2] == ["Declaration on water", "Preamble"]


def test_a_sub_item_is_inserted_under_its_paragraph(room: Room) -> None:
    made(room.insert("KAZ", "OP 2 (a)", "on snow;"))
    made(room.insert("KAZ", "OP 3", "first of its kind;", clause_kind="sub_item"))
    assert room.labels()[4:10] == [
        "OP 1",
        "OP 2",
        "OP 2 (a)",
        "OP 2 (a bis)",
        "OP 2 (b)",
        "OP 3",
    ]
    assert room.labels()[10] == "OP 3 (0 bis)"


def test_an_agency_inserts_an_entry_with_its_fields(room: Room) -> None:
    fields = {"code": "CL-03", "title": "Green roofs", "budget": "[USD 1 million]"}
    answer = room.ask(
        "UNEP",
        "POST",
        "/api/documents/programme/amendments",
        after=room.clause("1.1")["id"],
        fields=fields,
        status="tabled",
    )
    assert made(answer)["label"] == "1.1 bis"
    assert room.clause("1.1 bis")["content"] == fields
    assert room.labels("programme")[1:5] == ["1", "1.1", "1.1 bis", "1.2"]


def test_others_amend_a_tabled_insertion_and_it_is_adopted_with_their_words(room: Room) -> None:
    inserted = made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;"))
    own = made(room.replace("UZB", "OP 3 bis", "trees", "many trees"))
    assert room.consolidation("OP 3 bis")["bracketed"] == "The Parties shall plant [many UZB] trees;"
    decided = made(room.decide("OP 3 bis", adopts=[inserted["id"]], choices=[1]))
    assert decided["clause"]["standing"]
    assert decided["clause"]["text"] == "The Parties shall plant many trees;"
    uptake = {one["amendment"]: (one["uptake"], one["status"]) for one in decided["outcomes"]}
    assert uptake == {inserted["id"]: ("adopted", "closed"), own["id"]: ("adopted", "closed")}


def test_editing_a_proposed_clause_carries_over_what_others_propose_on_it(room: Room) -> None:
    inserted = made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;"))
    own = made(room.replace("UZB", "OP 3 bis", "trees", "many trees"))
    base = room.clause("OP 3 bis")["revision"]
    made(
        room.ask(
            "KAZ",
            "PATCH",
            f"/api/amendments/{inserted['id']}",
            text="The Parties should plant trees;",
            base_revision=base,
        )
    )
    assert room.clause("OP 3 bis")["text"] == "The Parties should plant trees;"
    assert room.read(f"/api/amendments/{own['id']}")["outcome"] == "clean"
    assert room.consolidation("OP 3 bis")["bracketed"] == "The Parties should plant [many UZB] trees;"


def test_editing_a_proposed_clause_that_was_edited_meanwhile_is_refused(room: Room) -> None:
    inserted = made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;"))
    base = room.clause("OP 3 bis")["revision"]
    path = f"/api/amendments/{inserted['id']}"
    made(room.ask("KAZ", "PATCH", path, text="The Parties plant trees;", base_revision=base))
    again = room.ask("KAZ", "PATCH", path, text="The Parties plant a tree;", base_revision=base)
    assert refusal(again) == (409, "stale-base")
    assert again.json()["present_content"] == {"text": "The Parties plant trees;"}


def test_a_withdrawn_insertion_leaves_the_text_with_everything_proposed_on_it(room: Room) -> None:
    inserted = made(room.insert("KAZ", "OP 3", "The Parties shall plant trees;"))
    own = made(room.replace("UZB", "OP 3 bis", "trees", "many trees"))
    made(room.ask("KAZ", "POST", f"/api/amendments/{inserted['id']}/withdraw"))
    assert "OP 3 bis" not in room.labels()
    assert room.ask("UZB", "GET", f"/api/clauses/{inserted['clause']}").status_code == 200
    late = room.ask(
        "TJK",
        "POST",
        f"/api/clauses/{inserted['clause']}/amendments",
        base_revision=own["base_revision"],
        text="The Parties sleep;",
    )
    assert refusal(late) == (409, "wrong-status")


@pytest.mark.parametrize(
    ("after", "members", "status", "problem"),
    [
        ("OP 3", {"clause_kind": "title"}, 422, "wrong-place"),  # there is one already
        (
            "OP 3",
            {"clause_kind": "entry", "text": None, "fields": {"title": "x", "code": "y"}},
            422,
            "wrong-place",
        ),
        ("OP 2 (a)", {"clause_kind": "operative"}, 422, "wrong-place"),
        ("Water", {"clause_kind": "sub_item"}, 422, "wrong-place"),
        (None, {}, 422, "wrong-place"),  # of what kind?
        ("OP 3", {"text": None}, 422, "empty-text"),
        ("OP 3", {"text": " ; "}, 422, "empty-text"),
        ("OP 3", {"text": None, "fields": {"budget": "USD 1"}}, 422, "unknown-field"),
        ("OP 3", {"language": "ru"}, 422, "wrong-language"),
    ],
)
def test_what_cannot_stand_there_is_refused(
    room: Room, after: str | None, members: dict[str, object], status: int, problem: str
) -> None:
    before = room.labels()
    answer = room.ask(
        "KAZ",
        "POST",
        "/api/documents/declaration/amendments",
        **{
            "after": room.clause(after)["id"] if after else None,
            "text": "New;",
            "status": "tabled",
            **members,
        },
    )
    assert refusal(answer) == (status, problem)
    assert room.labels() == before


def test_a_clause_of_another_document_or_out_of_the_text_cannot_be_followed(room: Room) -> None:
    def insert_after(clause: str) -> Response:
        path = "/api/documents/declaration/amendments"
        return room.ask("KAZ", "POST", path, after=clause, text="New;")

    foreign = room.clause("1", document="programme")
    assert refusal(insert_after(foreign["id"])) == (422, "wrong-place")
    dropped = made(room.insert("KAZ", "OP 3", "Gone;"))
    made(room.ask("KAZ", "POST", f"/api/amendments/{dropped['id']}/withdraw"))
    assert refusal(insert_after(dropped["clause"])) == (422, "wrong-place")


@pytest.mark.parametrize("who", ["UNEP", "ADB", "CHAIR", "SEC"])
def test_who_does_not_negotiate_the_declaration_inserts_nothing(room: Room, who: str) -> None:
    assert refusal(room.insert(who, "OP 3", "New;")) == (403, "not-permitted")
