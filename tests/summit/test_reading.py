"""Reading: lists in parts, comparisons, who brought what, and what an export may hold."""

import zipfile
from io import BytesIO

from sqlalchemy import event

from app.database import Store
from app.main import create_app
from documents import errors
from tests.app.serving import SLUG
from tests.summit.room import Room


def test_a_list_read_in_parts_skips_and_repeats_nothing_while_others_write(room: Room) -> None:
    for label in ("OP 1", "OP 4", "OP 8", "OP 9"):
        room.table("KAZ", label, room.clause(label)["text"].split()[0], "Agree")
    first = room.ask("UZB", "GET", "/api/amendments?limit=2").json()
    room.table("TKM", "OP 4", "2027", "2029")
    second = room.ask("UZB", "GET", f"/api/amendments?limit=2&cursor={first['next']}").json()
    third = room.ask("UZB", "GET", f"/api/amendments?limit=2&cursor={second['next']}").json()
    ids = [one["id"] for part in (first, second, third) for one in part["items"]]
    assert (len(ids), len(set(ids)), third["next"]) == (5, 5, None)
    refused = room.ask("UZB", "GET", "/api/amendments?cursor=%25%25")
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/unknown-value")


def test_readings_and_revisions_compare_word_by_word(room: Room) -> None:
    clause = room.clause("OP 4")
    room.table("KAZ", "OP 4", "2027", "2028")
    room.table("UZB", "OP 4", "Undertake", "Agree")
    path = f"/api/clauses/{clause['id']}/comparison"
    own = room.ask("TKM", "GET", f"{path}?delegation=KAZ").json()
    assert "[-2027-]{+2028+}" in own["fields"]["text"]["marked"]
    two = room.ask("TKM", "GET", f"{path}?delegation=KAZ&delegation=UZB").json()["fields"]["text"]["marked"]
    assert two.startswith("[-Undertake-]{+Agree+}")
    assert "[-2028-]{+2027+}" in two
    decided = room.decide("OP 4", choices=[0, 1]).json()
    pair = f"{path}?from={clause['revision']}&to={decided['clause']['revision']}"
    assert "[-2027-]{+2028+}" in room.ask("TKM", "GET", pair).json()["fields"]["text"]["marked"]
    assert room.ask("TKM", "GET", path).status_code == 422


def test_every_word_of_the_text_has_one_bringer_and_the_sums_are_exact(room: Room) -> None:
    room.table("KAZ", "OP 4", "2027", "2028")
    room.table("UZB", "OP 4", "Undertake", "Commit ourselves jointly")
    room.decide("OP 4", choices=[1, 1])
    clause = room.clause("OP 4")
    origins = room.ask("TKM", "GET", f"/api/clauses/{clause['id']}/provenance").json()["fields"]["text"]
    assert "".join(one["text"] for one in origins) == clause["text"]
    brought = {one["by"]: one["text"].strip() for one in origins if one["by"] != "SEC"}
    assert brought == {"KAZ": "2028", "UZB": "Commit ourselves jointly"}
    tracking = room.ask("TKM", "GET", f"/api/documents/{SLUG}/tracking").json()["items"]
    rows = {one["delegation"]: one for one in tracking}
    assert (rows["UZB"]["words_brought"], rows["UZB"]["adopted"]) == (3, 1)
    assert (rows["KAZ"]["words_brought"], rows["TKM"]["proposed"]) == (1, 0)


def test_a_draft_is_in_no_file_and_a_tabled_text_is_tracked_under_its_delegation(room: Room) -> None:
    room.table("KAZ", "OP 4", "without delay", "furtively", status="draft")
    room.table("UZB", "OP 4", "without delay", "instantly")
    for form in ("clean", "consolidated", "tracked"):
        answer = room.ask("KAZ", "GET", f"/api/documents/{SLUG}/export.docx?form={form}")
        assert answer.status_code == 200
        with zipfile.ZipFile(BytesIO(answer.content)) as file:
            written = "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
        assert "furtively" not in written
        assert ("instantly" in written) == (form != "clean")
        assert ('w:author="UZB"' in written) == (form == "tracked")
    other = room.ask("KAZ", "GET", f"/api/documents/{SLUG}/export.docx?form=tracked&language=ru")
    assert (other.status_code, other.json()["type"]) == (422, "/problems/wrong-language")
    assert room.ask("KAZ", "GET", f"/api/documents/{SLUG}/export.docx?language=ru").status_code == 200


def test_attribution_is_by_codes_by_names_or_left_out(room: Room) -> None:
    room.table("UZB", "OP 4", "2027", "2029")
    path = f"/api/clauses/{room.clause('OP 4')['id']}/consolidation"
    shown = {
        how: room.ask("KAZ", "GET", f"{path}?attribution={how}").json() for how in ("codes", "names", "none")
    }
    assert "[2029 UZB]" in shown["codes"]["bracketed"]
    assert "[2029 Uzbekistan]" in shown["names"]["bracketed"]
    assert "[2029]" in shown["none"]["bracketed"]
    assert shown["none"]["amendments"] == []


def test_the_number_of_queries_does_not_grow_with_what_is_read(room: Room, database_url: str) -> None:
    store: Store = room.client.app.state.store  # type: ignore[attr-defined]
    statements: list[str] = []

    @event.listens_for(store.engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    def count(path: str) -> int:
        statements.clear()
        assert room.ask("KAZ", "GET", path).status_code == 200
        return len(statements)

    paths = (
        f"/api/documents/{SLUG}/clauses?limit=500",
        f"/api/documents/{SLUG}/consolidation",
        f"/api/documents/{SLUG}/tracking",
        "/api/amendments?limit=500",
        f"/api/clauses/{room.clause('OP 4')['id']}/consolidation",
        f"/api/documents/{SLUG}/export.docx?form=tracked",
    )
    room.table("KAZ", "OP 4", "2027", "2028")
    few = {path: count(path) for path in paths}
    for label in ("OP 1", "OP 5", "OP 8", "OP 9", "OP 11"):
        for who, word in (("KAZ", "Agree"), ("UZB", "Resolve"), ("TKM", "Encourage")):
            room.table(who, label, room.clause(label)["text"].split()[0], word)
    assert {path: count(path) for path in paths} == few


def test_every_rule_has_a_status_and_a_page_that_explains_it(room: Room) -> None:
    from app.errors import Failed, status_of  # beside the walk that it serves

    def below(rule: type[errors.BrokenRule]) -> list[type[errors.BrokenRule]]:
        return [rule, *(deeper for one in rule.__subclasses__() for deeper in below(one))]

    rules = [rule for rule in below(errors.BrokenRule) if rule is not errors.BrokenRule]
    assert len(rules) > 20
    for rule in rules:
        # What nobody has foreseen is the server's fault; every other rule is for whoever asks.
        assert (status_of(rule) == 500) if rule is Failed else (400 <= status_of(rule) < 500), rule
        if rule.__module__ == errors.__name__:
            assert room.client.get(f"/problems/{rule.slug()}").json()["title"] == rule.title


def test_the_description_of_the_api_names_each_route_once_and_says_what_it_does() -> None:
    paths = create_app().openapi()["paths"]
    summaries = [
        operation.get("description") for operations in paths.values() for operation in operations.values()
    ]
    assert len(summaries) > 30
    assert all(summaries)
