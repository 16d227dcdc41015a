"""Writing through forms: the round trip, and every refusal with the typed words kept."""

import re
from html import unescape

import pytest

from app.models import AmendmentRow
from tests.pages.conftest import Site
from tests.pages.form_inputs import form_on, inputs_of
from tests.pages.negotiation import DECLARATION


def test_an_amendment_is_tabled_and_seen_by_all(site: Site) -> None:
    client = site.client_of("KGZ")
    path = site.clause("op-transition", "/propose")
    form = form_on(client, path)
    form["field.text"] = form["field.text"].replace("at least 35", "at least 40")
    form["rationale"] = "First line.\r\nSecond line."
    answer = client.post(path, data={**form, "do": "table"})
    assert answer.status_code == 303
    assert answer.headers["location"] == site.clause("op-transition", "?done=tabled")
    assert "Your amendment is tabled" in client.get(answer.headers["location"]).text
    page = site.client_of("UZB").get(site.clause("op-transition")).text
    assert "First line.\nSecond line." in page


def test_the_same_form_sent_twice_creates_once(site: Site) -> None:
    client = site.client_of("KGZ")
    path = site.clause("op-transition", "/propose")
    form = {**form_on(client, path), "do": "table"}
    form["field.text"] = form["field.text"].replace("at least 35", "at least 40")
    for _ in range(2):
        assert client.post(path, data=form).status_code == 303
    with site.negotiation.store.reading() as session:
        own = session.query(AmendmentRow).filter_by(
            clause_id=site.negotiation.clauses["op-transition"], delegation="KGZ"
        )
        assert own.count() == 1


def test_a_draft_is_kept_then_edited_then_tabled(site: Site) -> None:
    client = site.client_of("KGZ")
    path = site.clause("op-transition", "/propose")
    form = form_on(client, path)
    form["field.text"] = form["field.text"].replace("at least 35", "at least 41")
    client.post(path, data={**form, "do": "draft"})
    assert ">41<" not in site.client_of("UZB").get(site.clause("op-transition")).text
    page = client.get(site.clause("op-transition")).text
    assert "41" in page
    edit = re.findall(r'href="(/amendments/\w+/edit)"', page)[0]
    form = form_on(client, edit)
    assert "at least 41" in form["field.text"]
    form["field.text"] = form["field.text"].replace("at least 41", "at least 42")
    assert client.post(edit, data={**form, "do": "keep"}).headers["location"].endswith("?done=edited")
    assert client.post(edit.replace("/edit", "/table")).headers["location"].endswith("?done=tabled")
    assert "42" in site.client_of("UZB").get(site.clause("op-transition")).text


def test_a_draft_is_tabled_from_its_form_with_what_stands_there_or_withdrawn(site: Site) -> None:
    client = site.client_of("KGZ")
    path = site.clause("op-transition", "/propose")
    for n, written in enumerate(("at least 41", "at least 42")):
        form = form_on(client, path)
        form["field.text"] = form["field.text"].replace("at least 35", "at least 41")
        client.post(path, data={**form, "do": "draft"})
        [edit] = re.findall(r'href="(/amendments/\w+/edit)"', client.get(site.clause("op-transition")).text)
        form = form_on(client, edit)
        form["field.text"] = form["field.text"].replace("at least 41", written)
        assert client.post(edit, data={**form, "do": "table"}).headers["location"].endswith("?done=tabled")
        page = site.client_of("UZB").get(site.clause("op-transition")).text
        assert f">{written[-2:]}<" in page or f" {written[-2:]}<" in page
        [leave] = re.findall(r'formaction="(/amendments/\w+/withdraw)"', client.get(edit).text)
        assert client.post(leave, data=form).headers["location"].endswith("?done=withdrawn"), n


def test_the_difference_is_shown_before_anything_is_kept(site: Site) -> None:
    client = site.client_of("KGZ")
    path = site.clause("op-transition", "/propose")
    form = form_on(client, path)
    form["field.text"] = form["field.text"].replace("economies", "and just economies")
    answer = client.post(path, data={**form, "do": "mark"})
    assert answer.status_code == 200
    assert "Your words, marked against the present text" in answer.text
    assert "and just" in inputs_of(answer.text)["field.text"]


def test_an_amendment_that_changes_nothing_visible_says_in_words_what_it_changes(site: Site) -> None:
    client = site.client_of("KGZ")
    path = site.clause("op-transition", "/propose")
    form = form_on(client, path)
    form["field.text"] = form["field.text"].replace(" by 2030", "\u00a0by 2030", 1)
    assert client.post(path, data={**form, "do": "table"}).status_code == 303
    page = client.get(site.clause("op-transition")).text
    assert "Unseen: a no-break space (U+00A0) instead of a space." in page


def test_an_amendment_can_be_read_out_from_its_page(site: Site) -> None:
    client = site.client_of("KGZ")
    path = site.clause("op-transition", "/propose")
    form = form_on(client, path)
    form["field.text"] = form["field.text"].replace("resilient economies", "resilient and just economies")
    assert client.post(path, data={**form, "do": "table"}).status_code == 303
    page = unescape(client.get(site.clause("op-transition")).text)
    assert "In OP 1, after “resilient” insert “and just” (KGZ)." in page


def test_a_sentence_that_only_went_elsewhere_is_not_shown_as_struck(site: Site) -> None:
    client = site.client_of("KGZ")
    path = site.clause("op-transition", "/propose")
    form = form_on(client, path)
    added = "The Parties report on it every second year."
    form["field.text"] = f"{added} {form['field.text']}"
    assert client.post(path, data={**form, "do": "table"}).status_code == 303
    with site.negotiation.store.writing() as session:
        site.negotiation.decide(session, "op-transition", 1, 0)
    form = form_on(client, path)
    form["field.text"] = form["field.text"].removeprefix(f"{added} ") + f" {added}"
    assert client.post(path, data={**form, "do": "table"}).status_code == 303
    page = client.get(site.clause("op-transition")).text
    assert "moved elsewhere: " in page
    assert "moved here from elsewhere: " in page


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        (lambda text: text, 422, "Your text equals the present one"),
        (lambda text: "", 422, ""),
        (lambda text: text + "\x07", 422, ""),
        (lambda text: "word " * 20_001, 413, ""),
    ],
    ids=["unchanged", "empty", "control character", "too long"],
)
def test_a_refusal_keeps_the_typed_words(site: Site, change: object, status: int, sentence: str) -> None:
    client = site.client_of("KGZ")
    path = site.clause("op-transition", "/propose")
    form = form_on(client, path)
    form["field.text"] = change(form["field.text"])  # type: ignore[operator]
    form["rationale"] = "Kept as well"
    answer = client.post(path, data={**form, "do": "table"})
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert sentence in unescape(answer.text)
    assert inputs_of(answer.text)["rationale"] == "Kept as well"
    if status != 413:
        assert inputs_of(answer.text)["field.text"] == form["field.text"]


def test_words_typed_on_a_text_that_has_moved_on_are_carried_over_and_none_is_lost(site: Site) -> None:
    it = site.negotiation
    client = site.client_of("KGZ")
    path = site.clause("op-hydrodata", "/propose")
    form = form_on(client, path)
    form["field.text"] = form["field.text"].replace("30 June 2027", "31 December 2027")
    with it.store.writing() as session:
        it.decide(session, "op-hydrodata", 1, 0, 0, 0)
    answer = client.post(path, data={**form, "do": "table"})
    assert answer.status_code == 409
    for said in ("The text has moved on", "fit into the present text", "What changed", "Present text"):
        assert said in answer.text
    kept = inputs_of(answer.text)
    assert kept["field.text"] == form["field.text"].replace("to create a", "to consider creating a")
    as_typed = form["field.text"].removeprefix("Decide")
    assert as_typed in unescape(answer.text)
    assert kept["base_revision"] != form["base_revision"]
    assert client.post(path, data={**kept, "do": "table"}).status_code == 303


def test_where_the_present_text_wants_the_same_words_otherwise_both_are_named(site: Site) -> None:
    it = site.negotiation
    client = site.client_of("KGZ")
    path = site.clause("op-hydrodata", "/propose")
    form = form_on(client, path)
    form["field.text"] = form["field.text"].replace("quality daily", "quality daily at noon")
    with it.store.writing() as session:
        it.decide(session, "op-hydrodata", 0, 1, 0, 0)
    page = client.post(path, data={**form, "do": "mark"}).text
    assert "it is for you to decide" in page
    assert "at noon" in inputs_of(page)["field.text"]
    assert re.search(r"The text now has</span> <q[^>]*>in the flood season", page)


def test_while_one_types_only_what_is_shown_is_answered(site: Site) -> None:
    client = site.client_of("UZB")
    path = site.clause("op-hydrodata", "/propose")
    form = form_on(client, path)
    form["field.text"] = form["field.text"].replace("free of charge", "free of any charge [at all]")

    def shown(do: str) -> str:
        answer = client.post(path, data={**form, "do": do}, headers={"Kelisim-Part": "shown"})
        assert answer.status_code == 200
        return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.text)))

    for do in ("mark", "table"):  # a script that errs tables nothing either
        page = shown(do)
        assert "<html" not in page
        assert "3 words added, no words deleted" in page
        assert "after “free of” insert “any”" in page
        for code, who, wanted in (
            ("KGZ", "Kyrgyzstan", "on the basis of mutual benefit"),
            ("TJK", "Tajikistan", "on terms to be agreed between them"),
        ):
            assert f"{code}: (deleted by {who}: free of charge) (proposed by {who}: {wanted})" in page
    page = client.get(site.clause("op-hydrodata")).text
    assert "any charge" not in page
    form = form_on(client, path)
    form["field.text"] = form["field.text"].replace("to create a", "to consider creating a")
    assert "TKM has tabled just this. Join it there" in shown("mark")
    form["field.text"] = form["field.text"].replace("quality daily", "quality daily at noon")
    assert "That is your own delegation." in shown("mark")
    assert "You may table all the same" not in shown("mark")


def test_an_entry_shows_the_difference_under_each_field_and_who_wants_another_value(site: Site) -> None:
    client = site.client_of("KGZ")
    path = site.clause("e-grid-integration", "/propose")
    form = form_on(client, path)
    form["field.budget"] = "USD 11 million"
    page = client.post(path, data=form | {"do": "mark"}, headers={"Kelisim-Part": "shown"}).text
    assert "11 million" in page[page.index('id="typed-budget"') :][:900]
    assert "(proposed by Kazakhstan: 12)" in re.sub(r"<[^>]+>", "", page)
    assert "Under" not in page[page.index('id="typed-title"') :][:60]


def test_a_stale_entry_does_not_take_back_what_others_changed(site: Site) -> None:
    it = site.negotiation
    client = site.client_of("KGZ")
    path = site.clause("e-grid-integration", "/propose")
    form = form_on(client, path)
    form["field.end"] = "2029"
    with it.store.writing() as session:
        it.decide(session, "e-grid-integration", 1, address="lead_agency")
    kept = inputs_of(client.post(path, data={**form, "do": "table"}).text)
    assert kept["field.end"] == "2029"
    assert kept["field.lead_agency"] == "UNEP"


def test_a_second_reading_of_ones_own_is_refused_with_its_reason(site: Site) -> None:
    client = site.client_of("KGZ")
    path = site.clause("op-hydrodata", "/propose")
    form = form_on(client, path)
    form["field.text"] = form["field.text"].replace("free of charge", "for a fee")
    answer = client.post(path, data={**form, "do": "table"})
    assert answer.status_code == 409
    assert "already changes these words otherwise" in answer.text
    assert "for a fee" in inputs_of(answer.text)["field.text"]


def test_an_agreed_clause_takes_no_amendment(site: Site) -> None:
    client = site.client_of("KGZ")
    assert "Propose an amendment" not in client.get(site.clause("pp-resolution")).text
    path = site.clause("pp-resolution", "/propose")
    for answer in (client.get(path), client.post(path, data={"field.text": "Noting", "do": "table"})):
        assert answer.status_code == 409
        assert "until the chair reopens it" in answer.text
    assert 'class="draft"' not in client.get(path).text


def test_the_amendment_that_is_edited_is_not_among_the_others_on_the_table(site: Site) -> None:
    page = site.client_of("KAZ").get(site.amendment("KAZ op-hydrodata", "/edit")).text
    assert site.negotiation.amendments["TKM op-hydrodata"] in page[page.index("Already on the table") :]
    assert f'id="a-{site.negotiation.amendments["KAZ op-hydrodata"]}"' not in page


@pytest.mark.parametrize("who", ["ADB", "UNEP", "CHAIR"])
def test_who_does_not_negotiate_is_told_so(site: Site, who: str) -> None:
    client = site.client_of(who)
    assert "Propose an amendment" not in client.get(site.clause("op-transition")).text
    path = site.clause("op-transition", "/propose")
    form = form_on(client, path)
    form["field.text"] += " and more"
    assert client.post(path, data={**form, "do": "table"}).status_code == 403


def test_a_clause_may_be_deleted_moved_and_followed_by_a_new_one(site: Site) -> None:
    # Two delegations: whoever wants a clause away does not want it elsewhere.
    places: tuple[tuple[str, str, dict[str, str]], ...]
    places = (("UZB", "move", {"after": site.negotiation.clauses["op-water"]}), ("KGZ", "delete", {}))
    for who, kind, sent in places:
        client = site.client_of(who)
        path = site.clause("op-transition", f"/propose?kind={kind}")
        answer = client.post(path, data={**form_on(client, path), **sent, "do": "table"})
        assert answer.status_code == 303, kind
    path = f"/documents/{DECLARATION}/insert?after={site.negotiation.clauses['op-transition']}"
    form = {**form_on(client, path), "field.text": "Decide to meet every year;", "do": "table"}
    answer = client.post(path, data=form)
    assert answer.status_code == 303
    page = site.client_of("UZB").get(answer.headers["location"]).text
    assert "OP 1 bis" in page
    assert "<em>Decide</em> to meet every year;" in page
    assert "Delete the whole clause." in site.client_of("UZB").get(site.clause("op-transition")).text


def test_references_are_typed_by_label_and_stored_by_clause(site: Site) -> None:
    client = site.client_of("KGZ")
    path = site.clause("op-early-warning", "/propose")
    form = form_on(client, path)
    assert "⟦OP 6⟧" in form["field.text"]
    form["field.text"] = form["field.text"].replace("⟦OP 6⟧", "⟦OP 7⟧")
    assert client.post(path, data={**form, "do": "table"}).status_code == 303
    with site.negotiation.store.reading() as session:
        row = session.query(AmendmentRow).filter_by(
            clause_id=site.negotiation.clauses["op-early-warning"], delegation="KGZ"
        )
        assert row.count() == 1


def test_no_page_names_a_clause_by_the_id_of_another(site: Site) -> None:
    client = site.client_of("KGZ")
    path = f"/documents/{DECLARATION}/insert?after={site.negotiation.clauses['op-transition']}"
    form = {**form_on(client, path), "field.text": "Build on ⟦OP 6⟧ ⟦OP 7⟧;", "do": "table"}
    assert client.post(path, data=form).status_code == 303
    home = f"/documents/{DECLARATION}"
    for who, page in (
        *(("KGZ", f"{home}{rest}") for rest in ("", "?view=columns", "/tracking", "/statements")),
        ("KGZ", site.clause("op-aral", "/propose?kind=move")),
        ("KGZ", site.clause("e-grid-integration")),
        ("CHAIR", f"{home}/standing"),
        ("CHAIR", f"{home}/silence"),
        ("SEC", f"{home}/rounds"),
        ("SEC", site.clause("e-grid-integration")),
    ):
        shown = site.client_of(who).get(page)
        assert shown.status_code == 200, page
        assert not re.findall("⟦[a-z2-7]{16}⟧", shown.text), page
    outline = client.get(home).text.partition('class="outline')[2].partition("</nav>")[0]
    assert "Build on OP 6" in outline


def test_a_form_from_another_site_changes_nothing(site: Site) -> None:
    client = site.client_of("KGZ")
    answer = client.post(
        site.amendment("KGZ op-hydrodata", "/withdraw"), headers={"Origin": "https://elsewhere.example"}
    )
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("text/html")
    with site.negotiation.store.reading() as session:
        amendment = session.get_one(AmendmentRow, site.negotiation.amendments["KGZ op-hydrodata"])
        assert amendment.status == "tabled"


@pytest.mark.parametrize("who", ["ADB", "CHAIR", "UZB"])
def test_the_amendment_of_another_delegation_is_not_even_tried_out_in_its_form(site: Site, who: str) -> None:
    client, path = site.client_of(who), site.amendment("KGZ op-hydrodata", "/edit")
    assert client.get(path).status_code == 403
    for headers in ({}, {"Kelisim-Part": "shown"}):
        answer = client.post(path, data={"field.text": "Nothing of this.", "do": "mark"}, headers=headers)
        assert (answer.status_code, "Nothing of this." in answer.text) == (403, False)


def test_nobody_writes_over_what_a_colleague_has_written_meanwhile(site: Site) -> None:
    path = site.amendment("KGZ op-hydrodata", "/edit")
    one, other = site.client_of("KGZ"), site.client_of("KGZ")
    mine, theirs = form_on(one, path), form_on(other, path)
    text = mine["field.text"]
    mine["field.text"], theirs["field.text"] = (text.replace("Decide", word) for word in ("Agree", "Resolve"))
    assert one.post(path, data=mine).status_code == 303
    assert one.post(path, data=mine).status_code == 303  # the same words once more are no others
    shown = other.post(
        path, data={**theirs, "do": "mark"}
    )  # to look at the difference is not to have read it
    assert inputs_of(shown.text)["text"] == theirs["text"]
    refused = other.post(path, data=theirs)
    assert (refused.status_code, "was edited since you read it" in refused.text) == (409, True)
    assert "Resolve" in unescape(refused.text)
    again = {**inputs_of(refused.text), "field.text": theirs["field.text"]}
    assert other.post(path, data=again).status_code == 303  # knowingly
