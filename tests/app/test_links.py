"""Links between documents: made on texts that were read, to be checked when these change, seen from both ends."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from app.models import DocumentRow, ParticipationRow
from tests.app.cast import Room, made, refusal
from tests.app.linked import at, check, ends, link, linked
from tests.app.test_queries import counted


def of_clause(room: Room, label: str, who: str = "KAZ", query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = room.read(room.path(label, f"/links{query}"), who)["items"]
    return items


def events(room: Room, who: str = "SEC") -> list[str]:
    return [one["what"] for one in room.read("/api/events?limit=500", who)["items"]]


def decide(room: Room, label: str, text: str) -> dict[str, Any]:
    return made(room.decide(label, text=text))


def leave(room: Room, who: str, document: str) -> None:
    """Let a delegation take no part in a document any more."""
    with room.app.state.store.engine.begin() as connection:
        home = DocumentRow.__table__
        row = ParticipationRow.__table__
        [one] = connection.execute(home.select().where(home.c.slug == document)).all()
        connection.execute(row.delete().where(row.c.document_id == one.id, row.c.delegation == who))


def test_a_link_is_read_from_both_its_ends(room: Room) -> None:
    one = linked(room)
    assert (one["entry"]["label"], one["entry"]["text"]) == ("1.1", "Watching glaciers")
    assert (one["ground"]["label"], one["ground"]["document"]) == ("OP 1", "declaration")
    assert (one["made_by"], one["checked_by"], one["is_to_be_checked"]) == ("SEC", "SEC", False)
    for who in ("KAZ", "UNEP", "ADB", "CHAIR"):
        assert of_clause(room, "1.1", who) == of_clause(room, "OP 1", who) == [one]
        assert room.read(at(one), who) == one
    assert of_clause(room, "OP 2") == []


@pytest.mark.parametrize(
    ("entry", "ground", "refused"),
    [
        ("OP 1", "1.1", (422, "unacceptable")),
        ("1.1", "1.2", (422, "unacceptable")),
        ("1.1", "Water", (422, "unacceptable")),
        ("1.1", "Declaration on water", (422, "unacceptable")),
        ("1", "OP 1", (422, "unacceptable")),
    ],
)
def test_a_link_leads_from_an_entry_to_a_paragraph_of_another_document(
    room: Room, entry: str, ground: str, refused: tuple[int, str]
) -> None:
    assert refusal(link(room, entry, ground)) == refused
    assert "clauses linked" not in events(room)


def test_preambular_paragraphs_and_sub_items_are_grounds_too(room: Room) -> None:
    for ground in ("PP 1", "OP 2 (a)"):
        assert linked(room, "1.1", ground)["ground"]["label"] == ground


@pytest.mark.parametrize("who", ["KAZ", "UZB", "UNEP", "ADB", "CHAIR"])
def test_the_secretariat_alone_keeps_links(room: Room, who: str) -> None:
    one = linked(room)
    assert refusal(link(room, "1.2", "OP 1", who)) == (403, "not-permitted")
    assert refusal(check(room, one, who=who)) == (403, "not-permitted")
    assert refusal(room.ask(who, "DELETE", at(one))) == (403, "not-permitted")


def test_what_was_not_read_is_not_linked(room: Room) -> None:
    old = ends(room, "1.1", "OP 1")
    for left_out in ("entry_revision", "ground_revision"):
        assert refusal(link(room, "1.1", "OP 1", **{left_out: None})) == (428, "base-not-named")
    decide(room, "OP 1", "The Parties shall cooperate;")
    stale = room.ask("SEC", "POST", "/api/links", links=[old])
    assert refusal(stale) == (409, "stale-base")
    assert stale.json()["present_ground_revision"] == room.clause("OP 1")["revision"]
    assert stale.json()["detail"].startswith("OP 1 has changed")
    assert refusal(link(room, "1.1", "OP 2", ground_under=[])) == (409, "stale-base")
    made(link(room, "1.1", "OP 2", ground_under=[room.clause(f"OP 2 ({one})")["revision"] for one in "ab"]))


def test_a_clause_that_is_not_there_is_not_linked(room: Room) -> None:
    for end in ("entry", "ground"):
        refused = link(room, "1.1", "OP 1", **{end: "a" * 16})
        assert (refusal(refused), refused.json()["field"]) == ((422, "unknown-value"), end)
    assert refusal(room.ask("SEC", "POST", "/api/links", links=[])) == (422, "malformed-request")
    draft = made(room.insert("KAZ", "OP 1", "The Parties shall rest;", status="draft"))
    hidden = link(room, "1.1", "OP 1", ground=draft["clause"])
    assert refusal(hidden) == (422, "unknown-value")


def test_several_links_are_made_together_or_none(room: Room) -> None:
    pairs = [ends(room, "1.1", "OP 1"), ends(room, "1.2", "OP 1")]
    wrong = {**ends(room, "1.1", "OP 3"), "ground_revision": pairs[0]["ground_revision"]}
    assert refusal(room.ask("SEC", "POST", "/api/links", links=[*pairs, wrong])) == (409, "stale-base")
    assert of_clause(room, "OP 1") == []
    both = made(room.ask("SEC", "POST", "/api/links", links=pairs))["items"]
    assert [one["entry"]["label"] for one in both] == ["1.1", "1.2"]


def test_linking_twice_changes_nothing(room: Room) -> None:
    one = linked(room)
    before = events(room)
    assert linked(room) == one
    assert events(room) == before


def test_a_repeated_request_links_once(room: Room) -> None:
    body = {"links": [ends(room, "1.1", "OP 1")]}
    first, second = (
        room.ask("SEC", "POST", "/api/links", headers={"Idempotency-Key": "one"}, body=body) for _ in range(2)
    )
    assert made(first) == made(second)
    assert second.headers["Idempotent-Replay"] == "true"


@pytest.mark.parametrize(
    ("label", "text", "side"), [("OP 1", "The Parties shall cooperate;", "ground"), ("1.1", None, "entry")]
)
def test_a_link_is_to_be_checked_when_an_end_reads_otherwise_and_no_longer_when_the_words_are_back(
    room: Room, label: str, text: str | None, side: str
) -> None:
    one = linked(room)
    other = {"ground": "entry", "entry": "ground"}[side]
    decided = made(
        room.decide(label, text=text) if text else room.decide(label, fields={"budget": "USD 9 million"})
    )
    shown = room.read(at(one))
    assert (shown["is_to_be_checked"], shown[side]["has_changed"], shown[other]["has_changed"]) == (
        True,
        True,
        False,
    )
    assert of_clause(room, "1.1") == of_clause(room, "OP 1") == [shown]
    made(room.undo(label, decided["id"]))
    assert not room.read(at(one))["is_to_be_checked"]


def test_an_amendment_alone_changes_nothing(room: Room) -> None:
    one = linked(room)
    made(room.replace("KAZ", "OP 1", "2027", "2028"))
    made(room.propose("UNEP", "1.1", fields={"budget": "USD 9 million"}))
    assert room.read(at(one)) == one


def test_the_secretariats_own_correction_counts_as_any_change(room: Room) -> None:
    one = linked(room)
    made(room.correct("OP 1", "fully", "wholly"))
    assert room.read(at(one))["is_to_be_checked"]


def test_a_paragraph_says_what_its_sub_items_say(room: Room) -> None:
    whole, part, other = (linked(room, "1.1", ground) for ground in ("OP 2", "OP 2 (a)", "OP 2 (b)"))
    made(room.correct("OP 2 (a)", "air", "clean air"))
    assert [room.read(at(one))["is_to_be_checked"] for one in (whole, part, other)] == [True, True, False]
    made(check(room, whole, part))
    added = made(
        room.ask(
            "UZB",
            "POST",
            "/api/documents/declaration/amendments",
            after=room.clause("OP 2 (b)")["id"],
            clause_kind="sub_item",
            text="on forests;",
            status="tabled",
        )
    )
    assert not room.read(at(whole))["is_to_be_checked"]
    made(room.decide("on forests;", adopts=[added["id"]]))
    assert room.read(at(whole))["is_to_be_checked"]


def test_a_check_is_against_the_texts_that_are_named(room: Room) -> None:
    one = linked(room)
    old = room.clause("OP 1")["revision"]
    decide(room, "OP 1", "The Parties shall cooperate;")
    assert refusal(check(room, one, ground_revision=old)) == (409, "stale-base")
    assert refusal(check(room, one, ground_revision=None)) == (428, "base-not-named")
    [checked] = made(check(room, one))["items"]
    assert (checked["is_to_be_checked"], checked["ground"]["checked_revision"]) == (
        False,
        room.clause("OP 1")["revision"],
    )
    assert checked["checked_at"] > one["checked_at"]
    before = events(room)
    made(check(room, one))  # nothing is to be checked
    assert events(room) == before
    assert before[-1] == "link checked"


def test_several_links_are_checked_together_or_none(room: Room) -> None:
    one, other = linked(room), linked(room, "1.2", "OP 1")
    decide(room, "OP 1", "The Parties shall cooperate;")
    made(room.ask("SEC", "DELETE", at(other)))
    assert refusal(check(room, one, other)) == (409, "wrong-status")
    assert room.read(at(one))["is_to_be_checked"]
    assert refusal(check(room, one, one)) == (422, "unacceptable")
    missing = room.ask("SEC", "POST", "/api/links/checks", links=[{"link": "a" * 16}])
    assert refusal(missing) == (404, "not-there")


def test_a_link_is_removed_and_stays_in_the_record(room: Room) -> None:
    one = linked(room)
    gone = made(room.ask("SEC", "DELETE", at(one)))
    assert (gone["removed_by"], gone["is_to_be_checked"]) == ("SEC", False)
    assert of_clause(room, "OP 1") == []
    assert of_clause(room, "OP 1", query="?removed=true") == [gone] == [room.read(at(one))]
    before = events(room)
    assert made(room.ask("SEC", "DELETE", at(one))) == gone
    assert events(room) == before
    assert linked(room)["id"] != one["id"]


def test_an_end_that_leaves_the_text_is_to_be_checked_and_covers_nothing(room: Room) -> None:
    one = linked(room, "1.1", "OP 4")
    assert "OP 4" not in [lonely["label"] for lonely in room.read("/api/links")["without_action"]]
    deletion = made(room.propose("KAZ", "OP 4", kind="delete"))
    decided = made(room.decide("OP 4", adopts=[deletion["id"]]))
    shown = room.read(at(one), "KAZ")
    assert (shown["is_to_be_checked"], shown["ground"]["state"]) == (True, "removed")
    assert "1.1" in [lonely["label"] for lonely in room.read("/api/links")["without_ground"]]
    assert refusal(check(room, one)) == (409, "wrong-status")
    path = f"/api/clauses/{one['ground']['id']}/decisions"
    made(room.ask("CHAIR", "POST", path, undoes=decided["id"]))
    assert not room.read(at(one))["is_to_be_checked"]


def test_a_proposed_clause_is_linked_and_covers_nothing_before_it_stands(room: Room) -> None:
    new = made(room.insert("UZB", "OP 1", "The Parties shall rest;"))
    one = linked(room, "1.1", "OP 1 bis")
    assert one["ground"]["state"] == "proposed"
    assert "1.1" in [lonely["label"] for lonely in room.read("/api/links")["without_ground"]]
    made(room.decide("OP 1 bis", adopts=[new["id"]]))
    report = room.read("/api/links")
    assert report["links"] == [{**one, "ground": {**one["ground"], "state": "standing"}}]
    assert "1.1" not in [lonely["label"] for lonely in report["without_ground"]]


def test_the_report_tells_declarations_without_action_and_actions_without_ground(room: Room) -> None:
    one, other = linked(room, "1.2", "OP 2 (a)"), linked(room, "1.1", "OP 1")
    linked(room, "1.1", "PP 1")
    report = room.read("/api/links", "KAZ")
    assert [(link["entry"]["label"], link["ground"]["label"]) for link in report["links"]] == [
        ("1.1", "PP 1"),
        ("1.1", "OP 1"),
        ("1.2", "OP 2 (a)"),
    ]
    assert [lonely["label"] for lonely in report["without_action"]] == ["OP 2 (b)", "OP 3", "OP 4"]
    assert [(lonely["label"], lonely["text"]) for lonely in report["without_ground"]] == [
        ("2.1", "Better seeds")
    ]
    assert report["documents"] == ["declaration", "programme"]
    made(room.correct("OP 2 (a)", "air", "clean air"))
    assert [link["id"] for link in room.read("/api/links?to_check=true", "KAZ")["links"]] == [one["id"]]
    alone = room.read("/api/links?document=programme", "KAZ")
    assert (alone["without_action"], len(alone["links"])) == ([], 3)
    assert room.read("/api/links?document=declaration")["without_ground"] == []
    assert refusal(room.ask("KAZ", "GET", "/api/links?document=budget")) == (404, "not-there")
    assert other in report["links"]


def test_the_report_as_a_spreadsheet(room: Room) -> None:
    linked(room)
    decide(room, "OP 1", f"=1+1 and ⟦{room.clause('OP 4')['id']}⟧;")
    made(room.decide("1.2", fields={"declaration": "OP 3, OP 77"}))
    answer = room.ask("KAZ", "GET", "/api/links.xlsx")
    assert "documents-links.xlsx" in answer.headers["content-disposition"]
    book = load_workbook(BytesIO(answer.content))
    rows = {sheet.title: [[cell or "" for cell in row] for row in sheet.values] for sheet in book.worksheets}
    [_, row] = rows["Links"]
    assert row[:6] == ["RES2026/PRO", "1.1", "Watching glaciers", "RES2026/DEC", "OP 1", "=1+1 and OP 4;"]
    assert row[6] == "to be checked: OP 1 has changed"
    assert [row[1] for row in rows["Without action"]] == ["Clause", "OP 2", "OP 3", "OP 4"]
    assert [row[1] for row in rows["Without ground"]] == ["Clause", "1.2", "2.1"]
    assert [row[3:] for row in rows["Named, not linked"]] == [
        ["Names", "What that is"],
        ["OP 3", "The Parties shall meet in Astana every year;"],
        ["OP 77", "no clause is called so"],
    ]
    own = room.ask("KAZ", "GET", "/api/links.xlsx?document=programme")
    assert "RES2026-PRO-links.xlsx" in own.headers["content-disposition"]


def test_what_an_entry_names_in_its_own_field_is_offered(room: Room) -> None:
    third = room.clause("OP 3")
    field = f"⟦{third['id']}⟧, OP2 (a) and (b); п. 4, PP 1, [OP 1], OP 99, ⟦{'a' * 16}⟧"
    made(room.decide("1.1", fields={"declaration": field}))
    linked(room, "1.1", "OP 3")
    [offered] = room.read("/api/links/named", "KAZ")["items"]
    assert (offered["entry"]["label"], offered["entry_revision"]) == ("1.1", room.clause("1.1")["revision"])
    read = [(one["words"], (one["ground"] or {}).get("label"), one["why"]) for one in offered["named"]]
    assert read == [
        ("OP 3", "OP 3", ""),
        ("OP2 (a)", "OP 2 (a)", ""),
        ("(b)", "OP 2 (b)", ""),
        ("п. 4", "OP 4", ""),
        ("PP 1", "PP 1", ""),
        ("[OP 1]", None, "in brackets"),
        ("OP 99", None, "no clause is called so"),
        ("a cross-reference", None, "what it refers to is not in the text"),
    ]
    assert [bool(one["link"]) for one in offered["named"]] == [True, *[False] * 7]
    new = [
        {
            "entry": offered["entry"]["id"],
            "ground": one["ground"]["id"],
            "entry_revision": offered["entry_revision"],
            "ground_revision": one["ground_revision"],
            "ground_under": one["ground_under"],
        }
        for one in offered["named"]
        if one["ground"]
    ]
    assert len(made(room.ask("SEC", "POST", "/api/links", links=new))["items"]) == 5
    assert room.read("/api/links/named?document=declaration")["items"] == []


def test_a_link_is_not_there_for_who_sees_one_end_alone(room: Room) -> None:
    one = linked(room)
    made(room.decide("1.1", fields={"declaration": f"⟦{room.clause('OP 2')['id']}⟧"}))
    leave(room, "UNEP", "declaration")
    for path in (at(one), f"/api/clauses/{one['ground']['id']}/links", "/api/links?document=declaration"):
        assert refusal(room.ask("UNEP", "GET", path)) == (404, "not-there")
    assert of_clause(room, "1.1", "UNEP") == of_clause(room, "1.1", "UNEP", "?removed=true") == []
    report = room.read("/api/links", "UNEP")
    assert report == {"documents": ["programme"], "links": [], "without_action": [], "without_ground": []}
    assert room.read("/api/links/named", "UNEP")["items"] == []
    assert "clauses linked" not in events(room, "UNEP")
    history = room.read(room.path("1.1", "/history"), "UNEP")["items"]
    assert not [told for told in history if "link" in told["sentence"]]
    book = load_workbook(BytesIO(room.ask("UNEP", "GET", "/api/links.xlsx").content))
    assert [len(list(sheet.values)) for sheet in book.worksheets] == [1, 1, 1, 1]
    assert "clauses linked" in events(room, "KAZ")


def test_the_history_of_both_ends_tells_of_the_link(room: Room) -> None:
    one = linked(room)
    made(room.correct("OP 1", "fully", "wholly"))
    made(check(room, one))
    made(room.ask("SEC", "DELETE", at(one)))
    for label, other in (("1.1", "OP 1"), ("OP 1", "1.1")):
        told = [item["sentence"] for item in room.read(room.path(label, "/history"), "KAZ")["items"]]
        assert [sentence for sentence in told if other in sentence] == [
            f"Secretariat linked it with {other}.",
            f"Secretariat checked the link with {other}.",
            f"Secretariat removed the link with {other}.",
        ]


def test_the_report_asks_as_often_for_few_links_as_for_many(room: Room) -> None:
    paths = ("/api/links", "/api/links/named", "/api/links.xlsx", room.path("1.1", "/links"))

    def questions() -> list[int]:
        found = []
        for path in paths:
            with counted(room) as sent:
                assert room.ask("KAZ", "GET", path).status_code == 200
            found.append(len(sent))
        return found

    linked(room)
    made(room.decide("1.1", fields={"declaration": "OP 1"}))
    room.read("/api/links", "KAZ")
    few = questions()
    for number in range(12):
        new = made(room.insert("UZB", "OP 4", f"The Parties meet {number} times;"))
        made(room.decide(f"The Parties meet {number} times;", adopts=[new["id"]]))
        linked(room, "1.1", f"The Parties meet {number} times;")
        linked(room, "1.2", f"The Parties meet {number} times;")
    made(room.decide("1.2", fields={"declaration": "OP 1, OP 2, OP 3"}))
    assert questions() == few
    assert max(few) < 25
